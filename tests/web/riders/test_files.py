"""Files for riders: negotiated, cached, in parts, and never from outside the shelf."""

import gzip

import brotli
import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from app.web.riders.files import FRESH_S, Files, Shelf, folder, packed, public


def onward(environ, start):
    start("404 Not Found", [("Content-Type", "text/plain")])
    return [b"onward"]


@pytest.fixture
def root(tmp_path):
    for name, raw in {
        "site/de/302/index.html": b"<p>Hallo",
        "site/de/302/index.html.br": b"brotli",
        "site/de/302/index.html.gz": b"gzip",
        "site/robots.txt": b"User-agent: *",
        "site/de/302/neues.atom": b"<feed/>",
        "site/de/302/termine.ics": b"BEGIN:VCALENDAR",
        "media/ab12/segel-größe.glb".replace("ö", "oe").replace("ß", "ss"): bytes(range(100)),
        "media/ab12/segel.usdz": b"PK",
        "secret.txt": b"secret",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    (tmp_path / "site/link").symlink_to(tmp_path / "secret.txt")
    return tmp_path


@pytest.fixture
def client(root):
    site = Shelf(read=folder(root / "site"), immutable=False)
    media = Shelf(read=folder(root / "media"), immutable=True)
    return Client(Files(onward, site=site, shelves={"media": media}), Response)


@pytest.mark.parametrize(
    ("accepted", "body", "encoding"),
    [("gzip, deflate, br", b"brotli", "br"), ("gzip", b"gzip", "gzip"), ("", b"<p>Hallo", None)],
)
def test_a_page_comes_in_the_smallest_form_that_the_browser_reads(client, accepted, body, encoding):
    answer = client.get("/de/302/", headers={"Accept-Encoding": accepted})

    assert (answer.data, answer.headers.get("Content-Encoding")) == (body, encoding)
    assert answer.content_type == "text/html; charset=utf-8"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in answer.headers


def test_a_page_is_asked_for_again_and_found_unchanged(client):
    tag = client.get("/de/302/").headers["ETag"]

    answer = client.get("/de/302/", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_media_are_kept_for_a_year(client):
    assert "immutable" in client.get("/media/ab12/segel.usdz").headers["Cache-Control"]


def test_the_types_that_phones_insist_on(client):
    assert client.get("/media/ab12/segel.usdz").content_type == "model/vnd.usdz+zip"
    assert client.get("/media/ab12/segel-groesse.glb").content_type == "model/gltf-binary"


def test_the_types_that_feed_readers_and_calendars_insist_on(client):
    assert client.get("/de/302/neues.atom").content_type == "application/atom+xml; charset=utf-8"
    assert client.get("/de/302/termine.ics").content_type == "text/calendar; charset=utf-8"


@pytest.mark.parametrize(
    ("asked", "status", "body", "span"),
    [
        ("bytes=0-3", 206, bytes(range(4)), "bytes 0-3/100"),
        ("bytes=96-", 206, bytes(range(96, 100)), "bytes 96-99/100"),
        ("bytes=-2", 206, bytes([98, 99]), "bytes 98-99/100"),
        ("bytes=90-500", 206, bytes(range(90, 100)), "bytes 90-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
        ("bytes=-", 200, bytes(range(100)), None),
        ("lines=1-2", 200, bytes(range(100)), None),
    ],
)
def test_parts_of_a_file(client, asked, status, body, span):
    answer = client.get("/media/ab12/segel-groesse.glb", headers={"Range": asked})

    assert (answer.status_code, answer.data, answer.headers.get("Content-Range")) == (status, body, span)


def test_head_says_the_length_and_sends_nothing(client):
    answer = client.head("/media/ab12/segel-groesse.glb")

    assert (answer.headers["Content-Length"], answer.data) == ("100", b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/de/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/media/../secret.txt",
        "/media/..%2fsecret.txt",
        "/de\\..\\..\\secret.txt",
        "//secret.txt",
        "/.git/config",
        "/de/302/index.html\x00.txt",
        "/de",
        "/",
    ],
)
def test_nothing_comes_from_outside_the_shelf(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.data) == (404, b"onward")


def test_posts_are_not_for_files(client):
    assert client.post("/de/302/").data == b"onward"


def test_a_published_page_is_seen_soon(client, root, monkeypatch):
    assert client.get("/robots.txt").data == b"User-agent: *"
    (root / "site/robots.txt").write_bytes(b"new")
    clock = __import__("time").monotonic() + FRESH_S
    monkeypatch.setattr("app.web.riders.files.time.monotonic", lambda: clock)

    assert client.get("/robots.txt").data == b"new"


def test_scripts_come_packed_though_only_the_plain_file_is_kept(root):
    script = b"export const line = 302;\n" * 100
    (root / "code").mkdir()
    (root / "code/start.js").write_bytes(script)
    (root / "code/font.woff2").write_bytes(script)
    shelf = Shelf(read=packed(folder(root / "code")), immutable=False)
    client = Client(Files(onward, site=shelf, shelves={"static": shelf}), Response)

    brotli_ = client.get("/static/start.js", headers={"Accept-Encoding": "br"})
    gzip_ = client.get("/static/start.js", headers={"Accept-Encoding": "gzip"})
    font = client.get("/static/font.woff2", headers={"Accept-Encoding": "br"})

    assert (brotli_.headers["Content-Encoding"], brotli.decompress(brotli_.data)) == ("br", script)
    assert (gzip_.headers["Content-Encoding"], gzip.decompress(gzip_.data)) == ("gzip", script)
    assert (font.headers.get("Content-Encoding"), font.data) == (None, script)


@pytest.mark.parametrize("key", ["private/", f"private/{'a' * 64}/", "", f"{'A' * 64}/", f"{'a' * 63}/"])
def test_of_a_media_store_only_what_is_for_everybody_is_served(tmp_path, key):
    (tmp_path / key).mkdir(parents=True, exist_ok=True)
    (tmp_path / key / "photo.jpg").write_bytes(b"a face")
    for_everybody = tmp_path / ("b" * 64) / "segel.glb"
    for_everybody.parent.mkdir()
    for_everybody.write_bytes(b"a sail")
    media = Shelf(read=public(folder(tmp_path)), immutable=True)
    client = Client(
        Files(onward, site=Shelf(read=folder(tmp_path / "site"), immutable=False), shelves={"media": media})
    )

    assert client.get(f"/media/{'b' * 64}/segel.glb").data == b"a sail"
    assert client.get(f"/media/{key}photo.jpg").status_code == 404


def test_while_a_store_is_away_what_was_read_is_served_on_and_the_rest_is_said_to_be_away(root, monkeypatch):
    clock, stores = [0.0], [folder(root / "site")]
    monkeypatch.setattr("app.web.riders.files.time.monotonic", lambda: clock[0])
    client = Client(Files(onward, site=Shelf(read=lambda key: stores[0](key), immutable=False), shelves={}), Response)
    assert client.get("/de/302/").data == b"<p>Hallo"

    def away(_key):
        raise OSError(5, "Input/output error")

    stores[0], clock[0] = away, 2 * FRESH_S

    assert (client.get("/de/302/").status_code, client.get("/de/302/").data) == (200, b"<p>Hallo")
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "gleich noch einmal" in answer.text

    stores[0], clock[0] = folder(root / "site"), 4 * FRESH_S
    assert client.get("/robots.txt").status_code == 200


@pytest.mark.parametrize("name", ["a" * 256, "ä" * 200, f"{'a/' * 2000}a", "a" * 4000], ids=len)
@pytest.mark.parametrize("begin", ["/", "/de/302/", "/media/", f"/media/{'b' * 64}/", "/s/", "/data/"])
@pytest.mark.parametrize("end", ["", "/", ".html", ".json.br"])
def test_nothing_is_called_by_a_name_that_no_disk_takes(client, begin, name, end):
    answer = client.get(f"{begin}{name}{end}", headers={"Accept-Encoding": "br, gzip"})

    assert answer.status_code == 404


@pytest.mark.parametrize("asked", ["9" * 4400, f"0-{'9' * 4400}", f"-{'9' * 4400}", "²-³", "5-1,7-9", "٣-٤"])
def test_a_range_that_nobody_can_mean_gets_the_whole_file_or_none(client, asked):
    answer = client.get("/media/ab12/segel.usdz", headers={"Range": f"bytes={asked}".encode().decode("latin-1")})

    assert answer.status_code in (200, 416)


def test_what_is_known_not_to_be_a_file_stays_so_while_a_store_is_away(root, monkeypatch):
    clock, stores = [0.0], [folder(root / "site")]
    monkeypatch.setattr("app.web.riders.files.time.monotonic", lambda: clock[0])
    client = Client(Files(onward, site=Shelf(read=lambda key: stores[0](key), immutable=False), shelves={}), Response)
    before = client.get("/")

    def away(_key):
        raise OSError(5, "Input/output error")

    stores[0], clock[0] = away, 2 * FRESH_S

    assert (client.get("/").status_code, client.get("/").data) == (before.status_code, before.data)


def test_for_what_is_no_file_no_store_is_asked():
    asked: list[str] = []
    site = Shelf(read=lambda key: asked.append(key), immutable=False)  # in which there is nothing
    client = Client(Files(onward, site=site, shelves={}, no_files=frozenset({"s", "healthz"})), Response)

    answers = [client.get(path).data for path in ("/s/222222", "/s/", "/healthz")]

    assert asked == []
    assert answers == [client.get("/nothing").data] * 3
    assert asked == ["nothing"]

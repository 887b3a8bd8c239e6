"""Scans and the ways in: answered from two files, without a database."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from app.exchange.reading import plain
from app.exchange.records import Branch, LineRecord, Partner, StopRecord, Text, Topic
from app.site.values import Line, Neighbour, Settings
from app.storage import open_store
from app.web.riders import known, rider
from app.web.riders.files import AWAY_S, Files, Shelf, folder
from app.web.riders.known import Known
from app.web.riders.spool import Spool
from app.web.riders.watched import Health

SETTINGS = Settings(
    public_url="https://302.example", operator_name="Stadt", operator_address="Platz 1", operator_mail="a@b.example",
    operator_phone="0",
)  # fmt: skip
STOP = StopRecord(
    seq=1, dhid="de:05513:6686", name="Heinrich-König-Platz", city="Gelsenkirchen", branch="trunk", lat=51.51, lon=7.09
)
RECORD = LineRecord(
    slug="302",
    number="302",
    name="Linie 302",
    partners=(Partner(slug="gelsenkirchen", name="Stadt Gelsenkirchen"),),
    topics=(Topic(slug="klimaschutz", names={"de": "Klimaschutz"}),),
    branches=(Branch(slug="trunk"),),
    texts={"de": Text(title="Linie 302", summary="Ein Satz.")},
)
STATION = Neighbour(
    slug="heinrich-koenig-platz",
    names={"de": "Heinrich-König-Platz"},
    summaries={"de": "Ein Platz."},
    stop=STOP,
    partner="gelsenkirchen",
    topics=("klimaschutz",),
    plannings=1,
    poster={},
)
LINE = Line(record=RECORD, stops=(STOP,), stations=(STATION,))
CODES = {
    "codes": {
        "222222": {"to": "302/heinrich-koenig-platz/", "gone": False},
        "33333B": {"to": "302/heinrich-koenig-platz/", "gone": True},
    },
    "redirects": {"302/alter-platz/": "302/heinrich-koenig-platz/"},
}


@pytest.fixture
def root(tmp_path):
    (tmp_path / "codes.json").write_text(json.dumps(CODES))
    (tmp_path / "line.json").write_text(json.dumps(plain(LINE)))
    gone = tmp_path / "de/s/33333B/index.html"
    gone.parent.mkdir(parents=True)
    gone.write_text("<p>Außer Dienst")
    return tmp_path


@pytest.fixture
def client(root):
    return make_app(root).test_client()  # which says what program it is


def make_app(root, read=None):
    known = Known(read or folder(root), kept=open_store(str(root / "kept")))
    health = Health(parts={"site": lambda: ", ".join(known.look().damaged)}, numbers=dict)
    return rider.make_app(folder(root), known, Spool(root / "spool"), SETTINGS, health=health)


def test_who_comes_by_the_short_address_of_signs_is_led_on_to_the_pages(root):
    known = Known(folder(root), kept=open_store(str(root / "kept")))
    health = Health(parts={}, numbers=dict)
    app = rider.make_app(folder(root), known, Spool(root / "spool"), SETTINGS, health=health)
    rider.lead_on(app, sign_url="https://302.ruhr", public_url=SETTINGS.public_url)
    client = app.test_client()

    short = client.get("/S/222222", base_url="https://302.RUHR")
    usual = client.get("/S/222222", base_url="https://302.example")

    assert short.headers["Location"].startswith("https://302.example/")
    assert usual.headers["Location"].startswith("/")
    assert short.headers["Location"].removeprefix("https://302.example") == usual.headers["Location"]
    assert client.get("/", base_url="https://302.ruhr").headers["Location"].startswith("https://302.example/")
    assert len(spooled(root)) >= 1


def spooled(root):
    return [line for path in sorted((root / "spool").glob("*.scans")) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("path", ["/s/222222", "/S/222222"])
@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("tr,en;q=0.5", "tr"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("uk,ru;q=0.8", "en"),
        ("fr;q=0", "de"),
        ("", "de"),
        ("de-AT,de;q=0.9", "de"),
        ("*;q=x,,;", "de"),
    ],
)
def test_a_scan_leads_on_in_the_language_of_the_browser(client, path, asked, lang):
    answer = client.get(path, headers={"Accept-Language": asked})

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{lang}/302/heinrich-koenig-platz/"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_scan_is_noted_with_code_hour_and_language_and_nothing_else(client, root):
    client.get("/s/222222", headers={"Accept-Language": "tr", "User-Agent": "Nosy/1.0"})

    (line,) = spooled(root)
    code, hour, language = line.split(" ")
    assert (code, language) == ("222222", "tr")
    assert abs(datetime.now(UTC) - datetime.strptime(hour + "+0000", "%Y-%m-%dT%H%z")).total_seconds() < 7200


def test_a_scan_is_answered_even_if_it_cannot_be_noted(client, root):
    (root / "spool").write_text("a file where the folder should be")

    assert client.get("/s/222222").status_code == 302


def test_a_retired_sign_leads_to_a_page_that_helps(client, root):
    answer = client.get("/s/33333B")

    assert (answer.status_code, answer.text) == (410, "<p>Außer Dienst")
    assert len(spooled(root)) == 1


@pytest.mark.parametrize("end", ["", "/", "/."])
def test_a_page_that_is_shown_no_more_says_so(client, root, end):
    said = root / "zurueckgezogen/en/302/weg/index.html"
    said.parent.mkdir(parents=True)
    said.write_text("<p>No longer shown")

    answer = client.get(f"/en/302/weg{end}")

    assert (answer.status_code, answer.text) == (410, "<p>No longer shown")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("code", ["22222O", "222223", "%3Cscript%3E", "ü%00", "x" * 500])
def test_an_unknown_code_gets_a_page_that_helps(client, code):
    answer = client.get(f"/s/{code}")

    assert answer.status_code == 404
    assert "Heinrich-König-Platz" in answer.text
    assert "<script>" not in answer.text


def test_of_unknown_codes_only_what_looks_like_one_is_noted_and_not_too_many(client, root):
    for code in ("22222O", "222223", "%3Cscript%3E", "MEYER", "ü%00", "x" * 500):
        client.get(f"/s/{code}")
    assert [line.split(" ")[0] for line in spooled(root)] == ["22222O", "222223"]

    for number in range(2 * rider.MISSES_A_MINUTE):
        client.get(f"/s/9{number:05}")

    assert len(spooled(root)) == rider.MISSES_A_MINUTE


def test_loading_again_counts_once_and_a_look_by_a_program_never(client, root):
    for _ in range(3):
        assert client.get("/s/222222").status_code == 302
    assert client.head("/S/222222").status_code == 302
    assert client.get("/s/222222", headers={"User-Agent": "WhatsApp/2.25"}).status_code == 302
    assert len(spooled(root)) == 1

    client.get("/s/222222", headers={"User-Agent": "Another/1.0"})

    assert len(spooled(root)) == 2


@pytest.mark.parametrize("typed", ["222222", " 222222 ", "%20222222"])
def test_typing_a_code_again_needs_no_script(client, typed):
    assert client.get(f"/s/?code={typed}").headers["Location"] == "/S/222222"


@pytest.mark.parametrize(
    "written", ["222222/", "222222.", "222222)", "222222,", "222-222", "222 222", "222%20222", "222%E2%80%8B222",
                "%EF%BB%BF222222", "222222%22", "222222%0A", "222222).", "222222/%29"],
)  # fmt: skip
def test_a_code_leads_on_however_it_is_written(client, root, written):
    answer = client.get(f"/s/{written}", headers={"User-Agent": "A phone"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/de/302/heinrich-koenig-platz/")
    assert [line.split(" ")[0] for line in spooled(root)] == ["222222"]


@pytest.mark.parametrize("pasted", ["HTTPS://302.EXAMPLE/S/222222", "https://302.example/s/222222/", "222-222"])
def test_a_whole_address_may_be_pasted_for_a_code(client, pasted):
    assert client.get("/s/", query_string={"code": pasted}).headers["Location"] == "/S/222222"


def test_after_one_slip_the_code_that_was_meant_is_offered(client, root):
    answer = client.get("/s/22222O", headers={"User-Agent": "A phone"})

    assert answer.status_code == 404
    assert "Meintest du diesen?" in answer.text
    assert '<a class="go" href="/S/222222"' in answer.text
    assert "33333B" not in answer.text
    assert "Meintest du" not in client.get("/s/9ZZZZZ").text


@pytest.mark.parametrize("end", ["", ".", ")", "/)", "/.", "%E2%80%8B", "%20", "?von=brief"])
def test_a_page_is_found_without_its_last_slash_and_with_what_a_letter_added(client, root, end):
    page = root / "de/302/heinrich-koenig-platz/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Der Platz")

    answer = client.get(f"/de/302/heinrich-koenig-platz{end}")

    query = "?von=brief" if "?" in end else ""
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/de/302/heinrich-koenig-platz/{query}")


@pytest.mark.parametrize("path", ["/de/302/nirgends", "/de/302/../../etc/passwd", "/de//302", "/.", "/de/302/%00"])
def test_where_no_page_is_nobody_is_led(client, path):
    assert client.get(path, follow_redirects=True).status_code == 404


def test_typing_nothing_or_nonsense_gets_the_form_again(client):
    assert client.get("/s/?code=").status_code == 404
    assert client.get("/s/?code=a/../b", follow_redirects=True).status_code == 404


def test_the_ways_in(client):
    assert client.get("/", headers={"Accept-Language": "en"}).headers["Location"] == "/en/302/"
    assert client.get("/de-simple/").headers["Location"] == "/de-simple/302/"
    assert client.get("/xx/").status_code == 404


def test_a_moved_page_leads_on_and_keeps_the_language(client):
    answer = client.get("/tr/302/alter-platz/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/tr/302/heinrich-koenig-platz/")


@pytest.mark.parametrize("file", ["neues.atom", "termine.ics"])
def test_who_subscribed_to_a_renamed_page_is_led_on(client, file):
    answer = client.get(f"/tr/302/alter-platz/{file}")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/tr/302/heinrich-koenig-platz/{file}")
    assert client.get("/tr/302/alter-platz/anders.atom").status_code == 404


def test_what_is_not_there_is_said_in_the_language_of_the_address(client):
    answer = client.get("/en/302/nowhere/")

    assert answer.status_code == 404
    assert '<html lang="en"' in answer.text


def test_a_new_publication_is_seen_without_a_restart(client, root, monkeypatch):
    assert client.get("/s/222222").status_code == 302
    clock = __import__("time").monotonic() + known.FRESH_S
    monkeypatch.setattr("app.web.riders.known.time.monotonic", lambda: clock)
    (root / "codes.json").write_text('{"codes": {}, "redirects": {}}')

    assert client.get("/s/222222").status_code == 404


@pytest.fixture
def later(monkeypatch):
    """Let a second pass."""
    clock = [__import__("time").monotonic()]
    monkeypatch.setattr("app.web.riders.known.time.monotonic", lambda: clock[0])

    def wait():
        clock[0] += known.FRESH_S

    return wait


DAMAGES = {
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
    "something else": lambda path: path.write_text("[1]"),
    "a page": lambda path: path.write_text("<!doctype html>"),
    "no text": lambda path: path.write_bytes(b"\xff\x00"),
    "away": lambda path: path.rename(path.with_name("aside")) or path.mkdir(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("name", ["codes.json", "line.json"])
def test_of_what_is_damaged_the_last_good_one_leads_on(client, root, later, name, damage):
    assert client.get("/s/222222").status_code == 302

    damage(root / name)
    later()

    assert client.get("/s/222222").headers["Location"] == "/de/302/heinrich-koenig-platz/"
    assert client.get("/s/222223").status_code == 404
    assert client.get("/readyz").status_code == 503
    assert name in client.get("/readyz").text


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("name", ["codes.json", "line.json"])
def test_a_process_that_never_saw_a_good_one_takes_the_packed_twin(client, root, name, damage):
    (root / f"{name}.gz").write_bytes(gzip.compress((root / name).read_bytes()))
    damage(root / name)

    assert client.get("/s/222222").headers["Location"] == "/de/302/heinrich-koenig-platz/"


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_and_if_there_is_none_it_says_so(client, root, damage):
    damage(root / "codes.json")
    (root / "codes.json.gz").write_bytes(b"\x1f\x8b")
    (root / "codes.json.br").write_bytes(b"?")

    answer = client.get("/s/222222")

    assert (answer.status_code, "gleich noch einmal" in answer.text) == (503, True)


def test_before_the_first_publication_it_says_so(tmp_path):
    client = Client(make_app(tmp_path), Response)

    for address in ("/s/222222", "/", "/de/302/heinrich-koenig-platz/"):
        early = client.get(address)
        assert early.status_code == 503
        assert "gleich noch einmal versuchen" in early.text
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_scans_and_those_who_watch_are_told_from_files_by_how_their_paths_begin(root):
    assert rider.no_files(make_app(root)) == {"s", "S", "openings", "healthz", "readyz", "metrics"}


def test_a_web_that_starts_while_the_store_is_away_leads_on_by_what_was_read_last(root):
    make_app(root).test_client().get("/s/222222")
    lines = (root / "kept/line.json").read_bytes()

    def away(_key):
        raise OSError(5, "Input/output error")

    answer = make_app(root, away).test_client().get("/s/222222")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/de/302/heinrich-koenig-platz/")

    (root / "kept/line.json").write_bytes(lines[:100])
    assert make_app(root, away).test_client().get("/s/222222").status_code == 503


@pytest.mark.parametrize(
    ("path", "asked", "words"),
    [
        ("/tr/302/heinrich-koenig-platz/", "de", 'lang="tr"'),
        ("/en/302/", "de", "Out of reach just now"),
        ("/de/302/", "en", "Gerade nicht zu erreichen"),
        ("/fr/302/", "fr", "Out of reach just now"),
    ],
)
def test_a_page_that_cannot_be_read_says_so_in_its_language(root, path, asked, words):
    def away(_key):
        raise OSError(5, "Input/output error")

    spoken = replace(RECORD, languages=("de", "en", "tr"))
    (root / "line.json").write_text(json.dumps(plain(replace(LINE, record=spoken))))
    client = Client(Files(make_app(root), site=Shelf(read=away, immutable=False), shelves={}), Response)

    answer = client.get(path, headers={"Accept-Language": asked})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(AWAY_S))
    assert words in answer.text and "<h1>" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_disk_that_is_full_keeps_nobody_from_leading_on(root):
    (root / "kept").mkdir()
    (root / "kept/codes.json").mkdir()  # where nothing can be written

    assert make_app(root).test_client().get("/s/222222").status_code == 302

"""What every answer says of itself: who may frame it, what it may use, that it comes by HTTPS; and who may count."""

import json
import stat
from pathlib import Path

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from app import migrations, private_files
from app.bell import Bell
from app.config import from_environment
from app.database import make_engine, reading
from app.errors import Invalid
from app.main import create_app
from tests.factories import SCENE

PAGES = {
    "a page": "/de/302/platz/segel/",
    "media": f"/media/{'0' * 64}/segel.glb",
    "a script": "/static/js/view3d.js",
    "nothing": "/de/302/nirgends/",
    "a scan": "/s/222222",
    "a sign of life": "/healthz",
    "the studio": "/studio/anmelden",
    "nothing of the studio": "/studio/nirgends",
    "a style of the studio": "/studio/static/css/base.css",
}
EMBEDDED = "/de/302/platz/segel/einbetten/"
MAP = "/de/302/karte/"
TOKEN = "not-told-to-anybody"
HERE = {"REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    folder = tmp_path_factory.mktemp("instance")
    for path in (PAGES["a page"], EMBEDDED, MAP, f"{MAP}karte/"):
        page = folder / f"site{path}index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("<!doctype html>")
    media = folder / PAGES["media"].removeprefix("/")
    media.parent.mkdir(parents=True)
    media.write_bytes(SCENE)
    (folder / "site/codes.json").write_text(json.dumps({"codes": {}, "redirects": {}}))
    migrations.upgrade(make_engine(f"sqlite:///{folder / 'linie302.db'}"))
    return folder


@pytest.fixture(scope="module")
def product(instance):
    """Return how to get at the whole product with such settings."""

    def made(**settings):
        return Client(create_app(from_environment({"INSTANCE": str(instance), **settings})), Response)

    return made


@pytest.fixture(scope="module")
def by_https(product):
    return product(PUBLIC_URL="https://302.example")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nobody_frames_it_and_it_uses_no_more_than_it_needs(by_https, path):
    headers = headers_of(by_https, path)

    framing = [each for each in headers.getlist("Content-Security-Policy") if "frame-ancestors" in each]
    assert len(framing) == 1
    assert framing[0].endswith("frame-ancestors 'self'" if path.startswith("/studio") else "frame-ancestors 'none'")
    assert {"microphone=()", "payment=()", "usb=()", "geolocation=()"} <= {*headers["Permissions-Policy"].split(", ")}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")


def test_only_the_page_of_the_map_may_ask_a_phone_where_it_is(by_https):
    asked = headers_of(by_https, MAP)["Permissions-Policy"].split(", ")

    assert {"geolocation=(self)", "camera=()", "microphone=()"} <= {*asked}
    for path in ("/de/302/karte/", f"{MAP}karte/", f"/de{MAP}", "/static/karte/"):
        allowed = headers_of(by_https, path)["Permissions-Policy"].split(", ")
        assert ("geolocation=(self)" in allowed) is (path == MAP), path


def test_only_the_address_that_is_made_for_it_stands_in_other_pages(by_https):
    assert by_https.get(EMBEDDED).status_code == 200
    assert "Content-Security-Policy" not in by_https.get(EMBEDDED).headers
    assert "Content-Security-Policy" in by_https.get("/de/302/einbetten/").headers


@pytest.mark.parametrize(
    ("settings", "asked_by", "told"),
    [
        ({"PUBLIC_URL": "https://302.example"}, {"X-Forwarded-Proto": "https"}, "max-age=31536000"),
        ({"PUBLIC_URL": "https://302.example"}, {"X-Forwarded-Proto": "http, https"}, "max-age=31536000"),
        ({"PUBLIC_URL": "https://302.example"}, {"X-Forwarded-Proto": "http"}, None),
        ({"PUBLIC_URL": "https://302.example"}, {}, None),
        ({"PUBLIC_URL": "http://302.example"}, {"X-Forwarded-Proto": "https"}, None),
        ({"TLS": "self-signed"}, {"X-Forwarded-Proto": "https"}, None),
    ],
)
def test_browsers_are_told_to_come_by_https_where_they_did(product, settings, asked_by, told):
    client = product(**settings)

    found = {path: headers_of(client, path, asked_by).get("Strict-Transport-Security") for path in PAGES.values()}

    assert found == dict.fromkeys(PAGES.values(), told)


@pytest.mark.parametrize(
    ("token", "environ", "headers", "status"),
    [
        ("", HERE, {}, 200),
        ("", {"REMOTE_ADDR": "::1"}, {}, 200),
        ("", HERE, {"X-Forwarded-For": "203.0.113.7"}, 403),
        ("", HERE, {"Forwarded": "for=203.0.113.7"}, 403),
        ("", HERE, {"Via": "1.1 proxy"}, 403),
        ("", {"REMOTE_ADDR": "192.168.1.7"}, {}, 403),
        ("", {"REMOTE_ADDR": ""}, {}, 403),
        ("", {"REMOTE_ADDR": "203.0.113.7"}, {"Authorization": "Bearer "}, 403),
        (TOKEN, {"REMOTE_ADDR": "203.0.113.7"}, {"Authorization": f"Bearer {TOKEN}"}, 200),
        (TOKEN, HERE, {}, 403),
        (TOKEN, HERE, {"Authorization": f"Bearer {TOKEN}x"}, 403),
        (TOKEN, HERE, {"Authorization": "Bearer größe"}, 403),
    ],
)
def test_numbers_are_for_whoever_has_the_token_or_sits_at_the_machine(product, token, environ, headers, status):
    answer = product(METRICS_TOKEN=token).get("/metrics", environ_overrides=environ, headers=headers)

    assert answer.status_code == status
    assert (b"linie302_" in answer.data) is (status == 200)


@pytest.mark.parametrize("text", ["short", "with spaces in between", "größer als sechzehn"])
def test_a_token_that_is_none_is_refused(instance, text):
    with pytest.raises(Invalid, match="METRICS_TOKEN"):
        from_environment({"INSTANCE": str(instance), "METRICS_TOKEN": text})


def test_database_queue_and_secret_are_nobody_elses(tmp_path):
    config = from_environment({"INSTANCE": str(tmp_path)})
    names = ("linie302.db", "queue.db", "secret_key")
    for is_new in (True, False):
        if not is_new:
            for name in names:
                (tmp_path / name).chmod(0o644)
        migrations.upgrade(make_engine(config.database_url))
        with reading(make_engine(config.database_url))():
            Bell(from_environment({"INSTANCE": str(tmp_path)})).ring()

        made = [path for path in tmp_path.iterdir() if path.name.startswith(names)]
        assert {name for name in names if not (tmp_path / name).exists()} == set()
        assert {path.name: mode(path) for path in made if mode(path) & 0o077} == {}


def test_a_file_that_cannot_be_made_is_for_whoever_opens_it_to_tell(tmp_path):
    private_files.close(tmp_path / "nowhere/linie302.db")

    assert list(tmp_path.iterdir()) == []


def headers_of(client, path, asked_by=None):
    with client.get(path, headers=asked_by) as answer:
        return answer.headers


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)

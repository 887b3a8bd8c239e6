"""A preview on one's own phone: nobody signs in there, files come along, and it ends by itself or at once."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import update

from app.actions.content import share
from app.database import writing
from app.exchange.reading import plain
from app.exchange.records import AssetRecord
from app.models import Account, Asset, BuildState
from tests.web.content.test_editing import address, newest, planning

GLB = f"{'a' * 64}/draft.glb"
MODEL = {"glb": f"/media/{GLB}", "glb_bytes": 1, "usdz": f"/media/{'a' * 64}/draft.usdz", "usdz_bytes": 1}
FILES = {"view": f"/media/{GLB}", "view_bytes": 1, "table": MODEL, "true": MODEL}


@pytest.fixture
def phone(small_studio):
    """A browser in which nobody is signed in."""
    return small_studio.client()


@pytest.fixture
def link(small_studio):
    """The address beside the preview of what Writer has drafted."""
    return offered(small_studio, "Writer")


def offered(studio, person, slug="draft"):
    page = studio.client(person).get(address(studio, slug).removesuffix("bearbeiten")).text
    assert 'src="data:image/svg+xml;base64,' in page
    [found] = re.findall(r'href="https://302\.example(/studio/telefon/[^"]+)"', page)
    return found


def test_it_opens_the_draft_in_the_language_of_the_phone_without_signing_in(phone, link):
    led = phone.get(link, headers={"Accept-Language": "de"})
    page = phone.get(led.location)

    assert led.location == f"{link}de/302/station-own/draft/"
    assert (page.status_code, "Neu und kürzer." in page.text) == (200, True)
    assert "Vorschau, noch nicht die Seite der Fahrgäste." in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "camera=(self)" in page.headers["Permissions-Policy"]
    assert "Set-Cookie" not in page.headers


def test_its_links_stay_in_the_preview(phone, link):
    page = phone.get(f"{link}de/302/station-own/draft/").text

    inside = set(re.findall(rf'<a [^>]*href="({re.escape(link)}[^"#]*)', page))

    assert f"{link}de/302/station-own/" in inside
    assert {phone.get(each).status_code for each in inside} == {200}


def test_viewers_of_the_phone_get_files_and_the_way_back_without_a_cookie(small_studio, phone, link):
    small_studio.app.config["MEDIA"].put(GLB, b"glTF")
    with writing(small_studio.engine).begin() as session:
        record = plain(
            AssetRecord(slug="segel", title="Segel", author="Wir", licence="CC0-1.0", origin="selbst gebaut")
        )
        build = {"variants": {"planned": FILES}}
        session.add(Asset(slug="segel", record=record, build=build, state=BuildState.READY, source_hash=""))
        draft = newest(session, "draft")
        draft.record = {**draft.record, "asset": "segel"}

    page = phone.get(f"{link}de/302/station-own/draft/").text
    intents = re.findall(r'href="(intent://[^"]+)"', page)
    file, back = (re.search(rf"[?&;]{name}=([^&#]+)", intents[0])[1] for name in ("file", "link"))

    assert unquote(file) == f"https://302.example{link}media/{GLB}"
    assert unquote(back) == f"https://302.example{link}de/302/station-own/draft/"
    got = phone.get(f"{link}media/{GLB}")
    assert (got.data, got.content_type) == (b"glTF", "model/gltf-binary")
    assert phone.get(f"{link}media/private/secret.jpg").status_code == 404


@pytest.mark.parametrize("rest", ["", "de/302/station-own/draft/", f"media/{GLB}"])
def test_it_can_be_ended_at_once_and_a_new_one_opens(small_studio, phone, link, rest):
    small_studio.app.config["MEDIA"].put(GLB, b"glTF")
    assert phone.get(f"{link}{rest}").status_code in (200, 302)

    assert small_studio.client("Writer").post("/studio/telefon/beenden").status_code == 303

    answer = phone.get(f"{link}{rest}")
    assert (answer.status_code, "Diese Vorschau ist zu Ende." in answer.text) == (404, True)
    assert phone.get(f"{offered(small_studio, 'Writer')}{rest}").status_code in (200, 302)


def test_it_ends_after_a_day(phone, link, monkeypatch):
    later = share.now() + share.ON_PHONE + timedelta(seconds=1)
    monkeypatch.setattr(share, "now", lambda: later)

    assert phone.get(link).status_code == 404


def test_it_ends_with_the_account(small_studio, phone, link):
    with writing(small_studio.engine).begin() as session:
        session.execute(update(Account).where(Account.name == "Writer").values(active=False))

    assert phone.get(link).status_code == 404


def test_nobody_can_guess_it(phone, link):
    token = link.split("/")[3]

    said, _dot, signature = token.partition(".")

    for guess in (f"{said}.{signature[::-1]}", said, "x"):
        assert phone.get(link.replace(token, guess)).status_code == 404


def test_each_sees_what_they_would_see_in_the_studio(small_studio, phone):
    own, other = (offered(small_studio, person) for person in ("Writer", "Planner Own"))

    assert "Neu und kürzer." in phone.get(f"{own}de/302/station-own/draft/").text
    assert "Neu und kürzer." not in phone.get(f"{other}de/302/station-own/draft/").text


def test_what_waits_for_a_decision_is_offered_beside_its_comparison(small_studio, phone):
    with small_studio.session() as session:
        number = newest(session, "submitted").id
        assert planning(session, "submitted").current_id
    page = small_studio.client("Approver Own").get(f"/studio/fassungen/{number}/").text
    [link] = re.findall(r'href="https://302\.example(/studio/telefon/[^"]+)"', page)

    assert "Neu und kürzer." in phone.get(f"{link}de/302/station-own/submitted/").text


def test_an_ended_preview_says_so_at_its_head_and_leads_nobody_to_a_sign_in(small_studio):
    answer = small_studio.client().get("/studio/telefon/x/")

    assert "<h1>Hier ist nichts mehr zu sehen</h1>" in answer.text
    assert "Zur Linie" not in answer.text

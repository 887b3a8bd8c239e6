"""Previews: each shows what its heading says, and no page of the studio and no empty frame stands in a phone."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.content import publish
from app.database import writing
from app.models import Account, Revision, State, Station, now
from tests.web.content.test_editing import address, newest, planning
from tests.web.studio_world import CODE

PHONE = re.compile(r'<div class="phone__head">\s*<h2[^>]*>([^<]*)</h2>')


@pytest.fixture
def hidden_station(small_studio):
    """A station that is not public any more, with what its planners wrote since."""
    with writing(small_studio.engine).begin() as session:
        station = session.scalars(select(Station).where(Station.slug == "station-own")).one()
        admin = session.scalars(select(Account).where(Account.name == "Admin")).one()
        for each in [*station.plannings, station]:
            if each.current is not None:
                publish.take_down(session, each, by=admin, reason="Darum.")
        return station.id


def headings(page):
    return [" ".join(each.split()) for each in PHONE.findall(page.text)]


@pytest.mark.parametrize("person", ["Writer", "Approver Own"])
def test_a_planning_is_seen_before_its_station_is_public(small_studio, hidden_station, person):
    client = small_studio.client(person)
    with small_studio.session() as session:
        draft, item = newest(session, "draft"), planning(session, "draft").id

    for where in (f"/studio/fassungen/{draft.id}/vorschau/de", f"/studio/inhalte/{item}/vorschau/de"):
        answer = client.get(where)
        assert (answer.status_code, "Planung draft" in answer.text) == (200, True)

    assert "Neu und kürzer." in client.get(f"/studio/fassungen/{draft.id}/vorschau/de").text
    assert client.get(f"/studio/fassungen/{draft.id}/blick-vom-schild/{CODE}").status_code == 200


def test_what_a_preview_links_to_is_a_preview_or_opens_a_window(small_studio, hidden_station):
    client = small_studio.client("Writer")
    with small_studio.session() as session:
        draft = newest(session, "draft")
    page = client.get(f"/studio/fassungen/{draft.id}/vorschau/de").text

    links = re.findall(r"<a [^>]*>", page)
    riders = [link for link in links if re.search('href="/(de|en|tr|de-simple)/', link)]
    inside = [found[1] for link in links if (found := re.search('href="(/studio/[^"#]*)', link))]

    assert riders
    assert all('target="_blank"' in link for link in riders)
    assert f"/studio/fassungen/{draft.id}/vorschau/de/302/station-own/" in inside
    for each in inside:
        answer = client.get(each)
        assert answer.status_code == 200
        assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert "Station own" in client.get(f"/studio/fassungen/{draft.id}/vorschau/de/302/station-own/").text


def test_a_refusal_is_a_sentence_in_the_phone(small_studio):
    client = small_studio.client("Writer")

    for where in ("/studio/fassungen/99999/vorschau/de", f"{address(small_studio, 'plain')[:-10]}vorschau/xx"):
        answer = client.get(where)
        assert (answer.status_code, "Noch keine Vorschau" in answer.text) == (404, True)
        assert "Hauptmenü" not in answer.text


@pytest.mark.parametrize(
    ("person", "state", "said"),
    [
        ("Writer", "plain", "Jetzt sichtbar"),
        ("Writer", "draft", "Ihr Entwurf"),
        ("Planner Own", "draft", "Jetzt sichtbar"),
        ("Writer", "approved", "Nach der Veröffentlichung"),
    ],
)
def test_an_item_says_which_version_its_phone_shows(small_studio, person, state, said):
    page = small_studio.client(person).get(address(small_studio, state).removesuffix("bearbeiten"))

    assert headings(page) == [said]


@pytest.mark.parametrize(
    ("person", "state", "said"),
    [
        ("Planner Own", "draft", ["Jetzt sichtbar", "Entwurf von Writer"]),
        ("Approver Own", "submitted", ["Jetzt sichtbar", "Nach der Freigabe"]),
        ("Approver Own", "approved", ["Jetzt sichtbar", "Nach der Veröffentlichung"]),
        ("Approver Own", "plain", ["Davor", "Jetzt sichtbar"]),
    ],
)
def test_a_comparison_says_which_versions_its_phones_show(small_studio, person, state, said):
    with small_studio.session() as session:
        number = newest(session, state).id

    assert headings(small_studio.client(person).get(f"/studio/fassungen/{number}/")) == said


def test_what_is_planned_says_from_when_riders_see_it(small_studio):
    with writing(small_studio.engine).begin() as session:
        revision = newest(session, "approved")
        admin = session.scalars(select(Account).where(Account.name == "Admin")).one()
        publish.schedule(session, revision, at=now() + timedelta(days=40), by=admin)
        number = revision.id

    said = headings(small_studio.client("Approver Own").get(f"/studio/fassungen/{number}/"))

    assert said[0] == "Jetzt sichtbar"
    assert re.fullmatch(r"Ab \d+\. \S+ \d{4}, \d\d:\d\d", said[1])


def test_what_riders_saw_once_is_said_so(small_studio, hidden_station):
    with small_studio.session() as session:
        number = session.scalars(
            select(Revision.id).where(Revision.item_id == hidden_station, Revision.state == State.APPROVED)
        ).one()

    assert headings(small_studio.client("Writer").get(f"/studio/fassungen/{number}/")) == ["War schon sichtbar"]
    assert "War schon sichtbar" in headings(small_studio.client("Writer").get(f"/studio/inhalte/{hidden_station}/"))

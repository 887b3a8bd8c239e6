"""What riders saw can be opened, compared and brought back; whoever takes something down sees what riders get then."""

import html
import re

import pytest
from sqlalchemy import select

from app.models import Event
from tests.web.content.test_editing import planning


@pytest.fixture
def editions(small_studio):
    """The ids of the editions of a planning that was public twice, the first one first, and of the planning."""
    with small_studio.session() as session:
        item = planning(session, "plain")
        return [each.id for each in item.editions], item.id


def words(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_an_edition_is_opened_with_what_is_different_from_now(small_studio, editions):
    (first, now), _item = editions
    client = small_studio.client("Approver Own")

    page = client.get(f"/studio/ausgaben/{first}/").text
    current = client.get(f"/studio/ausgaben/{now}/").text

    assert "Was daran anders ist als jetzt" in page
    assert "neu: neu" not in page
    assert "Planung plain" in client.get(f"/studio/ausgaben/{first}/vorschau/de").text
    assert "Planung plain, neu" in client.get(f"/studio/ausgaben/{now}/vorschau/de").text
    assert "Das sehen Fahrgäste jetzt." in current
    assert "Wieder veröffentlichen</span></button>" not in current


def test_who_only_plans_opens_it_and_is_offered_nothing(small_studio, editions):
    page = small_studio.client("Planner Own").get(f"/studio/ausgaben/{editions[0][0]}/").text

    assert "Was daran anders ist als jetzt" in page
    assert "Warum?" not in page


def test_two_are_compared_as_versions_are(small_studio, editions):
    client = small_studio.client("Planner Own")

    page = client.get(f"/studio/inhalte/{editions[1]}/ausgaben/vergleich?eine=2&andere=1").text
    again = client.get(f"/studio/inhalte/{editions[1]}/ausgaben/vergleich?eine=2&andere=2")

    assert re.search(r"Vorher: Stand vom [^(]+\(Ausgabe 1\)", words(page))
    assert f"/studio/ausgaben/{editions[0][0]}/vorschau/de" in page
    assert again.headers["Location"] == f"/studio/inhalte/{editions[1]}/verlauf"
    assert client.get(f"/studio/inhalte/{editions[1]}/ausgaben/vergleich?eine=1&andere=9").status_code == 404


def test_without_a_reason_nothing_comes_back_and_nothing_goes(small_studio, editions):
    (first, now), item = editions
    client = small_studio.client("Approver Own")

    for address in (f"ausgaben/{first}/wieder-veroeffentlichen", f"inhalte/{item}/zurueckziehen"):
        answer = client.post(f"/studio/{address}", data={"seen": now, "reason": " "})
        assert (answer.status_code, "Bitte schreiben, warum." in answer.text) == (422, True)

    with small_studio.session() as session:
        assert planning(session, "plain").current_id == now


def test_who_looked_at_something_else_looks_again(small_studio, editions):
    (first, now), item = editions
    client = small_studio.client("Approver Own")
    form = {"seen": now, "reason": "Zu kurz."}
    client.post(f"/studio/ausgaben/{first}/wieder-veroeffentlichen", data=form)

    for address in (f"ausgaben/{now}/wieder-veroeffentlichen", f"inhalte/{item}/zurueckziehen"):
        answer = client.post(f"/studio/{address}", data=form)
        assert (answer.status_code, "Bitte noch einmal ansehen" in answer.text) == (409, True)

    with small_studio.session() as session:
        assert planning(session, "plain").current.reason == "Zu kurz."


def test_before_taking_down_one_sees_what_riders_get_and_what_goes_along(small_studio, editions):
    client = small_studio.client("Approver Own")
    with small_studio.session() as session:
        station = planning(session, "plain").station_id

    page = words(client.get(f"/studio/inhalte/{station}/ende").text)

    assert "Mit der Station sind auch ihre Planungen nicht mehr zu sehen: Planung" in page
    assert "Ein Schild führt hierher: ABCDE" in page
    then = client.get(f"/studio/inhalte/{station}/vorschau-zurueckgezogen/de").text
    assert "Diese Station wird nicht mehr gezeigt" in then
    then = client.get(f"/studio/inhalte/{editions[1]}/vorschau-zurueckgezogen/de").text
    assert "Die Station gibt es noch:" in then
    assert client.get(f"/studio/inhalte/{station}/vorschau-zurueckgezogen/fr").status_code == 404


def test_the_page_says_who_took_it_down_and_why(small_studio, editions):
    client = small_studio.client("Approver Own")
    form = {"seen": editions[0][1], "reason": "Der Platz wird umgebaut."}

    client.post(f"/studio/inhalte/{editions[1]}/zurueckziehen", data=form)

    page = words(client.get(f"/studio/inhalte/{editions[1]}/").text)
    assert re.search("Zurückgezogen von Approver Own, [^:]+:[^:]+: „Der Platz wird umgebaut.“", page)
    with small_studio.session() as session:
        assert session.scalars(select(Event.comment).order_by(Event.id.desc())).first() == form["reason"]


def test_a_plan_to_take_down_keeps_its_reason_where_it_is_moved(small_studio, editions):
    client, where = small_studio.client("Approver Own"), f"/studio/inhalte/{editions[1]}/ende"

    bare = client.post(where, data={"at": "2099-01-01T08:00"})
    planned = client.post(where, data={"at": "2099-01-01T08:00", "reason": "Umbau."})
    moved = client.post(where, data={"at": "2099-12-01T08:00"})

    assert (bare.status_code, planned.status_code, moved.status_code) == (422, 303, 303)
    assert "2099, 08:00 zurückgezogen. „Umbau.“" in words(client.get(where.removesuffix("ende")).text)
    journal = words(client.get("/studio/journal/").text)
    assert "2099, 08:00 · Umbau." in journal

"""The panel of the day on which to look again: one press, every refusal with what was typed, and the others' pages."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.database import writing
from app.models import Item, Planning, Reminder
from tests.factories import today
from tests.web.studio_world import OWN


@pytest.fixture
def address(small_studio):
    with small_studio.session() as session:
        number = session.scalars(select(Planning.id).where(Planning.slug == "plain")).one()
    return f"/studio/inhalte/{number}/"


def day(studio):
    with studio.session() as session:
        return session.scalars(select(Reminder.due_on)).first()


def seen(client, address):
    return re.search(r'name="seen" value="(\d+)"', client.get(f"{address}wiedervorlage").text)[1]


def overdue(studio, note="Stimmt der Zeitplan?"):
    with writing(studio.engine).begin() as session:
        row = session.scalars(select(Reminder)).one()
        row.due_on, row.note = today() - timedelta(days=2), note


def test_one_press_chooses_six_months(small_studio, address):
    client = small_studio.client("Planner Own")
    assert "In 6 Monaten" in client.get(address).text

    answer = client.post(f"{address}wiedervorlage", data={"in": "6", "on": "", "note": "Zeitplan", "seen": "0"})

    assert answer.headers["Location"] == f"{address}#wiedervorlage"
    assert timedelta(days=180) < day(small_studio) - today() < timedelta(days=185)
    page = client.get(address).text
    assert "„Zeitplan“" in page and "Wiedervorlage entfernen" in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"in": "day", "on": ""}, "Bitte einen Tag angeben"),
        ({"in": "day", "on": "morgen"}, "Bitte einen Tag angeben"),
        ({"in": "99", "on": "2027-02-30"}, "Bitte einen Tag angeben"),
        ({"in": "day", "on": "2020-01-01"}, "ab morgen"),
        ({"in": "day", "on": "9999-12-31"}, "10 Jahren"),
        ({}, "Bitte einen Tag angeben"),
    ],
)
def test_what_is_no_day_is_refused_with_all_that_was_typed(small_studio, address, form, words):
    client = small_studio.client("Approver Own")

    answer = client.post(f"{address}wiedervorlage", data={**form, "note": "Bitte <b>genau</b>", "seen": "0"})

    assert answer.status_code == 422
    assert words in answer.text and 'role="alert" tabindex="-1" autofocus' in answer.text
    assert 'value="Bitte &lt;b&gt;genau&lt;/b&gt;"' in answer.text
    assert day(small_studio) is None


def test_two_people_at_once_lose_nothing(small_studio, address):
    first, second = small_studio.client("Planner Own"), small_studio.client("Approver Own")
    first.post(f"{address}wiedervorlage", data={"in": "3", "note": "Erste", "seen": "0"})

    answer = second.post(f"{address}wiedervorlage", data={"in": "12", "note": "Zweite", "seen": "0"})

    assert answer.status_code == 409
    assert "jemand anderes" in answer.text and "„Erste“" in answer.text and 'value="Zweite"' in answer.text
    again = {"in": "12", "note": "Zweite", "seen": re.search(r'name="seen" value="(\d+)"', answer.text)[1]}
    assert second.post(f"{address}wiedervorlage", data=again).status_code == 303


def test_due_it_is_met_on_every_page_and_settled(small_studio, address):
    client = small_studio.client("Planner Own")
    client.post(f"{address}wiedervorlage", data={"in": "6", "seen": "0"})
    overdue(small_studio)

    start, moments = client.get("/studio/").text, client.get("/studio/termine/").text
    health = client.get("/studio/pflegestand").text

    assert "wieder ansehen: Stimmt der Zeitplan?" in start and f'href="{address}#wiedervorlage"' in start
    assert f'href="{address}#wiedervorlage"' in health
    assert f'action="{address}wiedervorlage"' in moments and "Stimmt der Zeitplan?" in moments
    assert small_studio.client("Keeper Own").get("/studio/termine/").text.count(f'action="{address}wiedervorlage"') == 0

    asked = {"in": "never", "seen": seen(client, address)}
    assert client.post(f"{address}wiedervorlage/angesehen", data=asked).status_code == 303
    assert day(small_studio) is None
    assert "wieder ansehen:" not in client.get("/studio/").text
    journal = client.get("/studio/journal/").text
    assert "wieder angesehen" in journal and "wieder ansehen am" in journal


def test_it_is_moved_from_the_moments_and_leads_back_there(small_studio, address):
    client = small_studio.client("Approver Own")
    client.post(f"{address}wiedervorlage", data={"in": "6", "note": "Bleibt", "seen": "0"})
    page = client.get("/studio/termine/").text
    action = page[page.index(f'action="{address}wiedervorlage"') :]
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', action)[:3])

    later = today() + timedelta(days=9)
    answer = client.post(f"{address}wiedervorlage", data={**form, "on": later.isoformat(), "in": "day"})

    assert answer.headers["Location"] == "/studio/termine/"
    assert day(small_studio) == later
    assert "„Bleibt“" in client.get(address).text


def test_what_the_line_says_of_itself_is_never_looked_at_again(small_studio):
    client = small_studio.client("Admin")
    with small_studio.session() as session:
        number = session.scalars(select(Item.id).where(Item.kind == "line")).one()

    assert "Wiedervorlage" not in client.get(f"/studio/inhalte/{number}/").text
    answer = client.post(f"/studio/inhalte/{number}/wiedervorlage", data={"in": "6", "seen": "0"})
    assert answer.status_code == 409


def test_a_partner_that_shows_no_drafts_keeps_its_notes_to_itself(small_studio, address):
    client = small_studio.client("Approver Own")
    client.post(f"{address}wiedervorlage", data={"in": "6", "note": "Geheim", "seen": "0"})
    overdue(small_studio, "Geheim")
    pages = (address, f"{address}wiedervorlage", "/studio/termine/", "/studio/pflegestand", "/studio/journal/")
    other = small_studio.client("Planner Other")
    assert "Geheim" in other.get(address).text

    client.post(f"/studio/partner/{OWN}", data={"shows": "off"})

    assert [page for page in pages if "Geheim" in other.get(page).text] == []
    assert f"{address}#wiedervorlage" not in other.get("/studio/pflegestand").text

"""Several versions on one page: each with what it changes, one press for those that are ticked."""

import html
import re

import pytest

from app.actions.content import review
from app.database import writing
from app.models import Account, Planning, Revision, State
from tests.web.content.test_editing import newest

LATER = "2099-01-01T08:00"
PAGE = "/studio/mehrere/ansehen"


@pytest.fixture
def two(small_studio):
    """Two versions that wait, ids of their items."""
    with writing(small_studio.engine).begin() as session:
        draft = newest(session, "returned")
        review.submit(session, draft, by=draft.author)
        return [draft.item_id, newest(session, "submitted").item_id]


def words(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def form_of(page):
    return {
        "item": re.findall(r'name="item" value="(\d+)"', page),
        "seen": re.findall(r'name="seen" value="([\d.]+)" checked', page),
    }


def standing(studio, ids):
    with studio.session() as session:
        found = [newest(session, session.get(Planning, number).slug) for number in ids]
        return [(each.state, each.item.current.revision_id == each.id, each.publish_at) for each in found]


def test_all_that_waits_is_shown_with_what_it_changes(small_studio, two):
    page = small_studio.client("Approver Own").get(PAGE).text

    assert "Planung returned" in page
    assert "Planung submitted" in page
    assert page.count("Neu und kürzer.") >= 2
    assert len(form_of(page)["seen"]) == 2


def test_what_is_chosen_among_all_leads_there_without_deciding_anything(small_studio, two):
    client = small_studio.client("Approver Own")

    answer = client.post("/studio/mehrere/vorschau", data={"action": "review", "item": two[:1]}, follow_redirects=True)

    assert len(form_of(answer.text)["seen"]) == 1
    assert standing(small_studio, two)[0][0] is State.SUBMITTED


def test_one_press_publishes_what_is_ticked(small_studio, two):
    client = small_studio.client("Approver Own")
    form = form_of(client.get(PAGE).text)

    answer = client.post("/studio/mehrere/freigeben", data={**form, "then": "publish"}, follow_redirects=True)

    assert "Veröffentlicht: Planung" in words(answer.text)
    assert standing(small_studio, two) == [(State.APPROVED, True, None)] * 2


def test_what_changed_meanwhile_stays_and_is_named_and_shown_again(small_studio, two):
    client = small_studio.client("Approver Own")
    form = form_of(client.get(PAGE).text)
    with writing(small_studio.engine).begin() as session:
        draft = newest(session, "returned")
        review.withdraw(session, draft, by=draft.author)
        review.submit(session, draft, by=draft.author, note="Doch anders.")

    answer = client.post("/studio/mehrere/freigeben", data={**form, "then": "publish"}, follow_redirects=True)

    assert "Planung returned: Das hat sich geändert, seit Sie es angesehen haben." in words(answer.text)
    assert "Doch anders." in answer.text
    assert [each[1] for each in standing(small_studio, two)] == [False, True]


def test_nothing_ticked_is_said_and_nothing_decided(small_studio, two):
    client = small_studio.client("Approver Own")
    form = {**form_of(client.get(PAGE).text), "seen": []}

    answer = client.post("/studio/mehrere/freigeben", data={**form, "then": "publish"})

    assert answer.status_code == 422
    assert "Bitte ankreuzen" in answer.text
    assert 'name="seen"' in answer.text


def test_a_moment_that_is_past_is_said_and_the_ticks_stay(small_studio, two):
    client = small_studio.client("Approver Own")
    form = form_of(client.get(PAGE).text)
    form["seen"] = form["seen"][:1]

    answer = client.post("/studio/mehrere/freigeben", data={**form, "then": "schedule", "at": "2001-01-01T08:00"})

    assert answer.status_code == 422
    assert "Vergangenheit" in answer.text
    assert form_of(answer.text)["seen"] == form["seen"]
    assert 'value="2001-01-01T08:00"' in answer.text


def test_a_moment_to_come_is_kept_for_each(small_studio, two):
    client = small_studio.client("Approver Own")
    form = {**form_of(client.get(PAGE).text), "then": "schedule", "at": LATER}

    answer = client.post("/studio/mehrere/freigeben", data=form, follow_redirects=True)

    assert "veröffentlicht: Planung" in words(answer.text)
    assert all(each[2] is not None for each in standing(small_studio, two))


def test_what_one_has_written_oneself_is_named_and_cannot_be_ticked(small_studio, two):
    with writing(small_studio.engine).begin() as session:
        approver = session.query(Account).filter_by(name="Approver Own").one()
        revision = newest(session, "returned")
        revision.contributors.append(approver)

    page = small_studio.client("Approver Own").get(f"{PAGE}?item={two[0]}&item={two[1]}").text

    assert len(form_of(page)["seen"]) == 1
    assert "haben Sie selbst geschrieben" in words(page)


@pytest.mark.parametrize("person", ["Planner Own", "Translator Own", "Guest Own"])
def test_only_who_approves_is_offered_it(small_studio, two, person):
    client = small_studio.client(person)

    assert "Mehrere ansehen und entscheiden" not in client.get("/studio/freigaben/").text
    assert client.get(PAGE).status_code == 403


def test_more_than_a_page_shows_is_refused(small_studio):
    address = "&".join(f"item={number}" for number in range(1, 60))

    answer = small_studio.client("Approver Own").get(f"{PAGE}?{address}")

    assert answer.status_code == 404
    assert "höchstens 50" in answer.text


def test_revisions_are_marked_by_what_they_are_compared_with(small_studio, two):
    page = small_studio.client("Approver Own").get(PAGE).text

    with small_studio.session() as session:
        for mark in form_of(page)["seen"]:
            number, version, edition = map(int, mark.split("."))
            found = session.get(Revision, number)
            assert (found.version, found.item.current_id) == (version, edition)

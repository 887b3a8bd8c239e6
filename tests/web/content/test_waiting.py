"""Whoever edits what has a version on its way is told so, and takes their own back right there."""

import re

from sqlalchemy import select

from app.database import writing
from app.models import Event, EventKind, Revision, State
from tests.web.content.test_editing import address, hidden, planning

WAITS = "wartet seit"


def begin_anew(studio, name="Planner Own"):
    """Leave no version of the planning on its way, and return a client, the editor's address, and its page."""
    with writing(studio.engine).begin() as session:
        for each in session.scalars(select(Revision).where(Revision.item == planning(session, "plain"))):
            if each.state is State.SUBMITTED:
                each.move(State.DRAFT)
            if each.state is State.DRAFT:
                each.move(State.DISCARDED)
    client, where = studio.client(name), address(studio, "plain")
    return client, where, client.get(where).text


def hand_in(client, where, page, **words):
    form = {**hidden(page), "texts.de.title": "Eingereicht", "texts.de.body": "Ein Text.", "then": "hand_in", **words}
    assert client.post(where, data=form).status_code == 303


def test_what_waits_is_said_and_taken_back_from_the_editor(small_studio):
    client, where, page = begin_anew(small_studio)
    assert WAITS not in page
    hand_in(client, where, page)

    page = client.get(where).text
    assert "Ihre Fassung" in page
    assert WAITS in page
    back = re.search(r'action="(/studio/fassungen/\d+/zuruecknehmen)"', page)[1]
    answer = client.post(back, data={"next": re.search(r'name="next" value="([^"]+)"', page)[1]})

    assert answer.headers["Location"].endswith(where)
    page = client.get(where).text
    assert WAITS not in page
    assert 'value="Eingereicht"' in page
    with small_studio.session() as session:
        assert EventKind.WITHDRAW in session.scalars(select(Event.what)).all()


def test_what_somebody_else_handed_in_is_said_and_is_theirs_to_take_back(small_studio):
    client, where, page = begin_anew(small_studio)
    hand_in(client, where, page)

    page = small_studio.client("Writer").get(where).text

    assert "von Planner Own wartet seit" in page
    assert "/zuruecknehmen" not in page


def test_nobody_is_led_elsewhere_by_what_a_form_says(small_studio):
    client, where, page = begin_anew(small_studio)
    hand_in(client, where, page)
    page = client.get(where).text
    back = re.search(r'action="(/studio/fassungen/\d+/zuruecknehmen)"', page)[1]

    answer = client.post(back, data={"next": "https://elsewhere.example/"})

    assert "elsewhere" not in answer.headers.get("Location", "")

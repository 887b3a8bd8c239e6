"""Remarks beside the fields of the editor: nothing typed is lost by them, and whatever is refused says why."""

import pytest
from sqlalchemy import select

from app.actions.content import remark
from app.database import writing
from app.models import Planning, Remark, Revision, Settled, State
from tests.web.content.test_editing import WORDS, address, hidden, newest, person

SAY = "texts.de.title"


@pytest.fixture
def editor(small_studio):
    """Return how a planner presses a button of the editor with something typed; its page or, for htmx, a part."""
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    opened = hidden(client.get(where).text)

    def press(then, *, htmx=False, **fields):
        headers = {"HX-Request": "true"} if htmx else {}
        return client.post(where, data={**opened, **WORDS, "then": then, **fields}, headers=headers)

    return press


@pytest.fixture
def said(small_studio):
    """Return the id of what somebody of the next town said at the public version."""
    with writing(small_studio.engine).begin() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        by = person(session, "Planner Other")
        made = remark.add_remark(session, planning.current.revision, field="sources", text="Noch richtig?", by=by)
        return made.id


def found(studio):
    with studio.session() as session:
        return [
            (each.field, each.text, each.state, each.reply) for each in session.scalars(select(Remark)) if each.field
        ]


def test_what_is_said_at_a_field_stands_there_and_all_that_is_typed_still_does(small_studio, editor):
    answer = editor(f"remark.say.{SAY}", **{f"remark.say.{SAY}": "Zu lang?"})

    assert answer.status_code == 200
    assert "Zu lang?" in answer.text and 'value="Neuer Titel"' in answer.text
    assert found(small_studio) == [(SAY, "Zu lang?", Settled.OPEN, "")]
    with small_studio.session() as session:
        assert newest(session, "plain").state is not State.DRAFT, "what is typed is not stored by it"


def test_htmx_gets_only_what_is_at_the_field(small_studio, editor, said):
    answer = editor(f"remark.answer.{said}", htmx=True, **{f"remark.reply.{said}": "Ja, geprüft."})

    assert answer.text.strip().startswith('<div class="at-field" id="remarks-sources">')
    assert found(small_studio) == [("sources", "Noch richtig?", Settled.ANSWERED, "Ja, geprüft.")]


@pytest.mark.parametrize("then", ["say.sources", "answer.{said}"])
def test_nothing_said_is_refused_beside_the_field(small_studio, editor, said, then):
    before = found(small_studio)

    answer = editor(f"remark.{then.format(said=said)}", htmx=True)

    assert "Bitte" in answer.text and 'aria-invalid="true"' in answer.text
    assert found(small_studio) == before


def test_who_comes_too_late_is_told_and_keeps_what_was_typed(small_studio, editor, said):
    editor(f"remark.resolve.{said}")

    answer = editor(f"remark.answer.{said}", **{f"remark.reply.{said}": "Doch."})

    assert "schon erledigt" in answer.text and "„Doch.“" in answer.text
    assert found(small_studio) == [("sources", "Noch richtig?", Settled.RESOLVED, "")]


def test_only_who_approves_overrules_there(editor, said):
    assert editor(f"remark.overrule.{said}", **{f"remark.reply.{said}": "Bleibt."}).status_code == 403


def test_a_remark_that_is_not_there_is_missing(editor):
    assert editor("remark.answer.99").status_code == 404


def test_autosave_keeps_nothing_of_a_remark(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    keep = where.replace("bearbeiten", "zwischenstand")
    typed = {**hidden(client.get(where).text), **WORDS, "remark.say.sources": "Halb gesagt", "tab": "window"}

    client.post(keep, data=typed)

    with small_studio.session() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        assert (
            session.scalars(select(Revision).where(Revision.item == planning, Revision.state == State.DRAFT)).all()
            == []
        )
    assert "Halb gesagt" not in client.get(where).text

"""Handing in where one is not in the editor leaves nothing out that was typed there."""

import re
from pathlib import Path

import pytest

from app import actions, web
from app.actions.content import autosave, edit, review
from app.errors import Invalid
from app.models import State
from tests.actions.content.test_pins import World

ROOMS = [Path(each.__path__[0]) for each in (actions, web)]
IN_THE_EDITOR = "save_typed.py"


def test_what_is_typed_and_in_no_draft_keeps_it_back_until_it_is_saved_or_dropped(session, media):
    world = World(session, media)
    draft, by = world.revision, world.author
    autosave.keep(
        session, world.planning, {"texts.de.summary": "Neu."}, base=draft, number=draft.number, version=0, by=by
    )

    with pytest.raises(Invalid):
        review.submit_saved(session, draft, by=by)
    assert draft.state is State.DRAFT

    autosave.drop(session, world.planning, by=by)
    review.submit_saved(session, edit.open_draft(session, world.planning, of=by), by=by)
    assert draft.state is State.SUBMITTED


def test_nobody_but_the_editor_hands_in_without_looking_for_that():
    callers = [
        path.name
        for room in ROOMS
        for path in sorted(room.rglob("*.py"))
        if re.search(r"review\.submit\(", path.read_text())
    ]

    assert callers == [IN_THE_EDITOR]

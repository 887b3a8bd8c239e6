"""Working copies that nobody goes on with are forgotten, with all of their steps, and nothing else is."""

from datetime import timedelta

from sqlalchemy import select

from app.actions.library import refused
from app.actions.people import people
from app.actions.scenes import old_copies, working_copy
from app.models import Asset, BuildState, Role, SceneDraft, SceneStep, now
from tests.actions.scenes.test_working_copy import TREE, step
from tests.factories import make_account


def test_a_copy_is_kept_for_half_a_year_after_its_last_step(session, taken):
    taken(step(TREE))
    half_a_year_on = session.scalars(select(SceneDraft)).one().changed_at + old_copies.KEPT

    swept = [old_copies.sweep(session, at=half_a_year_on + timedelta(seconds=by)) for by in (-1, 1, 2)]

    assert swept == [0, 1, 0]
    assert session.scalars(select(SceneStep)).all() == []


def test_what_somebody_made_goes_with_their_account(session, media, scene, planner, taken):
    other = make_account(session, Role.PLANNER, "nord")
    taken(step(TREE))
    working_copy.change(session, media, scene, [step(TREE)], version=0, by=other)
    other.active = False
    people.erase(session, other, by=make_account(session, Role.ADMIN))

    assert old_copies.sweep(session, at=now()) == 1

    assert working_copy.others(session, scene, than=other)[0].name == planner.name
    assert working_copy.find(session, scene, of=other) is None


def test_a_scene_whose_file_was_refused_waits_for_whoever_has_a_copy_of_it(session, scene, taken):
    taken(step(TREE))
    scene.files, scene.state = {}, BuildState.FAILED
    session.flush()
    later = scene.changed_at + refused.KEPT + timedelta(seconds=1)

    assert refused.sweep(session, at=later) == 0
    old_copies.sweep(session, at=later + old_copies.KEPT)
    assert refused.sweep(session, at=later + old_copies.KEPT) == 1
    assert session.scalars(select(Asset)).all() == []

"""A file that can be read in several ways: it waits, with a picture of each, until somebody says which is right."""

import pytest

from app import jobs
from app.actions.library import add_asset, build_assets, library_files, stored_asset
from app.errors import Invalid
from app.models import Asset, BuildState, Role
from tests.actions.library.test_add_asset import built, planner, tools
from tests.factories import make_account, make_partner
from tests.meshes.models import soup
from tests.meshes.things import gable_house, prism

__all__ = ["planner", "tools"]

BOARD = soup(prism((-3, -1.5, 0), (3, 1.5, 0.1)))
HOUSE_MM = soup(gable_house() * 1000.0)


def answered(tools, asset, kind, chosen):
    """Answer as its planner, let the job work, and return the asset."""
    with tools.writing.begin() as session:
        found = session.get_one(Asset, asset.id)
        add_asset.answer(session, found, kind, chosen, by=found.by)
    jobs.assets(tools)
    with tools.reading() as session:
        return session.get_one(Asset, asset.id)


def test_it_waits_with_a_picture_of_each_way_and_is_built_as_somebody_says(tools):
    asset = built(tools, BOARD)

    assert asset.state is BuildState.ASKING
    assert asset.build is None
    question = stored_asset.question(asset)
    assert [(each.answer, each.size_m) for each in question.choices] == [("y", (6, 3, 0.1)), ("z", (6, 0.1, 3))]
    assert all(tools.media.get(each.picture.removeprefix("/media/")) for each in question.choices)
    assert jobs.assets(tools) == 0, "nothing is read again and again"

    after = answered(tools, asset, "up", "z")

    assert after.state is BuildState.READY
    assert after.wishes["up"] == "z"
    assert stored_asset.question(after) is None
    assert stored_asset.build(after).shown["planned"][1:] == pytest.approx((6, 0.1, 3), abs=0.001)


def test_answers_come_one_after_the_other_and_the_first_stays(tools):
    asset = built(tools, HOUSE_MM)
    assert stored_asset.question(asset).kind == "unit"

    after = answered(tools, asset, "unit", "mm")

    assert after.state is BuildState.READY
    assert (after.wishes["unit"], after.wishes["up"]) == ("mm", "auto")
    assert stored_asset.build(after).shown["planned"][1:] == pytest.approx((12.4, 6.3, 9.8), abs=0.001)


def test_what_was_answered_stays_where_something_else_is_read_otherwise(session, planner):
    asset = add_asset.add_asset(session, title="Bank", owner=make_partner(session), by=planner)
    add_asset.take(session, asset, "0" * 32, {}, by=planner)
    assert "far" not in asset.wishes
    asset.wishes = {**asset.wishes, "far": "near"}
    session.flush()

    add_asset.rebuild(session, asset, {"unit": "cm", "up": "auto"}, by=planner)
    assert asset.wishes == {"unit": "cm", "up": "auto", "far": "near"}
    add_asset.rebuild(session, asset, {"unit": "cm", "up": "auto", "far": "all"}, by=planner)
    assert asset.wishes["far"] == "all"


def test_nobody_hands_in_what_waits_for_an_answer(session, planner):
    asset = add_asset.add_asset(session, title="Bank", owner=make_partner(session), by=planner)
    asset.state = BuildState.ASKING
    session.flush()

    faults = [str(fault) for fault in library_files.faults_of(session, {"asset": asset.slug})]

    assert any("Frage offen" in fault for fault in faults)


def test_an_answer_that_nobody_asked_for_changes_nothing_and_no_other_is_taken(tools):
    asset = built(tools, BOARD)

    assert answered(tools, asset, "unit", "mm").wishes == asset.wishes
    with tools.writing.begin() as session, pytest.raises(Invalid):
        found = session.get_one(Asset, asset.id)
        add_asset.answer(session, found, "up", "x", by=found.by)


def test_what_was_built_before_is_read_as_before_by_a_new_version_of_the_program(session, media):
    someone = make_account(session, Role.PLANNER, "nord")
    asset = add_asset.add_asset(session, title="Bank", owner=make_partner(session), by=someone)
    add_asset.take(session, asset, "0" * 32, {}, by=someone)
    assert build_assets.pending(session, media)[0].asks

    asset.build = {"variants": {}}
    session.flush()

    assert not build_assets.pending(session, media)[0].asks

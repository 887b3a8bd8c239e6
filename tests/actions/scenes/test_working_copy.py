"""Working copies of scenes: steps, undone and done again, in several windows and sent twice; nothing of it is saved."""

import pytest

from app.actions.library import add_asset
from app.actions.scenes import show_scene, working_copy
from app.actions.scenes.new_scene import EMPTY
from app.actions.scenes.working_copy import MOST_STEPS, Taken
from app.errors import Overtaken
from app.meshes.faults import MeshError
from app.meshes.scene_text.source_text import SourceText
from app.meshes.scene_text.steps import read_step
from app.models import Role
from tests.factories import make_account

TREE = {"op": "insert", "id": "n1", "table": "parts", "after": None, "values": {"part": "tree", "at": [3, 0]}}


def step(*ops, token="", label="test"):
    return Taken(token, read_step({"label": label, "ops": list(ops)}))


def moved(east_m, token=""):
    return step({"op": "set", "id": "n1", "values": {"at": [east_m, 0]}}, token=token)


def east_m(working):
    (tree,) = (each for each in working.source.blocks if each.values.get("part") == "tree")
    return tree.values["at"][0]


def test_nothing_is_kept_of_who_only_looks(session, media, scene, planner):
    working = working_copy.look(session, media, scene, of=planner)

    assert working.is_saved
    assert working.source.text == EMPTY
    assert working_copy.find(session, scene, of=planner) is None


def test_steps_are_taken_undone_and_done_again_and_the_scene_stays_as_it_was(session, media, scene, planner, taken):
    taken(step(TREE))
    last = taken(moved(4), moved(5))
    assert (east_m(last), last.can_undo, last.can_redo) == (5, True, False)

    back = working_copy.undo(session, media, scene, version=last.version, by=planner)
    assert (east_m(back), back.can_redo) == (4, True)
    again = working_copy.redo(session, media, scene, version=back.version, by=planner)
    assert east_m(again) == 5
    assert working_copy.saved_text(media, scene) == EMPTY

    working_copy.revert(session, media, scene, by=planner)
    reverted = working_copy.look(session, media, scene, of=planner)
    assert reverted.source.text == EMPTY
    assert east_m(working_copy.undo(session, media, scene, version=reverted.version, by=planner)) == 5


def test_reverting_to_what_somebody_else_saved_keeps_no_step_that_knows_nothing_of_it(
    session, media, scene, planner, taken
):
    taken(step(TREE))
    add_asset.write(session, media, scene, EMPTY.replace("24", "30"), by=planner)

    working_copy.revert(session, media, scene, by=planner)

    working = working_copy.look(session, media, scene, of=planner)
    assert working.is_saved
    assert "30" in working.source.text


def test_a_step_after_undoing_forgets_what_was_undone(session, media, scene, planner, taken):
    taken(step(TREE))
    last = taken(moved(4))
    working_copy.undo(session, media, scene, version=last.version, by=planner)

    other = taken(moved(7))

    assert (east_m(other), other.can_redo) == (7, False)


def test_what_is_sent_twice_is_taken_once(session, media, scene, planner):
    first = working_copy.change(session, media, scene, [step(TREE, token="a")], version=0, by=planner)

    again = working_copy.change(session, media, scene, [step(TREE, token="a")], version=0, by=planner)

    assert again == first


def test_a_window_that_has_not_seen_the_newest_is_told_so(session, media, scene, planner, taken):
    old = taken(step(TREE))
    taken(moved(4))

    with pytest.raises(Overtaken):
        working_copy.change(session, media, scene, [moved(9)], version=old.version, by=planner)
    with pytest.raises(Overtaken):
        working_copy.undo(session, media, scene, version=old.version, by=planner)


def test_a_hundred_steps_can_be_undone_and_no_more_are_kept(session, media, scene, planner, taken):
    last = taken(step(TREE), *(moved(number) for number in range(MOST_STEPS + 20)))

    count = 0
    while last.can_undo:
        last = working_copy.undo(session, media, scene, version=last.version, by=planner)
        count += 1

    assert count == MOST_STEPS
    assert east_m(last) == 19


def test_ids_stay_through_undoing(session, media, scene, planner, taken):
    before = taken(step(TREE)).source.ids
    last = taken(step({"op": "delete", "ids": ["n1"]}))

    assert working_copy.undo(session, media, scene, version=last.version, by=planner).source.ids == before


def test_a_step_that_cannot_be_taken_changes_nothing(session, media, scene, planner, taken):
    was = taken(step(TREE))
    session.commit()

    with pytest.raises(MeshError):
        taken(moved(4), step({"op": "delete", "ids": ["gone"]}))
    session.rollback()

    assert working_copy.look(session, media, scene, of=planner) == was


def test_others_are_seen_and_do_not_see_ones_own_copy(session, media, scene, planner, taken):
    other = make_account(session, Role.PLANNER, "nord")
    taken(step(TREE))

    assert working_copy.look(session, media, scene, of=other).is_saved
    assert [each.name for each in working_copy.others(session, scene, than=other)] == [planner.name]
    assert working_copy.others(session, scene, than=planner) == []


def test_the_editor_is_shown_where_everything_stands(session, media, scene, planner, taken):
    row = {"op": "set", "id": "n1", "values": {"repeat.count": 3, "repeat.step": [0, 0, 8], "turn_deg": 90}}

    shown = show_scene.shown(taken(step(TREE), step(row)))

    tree = shown.blocks[-1]
    assert (tree.id, tree.table, tree.per_spot, tree.role) == ("n1", "parts", 3, "planned")
    assert [place[:4] for place in tree.places] == [[3, 0, 0, 90], [-5, 0, 0, 90], [-13, 0, 0, 90]]
    assert shown.faults == []
    assert shown.text.splitlines()[tree.line - 1] == "[[parts]]"


def test_what_is_wrong_is_said_at_its_block_and_the_rest_stands(session, media, scene, planner, taken):
    wrong = {"op": "set", "id": "n1", "values": {"height_m": -3}}

    shown = show_scene.shown(taken(step(TREE), step(wrong)))

    assert [(each.id, each.fault.field) for each in shown.faults] == [("n1", "parts.2.height_m")]
    assert len(shown.blocks[0].places) == 1


def test_ids_of_a_text_are_those_of_its_blocks():
    assert len(SourceText.read(EMPTY).ids) == EMPTY.count("[[")

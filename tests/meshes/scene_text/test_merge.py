"""What two people did to a scene becomes one text, by part and by field."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.meshes.scene_text.merge import merge
from app.meshes.scene_text.source_text import SourceText
from tests.meshes.scene_text.texts import drawn_changes, written

TABLES = {"parts", "annotations", "castles"}
SCENES = sorted(Path("assets/meshes").glob("*/scene.toml"))
TEXT = """# Ein Platz
format = 2
variants = ["today", "planned"]  # zwei

[size]
from = [0, 0]
to = [1, 0]

# die Linde
[[parts]]
part = "tree"
at = [0, 0]  # gemessen
height_m = 8

# --- Bänke ---

[[parts]]
part = "bench"
spots = [[5, 5], [7, 5], [9, 5]]
when = ["planned"]

[[parts]]
part = "bench"
at = [20, 5]
"""
BASE = SourceText.read(TEXT)
TREE, BENCHES, BENCH = BASE.ids


def merged(mine, theirs, **chosen):
    """The text of both, which somebody else's ids are not known of, and what is to be chosen."""
    found = merge(BASE, mine, SourceText.read(theirs.text), chosen)
    return found.text.text, {(each.key, each.field): (each.base, each.mine, each.theirs) for each in found.conflicts}


def test_what_two_people_did_to_different_parts_and_fields_is_all_there():
    mine = BASE.set(TREE, {"at": [1, 0]}).delete([BENCH]).insert("n1", "parts", TREE, {"part": "kiosk", "at": [3, 3]})
    theirs = (
        BASE.set(TREE, {"height_m": 9})
        .set("size", {"to": [2, 0]})
        .insert("n1", "parts", None, {"part": "tram", "at": [8, 8]})
    )

    text, conflicts = merged(mine, theirs)

    assert conflicts == {}
    assert (
        text
        == theirs.set(TREE, {"at": [1, 0]})
        .delete([BENCH])
        .insert("n2", "parts", TREE, {"part": "kiosk", "at": [3, 3]})
        .text
    )


@pytest.mark.parametrize(("side", "at"), [("mine", "[1, 0]"), ("theirs", "[0, 1]")])
def test_a_tree_that_two_have_moved_is_a_conflict_until_somebody_chooses(side, at):
    mine, theirs = BASE.set(TREE, {"at": [1, 0]}), BASE.set(TREE, {"at": [0, 1]})

    assert merged(mine, theirs) == (mine.text, {(f"{TREE}.at", "at"): ({"at": [0, 0]}, {"at": [1, 0]}, {"at": [0, 1]})})
    assert merged(mine, theirs, **{f"{TREE}.at": side}) == (TEXT.replace("at = [0, 0]", f"at = {at}"), {})


@pytest.mark.parametrize(("side", "is_there"), [(None, True), ("mine", False), ("theirs", True)])
def test_what_one_took_out_and_the_other_changed_is_a_conflict_and_stays_until_then(side, is_there):
    mine, theirs = BASE.delete([TREE]), BASE.set(TREE, {"height_m": 9})

    text, conflicts = merged(mine, theirs, **({TREE: side} if side else {}))

    assert ("die Linde" in text and "height_m = 9" in text) is is_there
    assert [*conflicts] == ([] if side else [(TREE, "")])


def test_what_one_took_out_and_the_other_left_is_out_and_what_both_took_out_too():
    assert merged(BASE.delete([TREE]), BASE.set(BENCH, {"at": [0, 9]})) == (
        BASE.delete([TREE]).set(BENCH, {"at": [0, 9]}).text,
        {},
    )
    assert merged(BASE.delete([TREE, BENCH]), BASE.delete([TREE])) == (BASE.delete([TREE, BENCH]).text, {})


def test_two_who_did_the_same_agree():
    both = BASE.set(TREE, {"at": [1, 0]}).insert("n1", "parts", None, {"part": "kiosk", "at": [3, 3]})

    assert merged(both.set(BENCH, {"at": [0, 9]}), both) == (both.set(BENCH, {"at": [0, 9]}).text, {})


def test_two_who_moved_different_spots_agree_and_who_moved_one_do_not():
    first, second = ([[5, 6], [7, 5], [9, 5]], [[5, 5], [7, 5], [9, 6]])
    mine, theirs = BASE.set(BENCHES, {"spots": first}), BASE.set(BENCHES, {"spots": second})

    assert merged(mine, theirs) == (BASE.set(BENCHES, {"spots": [[5, 6], [7, 5], [9, 6]]}).text, {})
    _, conflicts = merged(mine, BASE.set(BENCHES, {"spots": [[4, 4], [7, 5], [9, 5]]}))
    assert [*conflicts] == [(f"{BENCHES}.at", "at")]


def test_one_place_instead_of_several_is_taken_whole():
    mine, theirs = BASE.set(BENCHES, {"spots": None, "at": [1, 1]}), BASE.set(BENCHES, {"length_m": 2})

    assert merged(mine, theirs) == (theirs.set(BENCHES, {"spots": None, "at": [1, 1]}).text, {})
    assert merged(theirs, mine) == (theirs.set(BENCHES, {"spots": None, "at": [1, 1]}).text, {})


def test_states_of_one_are_followed_by_what_the_other_wrote():
    mine = BASE.variants(["today", "later"], renamed={"planned": "later"}, shows={})
    theirs = BASE.insert("n1", "parts", None, {"part": "tram", "when": ["planned"]}).set(BENCHES, {"length_m": 2})

    text, conflicts = merged(mine, theirs)

    assert conflicts == {}
    assert text == theirs.text.replace('"planned"', '"later"')


def test_two_who_called_a_state_differently_are_asked():
    mine = BASE.variants(["today", "later"], renamed={"planned": "later"}, shows={})
    theirs = BASE.variants(["today", "soon"], renamed={"planned": "soon"}, shows={})

    assert [*merged(mine, theirs)[1]] == [("[].variants", "variants"), (f"{BENCHES}.when", "when")]


def test_comments_and_headings_of_both_stay():
    mine = SourceText.read(TEXT.replace("# die Linde", "# die alte Linde").replace("[20, 5]", "[20, 6]"), BASE.ids)
    theirs = SourceText.read(
        TEXT.replace("# --- Bänke ---", "# --- Neue Bänke ---").replace("height_m = 8", "height_m = 9")
    )

    expected = TEXT.replace("die Linde", "die alte Linde").replace("[20, 5]", "[20, 6]").replace("Bänke -", "Bänke -")
    expected = expected.replace("--- Bänke", "--- Neue Bänke").replace("height_m = 8", "height_m = 9")
    assert merged(mine, theirs) == (expected, {})
    assert merged(theirs, mine) == (expected, {})


def test_blocks_keep_the_ids_that_they_have_in_mine():
    mine = BASE.copy("n1", TREE, {"at": [2, 2]}).set(BENCH, {"at": [0, 9]})
    theirs = BASE.insert("n1", "parts", TREE, {"part": "kiosk"})

    found = merge(BASE, mine, SourceText.read(theirs.text), {}).text

    assert [each for each in found.ids if each in mine.ids] == [*mine.ids]
    assert len({*found.ids}) == len(found.ids) == 5


@settings(max_examples=60)
@given(data=st.data())
def test_without_conflict_both_orders_say_the_same_and_nothing_is_lost(data):
    base = SourceText.read(data.draw(written()).text)
    mine, theirs = drawn_changes(data, base), drawn_changes(data, base)

    here, there = merge(base, mine, theirs, {}), merge(base, theirs, mine, {})

    assert {each.key for each in here.conflicts} == {each.key for each in there.conflicts}
    assert SourceText.read(here.text.text, here.text.ids).blocks == here.text.blocks
    if not here.conflicts:
        assert sorted_blocks(here.text) == sorted_blocks(there.text)
    chosen = {each.key: "theirs" for each in here.conflicts}
    assert merge(base, mine, theirs, chosen).conflicts == ()


def sorted_blocks(source):
    said = tomllib.loads(source.text.removeprefix("\ufeff"))
    return {
        name: sorted(json.dumps(inner, sort_keys=True) for inner in each) if name in TABLES else each
        for name, each in said.items()
    }


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.parent.name)
def test_of_two_who_moved_different_parts_of_a_scene_both_lines_change(path):
    base = SourceText.read(path.read_text("utf-8"))
    first, *_, last = (block for block in base.blocks if "at" in block.values)

    mine, theirs = base.set(first.id, {"at": [7, 7.5]}), base.set(last.id, {"at": [8, 8.5]})

    assert merge(base, mine, SourceText.read(theirs.text), {}).text.text == mine.set(last.id, {"at": [8, 8.5]}).text

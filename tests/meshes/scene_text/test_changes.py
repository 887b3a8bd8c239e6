"""Two texts of a scene are told apart in parts, metres and degrees."""

from pathlib import Path

import pytest

from app.meshes.scene_text.changes import Added, Changed, Moved, Removed, Thing, Turned, changes, shown_in
from app.meshes.scene_text.source_text import SourceText

SCENES = sorted(Path("assets/meshes").glob("*/scene.toml"))
TEXT = """format = 2
variants = ["today", "planned"]
[cameras.poster]
eye = [10, 2, 0]
[[annotations]]
id = "sail"
at = [0, 3, 0]
when = ["planned"]
[[parts]]
part = "tree"
spots = [[0, 0], [10, 0], [20, 0]]
repeat = { looks = 2 }
[[parts]]
part = "bench"
at = [1, 1]
turn_deg = 350
"""
BOTH = ("today", "planned")
POSTER = Thing("cameras.poster", "", "cameras.poster", BOTH)


def part(name, text, *, of="parts", when=BOTH):
    block = next(each for each in SourceText.read(text).blocks if name in each.values.values())
    return Thing(of, name, block.id, when)


def told(old, new):
    assert TEXT.count(old) == 1
    after = TEXT.replace(old, new)
    return after, changes(SourceText.read(TEXT), SourceText.read(after))


@pytest.mark.parametrize(
    ("old", "new", "name", "expected"),
    [
        ("at = [1, 1]", "at = [1, -3]", "bench", [Moved(None, "at", 4.0, 0.0, 0.0)]),
        ("at = [1, 1]", "at = [4, 2, 5]", "bench", [Moved(None, "at", 5.0, 143.1, 2.0)]),
        ("[[0, 0], [10, 0], [20, 0]]", "[[0, 0], [10, 3], [20, 0]]", "tree", [Moved(None, "at", 3.0, 180.0, 0.0)]),
        ("[[0, 0], [10, 0], [20, 0]]", "[[10, 0], [20, 0], [30, 0]]", "tree", [Moved(None, "at", 10.0, 90.0, 0.0, 3)]),
        ("[[0, 0], [10, 0], [20, 0]]", "[[20, 0], [0, 0], [9, 0], [5, 5]]", "tree",
         [Moved(None, "at", 1.0, 270.0, 0.0), Added(None, ((5, 0, 5),))]),
        ("[[0, 0], [10, 0], [20, 0]]", "[[10, 0], [20, 0]]", "tree", [Removed(None, ((0, 0, 0),))]),
        ("turn_deg = 350", "turn_deg = 20", "bench", [Turned(None, 30)]),
        ("turn_deg = 350", "", "bench", [Turned(None, 10)]),
        ("looks = 2", "looks = 2.0, seed = 4", "tree", [Changed(None, "repeat.seed", None, 4)]),
        ("looks = 2", "looks = 2.0", "tree", []),
        ("turn_deg = 350", 'turn_deg = 350\nwhen = ["today"]', "bench", [Changed(None, "when", [*BOTH], ["today"])]),
        ("turn_deg = 350", 'turn_deg = 350\nwhen = ["planned", "today"]', "bench", []),
    ],
)  # fmt: skip
def test_a_change_of_a_part_is_told_by_how_much(old, new, name, expected):
    after, found = told(old, new)

    thing = part(name, after)
    assert [each.thing.id for each in found] == [thing.id] * len(expected)
    assert [without_thing(each) for each in found] == [without_thing(each) for each in expected]


def without_thing(change):
    return type(change), {name: value for name, value in vars(change).items() if name != "thing"}


def test_cameras_states_and_head_are_told():
    after = TEXT.replace("eye = [10, 2, 0]", "eye = [10, 5, 0]\nfov_deg = 40").replace('"planned"', '"later"')

    found = changes(SourceText.read(TEXT), SourceText.read(after.replace("format = 2", "format = 2\nturn_deg = 90")))

    assert found[0] == Changed(Thing("variants", "later", "", ("later",)), "name", "planned", "later")
    assert [without_thing(each) for each in found[1:]] == [
        without_thing(each)
        for each in (
            Changed(None, "turn_deg", None, 90),
            Moved(None, "eye", 0.0, 0.0, 3.0),
            Changed(None, "fov_deg", None, 40),
        )
    ], "a state that is called otherwise shows what it did"


def test_a_turned_scene_is_told_as_seen_from_the_north():
    text = TEXT.replace("format = 2", "format = 2\nturn_deg = 90")

    (moved,) = changes(SourceText.read(text), SourceText.read(text.replace("at = [1, 1]", "at = [1, -3]")))

    assert moved.towards_deg == 90


def test_what_is_new_and_what_is_gone_is_told_for_each_state():
    added = TEXT + '[[parts]]\npart = "tram"\nat = [5, 6]\nwhen = ["planned"]\n'

    here, there = (
        changes(SourceText.read(TEXT), SourceText.read(added)),
        changes(SourceText.read(added), SourceText.read(TEXT)),
    )

    thing = part("tram", added, when=("planned",))
    assert here == [Added(thing, ((5, 0, 6),))]
    assert there == [Removed(thing, ((5, 0, 6),))]
    assert shown_in(here, "planned") == here
    assert shown_in(here, "today") == []


def test_a_new_state_is_one_change():
    after = TEXT.replace('["today", "planned"]', '["today", "planned", "later"]')

    assert changes(SourceText.read(TEXT), SourceText.read(after)) == [Added(Thing("variants", "later", "", ("later",)))]


def test_another_part_at_the_same_place_is_one_thing_that_changed():
    _, found = told('part = "bench"', 'part = "bench_round"')

    assert [without_thing(each) for each in found] == [without_thing(Changed(None, "part", "bench", "bench_round"))]


def test_the_order_of_blocks_and_comments_are_no_change():
    blocks = TEXT.split("[[parts]]")

    assert (
        changes(SourceText.read(TEXT), SourceText.read(f"{blocks[0]}# Oh\n[[parts]]{blocks[2]}[[parts]]{blocks[1]}"))
        == []
    )


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.parent.name)
def test_a_scene_does_not_differ_from_itself_and_one_moved_part_is_one_change(path):
    before = SourceText.read(path.read_text("utf-8"))
    block = next(each for each in before.blocks if "at" in each.values)
    x, *rest = block.values["at"]

    after = SourceText.read(before.set(block.id, {"at": [x + 2, *rest]}).text)

    assert changes(before, before) == []
    (moved,) = changes(before, after)
    assert isinstance(moved, Moved) and moved.by_m == 2

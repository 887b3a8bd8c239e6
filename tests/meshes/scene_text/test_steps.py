"""Steps are read from JSON, or all that is wrong with them is said; they are applied to the text as a whole."""

import json

import pytest

from app.meshes.faults import MeshError
from app.meshes.scene_text.ops import Copy, Delete, Insert, Order, Set, Step, Text, Variants
from app.meshes.scene_text.source_text import GoneError, SourceText
from app.meshes.scene_text.steps import apply, read_step

TEXT = """format = 2
variants = ["today", "planned"]

[[annotations]]
id = "sail"
at = [0, 3]
when = ["planned"]

[[parts]]
part = "tree"
at = [0, 0]

[[parts]]
part = "bench"
at = [1, 1]
when = ["today", "planned"]
"""
SAILS = '[[annotations]]\nid = "sail"\nat = [0, 3]\nwhen = ["planned"]\n\n'
SOURCE = SourceText.read(TEXT)
SAIL, TREE, BENCH = SOURCE.ids


def step(*ops, label="etwas"):
    return read_step(json.loads(json.dumps({"label": label, "ops": ops})))


@pytest.mark.parametrize(
    ("op", "expected", "old", "new"),
    [
        ({"op": "set", "id": TREE, "values": {"at": [1.5, 0, 3], "turn_deg": 90}},
         Set(TREE, {"at": [1.5, 0, 3], "turn_deg": 90}), "at = [0, 0]", "at = [1.5, 0, 3]\nturn_deg = 90"),
        ({"op": "set", "id": "", "values": {"turn_deg": None, "title": "Öl"}},
         Set("", {"turn_deg": None, "title": "Öl"}), '"planned"]\n\n[[a', '"planned"]\ntitle = "Öl"\n\n[[a'),
        ({"op": "insert", "id": "n0123abcd", "table": "parts", "after": TREE, "values": {"part": "tram"}},
         Insert("n0123abcd", "parts", TREE, {"part": "tram"}), "0]\n", '0]\n\n[[parts]]\npart = "tram"\n'),
        ({"op": "copy", "id": "n1", "of": TREE, "values": {"at": [9, 9]}},
         Copy("n1", TREE, {"at": [9, 9]}), "0]\n", '0]\n\n[[parts]]\npart = "tree"\nat = [9, 9]\n'),
        ({"op": "delete", "ids": [TREE, TREE]}, Delete((TREE,)), '[[parts]]\npart = "tree"\nat = [0, 0]\n\n', ""),
        ({"op": "order", "id": TREE, "after": BENCH}, Order(TREE, BENCH), None,
         TEXT.replace('[[parts]]\npart = "tree"\nat = [0, 0]\n\n', "") + '\n[[parts]]\npart = "tree"\nat = [0, 0]\n'),
        ({"op": "variants", "values": ["today", "later"], "renamed": {"planned": "later"}, "from": {}},
         Variants(("today", "later"), {"planned": "later"}, {}), None, TEXT.replace("planned", "later")),
        ({"op": "variants", "values": ["today"], "renamed": {}},
         Variants(("today",), {}, {}), None,
         TEXT.replace(', "planned"]', "]").replace(SAILS, "")),
        ({"op": "variants", "values": ["today", "soon", "planned"], "from": {"soon": "planned"}},
         Variants(("today", "soon", "planned"), {}, {"soon": "planned"}), None,
         TEXT.replace('"planned"', '"soon", "planned"')),
        ({"op": "text", "text": TEXT + "# Ende"}, Text(TEXT + "# Ende"), None, TEXT + "# Ende"),
    ],
)  # fmt: skip
def test_a_step_is_read_and_changes_the_text(op, expected, old, new):
    found = step(op)

    assert found == Step("etwas", (expected,))
    assert apply(SOURCE, found).text == (TEXT.replace(old, new, 1) if old else new)


def test_two_states_may_change_their_names_with_one_another():
    swapped = apply(
        SOURCE,
        step({"op": "variants", "values": ["planned", "today"], "renamed": {"today": "planned", "planned": "today"}}),
    )

    assert swapped.head["variants"] == ["planned", "today"]
    assert swapped.block(SAIL).values["when"] == ["today"]


def test_states_of_a_scene_in_format_1_get_names():
    text = 'format = 1\n[[parts]]\npart = "tree"\nwhen = "after"\n[[parts]]\npart = "bench"\nwhen = "both"\n'

    named = apply(
        SourceText.read(text), step({"op": "variants", "values": ["before", "later"], "renamed": {"after": "later"}})
    )

    assert [block.values["when"] for block in named.blocks] == [["later"], "both"]
    assert named.head["variants"] == ["before", "later"]


def test_a_text_that_is_typed_keeps_the_ids_of_what_was_there():
    typed = TEXT.replace("at = [0, 0]", "at = [4, 4]").replace('"sail"', '"sails"').replace('"bench"', '"bench_round"')
    added = '[[parts]]\npart = "tree"\nat = [0, 1]\n\n'

    found = apply(SOURCE, step({"op": "text", "text": typed.replace("[[parts]]", f"{added}[[parts]]", 1)}))

    assert [each if each in SOURCE.ids else "new" for each in found.ids] == [SAIL, TREE, "new", BENCH]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (None, "label"),
        ([], "label"),
        ({"label": "", "ops": []}, "label"),
        ({"label": "x", "ops": {}}, "ops"),
        ({"label": "x", "ops": [1]}, "ops"),
        ({"label": "x", "ops": [], "more": 1}, "more"),
        ({"label": "x", "ops": [{"op": "jump"}]}, "ops.1.op"),
        ({"label": "x", "ops": [{"op": "delete", "ids": []}] * 501}, "ops"),
        ({"label": "x", "ops": [{"op": "text", "text": ""}] * 2}, "ops"),
        ({"label": "x", "ops": [{"op": "delete", "ids": ["a", 1]}]}, "ops.1.ids"),
        ({"label": "x", "ops": [{"op": "order", "id": "a", "after": 1}]}, "ops.1.after"),
        ({"label": "x", "ops": [{"op": "copy", "id": "size", "of": "a"}]}, "ops.1.id"),
        ({"label": "x", "ops": [{"op": "copy", "id": "n1", "of": "a", "values": [1]}]}, "ops.1.values"),
        ({"label": "x", "ops": [{"op": "insert", "id": "n1", "table": "castles"}]}, "ops.1.table"),
        ({"label": "x", "ops": [{"op": "variants", "values": ["A b"]}]}, "ops.1.values"),
        ({"label": "x", "ops": [{"op": "variants", "values": ["a"] * 6}]}, "ops.1.values"),
        ({"label": "x", "ops": [{"op": "variants", "values": ["a"], "renamed": {"b": 1}}]}, "ops.1.renamed"),
        ({"label": "x", "ops": [{"op": "text", "text": "x" * 200_001}]}, "ops.1.text"),
        ({"label": "x", "ops": [{"op": "text", "text": "\ud800"}]}, "ops.1.text"),
    ],
)  # fmt: skip
def test_a_step_of_another_shape_is_refused_and_says_where(given, field):
    with pytest.raises(MeshError) as caught:
        read_step(given)

    assert caught.value.faults[0].field == field
    assert all(
        fault.line == 0 and fault.wrong % fault.values and fault.allowed % fault.values for fault in caught.value.faults
    )


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 10**5000, 1e10, [None], {"a": None}, {"a b": 1}, {"a.b": 1}, "\udfff", "x" * 2001,
     [0] * 2001, [[[[[[1]]]]]], (1,)],
    ids=lambda value: str(type(value).__name__),
)  # fmt: skip
def test_a_value_that_no_scene_can_have_is_refused(value):
    with pytest.raises(MeshError) as caught:
        read_step({"label": "x", "ops": [{"op": "set", "id": "a", "values": {"fine": 1, "wrong": value}}]})

    assert [fault.field for fault in caught.value.faults] == ["ops.1.values.wrong"]


@pytest.mark.parametrize("name", ["", "a..b", "a b", ".", "x" * 61, "a.b.c.d.e.f", "ä"])
def test_a_name_that_no_value_can_have_is_refused(name):
    with pytest.raises(MeshError):
        step({"op": "set", "id": TREE, "values": {name: 1}})


def test_a_step_on_what_somebody_took_out_does_nothing_at_all():
    rest = SOURCE.delete([TREE])

    with pytest.raises(GoneError, match=TREE):
        apply(rest, step({"op": "set", "id": BENCH, "values": {"at": [0, 0]}}, {"op": "set", "id": TREE, "values": {}}))


def test_there_is_an_end_to_blocks_letters_and_work():
    many = SourceText.read("[[parts]]\n" * 2000)
    long = SourceText.read(f"x = '{'x' * 199_900}'\n")
    wide = SourceText.read("[[parts]]\n" + "".join(f"a{i} = 1\n" for i in range(2000)))
    block = {"op": "insert", "id": "n1", "table": "parts", "after": None, "values": {"title": "x" * 90}}

    with pytest.raises(MeshError, match="2001 Blöcke"):
        apply(many, step(block))
    with pytest.raises(MeshError, match="mehr als 200000 Zeichen"):
        apply(long, step(block))
    with pytest.raises(MeshError, match="zu viel auf einmal"):
        apply(wide, step(*[{"op": "set", "id": wide.ids[0], "values": {"a1": 1}}] * 500))


def test_a_block_that_is_there_is_not_made_again():
    with pytest.raises(MeshError, match=TREE):
        apply(SOURCE, step({"op": "copy", "id": TREE, "of": BENCH}))

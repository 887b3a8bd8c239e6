"""Texts as nobody should write them are changed without loss, too."""

import tomllib

import pytest

from app.meshes.faults import MeshError
from app.meshes.scene import read
from app.meshes.scene.lines import line_numbers
from app.meshes.scene_text.source_text import GoneError, SourceText


def first(text):
    source = SourceText.read(text)
    assert source.text == text
    return source, source.ids[0]


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("[[parts]]\n# oben\npart = 1\n", {"at": [0, 1]}, "[[parts]]\n# oben\npart = 1\nat = [0, 1]\n"),
        ("[[parts]]\n# nichts\n", {"at": [0, 1]}, "[[parts]]\nat = [0, 1]\n# nichts\n"),
        ('[[ "parts" ]]  # so\n"at" = 1 # da\n', {"at": 2}, '[[ "parts" ]]  # so\n"at" = 2 # da\n'),
        ("[['parts']]\n'at'\t=\t1", {"at": 2}, "[['parts']]\n'at'\t=\t2"),
        ("[[parts]]\r\nat = 1\r\n", {"x": "a\nb"}, '[[parts]]\r\nat = 1\r\nx = "a\\nb"\r\n'),
        ("[[parts]]\r\nat = 1", {"x": 2}, "[[parts]]\r\nat = 1\r\nx = 2"),
        ("\ufeff[[parts]]\nat = 1\n", {"at": 2}, "\ufeff[[parts]]\nat = 2\n"),
        ("[[parts]]\n\tat = 1\n", {"x": 2}, "[[parts]]\n\tat = 1\n\tx = 2\n"),
        ('[[parts]]\na = "x # y" # z\n', {"a": "#"}, '[[parts]]\na = "#" # z\n'),
        ("[[parts]]\na = '''\n[[parts]]\n# x'''  # z\n", {"a": 1}, "[[parts]]\na = 1  # z\n"),
        ('[[parts]]\na = """x\\"""" # z\n', {"a": 1}, "[[parts]]\na = 1 # z\n"),
        ('[[parts]]\na = """x""""" # z\n', {"a": 1}, "[[parts]]\na = 1 # z\n"),
        ("[[parts]]\na = [\n  1, # eins\n  2 # zwei\n]\n", {"a": [1, 3]},
         "[[parts]]\na = [\n  1, # eins\n  3 # zwei\n]\n"),
        ("[[parts]]\na = [ # alle\n]\n", {"a": [1]}, "[[parts]]\na = [ # alle\n1]\n"),
        ("[[parts]]\na = [\n  1,\n  2,\n]\n", {"a": [1, 2, 3]}, "[[parts]]\na = [\n  1,\n  2,\n  3,\n]\n"),
        ("[[parts]]\na = [\n  1\n  , 2]\n", {"a": [2]}, "[[parts]]\na = [\n  2]\n"),
        ("[[parts]]\na = 1979-05-27 07:32:00 # da\n", {"a": 1}, "[[parts]]\na = 1 # da\n"),
        ("[[parts]]\nr = { a = 1, b = { c = 2 } }\n", {"r.b.c": None}, "[[parts]]\nr = { a = 1 }\n"),
        ("[[parts]]\nr = { b = { c = 2 } } # weg\n", {"r.b.c": None}, "[[parts]]\n"),
        ("[[parts]]\nr = {b.c = 2}\n", {"r.b.d": 3}, "[[parts]]\nr = {b.c = 2, b.d = 3}\n"),
        ("[[parts]]\nr.a = 1\nx = 1\n", {"r.b": 3}, "[[parts]]\nr.a = 1\nx = 1\nr.b = 3\n"),
        ("[[parts]]\n[parts.r]\na = 1\n", {"r.b": 3}, "[[parts]]\n[parts.r]\na = 1\nb = 3\n"),
        ("[[parts]]\nx = 1\n[parts.r]\na = 1\n", {"y": 3}, "[[parts]]\nx = 1\ny = 3\n[parts.r]\na = 1\n"),
        ("[[parts]]\nx = 1\n[parts.r]\na = 1\n", {"r.a": None}, "[[parts]]\nx = 1\n"),
        ("[[parts]]\nx = 1\n[parts.r]\n# warum\na = 1\n", {"r": None}, "[[parts]]\nx = 1\n# warum\n"),
        ("[[parts]]\n[parts.r.s]\na = 1\n", {"r.b": 3}, "[[parts]]\nr.b = 3\n[parts.r.s]\na = 1\n"),
        ("[[parts]]\nr = 1\n", {"r.b": 3}, "[[parts]]\nr = { b = 3 }\n"),
        ("[[parts]]\nr = { a = 1 }\n", {"r": {"b": 2, "a": 1}}, "[[parts]]\nr = { a = 1, b = 2 }\n"),
        ("[[parts]]\nr.a = 1\n", {"r": 2}, "[[parts]]\nr = 2\n"),
        ("[[parts]]\nx = 1\n[[parts.more]]\nx = 2\n", {"x": 3}, "[[parts]]\nx = 3\n[[parts.more]]\nx = 2\n"),
        ("[[parts]]\nx = 1\n[[parts.more]]\nx = 2\n", {"more": None}, "[[parts]]\nx = 1\n"),
        ("[[parts]]\nheight_m = 3.0\n", {"height_m": 3}, "[[parts]]\nheight_m = 3.0\n"),
        ("[[parts]]\nx = 1\n", {"x": 2.50004, "y": -0.0, "z": 1e6}, "[[parts]]\nx = 2.5\ny = 0\nz = 1000000\n"),
        ("[[parts]]\npart = 1\nwidth_m = 2\n", {"turn_deg": 5}, "[[parts]]\npart = 1\nturn_deg = 5\nwidth_m = 2\n"),
        ("[[parts]]\nx = 1\n", {"ein Wort": '\x00"\\\x7f'}, '[[parts]]\nx = 1\n"ein Wort" = "\\u0000\\"\\\\\\u007f"\n'),
    ],
)  # fmt: skip
def test_a_key_is_changed_where_it_stands(text, values, expected):
    source, of = first(text)

    changed = source.set(of, values)

    assert changed.text == expected
    assert SourceText.read(expected, changed.ids).blocks == changed.blocks


THREE = """# Kopf

[[parts]]
a = 1


# --- zweites ---

# über b
[[parts]]
b = 2
# unter b

[[parts]]
c = 3
# am Ende"""


def test_what_is_taken_out_takes_its_comment_along_and_leaves_headings_and_the_larger_gap():
    source = SourceText.read(THREE)
    a, b, c = source.ids

    assert source.delete([a]).text == THREE.replace("[[parts]]\na = 1\n", "").replace("# Kopf\n\n\n\n", "# Kopf\n\n\n")
    assert source.delete([b]).text == THREE.replace("# über b\n[[parts]]\nb = 2\n# unter b\n\n", "")
    assert source.delete([c]).text == THREE.removesuffix("\n\n[[parts]]\nc = 3\n# am Ende")
    assert source.delete([a, b, c]).text == "# Kopf\n\n\n# --- zweites ---"


def test_what_is_moved_takes_its_comments_along_and_they_do_not_stick_to_others():
    source = SourceText.read(THREE)
    a, b, c = source.ids

    moved = source.order(c, None)

    assert moved.text == THREE.removesuffix("\n\n[[parts]]\nc = 3\n# am Ende").replace(
        "[[parts]]\na", "[[parts]]\nc = 3\n# am Ende\n\n[[parts]]\na"
    )
    assert [block.comment for block in SourceText.read(moved.text).blocks] == ["", "", "über b"]
    assert source.order(b, a).text == THREE
    assert moved.order(c, b).text.endswith("# unter b\n\n[[parts]]\nc = 3\n# am Ende")


def test_where_nobody_left_empty_lines_none_are_made():
    source = SourceText.read("[[parts]]\na = 1\n[[parts]]\nb = 2\n")

    assert (
        source.insert("n1", "parts", source.ids[0], {"c": 3}).text
        == "[[parts]]\na = 1\n[[parts]]\nc = 3\n[[parts]]\nb = 2\n"
    )
    assert source.delete([source.ids[0]]).text == "[[parts]]\nb = 2\n"


def test_a_table_that_stands_apart_from_its_part_is_brought_to_it_by_the_first_change():
    text = "[[parts]]\npart = 1\n\n[size]\nto = 2\n\n# Wiederholung\n[parts.repeat]\ncount = 3\n"
    source, of = first(text)

    assert source.block(of).values == {"part": 1, "repeat": {"count": 3}}
    assert source.at_line(9) == of
    copied = source.copy("n1", of, {"repeat.count": 4})
    assert tomllib.loads(copied.text)["parts"] == [
        {"part": 1, "repeat": {"count": 3}},
        {"part": 1, "repeat": {"count": 4}},
    ]
    assert "# Wiederholung" in copied.text


@pytest.mark.parametrize(
    ("text", "of", "values", "expected"),
    [
        ("", "", {"title": "x"}, 'title = "x"\n'),
        ("", "size", {"to": [1, 0]}, "[size]\nto = [1, 0]\n"),
        ("a = 1\n", "cameras.sign", {"eye": [1, 2]}, "a = 1\n\n[cameras.sign]\neye = [1, 2]\n"),
        ("[size]\na = 1\n[cameras.a]\nb = 1\n", "cameras.c", {"d": 1},
         "[size]\na = 1\n[cameras.a]\nb = 1\n[cameras.c]\nd = 1\n"),
        ("size = { to = 1 }\n", "size", {"to": 2, "from": 3}, "size = { to = 2, from = 3 }\n"),
        ("size.to = 1\n", "size", {"to": 2, "from": 3}, "size.to = 2\nsize.from = 3\n"),
        ("[cameras]\na.eye = 1\n", "cameras.a", {"eye": 2}, "[cameras]\na.eye = 2\n"),
        ("cameras = { a = { eye = 1 } }\n", "cameras.b", {"eye": 2},
         "cameras = { a = { eye = 1 }, b = { eye = 2 } }\n"),
        ("a = 1\n\n[cameras.sign]\neye = 2\n\n[[parts]]\n", "cameras.sign", {"eye": None}, "a = 1\n\n[[parts]]\n"),
        ("a = 1\n\n[cameras.sign]\neye = 2\n", "", {"cameras.sign": None}, "a = 1\n"),
        ("a = 1\n\n[cameras.sign]\neye = 2\n", "", {"cameras": {"sign": {"eye": 3}}},
         "a = 1\n\n[cameras.sign]\neye = 3\n"),
        ("# nur ein Wort\n", "", {"a": 1}, "a = 1\n# nur ein Wort\n"),
    ],
)  # fmt: skip
def test_what_a_scene_has_once_is_changed_where_it_stands(text, of, values, expected):
    changed = SourceText.read(text).set(of, values)

    assert changed.text == expected
    assert SourceText.read(expected).head == changed.head


def test_explaining_points_stand_above_parts():
    text = "a = 1\n\n[size]\nto = 2\n\n# Teile\n[[parts]]\nb = 1\n"

    assert SourceText.read(text).insert("n1", "annotations", None, {"id": "x"}).text == text.replace(
        "# Teile", '[[annotations]]\nid = "x"\n\n# Teile'
    )


@pytest.mark.parametrize("nested", ["[" * 5000 + "]" * 5000, "9" * 5000, "{a=" * 3000 + "1" + "}" * 3000, "1\r1"])
def test_a_hostile_text_is_refused_with_its_line(nested):
    for reading in (SourceText.read, read):
        with pytest.raises(MeshError, match="kein gültiges TOML"):
            reading(f"format = 2\nx = {nested}\n")


def test_blocks_in_one_value_stay_and_are_not_added_to():
    source = SourceText.read('parts = [{ part = "tree" }]\n')

    assert source.blocks == ()
    with pytest.raises(MeshError, match="Zeile 1, parts: „parts“ ist hier keine Liste"):
        source.insert("n1", "parts", None, {})


def test_what_is_gone_is_said():
    source = SourceText.read("[[parts]]\n")

    for change in (
        lambda: source.set("n1", {}),
        lambda: source.delete(["n1"]),
        lambda: source.copy("n2", "n1", {}),
        lambda: source.order("n1", None),
        lambda: source.order(source.ids[0], "n1"),
        lambda: source.insert("n2", "parts", "n1", {}),
        lambda: source.block("n1"),
    ):
        with pytest.raises(GoneError, match="n1"):
            change()
    with pytest.raises(GoneError, match="later"):
        source.variants(["a"], renamed={"later": "a"}, shows={})


def test_lines_are_true_whatever_stands_between():
    text = 'a = "\u2028"\nb = """\n[[parts]]\n"""\n[[ "parts" ]]\n"at".x = 1\n[parts.repeat]\ncount = [\n  1,\n  # x\n'
    text += "  2, 3]\n"

    found = line_numbers(text)
    count = ("parts", 0, "repeat", "count")
    assert (found["a",], found["b",]) == (1, 2)
    assert [found[("parts", 0, *rest)] for rest in ((), ("at",), ("at", "x"), ("repeat",))] == [5, 6, 6, 7]
    assert [found[path] for path in (count, (*count, 0), (*count, 1), (*count, 2))] == [8, 9, 11, 11]

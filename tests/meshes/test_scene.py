"""A scene is read whole, or all its faults are named with their lines."""

import pytest

from app.meshes.faults import MeshError
from app.meshes.scene import read

PLAIN = """format = 2
title = "Probe"
variants = ["then", "today", "planned"]
schematic = "Alles."
[size]
from = [0, 0, 0]
to = [1, 0, 0]
[cameras.poster]
eye = [9, 9, 9]
look = [0, 0, 0]
[cameras.thumbnail]
eye = [9, 9, 9]
look = [0, 0, 0]
[[parts]]
part = "house_gable"
at = [0, 0]
"""


def with_line(old, new):
    assert PLAIN.count(old) == 1
    return PLAIN.replace(old, new)


FAULTY = {
    "unknown part": (with_line('"house_gable"', '"hose_gable"'), 15, "parts.1.part", "„hose_gable“ gibt es nicht"),
    "unknown parameter": (PLAIN + "wdth_m = 3", 17, "parts.1.wdth_m", "„wdth_m“ gibt es hier nicht"),
    "out of range": (PLAIN + "width_m = 999", 17, "parts.1.width_m", "999"),
    "not a number": (PLAIN + 'width_m = "12"', 17, "parts.1.width_m", "'12'"),
    "unknown material": (PLAIN + 'walls = "gold"', 17, "parts.1.walls", "„gold“ gibt es nicht"),
    "unknown choice": (PLAIN + 'windows = "gothic"', 17, "parts.1.windows", "gothic"),
    "half a person": (PLAIN + "storeys = 2.5", 17, "parts.1.storeys", "2.5"),
    "no place": (with_line("at = [0, 0]\n", ""), 14, "parts.1.at", "fehlt"),
    "place far away": (with_line("at = [0, 0]", "at = [0, 99999]"), 16, "parts.1.at", "99999"),
    "missing camera": (with_line("[cameras.thumbnail]\neye = [9, 9, 9]\nlook = [0, 0, 0]\n", ""), 1, None, "fehlt"),
    "blind camera": (
        with_line("[cameras.poster]\neye = [9, 9, 9]", "[cameras.poster]\neye = [0, 0, 0]"), 10, "cameras.poster.look",
        "blickt auf sich selbst",
    ),
    "no title": (with_line('title = "Probe"', 'title = " "'), 2, "title", "' '"),
    "other format": (with_line("format = 2", "format = 3"), 1, "format", "3"),
    "variant twice": (with_line('"then"', '"today"'), 3, "variants", "'today', 'today'"),
    "variant no name": (with_line('"then"', '"Da mals"'), 3, "variants", "Da mals"),
    "no variants": (with_line('["then", "today", "planned"]', "[]"), 3, "variants", "[]"),
    "unknown variant": (PLAIN + 'when = ["wished"]', 17, "parts.1.when", "wished"),
    "never": (PLAIN + "when = []", 17, "parts.1.when", "[]"),
    "unknown role": (PLAIN + 'role = "scenery"', 17, "parts.1.role", "scenery"),
    "unknown field": (with_line('title = "Probe"', 'title = "Probe"\nauthor = "x"'), 3, "author", "„author“"),
    "long group": (PLAIN + f'group = "{"x" * 61}"', 17, "parts.1.group", "xxx"),
    "not locked": (PLAIN + 'locked = "yes"', 17, "parts.1.locked", "'yes'"),
    "no parts": (PLAIN.split("[[parts]]")[0], 1, "parts", "keine Teile"),
    "wrong motion": (PLAIN + 'motion = { kind = "fly" }', 17, "parts.1.motion.kind", "fly"),
    "long loop": (PLAIN + 'motion = { kind = "turn", seconds = 60 }', 17, "parts.1.motion.seconds", "60"),
    "too many": (PLAIN + "repeat = { count = 1000, rows = 1000 }", 17, "parts.1.repeat.count", "1000000 Stück"),
    "no TOML": (with_line("[size]", "[size"), 5, "TOML", "kein gültiges TOML"),
    "broken off": (PLAIN + 'walls = "bri', 17, "TOML", "kein gültiges TOML"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_names_its_line_its_field_and_what_is_allowed(name):
    text, line, field, words = FAULTY[name]

    with pytest.raises(MeshError) as caught:
        read(text)

    fault = caught.value.faults[0]
    assert fault.line == line
    assert field is None or fault.field == field
    assert words in fault.wrong % fault.values
    assert fault.allowed % fault.values
    assert f"Zeile {line}" in str(caught.value)


def test_all_faults_come_at_once_in_the_order_of_their_lines():
    text = with_line('"house_gable"', '"hose"').replace('"planned"', '"Ge plant"') + '[[parts]]\npart = "x"\n'

    with pytest.raises(MeshError) as caught:
        read(text)

    assert [fault.line for fault in caught.value.faults] == [3, 15, 18]


def test_the_example_is_read_whole(scene):
    assert scene.title == "Probeplatz"
    assert [annotation.id for annotation in scene.annotations] == ["sail"]
    trees = next(found for found in scene.placements if found.part == "tree")
    assert len(trees.places) == 6
    assert len({place.scale for place in trees.places}) == 6
    assert scene.variants == ("today", "planned")
    today, planned = ({found.part for found in scene.shown(variant)} for variant in scene.variants)
    assert today - planned == {"water_surface"}
    assert planned - today == {"solar_sail", "glass_hall"}


def test_turning_a_scene_turns_its_parts_cameras_and_points_together():
    turned = read(PLAIN.replace("format = 2", "format = 2\nturn_deg = 90").replace("at = [0, 0]", "at = [0, -5]"))

    assert turned.placements[0].places[0].by == pytest.approx((5, 0, 0))
    assert turned.placements[0].places[0].turn_deg == 90
    assert turned.cameras["poster"].eye == pytest.approx((-9, 9, 9))
    assert turned.size[1] == pytest.approx((0, 0, 1))


def test_repeating_follows_the_direction_of_the_part():
    text = PLAIN + "turn_deg = 90\nrepeat = { count = 3, step = [10, 0] }\n"

    places = read(text).placements[0].places

    assert [place.by for place in places] == [pytest.approx((0, 0, z)) for z in (0, 10, 20)]


def test_what_lies_on_the_ground_is_ground_unless_the_scene_says_otherwise():
    parts = '[[parts]]\npart = "road"\nat = [0, 9]\n[[parts]]\npart = "road"\nat = [0, 0]\nrole = "planned"\n'

    assert [found.role for found in read(PLAIN + parts).placements] == ["planned", "ground", "planned"]


@pytest.mark.parametrize(
    ("points", "wrong"),
    [
        ("[[0, 0], [4, 0], [4, 3], [0, 3]]", ""),
        ("[[0, 0], [4, 0], [2, 1], [4, 3], [0, 3]]", ""),
        ("[[0, 0], [4, 0]]", "umschließt nichts"),
        ("[[0, 0], [2, 0], [4, 0]]", "umschließt nichts"),
        ("[[0, 0], [4, 3], [4, 0], [0, 2]]", "kreuzt sich"),
        (str([[i, i % 2] for i in range(61)]), "61 Ecken"),
    ],
)
def test_an_outline_has_corners_around_something_and_does_not_cross_itself(points, wrong):
    text = PLAIN + f'[[parts]]\npart = "area"\nat = [0, 9]\npoints = {points}\n'

    scene, faults = faults_of(text)

    assert [fault.field for fault in faults] == (["parts.2.points"] if wrong else [])
    assert all(wrong in fault.wrong % fault.values and fault.allowed % fault.values for fault in faults)
    assert bool(scene) == (not wrong)


def faults_of(text):
    """Return a scene, or none, and its faults."""
    try:
        return read(text), []
    except MeshError as error:
        return None, error.faults


@pytest.mark.parametrize(
    ("written", "in_clay"),
    [("", False), ('role = "context"', True), ('role = "context"\nclay = false', False), ("clay = true", True)],
)
def test_what_really_stands_there_is_clay_unless_it_is_known_by_its_colour(written, in_clay):
    (found,) = read(PLAIN + written).placements

    assert found.clay is in_clay


def test_a_text_that_cannot_be_written_is_named():
    sign = '[[parts]]\npart = "lettering"\nat = [0, 9]\ntext = '

    assert read(PLAIN + sign + '"MARK 51°7"').placements[-1].values["text"] == "MARK 51°7"
    with pytest.raises(MeshError, match="lässt sich so nicht schreiben"):
        read(PLAIN + sign + '"日本"')


def test_a_group_and_what_is_held_fast_are_for_editors_and_change_nothing():
    for_editors = 'group = "Häuser"\nlocked = true\n'

    assert read(PLAIN + for_editors).placements == read(PLAIN).placements


FORMAT_1 = PLAIN.replace("format = 2", "format = 1").replace(
    'variants = ["then", "today", "planned"]', 'labels = "changed"'
)


@pytest.mark.parametrize(
    ("written", "when", "role", "looks"),
    [
        ("", ("before", "after"), "planned", 1),
        ('when = "both"\ncontext = false', ("before", "after"), "planned", 1),
        ('when = "before"\ncontext = true', ("before",), "context", 1),
        ('when = "after"\nrepeat = { variants = 3 }', ("after",), "planned", 3),
    ],
)
def test_format_1_is_read_as_two_variants(written, when, role, looks):
    scene = read(FORMAT_1 + written)

    (found,) = scene.placements
    assert scene.variants == ("before", "after")
    assert (found.when, found.role, found.looks) == (when, role, looks)


@pytest.mark.parametrize("written", ['when = "never"', 'context = "yes"', "repeat = { looks = [] }"])
def test_what_is_wrong_in_format_1_is_told_as_it_is_written(written):
    with pytest.raises(MeshError) as caught:
        read(FORMAT_1 + written)

    assert [fault.line for fault in caught.value.faults] == [17]

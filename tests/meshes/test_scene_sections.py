"""Street sections are read from the text of a scene, and place what they make."""

import pytest

from app.meshes.compose import pieces
from app.meshes.faults import MeshError
from app.meshes.scene import look, read
from app.meshes.scene_text.source_text import SourceText

HEAD = """format = 2
title = "Probe"
variants = ["today", "planned"]
schematic = "Alles."
size = { from = [0, 0, 0], to = [1, 0, 0] }
[cameras]
poster = { eye = [9, 9, 9], look = [0, 0, 0] }
thumbnail = { eye = [9, 9, 9], look = [0, 0, 0] }
"""
STREET = """[[sections]]
name = "Hauptstraße"
axis = [[0, 40], [0, -40]]
measured_m = 11.5
strips = [
    ["footway", 2.5],
    ["carriageway", 6.5],  # as it is
    ["footway", 2.5, { spacing_m = 0, material = "brick" }],
]
"""


def with_line(old, new):
    assert STREET.count(old) == 1
    return HEAD + STREET.replace(old, new)


def test_a_section_is_read_and_places_its_parts_in_its_variants():
    scene = read(HEAD + STREET + 'when = ["planned"]\n')

    (found,) = scene.sections
    assert found.section.name == "Hauptstraße"
    assert [strip.width_m for strip in found.section.strips] == [2.5, 6.5, 2.5]
    assert found.section.strips[2].material == "brick"
    assert scene.shown("today") == ()
    assert {placement.part for placement in scene.shown("planned")} == {"strip", "marking", "car", "person"}
    assert {placement.source for placement in scene.placements} == {("sections", 0)}


def test_ground_is_ground_and_what_stands_on_it_is_planned():
    roles = {placement.part: placement.role for placement in read(HEAD + STREET).placements}

    assert roles == {"strip": "ground", "marking": "ground", "car": "planned", "person": "planned"}


def test_a_street_that_is_there_is_clay():
    placements = read(HEAD + STREET + 'role = "context"\n').placements

    assert {(placement.role, placement.clay) for placement in placements} == {("context", True)}


def test_a_turned_scene_turns_its_street():
    straight, turned = (read(text + STREET).placements for text in (HEAD, f"turn_deg = 90\n{HEAD}"))

    cars = [next(each for each in placements if each.part == "car") for placements in (straight, turned)]
    (x, y, z), (to_x, to_y, to_z) = (car.places[0].by for car in cars)
    assert (to_x, to_y, to_z) == pytest.approx((-z, y, x), abs=1e-5)
    assert cars[1].places[0].turn_deg == cars[0].places[0].turn_deg + 90
    assert turned[0].places[0].turn_deg == 90


def test_another_width_is_another_line():
    wider = with_line('["carriageway", 6.5]', '["carriageway", 6.0]')

    assert sum(a != b for a, b in zip((HEAD + STREET).splitlines(), wider.splitlines(), strict=True)) == 1
    assert read(wider).sections[0].section.left_over_m == 0.5


def test_parts_and_sections_stand_in_one_scene():
    scene = read(HEAD + '[[parts]]\npart = "bench"\nat = [0, 0]\n' + STREET)

    assert scene.placements[0].part == "bench"
    assert {piece.name.split("_")[0] for piece in pieces(scene, "today", detail=0.3)} >= {"bench", "strip", "car"}


@pytest.mark.parametrize("many", [1, 40])
def test_one_strip_and_forty_are_read(many):
    rows = ", ".join(['["green", 1]'] * many)

    scene = read(f'{HEAD}[[sections]]\nname = "x"\naxis = [[0, 0], [0, 9], [9, 9]]\nstrips = [{rows}]\n')

    assert len(scene.placements) == many


FAULTY = {
    "unknown kind": (with_line('["carriageway"', '["motorway"'), 15, "sections.1.strips.2.kind", "motorway"),
    "unknown option": (with_line("spacing_m = 0", "spacing = 0"), 16, "sections.1.strips.3.spacing", "„spacing“"),
    "unknown material": (with_line('"brick"', '"gold"'), 16, "sections.1.strips.3.material", "„gold“"),
    "no width": (with_line('["carriageway", 6.5]', '["carriageway"]'), 13, "sections.1.strips", "passt nicht"),
    "narrower than nothing": (with_line("6.5", "0.0"), 15, "sections.1.strips.2.width_m", "0.0"),
    "wide as text": (with_line("6.5", '"6.5"'), 15, "sections.1.strips.2.width_m", "'6.5'"),
    "no number": (with_line("6.5", "nan"), 15, "sections.1.strips.2.width_m", "nan"),
    "endless": (with_line("6.5", "inf"), 15, "sections.1.strips.2.width_m", "inf"),
    "huge": (with_line("6.5", "1e300"), 15, "sections.1.strips.2.width_m", "1e+300"),
    "wider than any street": (with_line("6.5", "149"), 13, "sections.1.strips", "154.00 m breit"),
    "no strips": (HEAD + STREET.split("strips")[0] + "strips = []\n", 13, "sections.1.strips", "[]"),
    "too many strips": (
        HEAD + STREET.split("strips")[0] + "strips = [" + '["green", 1], ' * 41 + "]\n",
        13, "sections.1.strips", "passt nicht",
    ),
    "deep": (with_line('["carriageway", 6.5]', "[" * 30 + "1" + "]" * 30), 13, "sections.1.strips", "passt nicht"),
    "no axis": (with_line("axis = [[0, 40], [0, -40]]\n", ""), 9, "sections.1.axis", "fehlt"),
    "axis of a point": (with_line("[[0, 40], [0, -40]]", "[[0, 40], [0, 40]]"), 11, "sections.1.axis", "nur ein Punkt"),
    "axis far away": (with_line("[0, -40]", "[0, -40000]"), 11, "sections.1.axis", "passt nicht"),
    "axis not there": (with_line("[0, -40]", "[0, nan]"), 11, "sections.1.axis", "passt nicht"),
    "axis too long": (
        with_line("[[0, 40], [0, -40]]", "[[0, 1500], [0, -1500]]"), 11, "sections.1.axis", "3000 m lang",
    ),
    "axis of too many points": (
        with_line("[[0, 40], [0, -40]]", str([[0, i] for i in range(61)])), 11, "sections.1.axis", "61 Punkte",
    ),
    "measured wrong": (with_line("11.5", "-1"), 12, "sections.1.measured_m", "-1"),
    "long name": (with_line("Hauptstraße", "x" * 61), 10, "sections.1.name", "61 Zeichen"),
    "too many things": (
        HEAD + '[[sections]]\nname = "x"\naxis = [[0, 1000], [0, -1000]]\n'
        "strips = [" + '["trees", 1, { spacing_m = 2 }], ' * 6 + "]\n",
        12, "sections.1.strips", "mehr als 2000 Stück",
    ),
    "too many streets": (HEAD + STREET * 9, 82, "sections.9.name", "9 Querschnitte"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_names_its_line_its_field_and_what_is_allowed(name):
    text, line, field, words = FAULTY[name]

    with pytest.raises(MeshError) as caught:
        read(text)

    fault = caught.value.faults[0]
    assert (fault.line, fault.field) == (line, field)
    assert words in fault.wrong % fault.values
    assert fault.allowed % fault.values


def test_a_street_with_a_fault_places_nothing_and_the_rest_stands():
    bench = '[[parts]]\npart = "bench"\nat = [0, 0]\n'

    scene, faults = look(with_line("6.5", "0.0") + bench)

    assert [fault.line for fault in faults] == [15]
    assert [placement.part for placement in scene.placements] == ["bench"]


ROWS = [["footway", 2.5], ["carriageway", 6.5], ["footway", 2.5, {"spacing_m": 0, "material": "brick"}]]


def test_an_editor_changes_one_line_for_one_width():
    before = SourceText.read(HEAD + STREET, ["s1"])

    after = before.set("s1", {"strips": [ROWS[0], ["carriageway", 6.25], ROWS[2]]}).text

    changed = [new for old, new in zip(before.text.splitlines(), after.splitlines(), strict=True) if old != new]
    assert changed == ['    ["carriageway", 6.25],  # as it is']
    assert read(after).sections[0].section.strips[1].width_m == 6.25


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_new_section_has_a_line_for_each_strip(line_end):
    source = SourceText.read((HEAD + STREET).replace("\n", line_end), ["s1"])

    after = source.insert("s2", "sections", None, {"strips": ROWS, "axis": [[0, 0], [9, 0]], "name": "Neu"})

    added = after.text.removeprefix(source.text).strip()
    assert added.split(line_end) == [
        "[[sections]]",
        'name = "Neu"',
        "axis = [[0, 0], [9, 0]]",
        "strips = [",
        '    ["footway", 2.5],',
        '    ["carriageway", 6.5],',
        '    ["footway", 2.5, { spacing_m = 0, material = "brick" }],',
        "]",
    ]
    assert [found.section.name for found in read(after.text).sections] == ["Hauptstraße", "Neu"]

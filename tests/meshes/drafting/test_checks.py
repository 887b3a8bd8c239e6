"""Checks: each fault is found in a small scene that has it, and none in one that is just about right."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.meshes.compose import built
from app.meshes.drafting.checks import checks
from app.meshes.dressed import Piece, Pose
from app.meshes.kit import PARTS
from app.meshes.mixed import with_models
from app.meshes.scene import look, read

ASSETS = Path(__file__).parents[3] / "assets"
SCENES = sorted(ASSETS.glob("meshes/*/scene.toml"))
TEMPLATES = sorted(ASSETS.glob("templates/*/scene.toml"))

HEAD = """
format = 2
title = "Probe"
variants = {variants}
schematic = "Alles."
size = {{ from = {start}, to = {end} }}
[cameras]
poster = {{ eye = {eye}, look = [0, 1, 0] }}
thumbnail = {{ eye = [0, 20, 40], look = [0, 1, 0] }}
sign = {{ eye = [0, 1.6, 30], look = [0, 1, 0] }}
"""
SQUARE = 'part = "ground"\nat = [0, 0, 0]\nlength_m = 60\nwidth_m = 60\nrise_m = 0.05'
PERSON = 'part = "person"\nat = [-25, 0.05, 25]'
BENCH = 'part = "bench"\nat = [{}, {}, {}]\nlength_m = 2'
TRACK = 'part = "tram_track"\nat = [10, 0, 0]\nlength_m = 60\ntracks = 1\nrise_m = 0.06\noverhead = false'  # 2.9 m wide
ROAD = 'part = "road"\nat = [10, 0, 0]\nlength_m = 60\nwidth_m = 6\nrise_m = 0.06'
HOUSE = 'part = "house_flat"\nat = [{}, 0, {}]\nwidth_m = 10\ndepth_m = 10\nstoreys = {}\nstorey_m = 3\nrole = "{}"'
WALL = 'part = "house_flat"\nat = [0, 0, 15]\nwidth_m = {}\ndepth_m = 4\nrole = "context"'


def text(*parts, variants='["planned"]', start=(2, 0, 0), end=(4, 0, 0), eye=(30, 12, 30), with_square=True):
    head = HEAD.format(variants=variants, start=list(start), end=list(end), eye=list(eye))
    blocks = [*([SQUARE] if with_square else []), PERSON, *parts]
    return head + "".join(f"[[parts]]\n{block}\n" for block in blocks)


def found(*parts, neighbours=(), **head):
    return checks(read(text(*parts, **head)), neighbours)


def bench(x, y, z):
    return BENCH.format(x, y, z)


def tree(x, y, z, more=""):
    return f'part = "tree"\nat = [{x}, {y}, {z}]\nheight_m = 9\n{more}'


PLAIN = bench(3, 0.05, 0)
FAULTS = {  # kind, metres or None, what has the fault, what just about has none
    "tree on the track": ("on_track", None, [TRACK, tree(10, 0.06, 5)], [TRACK, tree(12, 0.05, 5)]),
    "bench on the track": ("on_track", None, [TRACK, bench(9.2, 0.06, 5)], [TRACK, bench(8.3, 0.05, 5)]),
    "bench on the carriageway": ("on_road", None, [ROAD, bench(12, 0.06, 5)], [ROAD, bench(13.3, 0.05, 5)]),
    "person who stands on the carriageway": (
        "on_road",
        None,
        [ROAD, 'part = "person"\nat = [11, 0.06, 2]'],
        [ROAD, 'part = "person"\nat = [11, 0.06, 2]\npose = "walk"'],
    ),
    "bench on a plate that covers the carriageway": (
        "on_road",
        None,
        [ROAD, bench(12, 0.06, 5)],
        [ROAD, 'part = "ground"\nat = [12, 0, 5]\nlength_m = 6\nwidth_m = 3\nrise_m = 0.1', bench(12, 0.1, 5)],
    ),
    "person beside a crossing": (
        "on_road",
        None,
        [ROAD, 'part = "person"\nat = [11, 0.06, 9]', 'part = "crossing"\nat = [10, 0, 2]\nrise_m = 0.06'],
        [ROAD, 'part = "person"\nat = [11, 0.06, 3]', 'part = "crossing"\nat = [10, 0, 2]\nrise_m = 0.06'],
    ),
    "bench in the air": ("floats", 0.4, [bench(3, 0.45, 0)], [bench(3, 0.2, 0)]),
    "bench over a table of ground": (
        "floats",
        0.4,
        ['part = "ground"\nat = [3, 0, 0]\nlength_m = 4\nwidth_m = 4\nrise_m = 1', bench(3, 1.4, 0)],
        ['part = "ground"\nat = [3, 0, 0]\nlength_m = 4\nwidth_m = 4\nrise_m = 1', bench(3, 1.1, 0)],
    ),
    "bench that hangs beside a house, not on it": (
        "floats",
        3.0,
        [HOUSE.format(0, 0, 3, "context"), 'part = "bench"\nat = [0, 3.05, 6]'],
        [HOUSE.format(0, 0, 3, "context"), 'part = "bench"\nat = [0, 3.05, 5.3]'],
    ),
    "bench in the ground": ("sunk", 0.3, [bench(3, -0.25, 0)], [bench(3, -0.1, 0)]),
    "tree in the ground": ("sunk", 0.6, [tree(3, -0.55, 0)], [tree(3, -0.4, 0)]),
    "bench in a table of ground": (
        "sunk",
        1.0,
        ['part = "ground"\nat = [3, 0, 0]\nlength_m = 4\nwidth_m = 4\nrise_m = 1', bench(3, 0, 0)],
        ['part = "ground"\nat = [3, 2.5, 0]\nlength_m = 4\nwidth_m = 4\nrise_m = 0.3', bench(3, 0, 0)],
    ),
    "the only bench behind a wall": ("unseen", None, [WALL.format(12), PLAIN], [WALL.format(4), bench(6, 0.05, 0)]),
    "house above its neighbour": (
        "above_neighbour",
        6.0,
        [HOUSE.format(0, 0, 5, "planned"), HOUSE.format(20, 0, 3, "context")],
        [HOUSE.format(0, 0, 4, "planned"), HOUSE.format(20, 0, 3, "context")],
    ),
    "house above one far away": (
        "above_neighbour",
        6.0,
        [HOUSE.format(0, 0, 5, "planned"), HOUSE.format(69, 0, 3, "context")],
        [HOUSE.format(0, 0, 5, "planned"), HOUSE.format(71, 0, 3, "context")],
    ),
    "two benches in one place": ("inside", None, [PLAIN, bench(3.4, 0.05, 0.1)], [PLAIN, bench(5.1, 0.05, 0)]),
    "a tree in a house": (
        "inside",
        None,
        [HOUSE.format(0, 0, 4, "context"), tree(0, 0.05, 0)],
        [HOUSE.format(0, 0, 4, "context"), tree(7.5, 0.05, 0)],
    ),
    "two trees in one another are a wood": (
        "inside",
        None,
        [PLAIN, bench(3.4, 0.05, 0.1)],
        [tree(0, 0.05, 0), tree(1, 0.05, 0)],
    ),
    "far from the planning's point": ("far", 260, [PLAIN, bench(0, 0, 260)], [PLAIN, bench(0, 0, 245)]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_and_what_is_just_about_right_is_not(name):
    kind, metres, wrong, right = FAULTS[name]

    faults = [each for each in found(*wrong) if each.kind == kind]

    assert len(faults) == 1
    assert faults[0].values.get("metres") == metres
    assert faults[0].variant == "planned"
    assert faults[0].sources
    assert all(source[0] == "parts" and source[1] >= 2 for source in faults[0].sources)
    assert "%" not in faults[0].words % faults[0].values
    assert [each for each in found(*right) if each.kind == kind] == []


def test_a_small_square_with_a_bench_has_no_fault():
    assert found(PLAIN) == []


def test_of_a_row_the_worst_is_told_once():
    row = 'part = "bench"\nspots = [[3, 0.4, 0], [6, 1.05, 0], [9, 0.05, 0]]'

    (fault,) = found(row)

    assert (fault.kind, fault.sources, fault.values["metres"]) == ("floats", (("parts", 2),), 1.0)


def test_official_houses_about_it_count_as_neighbours():
    house = HOUSE.format(0, 0, 5, "planned")
    near, far = (around(house, at=(x, 0.0, -5.0)) for x in (30.0, 90.0))

    higher = [each for each in checks(near) if each.kind == "above_neighbour"]
    assert [each.sources for each in higher] == [(("parts", 2),)]
    assert [each for each in checks(far) if each.kind == "above_neighbour"] == []


def around(*parts, at):
    """A scene with an official house of two storeys at a place."""
    surfaces = built("house_flat", tuple(sorted((PARTS["house_flat"].defaults() | {"storeys": 2}).items())), 1.0, True)
    return replace(read(text(*parts)), around=(Piece("surroundings", "context", surfaces, (Pose(at),)),))


def test_gardens_on_a_roof_need_not_be_seen_from_the_sign():
    roof = HOUSE.format(0, 0, 2, "context")
    kinds = {each.kind for each in found(roof, bench(0, 5.5, -2), start=(-1, 6, -2), end=(1, 6, -2))}

    assert kinds == set()


def test_what_stands_in_an_open_hall_stands_in_a_room():
    hall = 'part = "stop_shelter"\nat = [0, 0, 0]'

    assert [each for each in found(hall, bench(0, 0.05, 0.4)) if each.kind == "inside"] == []


def test_a_state_without_anybody_has_no_scale():
    nobody = [each for each in found(PLAIN, variants='["today", "planned"]') if each.kind == "nobody"]
    alone = checks(read(text(PLAIN).replace("person", "dog")))
    ridden = checks(read(text(PLAIN).replace('"person"', '"child"')))

    assert nobody == []
    assert [each.kind for each in alone] == ["nobody"]
    assert ridden == []


def test_states_that_show_nothing_or_the_same_are_told():
    later = bench(3, 0.05, 0) + '\nwhen = ["planned"]'
    states = '["today", "planned"]'

    same = found(PLAIN, variants=states)
    different = found(later, variants=states)
    empty = checks(read(text(PLAIN, variants=states).replace("[[parts]]\n", '[[parts]]\nwhen = ["planned"]\n')))

    assert [(each.kind, each.values) for each in same] == [("same", {"variant": "planned", "other": "today"})]
    assert different == []
    assert [(each.kind, each.variant) for each in empty] == [("nothing", "today")]


def test_the_last_state_has_something_planned():
    context = text(bench(3, 0.05, 0) + '\nrole = "context"').replace(PERSON, PERSON + '\nrole = "context"')

    assert [each.kind for each in checks(read(context))] == ["nothing_planned"]


def test_a_camera_in_a_house_sees_nothing():
    house = HOUSE.format(0, 0, 3, "context")

    within = [each for each in found(house, bench(8, 0.05, 0), eye=(1, 2, 1)) if each.kind == "camera_inside"]
    before = [each for each in found(house, bench(8, 0.05, 0), eye=(1, 2, 6)) if each.kind == "camera_inside"]

    assert [each.sources for each in within] == [(("parts", 2),)]
    assert within[0].values["camera"] == "Titelbild"
    assert before == []


@pytest.mark.parametrize(
    ("end", "is_odd"),
    [((4, 0, 0), False), ((2, 0, 1800), True), ((2.1, 0, 0), True), ((2, 0, 2.2), False), ((2, 0, 3), True)],
)
def test_the_size_line_lies_on_what_is_planned(end, is_odd):
    kinds = {each.kind for each in found(PLAIN, bench(-3, 0.05, 0), end=end)}

    assert ("size_line" in kinds) is is_odd


def test_a_neighbouring_planning_is_entered_or_only_touched():
    near = bench(5, 0.05, 0)  # from 4 to 6
    overlapping = [(5.5, -5), (15, -5), (15, 5), (5.5, 5)]
    touching = [(6.0, -5), (15, -5), (15, 5), (6.0, 5)]
    around = [(-30, -30), (30, -30), (30, 30), (-30, 30)]

    (fault,) = found(
        near, start=(4, 0, 0), end=(6, 0, 0), neighbours=[("Nachbarplatz", overlapping), ("Nebenan", touching)]
    )

    assert (fault.kind, fault.sources) == ("into_planning", (("parts", 2),))
    assert fault.words % fault.values == "„Bank“ ragt in die Planung „Nachbarplatz“ hinein."
    assert len(found(near, start=(4, 0, 0), end=(6, 0, 0), neighbours=[("Rundum", around)])) == 1


def test_of_several_that_enter_a_planning_one_is_named_and_the_others_are_counted():
    overlapping = [(4.5, -9), (15, -9), (15, 9), (4.5, 9)]
    ends = {"start": (4, 0, 0), "end": (6, 0, 0)}

    faults = found(bench(5, 0.05, 0), bench(5, 0.05, 4), **ends, neighbours=[("Nachbarplatz", overlapping)])

    (fault,) = (each for each in faults if each.kind == "into_planning")
    assert fault.words % fault.values == "„Bank“ und 1 mehr ragen in die Planung „Nachbarplatz“ hinein."


@pytest.mark.parametrize(("factor", "is_odd"), [(1.0, False), (6.0, True), (0.0001, True)])
def test_an_upload_in_another_unit_is_odd(build, factor, is_odd):
    block = 'part = "upload"\nasset = "probe"\nat = [0, 0, 0]'
    scene = with_models(read(text(PLAIN, block)), {"probe": build.variants["planned"].true.glb})
    model = scene.models["probe"]
    nodes = tuple(replace(node, place=replace(node.place, scale=factor)) for node in model.nodes)

    kinds = {each.kind for each in checks(replace(scene, models={"probe": replace(model, nodes=nodes)}))}

    assert ("size" in kinds) is is_odd


def test_an_upload_whose_model_is_not_there_yet_is_no_fault():
    assert found(PLAIN, 'part = "upload"\nasset = "probe"\nat = [0, 0, 0]') == []


def test_a_text_that_still_has_faults_is_checked_as_far_as_it_goes():
    scene, faults = look(
        text(PLAIN, 'part = "bench"\nat = "hier"', "turn_deg = 5").replace("sign = {", "sign = { x = 1, ")
    )

    assert faults
    assert {each.kind for each in checks(scene)} <= {"inside", "camera_inside", "size_line"}


def test_many_things_in_one_place_are_measured_in_bounded_time():
    heap = 'part = "bench"\nat = [0, 0.05, 0]\nrepeat = { count = 1000, step = [0.01, 0, 0.01] }'

    assert {each.kind for each in found(heap)} == {"inside"}


TRUE = {  # what is so in the scenes of the line, and is known
    "haus-des-wissens": {("above_neighbour", "planned", 14)},  # its new storey
    "mark-51-7": {
        ("inside", "then", 1),  # a row of trees in the distance runs through a hall
        ("on_road", "today", 1),  # and over a road
        ("sunk", "planned", 40),  # somebody walks over a lawn that swells
        ("floats", "planned", 34),  # solar panels above a flat roof
        ("above_neighbour", "planned", 32),
    },
    "westpark": {("sunk", "today", 24), ("sunk", "today", 25)},  # trees on a hill that is higher where they stand
}


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.parent.name)
def test_no_scene_of_the_line_has_a_false_alarm(path):
    found = {
        (each.kind, each.variant, min(each.sources, default=("", 0))[1]) for each in checks(read(path.read_text()))
    }

    assert found == TRUE.get(path.parent.name, set())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name)
def test_templates_have_no_fault(path):
    assert checks(read(path.read_text())) == []

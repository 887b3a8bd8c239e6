"""Plan symbols: every part as one draws it from above, small enough for a page with hundreds of them."""

import re
from pathlib import Path

import numpy as np
import pytest

from app.meshes.compose import built
from app.meshes.drafting.plan_symbols import DETAIL, symbol, symbols
from app.meshes.kit import PARTS
from app.meshes.mixed import with_models
from app.meshes.scene import read

SCENES = sorted((Path(__file__).parents[3] / "assets/meshes").glob("*/scene.toml"))
NUMBER = re.compile(r"-?[0-9.]+")


def settings_of(part, **changed):
    return tuple(sorted((PARTS[part].defaults() | changed).items()))


def lines_of(shape):
    """The corners of each line of a path; those of curves as well, which only cut corners off."""
    lines = (NUMBER.findall(line) for line in shape.d.split("Z") if line)
    return [np.array(list(map(float, line))).reshape(-1, 2) for line in lines]


def is_covered(shape, x, z):
    """Whether a point lies inside by the rule "nonzero"."""
    around = 0.0
    for line in lines_of(shape):
        angles = np.arctan2(line[:, 1] - z, line[:, 0] - x)
        around += ((np.diff(angles, append=angles[:1]) + np.pi) % (2 * np.pi) - np.pi).sum()
    return abs(around) > 1


def seen_at(found, x, z):
    """What one sees at a point: the shapes there, low to high, down to the first that is opaque."""
    there = [each for each in found.paths if is_covered(each, x, z)]
    opaque = [number for number, each in enumerate(there) if each.opacity == 1]
    return there[opaque[-1] if opaque else 0 :]


@pytest.mark.parametrize("part", PARTS)
def test_a_symbol_is_small_and_as_large_as_its_part(part):
    found = symbol(part, settings_of(part))

    rows = np.concatenate([s.positions for s in built(part, settings_of(part), DETAIL, False)])
    low, high = rows.min(axis=0), rows.max(axis=0)
    assert found.box == pytest.approx((low[0], low[2], high[0], high[2]), abs=0.001)
    assert found.height == pytest.approx(high[1], abs=0.001)
    assert 1 <= len(found.paths) <= 8
    assert sum(len(each.d) for each in found.paths) <= 4000
    assert [each.y for each in found.paths] == sorted(each.y for each in found.paths)
    for shape in found.paths:
        assert re.fullmatch(r"#[0-9a-f]{6}", shape.fill)
        assert 0 < shape.opacity <= 1
        assert max(len(digits) for digits in re.findall(r"\.([0-9]+)", shape.d + ".0")) <= 3
        corners = np.concatenate(lines_of(shape))
        assert (corners >= low[[0, 2]] - 0.06).all() and (corners <= high[[0, 2]] + 0.06).all()


def test_a_ground_is_a_plain_rectangle():
    (shape,) = symbol("ground", settings_of("ground", width_m=4.0, length_m=6.0, material="#806040")).paths

    assert sorted(map(tuple, lines_of(shape)[0].tolist())) == [(-2, -3), (-2, 3), (2, -3), (2, 3)]
    assert shape.fill == "#806040"


def test_marks_of_a_road_lie_above_it():
    found = symbol("road", settings_of("road", width_m=6.0, length_m=600.0, lanes=2))

    carriageway, marks = found.paths
    assert len(lines_of(carriageway)[0]) == 4
    assert marks.y > carriageway.y
    assert len(lines_of(marks)) > 20
    assert np.concatenate(lines_of(marks))[:, 1].max() > 200, "up to its end"
    assert np.concatenate(lines_of(marks))[:, 1].min() < -200


def test_under_a_crown_one_sees_the_trunk_and_what_else_is_there():
    found = symbol("tree", settings_of("tree", height_m=9.0))

    trunk, *crown = seen_at(found, 0.0, 0.0)
    assert trunk.y < 3
    assert crown and all(0.4 < each.opacity < 0.8 for each in crown)
    assert not [each for each in seen_at(found, 1.0, 0.5) if each.opacity == 1], "no leaf hides what stands below"


def test_a_house_is_opaque_and_its_slopes_are_lit_from_the_north_west():
    found = symbol("house_hip", settings_of("house_hip"))

    x0, z0, x1, z1 = found.box
    west_north_south_east = [(x0 * 0.8, 0), (0, z0 * 0.8), (0, z1 * 0.8), (x1 * 0.8, 0)]
    slopes = [seen_at(found, *at)[-1] for at in west_north_south_east]
    light = [sum(int(each.fill[i : i + 2], 16) for i in (1, 3, 5)) for each in slopes]
    assert light == sorted(light, reverse=True)
    assert len(set(light)) == 4
    assert all(each.opacity == 1 for each in slopes)


def test_below_a_roof_on_posts_one_sees_the_ground():
    found = symbol("solar_sail", settings_of("solar_sail"))

    assert all(each.opacity < 1 for each in seen_at(found, 0.3, 0.3))


def test_what_stands_there_anyway_is_grey():
    (shape,) = symbol("ground", settings_of("ground", material="#c04020"), in_clay=True).paths

    channels = [int(shape.fill[i : i + 2], 16) for i in (1, 3, 5)]
    assert max(channels) - min(channels) < 12


def test_a_scene_has_a_symbol_for_each_look_and_equal_things_share_theirs():
    scene = read(_scene('part = "tree"\nspots = [[0, 0], [5, 0], [9, 0]]\nrepeat = { looks = 2 }', 'part = "bench"'))

    found = symbols(scene)

    tree, bench, other = found.placements
    assert len(set(tree)) == 2
    assert len(bench) == 1
    assert bench != other, "one of them is clay"
    assert found.symbols.keys() == {*tree, *bench, *other}


def test_a_model_made_elsewhere_has_its_outline(build):
    scene = read(_scene('part = "upload"\nasset = "probe"', 'part = "bench"'))

    without = symbols(scene)
    found = symbols(with_models(scene, {"probe": build.variants["planned"].true.glb}))

    assert without.uploads == ((),)
    (key,) = found.uploads[0]
    assert found.symbols[key].paths


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.parent.name)
def test_all_scenes_of_the_line_have_symbols(path):
    scene = read(path.read_text())

    found = symbols(scene)

    assert len(found.placements) == len(scene.placements)
    assert {key for keys in found.placements for key in keys} == found.symbols.keys()
    assert all(each.paths for each in found.symbols.values())
    assert sum(len(shape.d) for each in found.symbols.values() for shape in each.paths) < 150_000


def _scene(first, second):
    return f"""
format = 2
title = "Probe"
variants = ["planned"]
schematic = "Alles."
size = {{ from = [0, 0], to = [1, 0] }}
[cameras]
poster = {{ eye = [9, 9, 9], look = [0, 0, 0] }}
thumbnail = {{ eye = [9, 9, 9], look = [0, 0, 0] }}
[[parts]]
at = [0, 0]
{first}
[[parts]]
at = [0, 0]
{second}
[[parts]]
at = [0, 0]
role = "context"
{second}
""".replace("at = [0, 0]\n" + first, first if "spots" in first else "at = [0, 0]\n" + first)

"""Letters can be read, and a town in relief lies where its places and its water are."""

import numpy as np
import pytest

from app.meshes.kit import PARTS
from app.meshes.kit.lettering import GLYPHS, LETTERS, written
from app.meshes.kit.relief import MARKS, REACH_M

PLACES = [(-0.3, -0.5), (0.25, 0.4), (0.3, 0.45)]
WATER = [(-0.7, 0.0), (0.7, 0.0)]


def build(name, detail=1.0, **settings):
    return PARTS[name].build(**PARTS[name].defaults() | settings, detail=detail)


def points(line):
    return ", ".join(f"{x:g} {z:g}" for x, z in line)


def test_every_glyph_stands_between_tail_and_dots():
    for letter in LETTERS - {" "}:
        strokes, run = written(letter)

        heights = [y for line in strokes for _, y in line]
        assert min(heights) >= 0, letter
        assert max(heights) <= 10, letter
        assert run <= 4, letter
        assert all(line[i] != line[i + 1] for line in strokes for i in range(len(line) - 1)), letter


def test_no_two_letters_look_the_same():
    drawn = [frozenset(stroke.strip() for stroke in strokes.split(",")) for strokes in GLYPHS.values()]

    assert len(set(drawn)) == len(GLYPHS)


def test_a_sign_is_as_wide_as_its_text_and_is_read_from_both_sides():
    short, long = (
        np.concatenate([s.positions for s in build("lettering", text=text)])
        for text in ("O-Werk", "Heinrich-König-Platz")
    )
    (_, ink) = build("lettering", text="O-Werk")

    assert np.ptp(long[:, 0]) > 2 * np.ptp(short[:, 0])
    assert {round(float(z)) for z in np.sign(ink.normals[:, 2])} == {-1, 1}


@pytest.mark.parametrize("detail", [0.3, 1.0])
def test_blocks_of_a_relief_stand_around_its_places_and_not_in_the_water(detail):
    surfaces = build("bronze_relief", detail, places=points(PLACES), water=points(WATER))
    bronze = np.concatenate([s.positions for s in surfaces if s.material == "bronze"])
    raised = bronze[bronze[:, 1] > 0.955]

    nearest = np.min([np.hypot(raised[:, 0] - x, raised[:, 2] - z) for x, z in PLACES], axis=0)

    assert len(raised) > 20
    assert nearest.max() < REACH_M + 0.05
    assert np.abs(raised[:, 2]).min() > 0.015


def test_a_centre_is_higher_than_its_suburbs():
    crowd = [(0.3 + 0.03 * i, 0.4 + 0.03 * j) for i in range(4) for j in range(4)]
    (bronze,) = [
        s
        for s in build("bronze_relief", places=points([(-0.4, -0.8), *crowd]), water=points(WATER))
        if s.material == "bronze" and s.positions[:, 1].max() > 0.96
    ]

    centre, suburb = bronze.positions[bronze.positions[:, 0] > 0], bronze.positions[bronze.positions[:, 0] < 0]
    assert centre[:, 1].max() > suburb[:, 1].max() + 0.01


@pytest.mark.parametrize("kind", MARKS)
def test_a_mark_is_of_one_material_and_stands_on_its_foot(kind):
    surfaces = build("relief_mark", kind=kind, size_m=0.2, material="#d3a255")

    corners = np.concatenate([s.positions for s in surfaces])
    assert {s.material for s in surfaces} == {"#d3a255"}
    assert corners[:, 1].min() == pytest.approx(0, abs=0.01)
    assert np.ptp(corners[:, [0, 2]], axis=0).max() == pytest.approx(0.2, rel=0.35)

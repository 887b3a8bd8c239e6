"""The kit keeps to the sizes and the weights of real things."""

import numpy as np
import pytest

from app.meshes.kit import PARTS

MEASURED = [  # part, what is set, axis (0 east, 1 up, 2 south), metres, tolerance in metres
    ("person", {"pose": "stand", "height_m": 1.8}, 1, 1.8, 0.03),
    ("person", {"pose": "sit", "height_m": 1.8}, 1, 1.4, 0.06),
    ("child", {"pose": "walk", "height_m": 1.1}, 1, 1.1, 0.03),
    ("tram", {"length_m": 30.0}, 2, 30.0, 0.1),
    ("tram", {"width_m": 2.4}, 0, 2.4, 0.05),
    ("bus", {"length_m": 12.0}, 2, 12.0, 0.1),
    ("car", {"kind": "estate"}, 2, 4.6, 0.05),
    ("bicycle", {"rider": False}, 2, 1.75, 0.1),
    ("tree", {"form": "conifer", "height_m": 12.0}, 1, 12.0, 0.1),
    ("tree", {"form": "columnar", "height_m": 12.0}, 1, 12.0, 1.5),
    ("cycle_lane", {"width_m": 2.5, "protected": "none"}, 0, 2.5, 0.01),
    ("bronze_relief", {}, 2, 2.73, 0.01),
    ("advertising_column", {"height_m": 3.6}, 1, 3.6, 0.01),
    ("arena", {"length_m": 226.0}, 2, 226.0, 1.5),
]
MOST_TRIANGLES = {
    "person": 340,
    "tree": 300,
    "car": 400,
    "bicycle": 350,
    "tram": 2500,
    "weather_station": 450,
    "pergola_bench": 1000,
}


def points(part, *, detail=1.0, **settings):
    """Return all corners (n, 3) of a part in metres."""
    built = PARTS[part].build(**{**PARTS[part].defaults(), **settings}, detail=detail)
    return np.concatenate([surface.positions for surface in built])


def triangles(part, *, detail):
    return sum(len(s.triangles) for s in PARTS[part].build(**PARTS[part].defaults(), detail=detail))


@pytest.mark.parametrize(("part", "settings", "axis", "length_m", "tolerance_m"), MEASURED)
def test_a_part_is_as_large_as_it_says(part, settings, axis, length_m, tolerance_m):
    assert np.ptp(points(part, **settings)[:, axis]) == pytest.approx(length_m, abs=tolerance_m)


@pytest.mark.parametrize(("part", "most"), MOST_TRIANGLES.items())
def test_a_part_is_thrifty_and_thriftier_at_a_distance(part, most):
    fine, coarse = triangles(part, detail=1.0), triangles(part, detail=0.3)
    assert fine <= most
    assert coarse <= fine * 0.7


def test_a_seed_is_one_person_and_another_seed_another():
    assert np.array_equal(points("person", seed=7), points("person", seed=7))
    looks = {tuple(sorted({s.material for s in built(seed)})) for seed in range(12)}
    assert len(looks) > 8


def built(seed):
    return PARTS["person"].build(pose="stand", height_m=1.7, seed=seed, detail=1.0)


@pytest.mark.parametrize("pose", ["phone", "point", "touch", "walk"])
def test_people_look_and_reach_to_the_south(pose):
    assert points("person", pose=pose)[:, 2].max() > -points("person", pose=pose)[:, 2].min()


def test_a_ribbon_keeps_its_width_round_a_bend():
    band = points("ribbon", points="0 0, 0 -10, 10 -10", width_m=2.0, rise_m=0.1)
    assert band[:, 0].min() == pytest.approx(-1.0)
    assert band[:, 2].min() == pytest.approx(-11.0)
    assert np.ptp(band[:, 1]) == pytest.approx(0.1)


def test_a_strip_is_protected_on_the_side_of_the_cars():
    bare = points("cycle_lane", protected="none", width_m=2.0)
    assert points("cycle_lane", protected="kerb", width_m=2.0)[:, 0].min() < bare[:, 0].min() - 0.4

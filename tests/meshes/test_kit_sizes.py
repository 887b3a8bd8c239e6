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
    ("ramp", {"height_m": 0.48, "slope": 0.06}, 2, 8.0 + 1.5, 0.11),  # 8 m in two runs, and a landing between them
    ("ramp", {"height_m": 0.36, "slope": 0.06}, 2, 6.0, 0.11),
    ("area", {"edge_m": 0.0}, 0, 9.0, 0.001),
    ("area", {"edge_m": 0.5, "points": "0 0, 4 0, 4 3, 0 3"}, 0, 5.0, 0.001),
    ("area", {"edge_m": 0.5, "points": "0 0, 0 3, 4 3, 4 0"}, 2, 4.0, 0.001),  # the other way round
    ("railing", {"height_m": 1.3, "foot_m": 0.5}, 1, 1.3, 0.04),
    ("sun_sail", {"width_m": 6.0, "drop_m": 0.0, "height_m": 3.0}, 1, 3.15, 0.02),
    ("pavilion", {"roof": "flat", "height_m": 2.5}, 1, 2.66, 0.02),
    ("swing", {"seat": "board", "count": 4}, 0, 6.2, 0.4),
    ("slide", {"height_m": 1.5, "tower": False}, 1, 2.35, 0.02),
    ("seesaw", {"length_m": 3.0}, 0, 3.0, 0.1),
    ("sandpit", {"width_m": 3.6}, 0, 3.6, 0.01),
    ("kiosk", {"height_m": 3.0}, 1, 3.16, 0.01),
    ("bus_stop", {"length_m": 12.0}, 0, 12.0, 0.01),
    ("picnic_table", {"length_m": 1.8}, 1, 0.74, 0.02),
    ("barrier", {"height_m": 0.9, "stripes": False}, 1, 0.93, 0.01),
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
    "rope_pyramid": 700,
    "climbing_frame": 600,
    "sun_sail": 600,
    "kiosk": 1100,
    "bus_stop": 800,
    "cafe_table": 700,
    "charging_station": 500,
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


def test_what_stands_on_legs_reaches_the_ground():
    for part in ("picnic_table", "cafe_table", "swing", "slide", "seesaw", "climbing_frame", "sun_sail", "barrier"):
        assert points(part)[:, 1].min() == pytest.approx(0, abs=0.025), part


def test_a_stop_says_which_it_is_to_both_sides():
    letters = [
        s for s in PARTS["bus_stop"].build(**PARTS["bus_stop"].defaults(), detail=1.0) if s.material == "#12703f"
    ]
    reach = np.concatenate([s.positions for s in letters])[:, 0] - (12.0 / 2 - 0.5)
    assert reach.min() < -0.016 and reach.max() > 0.016, "the letter lies before the yellow of its sign"


@pytest.mark.parametrize("filling", ["bars", "rails", "boards", "glass"])
def test_a_railing_stands_where_points_lie_on_one_another_and_is_none_where_all_do(filling):
    twice, once = (points("railing", points=line, filling=filling) for line in ("0 0, 4 0, 4 0, 8 0", "0 0, 4 0, 8 0"))
    nowhere = PARTS["railing"].build(**{**PARTS["railing"].defaults(), "points": "1 1, 1 1"}, detail=1.0)

    assert np.array_equal(twice, once)
    assert nowhere == []


def test_an_area_may_be_closed_and_have_corners_that_reach_inward():
    closed = points("area", points="0 0, 4 0, 4 3, 0 3, 0 0", edge_m=0.0)
    notched = PARTS["area"].build(**{**PARTS["area"].defaults(), "points": "0 0, 8 0, 8 8, 4 1, 0 8"}, detail=1.0)

    assert np.ptp(closed, axis=0) == pytest.approx((4, 0.04, 3), abs=1e-6)
    assert level_m2(notched[1]) == pytest.approx(8 * 8 - 8 * 7 / 2)


def level_m2(surface):
    """Return the area of a level piece in square metres."""
    a, b, c = (surface.positions.astype(float)[surface.triangles[:, i]] for i in range(3))
    return np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2

"""Distances and bearings against geodesics that others have reckoned; ``tests/js/ar/geodesy.test.js`` does the same."""

import json
import math
from pathlib import Path

import pytest

from app import geodesy

GIVEN = json.loads((Path(__file__).parent / "geodesy.json").read_text())


@pytest.mark.parametrize("vector", GIVEN["vectors"], ids=lambda each: f"{each['place']}, {each['distance_m']} m")
def test_distance_and_bearing_are_those_of_the_geodesic(vector):
    here, there, far_m = tuple(vector["from"]), tuple(vector["to"]), vector["distance_m"]

    assert geodesy.distance_m(here, there) == pytest.approx(far_m, abs=GIVEN["within_m"])
    off_deg = (geodesy.bearing_deg(here, there) - vector["bearing_deg"] + 180) % 360 - 180
    assert abs(math.radians(off_deg)) * far_m < GIVEN["within_m"]


def test_the_vectors_lead_over_the_date_line_and_both_ways_from_the_greenwich_meridian():
    jumps = [each for each in GIVEN["vectors"] if abs(each["to"][1] - each["from"][1]) > 180]
    signs = {math.copysign(1, each["to"][1]) for each in GIVEN["vectors"] if each["from"][1] == 0}

    assert len(jumps) > 3 and signs == {-1, 1}


def test_the_earth_curves_away():
    east, north, up = geodesy.to_local((51.49192, 7.21545), (51.48192, 7.21545))

    assert (east, north) == pytest.approx((0, 1112.6), abs=0.1)
    assert up == pytest.approx(-(north**2) / 2 / 6_380_000, abs=0.001)


def test_a_place_is_nowhere_from_itself():
    assert geodesy.to_local((51.48192, 7.21545), (51.48192, 7.21545)) == (0, 0, 0)


@pytest.mark.parametrize("offset", [(0.0, 0.0), (12.5, -40.0), (-3000.0, 4000.0), (60_000.0, 70_000.0)])
@pytest.mark.parametrize("origin", [(51.48192, 7.21545), (-20.5, -44.26), (0.0, 179.9999)])
def test_a_place_is_found_from_its_offset(origin, offset):
    found = geodesy.from_local(*offset, origin)

    assert geodesy.to_local(found, origin)[:2] == pytest.approx(offset, abs=1e-4)

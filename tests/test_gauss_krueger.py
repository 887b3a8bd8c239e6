"""Eastings and northings of the old surveys against what PROJ reckons with the same parameters."""

import pytest

from app import geodesy
from app.gauss_krueger import Strip

RECKONED = (  # by PROJ 9 (tmerc, helmert): EPSG code, easting, northing, place
    (31466, 2571412.37, 5707233.61, (51.495141416, 7.027684613)),
    (31466, 2577500.0, 5709000.0, (51.510213781, 7.115714091)),
    (31467, 3376364.0, 5704574.0, (51.462245835, 7.219879828)),
    (31467, 3567000.0, 5935000.0, (53.542223279, 10.009619172)),
    (31468, 4468500.0, 5334500.0, (48.147744166, 11.575243580)),
    (31467, 3476000.0, 5551000.0, (50.094744886, 8.663543466)),
)


@pytest.mark.parametrize(("code", "easting_m", "northing_m", "place"), RECKONED)
def test_a_place_has_the_numbers_of_the_old_surveys(code, easting_m, northing_m, place):
    strip = Strip.of_epsg(code)

    assert strip.place(easting_m, northing_m) == pytest.approx(place, abs=2e-9)
    assert strip.numbers(place) == pytest.approx((easting_m, northing_m), abs=0.002)


def test_north_of_the_grid_is_where_northings_grow():
    strip, here = Strip(2), Strip(2).place(2_577_500, 5_709_000)

    ahead = strip.place(2_577_500, 5_709_400)

    assert strip.convergence_deg(here) == pytest.approx(geodesy.bearing_deg(here, ahead), abs=1e-4)


def test_two_strips_mean_the_same_place():
    here = Strip(2).place(2_577_500, 5_709_000)

    assert Strip(3).place(*Strip(3).numbers(here)) == pytest.approx(here, abs=2e-8)


@pytest.mark.parametrize("given", [(4_600_000.0, 5_820_000.0), (376_364.0, 5_704_574.0), (2_577_500.0, 1e9)])
def test_where_the_parameters_do_not_hold_nothing_is_converted(given):
    with pytest.raises(ValueError, match="outside of"):
        Strip(int(given[0] // 1e6)).place(*given)


@pytest.mark.parametrize("code", [0, 25832, 31465, 31470])
def test_other_systems_have_no_strip(code):
    assert Strip.of_epsg(code) is None

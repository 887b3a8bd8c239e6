"""Eastings and northings against what others publish and reckon."""

import pytest

from app.utm import Zone

RECKONED = (  # by PROJ 9 (etmerc): EPSG code, place, easting, northing, convergence
    (25832, (51.4788, 7.2196), 376364.6733, 5704574.5430, -1.3931206),
    (25832, (51.5047, 7.0907), 367489.3874, 5707680.1592, -1.4945472),
    (25832, (48.1374, 11.5755), 691603.0320, 5334780.0308, 1.9186773),
    (25832, (47.3, 5.9), 265652.2066, 5243164.2448, -2.2792674),
    (25832, (54.9, 8.3), 455111.1082, 6083887.9629, -0.5727143),
    (25832, (0.0, 9.0), 500000.0, 0.0, 0.0),
    (25833, (52.52, 13.405), 391779.2593, 5820072.1591, -1.2658594),
    (25833, (51.05, 13.74), 411682.8505, 5656140.3734, -0.9799584),
    (25831, (51.0, 5.9), 703473.8278, 5653828.2365, 2.2544917),
    (32638, (33.3, 44.4), 444140.5449, 3684706.3555, -0.3294222),  # as in the manual of GeographicLib's GeoConvert
    (32738, (-20.0, 44.0), 395390.6762, 7788206.4438, 0.3420514),
)


@pytest.mark.parametrize(("code", "place", "easting_m", "northing_m", "turned_deg"), RECKONED)
def test_a_place_has_the_easting_and_northing_of_official_data(code, place, easting_m, northing_m, turned_deg):
    zone = Zone.of_epsg(code)

    assert zone.numbers(place) == pytest.approx((easting_m, northing_m), abs=0.0002)
    assert zone.place(easting_m, northing_m) == pytest.approx(place, abs=2e-9)
    assert zone.convergence_deg(place) == pytest.approx(turned_deg, abs=2e-7)


@pytest.mark.parametrize(
    ("code", "easting_m"), [(25832, 376364.6733), (4647, 32376364.6733), (5555, 376364.6733), (32632, 376364.6733)]
)
def test_zone_32_is_known_by_each_of_its_codes(code, easting_m):
    assert Zone.of_epsg(code).place(easting_m, 5704574.543) == pytest.approx((51.4788, 7.2196), abs=2e-9)


@pytest.mark.parametrize("code", [0, 4326, 31466, 3857, 25827, 25839, 32600, 32661, 32761])
def test_what_is_no_utm_has_no_zone(code):
    assert Zone.of_epsg(code) is None


@pytest.mark.parametrize("given", [(32_376_364.0, 5.7e6), (0.0, 2e7), (float("nan"), 5.7e6), (float("inf"), 0.0)])
def test_numbers_of_another_system_are_refused(given):
    with pytest.raises(ValueError, match="outside of the plane"):
        Zone(32).place(*given)


@pytest.mark.parametrize("place", [(51.4, 30.0), (90.0, 9.0)])
def test_a_place_far_from_the_zone_is_refused(place):
    with pytest.raises(ValueError, match="outside of the plane"):
        Zone(32).numbers(place)

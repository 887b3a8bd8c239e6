"""The line as a map: true to place, with its fork, every stop, and its stations named where nothing else lies."""

from dataclasses import replace
from itertools import combinations

import pytest

from app import geodesy
from app.site.drawing import FOOT, LOWEST, WIDTH, draw
from app.site.words import voice
from tests.site import content, samples

DE = voice("de", "de", "DE")


def test_the_real_line_runs_from_top_left_to_bottom_right_and_forks():
    drawing = draw(content.line(), DE)

    trunk, *branches = ([tuple(map(int, point.split(","))) for point in way.split()] for way in drawing.ways)
    assert [len(way) for way in (trunk, *branches)] == [44, 8 + 1, 2 + 1]
    assert all(branch[0] == trunk[-1] for branch in branches)
    assert trunk[0][0] < trunk[-1][0] and trunk[0][1] < trunk[-1][1]
    assert all(0 < x < WIDTH and 0 < y < drawing.height for way in (trunk, *branches) for x, y in way)


def test_stops_lie_as_far_from_one_another_as_they_are_and_the_scale_says_how_far_that_is():
    line = content.line()
    drawing = draw(line, DE)

    for (one, at), (other, there) in combinations(zip(line.stops, drawing.stops, strict=True), 2):
        across, down = there[0] - at[0], there[1] - at[1]
        far_m = geodesy.distance_m((one.lat, one.lon), (other.lat, other.lon))
        assert (across**2 + down**2) ** 0.5 / drawing.scale * drawing.scale_m == pytest.approx(far_m, rel=0.001)
        north = geodesy.to_local((other.lat, other.lon), (one.lat, one.lon))[1]
        assert down < 0 if north > 100 else down > 0 if north < -100 else abs(down) < 5
    assert drawing.scale_m == 5000 and drawing.scale < WIDTH / 4


@pytest.mark.parametrize("lang", ["de", "en", "tr", "de-simple"])
def test_every_station_is_called_by_its_name(lang):
    dots = draw(content.line(), voice(lang, "de", "DE")).dots

    assert len(dots) == 10
    assert {"Buer Rathaus", "Heinrich-König-Platz", "Bochum Rathaus", "O-Werk"} <= {dot.name for dot in dots}
    assert all(dot.name for dot in dots)


def test_a_line_with_more_stations_than_there_is_room_for_leaves_out_names():
    stops = tuple(replace(samples.make_stop(n, f"Halt {n}"), lat=51 + n / 900, lon=7 + n / 500) for n in range(1, 90))
    stations = tuple(replace(samples.make_neighbour(1), slug=f"halt-{stop.seq}", stop=stop) for stop in stops)

    dots = draw(replace(samples.make_line(), stops=stops, stations=stations), DE).dots

    assert len(dots) == len(stops)
    assert 0 < sum(bool(dot.name) for dot in dots) < len(stops)


def test_a_line_whose_stops_lie_in_one_place_or_that_has_none_has_a_map_too():
    line = samples.make_line()

    found = draw(line, DE)
    assert {(dot.x, dot.y) for dot in found.dots} == {(WIDTH / 2, LOWEST / 2)}
    bare = draw(type(line)(record=line.record, stops=(), stations=()), DE)
    assert bare.dots == ()
    assert bare.height == found.height == LOWEST + FOOT


def test_a_line_from_north_to_south_is_drawn_upright():
    stops = tuple(replace(samples.make_stop(n, f"Halt {n}"), lat=51 + n / 100) for n in range(1, 9))

    drawing = draw(replace(samples.make_line(), stops=stops, stations=()), DE)

    assert drawing.height > WIDTH
    assert [y for _, y in drawing.stops] == sorted((y for _, y in drawing.stops), reverse=True)

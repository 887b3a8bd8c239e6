"""The line as a picture: north up, its branches from where they fork, a dot for each station, most of them named."""

from app.site.drawing import HEIGHT, WIDTH, draw
from app.site.words import voice
from tests.site import content, samples

DE = voice("de", "de", "DE")


def test_the_real_line_runs_from_top_left_to_bottom_right_and_forks():
    drawing = draw(content.line(), DE)

    trunk, *branches = ([tuple(map(int, point.split(","))) for point in way.split()] for way in drawing.ways)
    assert [len(way) for way in (trunk, *branches)] == [44, 8 + 1, 2 + 1]
    assert all(branch[0] == trunk[-1] for branch in branches)
    assert trunk[0][0] < trunk[-1][0] and trunk[0][1] < trunk[-1][1]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for way in (trunk, *branches) for x, y in way)


def test_most_stations_are_called_by_their_name():
    dots = draw(content.line(), DE).dots

    assert len(dots) == 10
    named = {dot.name for dot in dots if dot.name}
    assert len(named) >= 7
    assert {"Buer Rathaus", "Heinrich-König-Platz", "Bochum Rathaus"} <= named


def test_a_line_whose_stops_lie_in_one_place_or_that_has_none_has_a_picture_too():
    line = samples.make_line()

    assert {(dot.x, dot.y) for dot in draw(line, DE).dots} == {(WIDTH / 2, HEIGHT / 2)}
    bare = type(line)(record=line.record, stops=(), stations=())
    assert draw(bare, DE).dots == ()

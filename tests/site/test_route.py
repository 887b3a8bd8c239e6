"""The line as a tree: neighbours across the fork, and the strip that the line page draws."""

from dataclasses import replace

import pytest

from app.site.route import Course, Halt, Side, diagram, neighbours
from tests.site import samples

LINE = samples.make_line()


def names(stations):
    return [station.slug for station in stations]


@pytest.mark.parametrize(
    ("slug", "before", "after"),
    [
        ("buer-rathaus", [], ["heinrich-koenig-platz"]),
        ("heinrich-koenig-platz", ["buer-rathaus"], ["jahrhunderthalle"]),
        ("jahrhunderthalle", ["heinrich-koenig-platz"], ["mark-51-7", "o-werk"]),  # the fork lies behind it
        ("mark-51-7", ["jahrhunderthalle"], []),
        ("o-werk", ["jahrhunderthalle"], []),
        ("not-published", [], []),
    ],
)
def test_neighbours_follow_the_branches(slug, before, after):
    assert tuple(map(names, neighbours(LINE, slug))) == (before, after)


def test_the_fork_itself_may_be_a_station():
    fork = replace(samples.make_neighbour(3), slug="laer", stop=samples.STOPS[4])
    line = replace(LINE, stations=(*LINE.stations, fork))

    assert tuple(map(names, neighbours(line, "laer"))) == (["jahrhunderthalle"], ["mark-51-7", "o-werk"])
    assert names(neighbours(line, "o-werk")[0]) == ["laer"]


def test_the_strip_shows_every_stop_once_and_the_longer_branch_goes_straight_on():
    strip = diagram(LINE)

    sides = [item for item in strip if isinstance(item, Side)]
    straight = [item.stop.name for item in strip if isinstance(item, Halt)]
    assert straight[:5] == [stop.name for stop in LINE.stops[:5]]
    assert straight[5:] == ["Mark 51°7", "Alte Ümminger Straße", "Langendreer S"]
    assert [(side.towards, [item.stop.name for item in side.halts]) for side in sides] == [
        ("O-Werk", ["Max-Planck-Institut", "O-Werk"])
    ]
    assert [item.towards for item in strip if isinstance(item, Course)] == ["Langendreer S"]


def test_the_strip_knows_its_ends_and_where_it_enters_a_city():
    halts = [item for item in diagram(LINE) if isinstance(item, Halt)]

    assert [halt.stop.name for halt in halts if halt.is_end] == ["Buer Rathaus", "Langendreer S"]
    assert [halt.stop.name for halt in halts if halt.enters_city] == [
        "Buer Rathaus",
        "Bochumer Verein/Jahrhunderthalle",
    ]

"""The line is drawn as it runs: its forks fork, and the sign's stop is marked."""

import pytest

from app.exchange.records import Branch, StopRecord
from app.signage.diagram import rows
from tests.signage.orders import content


def stop(seq, name, branch="trunk"):
    return StopRecord(seq=seq, dhid=f"de:05911:{seq}", name=name, city="Bochum", branch=branch, lat=51.5, lon=7.2)


def of_the_line(slug):
    names = {station.stop: station.slug for station in content().stations.values()}
    return rows(content().line.branches, content().stops, names, here=content().stations[slug].stop)


def test_the_line_names_its_stations_its_ends_and_its_fork():
    assert [(row.name, row.lane) for row in of_the_line("heinrich-koenig-platz")] == [
        ("buer-rathaus", 0),
        ("veltins-arena", 0),
        ("heinrich-koenig-platz", 0),
        ("wissenschaftspark", 0),
        ("stephanstrasse", 0),
        ("westpark", 0),
        ("jahrhunderthalle", 0),
        ("bochum-rathaus", 0),
        ("Laer Mitte", 0),
        ("mark-51-7", 1),
        ("Langendreer S", 1),
        ("o-werk", 0),
    ]


def test_both_arms_hang_from_the_stop_where_the_line_forks():
    found = of_the_line("o-werk")

    fork = [row.name for row in found].index("Laer Mitte")
    assert [row.name for row in found if row.parent == fork] == ["mark-51-7", "o-werk"]
    assert [row.name for row in found if row.is_end] == ["buer-rathaus", "Langendreer S", "o-werk"]


def test_stops_that_are_not_named_are_counted():
    found = of_the_line("o-werk")

    assert len(found) + sum(row.passed for row in found) == len(content().stops) == 54


@pytest.mark.parametrize("slug", ["buer-rathaus", "mark-51-7", "o-werk"])
def test_the_sign_is_at_one_place_only(slug):
    assert [row.name for row in of_the_line(slug) if row.is_here] == [slug]


def test_a_line_goes_on_straight_after_an_arm_in_its_middle():
    branches = [Branch(slug="trunk"), Branch(slug="arm", after="de:05911:2")]
    stops = [stop(1, "A"), stop(2, "B"), stop(3, "C"), stop(4, "D"), stop(5, "X", "arm"), stop(6, "Y", "arm")]

    found = rows(branches, stops, {}, here="de:05911:3")

    assert [(row.name, row.lane, row.parent, row.passed) for row in found] == [
        ("A", 0, None, 0),
        ("B", 0, 0, 0),
        ("Y", 1, 1, 1),
        ("C", 0, 1, 0),
        ("D", 0, 3, 0),
    ]


def test_a_stop_of_another_line_is_refused():
    with pytest.raises(KeyError):
        rows([Branch(slug="trunk")], [stop(1, "A")], {}, here="de:05911:99")

"""The line diagram is right for a line without forks, with a fork at its end, and with one in its middle."""

from app.exchange.records import Branch, StopRecord
from app.web.frame.diagram import rows

TRUNK = Branch(slug="trunk")


def stops(**branches: str) -> list[StopRecord]:
    """Make stops named by letters: ``stops(trunk="abc")``; the DHID of stop a is de:00000:97."""
    found = []
    for branch, letters in branches.items():
        for letter in letters:
            dhid, seq = f"de:00000:{ord(letter)}", len(found) + 1
            found.append(StopRecord(seq=seq, dhid=dhid, name=letter, city="x", branch=branch, lat=51.5, lon=7.1))
    return found


def draw(branches, all_stops, stations):
    """Return each row as (what stands there, its tracks)."""
    named = {each.dhid: each.name for each in all_stops if each.name in stations}
    return [(row.station or f"fork {row.fork}", sorted(row.tracks)) for row in rows(branches, all_stops, named)]


def test_a_line_without_forks_is_one_track_from_the_first_station_to_the_last():
    assert draw([TRUNK], stops(trunk="abcd"), "acd") == [
        ("a", [(0, "bottom")]),
        ("c", [(0, "whole")]),
        ("d", [(0, "top")]),
    ]


def test_a_single_station_is_a_dot_without_a_track():
    assert draw([TRUNK], stops(trunk="ab"), "b") == [("b", [])]


def test_at_a_fork_at_the_end_the_first_branch_goes_straight_on():
    branches = [TRUNK, Branch(slug="left", after="de:00000:98"), Branch(slug="right", after="de:00000:98")]

    assert draw(branches, stops(trunk="ab", left="c", right="d"), "acd") == [
        ("a", [(0, "bottom")]),
        ("fork b", [(0, "whole"), (1, "curve")]),
        ("c", [(0, "top"), (1, "whole")]),
        ("d", [(1, "top")]),
    ]


def test_at_a_fork_in_the_middle_the_trunk_goes_on_and_the_branch_passes_by():
    branches = [TRUNK, Branch(slug="side", after="de:00000:97")]

    assert draw(branches, stops(trunk="abc", side="d"), "abcd") == [
        ("a", [(0, "bottom")]),
        ("fork a", [(0, "whole"), (1, "curve")]),
        ("b", [(0, "whole"), (1, "whole")]),
        ("c", [(0, "top"), (1, "whole")]),
        ("d", [(1, "top")]),
    ]


def test_a_line_without_stations_is_nothing():
    assert draw([TRUNK, Branch(slug="side", after="de:00000:97")], stops(trunk="ab", side="c"), "") == []


def test_a_branch_without_stations_is_left_out():
    branches = [TRUNK, Branch(slug="side", after="de:00000:98")]

    assert draw(branches, stops(trunk="ab", side="c"), "ab") == [("a", [(0, "bottom")]), ("b", [(0, "top")])]

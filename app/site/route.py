"""The line as a tree: which stations come before and after one, and how the diagram is drawn.

A branch forks from the stop that its ``after`` names; the trunk has none.  Stops run away from the start of the trunk.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.exchange.records import Stop
from app.site.values import Line, Neighbour


@dataclass(frozen=True)
class Halt:
    """One stop of the diagram, and the station there if it is one.  ``is_end``: a terminus."""

    stop: Stop
    station: Neighbour | None
    is_end: bool = False
    enters_city: bool = False  # the stop before lies in another city


@dataclass(frozen=True)
class Side:
    """A branch that leaves the strip to the side, just before the halt that follows; ``towards`` is its last stop."""

    halts: tuple["Halt | Side | Course", ...]
    towards: str


@dataclass(frozen=True)
class Course:
    """The rest of the strip leads to ``towards``: said where another branch has left it."""

    towards: str


def neighbours(line: Line, slug: str) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """Return the stations next to one, towards the start of the line and away from it.

    Away from the start there may be several, one for each branch.
    """
    here = next((station.stop for station in line.stations if station.slug == slug), None)
    if here is None:
        return (), ()
    before = next(_towards_start(line, here), None)
    after = sorted(_away_from_start(line, here), key=lambda station: station.stop.seq)
    return ((before,) if before else ()), tuple(after)


def diagram(line: Line) -> tuple["Halt | Side | Course", ...]:
    """Return what the strip shows from top to bottom.  At a fork the branch with most stops goes straight on."""
    trunks = [branch for branch in line.record.branches if not branch.after]
    return tuple(item for trunk in trunks for item in _strip(line, trunk.slug, None))


def _strip(line: Line, branch: str, before: Stop | None) -> Iterator["Halt | Side | Course"]:
    stops = _stops(line, branch)
    for place, stop in enumerate(stops):
        is_last = place == len(stops) - 1
        sides = _branches_after(line, stop)
        straight = sides.pop() if is_last and sides else None
        is_end = (is_last and straight is None) or (before is None and place == 0)
        enters_city = before is None or before.city != stop.city
        yield Halt(stop, _station(line, stop), is_end=is_end, enters_city=enters_city)
        for side in sides:
            yield Side(tuple(_strip(line, side, stop)), _terminus(line, side))
        if straight:
            yield Course(_terminus(line, straight))
            yield from _strip(line, straight, stop)
        before = stop


def _branches_after(line: Line, stop: Stop) -> list[str]:
    """Return the branches that fork from a stop, the one with most stops last."""
    found = [branch.slug for branch in line.record.branches if branch.after == stop.dhid]
    return sorted(found, key=lambda slug: len(_stops(line, slug)))


def _terminus(line: Line, branch: str) -> str:
    """Return the name of the last stop of a branch and of the straight branches that follow it."""
    stops = _stops(line, branch)
    further = _branches_after(line, stops[-1]) if stops else []
    if further:
        return _terminus(line, further[-1])
    return stops[-1].name if stops else ""


def _towards_start(line: Line, here: Stop) -> Iterator[Neighbour]:
    stops = _stops(line, here.branch)
    for stop in reversed(stops[: stops.index(here)]):
        if station := _station(line, stop):
            yield station
    after = next((branch.after for branch in line.record.branches if branch.slug == here.branch), "")
    if fork := next((stop for stop in line.stops if stop.dhid == after), None):
        if station := _station(line, fork):
            yield station
        yield from _towards_start(line, fork)


def _away_from_start(line: Line, here: Stop) -> Iterator[Neighbour]:
    """Yield the first station of each course that leads on from a stop."""
    stops = _stops(line, here.branch)
    for branch in _branches_after(line, here):
        yield from _first_stations(line, _stops(line, branch))
    yield from _first_stations(line, stops[stops.index(here) + 1 :])


def _first_stations(line: Line, stops: list[Stop]) -> Iterator[Neighbour]:
    """Yield the first station among ``stops``, and those of the branches that fork before it."""
    for stop in stops:
        if station := _station(line, stop):
            yield station
            return
        for branch in _branches_after(line, stop):
            yield from _first_stations(line, _stops(line, branch))


def _stops(line: Line, branch: str) -> list[Stop]:
    return sorted((stop for stop in line.stops if stop.branch == branch), key=lambda stop: stop.seq)


def _station(line: Line, stop: Stop) -> Neighbour | None:
    return next((station for station in line.stations if station.stop.dhid == stop.dhid), None)

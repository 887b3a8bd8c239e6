"""The line as a tree: which stations come before and after one, and how the diagram is drawn.

A branch forks from the stop that its ``after`` names; the trunk has none.  Stops run away from the start of the trunk.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.exchange.records import Branch, StopRecord
from app.site.values import Line, Neighbour


@dataclass(frozen=True)
class Halt:
    """One stop of the diagram, and the station there if it is one.  ``is_end``: a terminus."""

    stop: StopRecord
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


@dataclass(frozen=True)
class Network:
    """A line as it is asked: stops by branch, in their sequence; stations by the DHID of their stop, or by slug."""

    branches: tuple[Branch, ...]
    stops: Mapping[str, Sequence[StopRecord]]
    by_dhid: Mapping[str, StopRecord]
    places: Mapping[str, int]  # of a stop in its branch, by DHID
    stations: Mapping[str, Neighbour]
    slugs: Mapping[str, Neighbour]


def network(line: Line) -> Network:
    """Return the line as a network.  Of two stations at one stop the first is shown."""
    stops: dict[str, list[StopRecord]] = {}
    for stop in sorted(line.stops, key=lambda each: each.seq):
        stops.setdefault(stop.branch, []).append(stop)
    return Network(
        branches=line.record.branches,
        stops=stops,
        by_dhid={stop.dhid: stop for stop in line.stops},
        places={stop.dhid: place for branch in stops.values() for place, stop in enumerate(branch)},
        stations={station.stop.dhid: station for station in reversed(line.stations)},
        slugs={station.slug: station for station in line.stations},
    )


def neighbours(line: Line, slug: str) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """Return the stations next to one, as ``beside`` does."""
    return beside(network(line), slug)


def beside(net: Network, slug: str) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """Return the stations next to one, towards the start of the line and away from it.

    Away from the start there may be several, one for each branch.
    """
    if slug not in net.slugs:
        return (), ()
    here = net.slugs[slug].stop
    before = next(_towards_start(net, here), None)
    after = sorted(_away_from_start(net, here), key=lambda station: station.stop.seq)
    return ((before,) if before else ()), tuple(after)


def diagram(line: Line) -> tuple["Halt | Side | Course", ...]:
    """Return what the strip shows from top to bottom.  At a fork the branch with most stops goes straight on."""
    trunks = [branch for branch in line.record.branches if not branch.after]
    net = network(line)
    return tuple(item for trunk in trunks for item in _strip(net, trunk.slug, None))


def _strip(net: Network, branch: str, before: StopRecord | None) -> Iterator["Halt | Side | Course"]:
    stops = _stops(net, branch)
    for place, stop in enumerate(stops):
        is_last = place == len(stops) - 1
        sides = _branches_after(net, stop)
        straight = sides.pop() if is_last and sides else None
        is_end = (is_last and straight is None) or (before is None and place == 0)
        enters_city = before is None or before.city != stop.city
        yield Halt(stop, net.stations.get(stop.dhid), is_end=is_end, enters_city=enters_city)
        for side in sides:
            yield Side(tuple(_strip(net, side, stop)), _terminus(net, side))
        if straight:
            yield Course(_terminus(net, straight))
            yield from _strip(net, straight, stop)
        before = stop


def _branches_after(net: Network, stop: StopRecord) -> list[str]:
    """Return the branches that fork from a stop, the one with most stops last."""
    found = [branch.slug for branch in net.branches if branch.after == stop.dhid]
    return sorted(found, key=lambda slug: len(_stops(net, slug)))


def _terminus(net: Network, branch: str) -> str:
    """Return the name of the last stop of a branch and of the straight branches that follow it."""
    stops = _stops(net, branch)
    further = _branches_after(net, stops[-1]) if stops else []
    if further:
        return _terminus(net, further[-1])
    return stops[-1].name if stops else ""


def _towards_start(net: Network, here: StopRecord) -> Iterator[Neighbour]:
    stops = _stops(net, here.branch)
    for place in range(net.places[here.dhid] - 1, -1, -1):
        if station := net.stations.get(stops[place].dhid):
            yield station
    after = next((branch.after for branch in net.branches if branch.slug == here.branch), "")
    if fork := net.by_dhid.get(after):
        if station := net.stations.get(fork.dhid):
            yield station
        yield from _towards_start(net, fork)


def _away_from_start(net: Network, here: StopRecord) -> Iterator[Neighbour]:
    """Yield the first station of each course that leads on from a stop."""
    for branch in _branches_after(net, here):
        yield from _first_stations(net, branch)
    yield from _first_stations(net, here.branch, net.places[here.dhid] + 1)


def _first_stations(net: Network, branch: str, start: int = 0) -> Iterator[Neighbour]:
    """Yield the first station of a branch from a place on, and those of the branches that fork before it."""
    stops = _stops(net, branch)
    for place in range(start, len(stops)):
        if station := net.stations.get(stops[place].dhid):
            yield station
            return
        for further in _branches_after(net, stops[place]):
            yield from _first_stations(net, further)


def _stops(net: Network, branch: str) -> Sequence[StopRecord]:
    return net.stops.get(branch, ())

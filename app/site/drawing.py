"""The line as a map: its way, north up and true to scale, with every stop, a dot for each station and its name.

A name stands beside its dot, or a little off and led to it, where nothing else lies; drawn for a phone 390 pixels wide.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app import geodesy
from app.exchange.records import StopRecord
from app.site import route
from app.site.values import Line
from app.site.words import Voice

WIDTH, EDGE = 480.0, 34.0  # of the map; on a phone one is 0.7 pixels
LOWEST, HIGHEST = 200.0, 640.0  # so high a map is at least and at most
FOOT = 30.0  # below it, for the scale
LETTER, TALL = 11.2, 19.0  # how wide a letter is about, and how tall a line of words
DOT, STROKE = 9.0, 4.0  # half as wide as a dot and as the way
CLEAR = 14.0  # how near to the middle of another dot no line to a name comes
SIDES = (  # where a name may stand: how SVG anchors it, and how far that is from the dot, to the right and down
    *(("start", 16.0, 0.0), ("end", -16.0, 0.0), ("start", 12.0, -14.0), ("end", -12.0, 14.0)),
    *(("start", 12.0, 15.0), ("end", -12.0, -14.0), ("middle", 0.0, -22.0), ("middle", 0.0, 22.0)),
)
LED = tuple(  # where else, with a line that leads there from the dot
    (anchor, across, side * down)
    for down in (27.0, 34.0, 42.0, 50.0, 66.0, 82.0)
    for across in (0.0, 12.0, -12.0, 24.0, -24.0, 40.0, -40.0)
    for anchor in ("middle", "start" if across > 0 else "end")
    for side in (-1.0, 1.0)
)
TRIES, FEW = 8, 40  # of more stations than these most have no room for their names anyway
CELL = 2.0
LONGEST_SCALE = WIDTH / 4
LEAST_M = 100.0  # across, of what a map shows

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Cell = tuple[int, int]
Station = tuple[str, Point, str]  # its slug, where it lies, its name


@dataclass(frozen=True)
class Plane:
    """How places come onto the map: ``origin`` (lat, lon) lies at ``x``, ``y``, and a metre is ``per_m`` long."""

    origin: geodesy.Point
    x: float
    y: float
    per_m: float

    def at(self, place: geodesy.Point) -> Point:
        """Return where a place lies on the map."""
        east, north, _ = geodesy.to_local(place, self.origin)
        return self.x + east * self.per_m, self.y - north * self.per_m


@dataclass(frozen=True)
class Dot:
    """A station.  ``name`` is empty where it would lie on another; ``anchor`` is how SVG sets it at ``name_x``."""

    slug: str
    x: float
    y: float
    name: str = ""
    anchor: str = "start"
    name_x: float = 0.0
    name_y: float = 0.0
    lead: Point | None = None  # where a line ends that leads from the dot to the name


@dataclass(frozen=True)
class Drawing:
    """Ways as the points of SVG polylines, where each stop lies, the stations, and how long ``scale_m`` metres are."""

    height: float
    plane: Plane
    ways: tuple[str, ...]
    stops: tuple[Point, ...]
    dots: tuple[Dot, ...]
    scale_m: int
    scale: float


def draw(line: Line, voice: Voice) -> Drawing:
    """Return a line's map; without any way where its stops are all in one place."""
    net = route.network(line)
    height, plane = _fitted(line.stops)
    places = {stop.dhid: plane.at((stop.lat, stop.lon)) for stop in line.stops}
    ways, along = [], []
    for branch in net.branches:
        stops = [net.by_dhid[branch.after]] if branch.after in net.by_dhid else []
        points = [places[stop.dhid] for stop in (*stops, *net.stops.get(branch.slug, ()))]
        ways.append(" ".join(f"{x:.0f},{y:.0f}" for x, y in points))
        along += [point for pair in pairwise(points) for point in _between(*pair)]
    stations = [
        (each.slug, places[each.stop.dhid], voice.said(each.names)[0].rpartition("/")[2])
        for each in line.stations
        if each.stop.dhid in places
    ]
    scale_m = _scale_m(plane)
    return Drawing(
        height=height + FOOT,
        plane=plane,
        ways=tuple(ways),
        stops=tuple(places.values()),
        dots=_named(stations, along, height),
        scale_m=scale_m,
        scale=scale_m * plane.per_m,
    )


def _fitted(stops: Sequence[StopRecord]) -> tuple[float, Plane]:
    """Return how high the map of these stops is, and how they come onto it as large as it can be."""
    if not stops:
        return LOWEST, Plane((0.0, 0.0), WIDTH / 2, LOWEST / 2, 1.0)
    lats, lons = [stop.lat for stop in stops], [stop.lon for stop in stops]
    origin = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    flat = [geodesy.to_local((stop.lat, stop.lon), origin)[:2] for stop in stops]
    left, right = min(east for east, _ in flat), max(east for east, _ in flat)
    low, high = min(north for _, north in flat), max(north for _, north in flat)
    per_m = min((WIDTH - 2 * EDGE) / max(right - left, LEAST_M), (HIGHEST - 2 * EDGE) / max(high - low, LEAST_M))
    height = max(LOWEST, (high - low) * per_m + 2 * EDGE)
    return height, Plane(origin, WIDTH / 2 - (left + right) / 2 * per_m, height / 2 + (low + high) / 2 * per_m, per_m)


def _scale_m(plane: Plane) -> int:
    """Return the longest round length, in metres, that still fits as a scale."""
    longest_m = LONGEST_SCALE / plane.per_m
    power = 10 ** math.floor(math.log10(longest_m))
    return int(max(step * power for step in (1, 2, 5) if step * power <= longest_m))


def _between(start: Point, end: Point) -> Iterator[Point]:
    """Yield points on the way from one stop to the next, close enough that no letter fits between."""
    steps = max(1, round(math.dist(start, end) / LETTER))
    yield from (
        (start[0] + (end[0] - start[0]) * at / steps, start[1] + (end[1] - start[1]) * at / steps)
        for at in range(steps)
    )


def _named(stations: Sequence[Station], along: Sequence[Point], height: float) -> tuple[Dot, ...]:
    """Return the dots, as many as can be with their names: those that found no place come first another time."""
    order = list(range(len(stations)))
    ways = []
    for _ in range(TRIES if len(stations) <= FEW else 1):
        ways.append(_placed(stations, order, along, height))
        order.sort(key=lambda nth: bool(ways[-1][nth].name))
    return min(ways, key=lambda dots: (sum(not dot.name for dot in dots), sum(_length(dot) for dot in dots)))


def _length(dot: Dot) -> float:
    return math.dist((dot.x, dot.y), dot.lead) if dot.lead else 0.0


def _placed(
    stations: Sequence[Station], order: Sequence[int], along: Sequence[Point], height: float
) -> tuple[Dot, ...]:
    """Return the dots, each with its name where that lies on nothing else, neither on the way; named in this order."""
    dots = [at for _, at, _ in stations]
    led: set[Cell] = set()  # names, and lines to them, which no other line crosses
    busy = {cell for at in dots for cell in _cells(_about(at, DOT))}
    busy.update(cell for at in along for cell in _cells(_about(at, STROKE)))
    found = [Dot(slug, x, y) for slug, (x, y), _ in stations]
    places = (*SIDES, *LED) if len(stations) <= FEW else SIDES
    for nth in order:
        slug, (x, y), name = stations[nth]
        for anchor, across, down in places:
            at = (x + across, y + down)
            box = _box(at, anchor, LETTER * len(name))
            if not _is_inside(box, height) or any(cell in busy for cell in _cells(box)):
                continue
            end = (at[0], box[1] if down > 0 else box[3]) if (anchor, across, down) in LED else None
            lead = [*_between((x, y), end)] if end else []
            covered = {cell for each in lead for cell in _cells(_about(each, 1.0))}
            if led.isdisjoint(covered) and not _confuses(lead, (x, y), dots):
                led |= covered.union(_cells(box))
                busy |= led
                found[nth] = Dot(slug, x, y, name, anchor, *at, end)
                break
    return tuple(found)


def _confuses(lead: Sequence[Point], own: Point, dots: Sequence[Point]) -> bool:
    """Tell whether a line to a name comes so near to another dot that it might belong to that."""
    others = [dot for dot in dots if dot != own]
    return any(math.dist(at, dot) < min(CLEAR, math.dist(own, dot)) for at in lead for dot in others)


def _cells(box: Box) -> Iterator[Cell]:
    """Yield the little squares of the map that a box covers."""
    left, top, right, bottom = (math.floor(edge / CELL) for edge in box)
    yield from ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def _about(at: Point, half: float) -> Box:
    return at[0] - half, at[1] - half, at[0] + half, at[1] + half


def _box(at: Point, anchor: str, wide: float) -> Box:
    start = at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return start, at[1] - TALL / 2, start + wide, at[1] + TALL / 2


def _is_inside(box: Box, height: float) -> bool:
    return box[0] >= DOT and box[1] >= DOT and box[2] <= WIDTH - DOT and box[3] <= height

"""The line as a picture: its way on the map, north up, with a dot for each station and as many names as fit."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.exchange.records import StopRecord
from app.site import route
from app.site.values import Line
from app.site.words import Voice

WIDTH, HEIGHT, EDGE = 480.0, 300.0, 34.0  # of the picture; on a phone one is 0.7 pixels
LETTER, TALL = 9.8, 19.0  # how wide a letter is about, and how tall a line of words
DOT, STROKE = 9.0, 4.0  # half as wide as a dot and as the way
SIDES = (  # where a name may stand: how SVG anchors it, and how far that is from the dot, to the right and down
    *(("start", 16.0, 0.0), ("end", -16.0, 0.0), ("start", 12.0, -14.0), ("end", -12.0, 14.0)),
    *(("start", 12.0, 15.0), ("end", -12.0, -14.0), ("middle", 0.0, -22.0), ("middle", 0.0, 22.0)),
)

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Dot:
    """A station.  ``name`` is empty where it would lie on another; ``anchor`` is how SVG sets it at ``name_x``."""

    x: float
    y: float
    name: str = ""
    lang: str = ""
    anchor: str = "start"
    name_x: float = 0.0
    name_y: float = 0.0


@dataclass(frozen=True)
class Drawing:
    """Ways as the points of SVG polylines, and the stations."""

    ways: tuple[str, ...]
    dots: tuple[Dot, ...]


def draw(line: Line, voice: Voice) -> Drawing:
    """Return a line's picture; without any way where its stops are all in one place."""
    net = route.network(line)
    places = dict(zip((stop.dhid for stop in line.stops), _fitted(line.stops), strict=True))
    ways, along = [], []
    for branch in net.branches:
        stops = [net.by_dhid[branch.after]] if branch.after in net.by_dhid else []
        points = [places[stop.dhid] for stop in (*stops, *net.stops.get(branch.slug, ()))]
        ways.append(" ".join(f"{x:.0f},{y:.0f}" for x, y in points))
        along += [point for pair in pairwise(points) for point in _between(*pair)]
    stations = [(places[each.stop.dhid], *voice.said(each.names)) for each in line.stations if each.stop.dhid in places]
    return Drawing(ways=tuple(ways), dots=tuple(_named(stations, along)))


def _fitted(stops: Sequence[StopRecord]) -> list[Point]:
    """Return where stops lie in the picture, as large as it can be."""
    if not stops:
        return []
    narrow = math.cos(math.radians(sum(stop.lat for stop in stops) / len(stops)))
    flat = [(stop.lon * narrow, -stop.lat) for stop in stops]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, bottom = min(y for _, y in flat), max(y for _, y in flat)
    scale = min((WIDTH - 2 * EDGE) / (right - left or 1), (HEIGHT - 2 * EDGE) / (bottom - top or 1))
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return [(WIDTH / 2 + (x - middle_x) * scale, HEIGHT / 2 + (y - middle_y) * scale) for x, y in flat]


def _between(start: Point, end: Point) -> Iterator[Point]:
    """Yield points on the way from one stop to the next, close enough that no letter fits between."""
    steps = max(1, round(math.dist(start, end) / LETTER))
    yield from (
        (start[0] + (end[0] - start[0]) * at / steps, start[1] + (end[1] - start[1]) * at / steps)
        for at in range(steps)
    )


def _named(stations: Sequence[tuple[Point, str, str]], along: Sequence[Point]) -> Iterator[Dot]:
    """Yield the dots, each with its name beside it if that lies on nothing else, neither on the way."""
    taken: list[Box] = [(x - DOT, y - DOT, x + DOT, y + DOT) for (x, y), _, _ in stations]
    taken += [(x - STROKE, y - STROKE, x + STROKE, y + STROKE) for x, y in along]
    for (x, y), title, lang in stations:
        name = title.rpartition("/")[2]
        wide = LETTER * len(name)
        for anchor, across, down in SIDES:
            at_x, at_y = x + across, y + down
            start = at_x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = (start, at_y - TALL / 2, start + wide, at_y + TALL / 2)
            if _is_inside(box) and not any(_touch(box, other) for other in taken):
                taken.append(box)
                yield Dot(x, y, name, lang, anchor, at_x, at_y)
                break
        else:
            yield Dot(x, y)


def _is_inside(box: Box) -> bool:
    return box[0] >= DOT and box[1] >= DOT and box[2] <= WIDTH - DOT and box[3] <= HEIGHT - DOT


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

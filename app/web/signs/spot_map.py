"""Spot map: where a sign hangs beside its stop and its tracks, drawn by ourselves without tiles."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, radians, sin

from markupsafe import Markup

from app.exchange.records import SignRecord
from app.geodesy import distance_m, to_local

Point = tuple[float, float]
SIDE = 300.0  # of the drawing
LEAST_M, AROUND = 60.0, 1.4  # metres from the middle to the edge at least; and how much more than the sign is away
ARROW = 34.0
SCALES_M = (10, 20, 50, 100, 200, 500, 1000)


def drawn(record: SignRecord, stop: Point, tracks: Sequence[Sequence[Point]]) -> Markup:
    """Return an SVG with north up: the stop in the middle, tracks, the sign and the way that its face looks."""
    place = (record.place.lat, record.place.lon)
    reach_m = max(LEAST_M, AROUND * distance_m(stop, place))
    scale = SIDE / 2 / reach_m

    def at(point: Point) -> Point:
        east, north, _up = to_local(point, stop)
        return SIDE / 2 + east * scale, SIDE / 2 - north * scale

    x, y = at(place)
    turn = radians(record.facing_deg)
    tip = (x + ARROW * sin(turn), y - ARROW * cos(turn))
    length_m = max((each for each in SCALES_M if each * scale <= SIDE / 3), default=SCALES_M[0])
    lines = "".join(f'<polyline class="spot__track" points="{points}"/>' for points in _near(tracks, stop, reach_m, at))
    bar = length_m * scale
    return Markup(  # noqa: S704 -- numbers alone
        f'<svg class="spot" viewBox="0 0 {SIDE:g} {SIDE:g}" aria-hidden="true">{lines}'
        f'<circle class="spot__stop" cx="{SIDE / 2:g}" cy="{SIDE / 2:g}" r="7"/>'
        f'<line class="spot__facing" x1="{x:.1f}" y1="{y:.1f}" x2="{tip[0]:.1f}" y2="{tip[1]:.1f}"/>'
        f'<circle class="spot__sign" cx="{x:.1f}" cy="{y:.1f}" r="8"/>'
        f'<path class="spot__north" d="M282 12l7 20-7-4-7 4z"/>'
        f'<line class="spot__bar" x1="12" y1="288" x2="{12 + bar:.1f}" y2="288"/>'
        f'<text class="spot__text" x="12" y="280">{length_m} m</text></svg>'
    )


def _near(tracks: Sequence[Sequence[Point]], stop: Point, reach_m: float, at: object) -> Iterator[str]:
    """Yield the points of the tracks' pieces that may be seen."""
    assert callable(at)
    for track in tracks:
        for begin, end in pairwise(track):
            nearest = min(distance_m(stop, begin), distance_m(stop, end))
            if nearest < 2 * reach_m + distance_m(begin, end):
                yield " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(begin), at(end)))

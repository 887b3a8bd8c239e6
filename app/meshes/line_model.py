"""The line on the table: its way with every stop, a tram, and each station with a miniature and its name.

The way is true to scale, north where the arrow says; miniatures have scales of their own, and thin lines lead from
them to their stops.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.meshes import skin
from app.meshes.compose import identifier
from app.meshes.deterministic_math import Floats, combined
from app.meshes.dress import dress
from app.meshes.dressed import Dressed, Piece, Pose
from app.meshes.front import covered, extent, front_turn
from app.meshes.kit import PARTS
from app.meshes.lettering import Caption
from app.meshes.miniatures import DETAIL, LARGER, Exhibit, Spot, composed
from app.meshes.plate import THICK_M, Placed, plate
from app.meshes.rearranged import moved, shrunk, together
from app.meshes.scales import said, share_for
from app.meshes.surfaces import Surface, box, cylinder

LONGEST_M = 1.20
MARGIN_M = 0.03
MOST_SIDE_M = 0.125  # of a miniature
BAND = 0.24  # depth of a name, in sides of a miniature
GAP_M = 0.03  # between miniatures, and from them to the way
TRACK_M = (0.009, 0.003)  # width, height
STOP_M = (0.0055, 0.0045)  # radius, height
STATION_M = (0.009, 0.0065)
LEADER_M = (0.0014, 0.0016)
TITLE_M = (0.30, 0.034)
TRAM_M = 0.09  # far longer than to scale, or nobody would find it
TRAM_AT = 0.42  # of the way
LINE = "line"

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Way:
    """A line on the ground, metres to the east and to the north of any one point.

    ``branches`` are the stops of each branch in their order, each beginning where it leaves another.
    """

    title: str
    colour: str  # "#rrggbb"
    branches: Sequence[Sequence[Point]]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A station: where it is, as in ``Way``, and what stands for it, under its name."""

    at: Point
    exhibit: Exhibit


def line_model(name: str, way: Way, stations: Sequence[Shown], *, fonts: Path, light_px: int = 0) -> Dressed:
    """Return the model of a line, 1.20 m long.

    ``light_px``: the edge of the page that brings light into the colours of what stands beside it; 0 for none.
    """
    stops = np.array([stop for branch in way.branches for stop in branch]) * (1, -1)
    outline = covered([stops])
    turn_deg = front_turn(outline, 180.0, is_wide=True)
    low, high = extent(outline, turn_deg)
    wide, deep = (high - low).tolist()
    share = share_for(wide / (LONGEST_M - 2 * MARGIN_M))

    def on_plate(points: Sequence[Point]) -> Floats:
        turned = combined(np.array(points) * (1, -1), Pose(turn_deg=turn_deg).turn()[::2, ::2].T)
        return np.asarray((turned - (low + high) / 2) / share)

    places = on_plate([each.at for each in stations]) if stations else np.zeros((0, 2))
    spots = _spots(places, deep / share)
    side_m = spots[0].side_m if spots else 0.0
    row_m = side_m * (1 + BAND) + GAP_M if spots else 0.0
    depth_m = deep / share + 2 * (row_m + MARGIN_M) + TITLE_M[1]
    back_m = TITLE_M[1] / 2  # everything stands so much farther back, for the title in front
    things = _way([on_plate(branch) for branch in way.branches], places, spots, way.colour)
    parts = [("", shrunk(dress(identifier(name), things), 1 / LARGER))]
    if stations:
        parts.append(
            ("", composed(f"{name}-stations", [each.exhibit for each in stations], spots, light_px=light_px)[0])
        )
    standing = [(prefix, moved(part, Pose((0.0, THICK_M, -back_m)))) for prefix, part in parts]
    title = Caption(title=way.title, note=said(share), north_deg=turn_deg, width_m=TITLE_M[0], depth_m=TITLE_M[1])
    captions = [
        Placed(caption=title, x=(TITLE_M[0] - LONGEST_M) / 2 + MARGIN_M, z=(depth_m - TITLE_M[1] - MARGIN_M) / 2)
    ]
    captions += [_name(each, spot, back_m) for each, spot in zip(stations, spots, strict=True)]
    return together(name, [*standing, ("", plate(LONGEST_M, depth_m, captions, fonts=fonts))])


def _name(station: Shown, spot: Spot, back_m: float) -> Placed:
    band = Caption(title=station.exhibit.title, width_m=spot.side_m, depth_m=spot.side_m * BAND)
    return Placed(caption=band, x=spot.x, z=spot.z + spot.side_m * (1 + BAND) / 2 - back_m)


def _spots(places: Floats, deep_m: float) -> list[Spot]:
    """Return where the miniatures stand: in a row behind the way and one before it, each near its stop."""
    if not len(places):
        return []
    order = sorted(range(len(places)), key=lambda i: (places[i, 0], i))
    room_m = LONGEST_M - 2 * MARGIN_M
    side_m = min(MOST_SIDE_M, room_m / ((len(places) + 1) // 2) - GAP_M / 2)
    found: dict[int, Spot] = {}
    for row, toward in ((order[0::2], -1), (order[1::2], 1)):
        middle = toward * (deep_m / 2 + GAP_M + side_m * (1 + BAND) / 2) - side_m * BAND / 2
        wanted = [places[i, 0] for i in row]
        for i, x in zip(row, _apart(wanted, side_m + GAP_M / 2, (room_m - side_m) / 2), strict=True):
            found[i] = Spot(x=x, z=middle, side_m=side_m)
    return [found[i] for i in range(len(places))]


def _apart(wanted: Sequence[float], pitch_m: float, most_m: float) -> list[float]:
    """Return places along a row, ``pitch_m`` apart at least and within ``most_m``, near to those wanted."""
    found = list(wanted)
    for i in range(1, len(found)):
        found[i] = max(found[i], found[i - 1] + pitch_m)
    limit = most_m
    for i in reversed(range(len(found))):
        found[i] = min(found[i], limit)
        limit = found[i] - pitch_m
    lowest = -most_m
    for i, x in enumerate(found):
        found[i] = max(x, lowest)
        lowest = found[i] + pitch_m
    return found


def _way(branches: Sequence[Floats], places: Floats, spots: Sequence[Spot], colour: str) -> list[Piece]:
    """Return tracks, stops, lines to the miniatures and a tram, ``LARGER`` than they are in the end."""
    tracks = [rail for branch in branches for rail in _rails(branch, TRACK_M, colour)]
    stops = {tuple(stop) for branch in branches for stop in branch.round(5).tolist()}
    known = {tuple(place) for place in places.round(5).tolist()}
    tracks += [_dot(stop, STOP_M, "white") for stop in sorted(stops - known)]
    tracks += [_dot(place, STATION_M, "black") for place in sorted(known)]
    tracks += [_dot(place, (STATION_M[0] * 0.62, STATION_M[1] + 0.001), "white") for place in sorted(known)]
    for place, spot in zip(places, spots, strict=True):
        deep_m = spot.side_m / 2 if spot.z > place[1] else -spot.side_m * (0.5 + BAND)
        end = np.array([spot.x, spot.z - deep_m])
        tracks += _rails(np.stack([place, [place[0], (place[1] + end[1]) / 2], end]), LEADER_M, "black")
    return [Piece(LINE, LINE, tuple(tracks), (Pose(),)), _tram(max(branches, key=len))]


def _dot(at: Sequence[float], size_m: tuple[float, float], material: str) -> Surface:
    x, z = (value * LARGER for value in at)
    return cylinder(size_m[0] * LARGER, size_m[1] * LARGER, material=material, at=(x, 0.0, z), sides=20)


def _rails(points: Floats, size_m: tuple[float, float], material: str) -> list[Surface]:
    """Return a bar from each point to the next, with round joints."""
    width, height = size_m[0] * LARGER, size_m[1] * LARGER
    found = [cylinder(width / 2, height, material=material, at=(x, 0.0, z), sides=12) for x, z in points * LARGER]
    for start, end in zip(points[:-1] * LARGER, points[1:] * LARGER, strict=True):
        along = end - start
        length = float(np.hypot(*along))
        if length > 0:
            turn_deg = float(np.degrees(np.arctan2(along[1], along[0])))
            bar = box((length, height, width), material=material)
            middle = (start + end) / 2
            found += _stood(bar, Pose((float(middle[0]), 0.0, float(middle[1])), turn_deg))
    return found


def _stood(surface: Surface, place: Pose) -> list[Surface]:
    return skin.moved([surface], by=place.by, turn_deg=place.turn_deg)


def _tram(branch: Floats) -> Piece:
    """Return the kit's tram on the way, between two stops."""
    part = PARTS["tram"]
    surfaces = tuple(part.build(**part.defaults(), detail=DETAIL))
    i = min(int(len(branch) * TRAM_AT), len(branch) - 2)
    (x, z), (to_x, to_z) = branch[i].tolist(), branch[i + 1].tolist()
    points = np.concatenate([surface.positions for surface in surfaces])
    long_m = float((points.max(axis=0) - points.min(axis=0)).max())
    turn_deg = float(np.degrees(np.arctan2(to_x - x, -(to_z - z))))
    at = ((x + to_x) / 2 * LARGER, TRACK_M[1] * LARGER, (z + to_z) / 2 * LARGER)
    return Piece("tram", LINE, surfaces, (Pose(at, turn_deg, TRAM_M * LARGER / long_m),))

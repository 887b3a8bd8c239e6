"""Front: which side of a scene looks to whoever stands before it.

Of the smallest rectangle around everything, seen from above, it is the side nearest to where people come from.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from app.meshes.deterministic_math import Floats

Outline = Sequence[tuple[float, float]]  # the (x, z) corners of a convex outline, in metres
QUARTER_DEG = 90.0
GRAIN = 10  # steps in a degree: what corners to the centimetre can tell
WAYS = 32  # directions in which an outline's corners are looked for
NARROW = 0.6  # so much of its depth: no front to write on


def covered(clouds: Iterable[Floats]) -> tuple[tuple[float, float], ...]:
    """Return the outline of (n, 2) points, x and z in metres, to the centimetre.

    It is convex, as far as a corner in each of ``WAYS`` directions tells it.
    """
    ways = np.linspace(0, 2 * np.pi, WAYS, endpoint=False)
    ways = np.stack([np.cos(ways), np.sin(ways)])
    farthest = np.full(WAYS, -np.inf)
    corners = np.zeros((WAYS, 2))
    for seen in clouds:
        reach = seen @ ways
        best = reach.argmax(axis=0)
        reaches = reach[best, range(WAYS)]
        is_farther = reaches > farthest
        corners[is_farther] = seen[best[is_farther]]
        farthest = np.maximum(farthest, reaches)
    return tuple(dict.fromkeys((x, z) for x, z in corners.round(2).tolist()))


def front_turn(outline: Outline, towards_deg: float, *, is_wide: bool = False) -> float:
    """Return by how much to turn, clockwise seen from above, so that the front looks to +Z.

    ``towards_deg`` is where people come from, clockwise from -Z.  With ``is_wide`` a narrow side is no front.
    """
    along = _along(outline)
    turns = [round((180 - along - quarter * QUARTER_DEG) % 360, 1) % 360 for quarter in range(4)]
    if is_wide:
        turns = [turn for turn in turns if _is_wide(outline, turn)]
    return min(turns, key=lambda turn: (round(_apart(180 - turn, towards_deg), 3), turn))


def extent(outline: Outline, turn_deg: float) -> tuple[Floats, Floats]:
    """Return the lowest and the highest (x, z) of an outline that is turned clockwise seen from above."""
    corners = _rotated(np.array(outline), turn_deg)
    return corners.min(axis=0), corners.max(axis=0)


def _is_wide(outline: Outline, turn_deg: float) -> bool:
    low, high = extent(outline, turn_deg)
    width, depth = (high - low).tolist()
    return bool(width >= depth * NARROW)


def _along(outline: Outline) -> float:
    """Return the direction of a side of the smallest rectangle around an outline: 0 up to 90 degrees from -Z."""
    corners = np.array(outline)
    edges = np.roll(corners, -1, axis=0) - corners
    angles = {round(math.degrees(math.atan2(x, -z)) * GRAIN) / GRAIN % QUARTER_DEG for x, z in edges.tolist()}
    return min(angles | {0.0}, key=lambda angle: (round(_area(corners, -angle), 2), angle))


def _area(corners: Floats, turn_deg: float) -> float:
    turned = _rotated(corners, turn_deg)
    width, depth = (turned.max(axis=0) - turned.min(axis=0)).tolist()
    return float(width * depth)


def _rotated(corners: Floats, turn_deg: float) -> Floats:
    angle = math.radians(turn_deg)
    cos, sin = math.cos(angle), math.sin(angle)
    x, z = corners[:, 0], corners[:, 1]
    return np.column_stack([x * cos - z * sin, x * sin + z * cos])


def _apart(one_deg: float, other_deg: float) -> float:
    away = abs(one_deg - other_deg) % 360
    return min(away, 360 - away)

"""Ground level: the height of a model that its origin gets, so that what is planned stands on the ground and not above.

The lowest point of everything will not do: a site is often drawn as a body, a metre thick, and a house whose footings
reach below it is not to be lifted out of it.
"""

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats

ASIDE_M, ASIDE_SHARE = 0.5, 0.05  # so far beside something one looks for the ground, and of its own breadth
FEWEST = 5  # of eight places about something, to be its ground; a terrace is on one side only
AWAY_M = 20.0  # what lies farther below or above has not been drawn at its height


def ground_level(positions: Floats, is_ground: NDArray[np.bool_]) -> float:
    """Return the height at which things stand; (n, 3, 3) triangles in metres, Y up, and which of them are ground.

    It is that of the ground about them (the median of eight places), else their own lowest point.
    """
    if is_ground.all() or not is_ground.any():
        return float(positions[..., 1].min())
    own = positions[~is_ground].reshape(-1, 3)
    low, high = own.min(axis=0), own.max(axis=0)
    found = _heights(positions[is_ground], _about(low, high))
    if len(found) < FEWEST:
        return float(low[1])
    level = float(np.median(found))
    return level if low[1] - AWAY_M <= level <= high[1] + AWAY_M else float(low[1])


def _about(low: Floats, high: Floats) -> list[tuple[float, float]]:
    """Return x and z of the eight places about a box: beside its corners, and beside the middles of its sides."""
    middle = (low + high) / 2
    half = (high - low) * (0.5 + ASIDE_SHARE) + ASIDE_M
    steps = [(x, z) for x in (-1, 0, 1) for z in (-1, 0, 1) if (x, z) != (0, 0)]
    return [(float(middle[0] + x * half[0]), float(middle[2] + z * half[2])) for x, z in steps]


def _heights(ground: Floats, places: list[tuple[float, float]]) -> list[float]:
    """Return how high the ground's topmost point is, for every place (x, z) that has some."""
    lows, highs = ground[..., ::2].min(axis=1), ground[..., ::2].max(axis=1)
    found = []
    for place in places:
        below = ((lows <= place) & (highs >= place)).all(axis=1)
        heights = _heights_at(ground[below], place)
        if len(heights):
            found.append(float(heights.max()))
    return found


def _heights_at(triangles: Floats, place: tuple[float, float]) -> Floats:
    """Return the heights of the triangles that lie over or under a place, by barycentric coordinates."""
    first, second, third = (triangles[:, corner] for corner in range(3))
    a, b = second[:, ::2] - first[:, ::2], third[:, ::2] - first[:, ::2]
    to = np.array(place) - first[:, ::2]
    area = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    lies = np.abs(area) > 1e-9  # those that stand upright are of no use
    a, b, to, area = a[lies], b[lies], to[lies], area[lies]
    u = (to[:, 0] * b[:, 1] - to[:, 1] * b[:, 0]) / area
    v = (a[:, 0] * to[:, 1] - a[:, 1] * to[:, 0]) / area
    inside = (u >= 0) & (v >= 0) & (u + v <= 1)
    y = triangles[lies][inside][:, :, 1]
    u, v = u[inside], v[inside]
    heights: Floats = y[:, 0] + u * (y[:, 1] - y[:, 0]) + v * (y[:, 2] - y[:, 0])
    return heights

"""Plane polygons: which way they run, and the triangles that fill them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats


def signed_area(points: Floats) -> float:
    """Return the area of the (n, 2) polygon; positive if it runs counter-clockwise."""
    x, y = points[:, 0], points[:, 1]
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) / 2


def crosses_itself(points: Floats) -> bool:
    """Say whether two sides of the (n, 2) polygon cross that do not meet at a corner."""
    ends = np.roll(points, -1, axis=0)
    across = _sides_of(points, ends, points) * _sides_of(points, ends, ends) < 0
    return bool((across & across.T).any())


def _sides_of(starts: Floats, ends: Floats, points: Floats) -> Floats:
    """Return (n, m): on which side of each line, through a start and an end, each point lies; 0 for on it."""
    along, away = ends - starts, points[None] - starts[:, None]
    doubled = along[:, None, 0] * away[..., 1] - along[:, None, 1] * away[..., 0]
    return np.asarray(np.sign(np.where(np.abs(doubled) < 1e-9, 0.0, doubled)))


def fill(points: Floats) -> NDArray[np.uint32]:
    """Return (n - 2, 3) triangles that fill the (n, 2) polygon, counter-clockwise.

    The polygon is simple, runs either way and may be concave.
    Raises ValueError for one with fewer than three corners or without area.
    """
    count = len(points)
    area = signed_area(points) if count >= 3 else 0.0
    if abs(area) < 1e-12:
        raise ValueError("A polygon needs three corners and an area.")
    ring = list(range(count)) if area > 0 else list(range(count - 1, -1, -1))
    if count == 4 and _is_convex(points, ring):
        return np.array([(ring[0], ring[1], ring[2]), (ring[0], ring[2], ring[3])], dtype=np.uint32)
    triangles = []
    while len(ring) > 3:
        ear = _best_ear(points, ring)
        before, after = ring[ear - 1], ring[(ear + 1) % len(ring)]
        triangles.append((before, ring[ear], after))
        del ring[ear]
    triangles.append((ring[0], ring[1], ring[2]))
    return np.array(triangles, dtype=np.uint32)


def _is_convex(points: Floats, ring: Sequence[int]) -> bool:
    count = len(ring)
    return all(_turn(points, ring[i - 1], ring[i], ring[(i + 1) % count]) > 0 for i in range(count))


def _best_ear(points: Floats, ring: Sequence[int]) -> int:
    """Return the place in ``ring`` of the ear with the largest smallest angle, first if equal."""
    best, widest = 0, -1.0
    for i in range(len(ring)):
        a, b, c = ring[i - 1], ring[i], ring[(i + 1) % len(ring)]
        if _turn(points, a, b, c) <= 1e-12 or _holds_another(points, ring, (a, b, c)):
            continue
        shape = _fatness(points[[a, b, c]])
        if shape > widest + 1e-9:
            best, widest = i, shape
    return best


def _holds_another(points: Floats, ring: Sequence[int], ear: tuple[int, int, int]) -> bool:
    corners = points[list(ear)]
    others = points[[p for p in ring if p not in ear]]
    inside = np.ones(len(others), dtype=bool)
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        inside &= (bx - ax) * (others[:, 1] - ay) - (by - ay) * (others[:, 0] - ax) >= 0
        inside &= (others[:, 0] != ax) | (others[:, 1] != ay)
    return bool(inside.any())


def _turn(points: Floats, a: int, b: int, c: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = points[a], points[b], points[c]
    return float((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))


def _fatness(corners: Floats) -> float:
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1)
    return abs(signed_area(corners)) / float(sides.max() ** 2)

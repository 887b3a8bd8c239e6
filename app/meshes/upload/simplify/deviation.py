"""Deviation: how far two surfaces are from one another, measured in both directions at many places.

One direction alone sees no hole: from the simplified to the original everything may lie close.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, crossed, dot, lengths

PLACES = 12_000  # on each surface, and as many of its points
AT_ONCE = 3_000
LEAF = 4  # triangles
GOLDEN = (0.7548776662466927, 0.5698402909980532)  # steps of a sequence that covers a square evenly (Roberts, 2018)
CURVE_BITS = 16

Corners = NDArray[np.float32]


@dataclass(frozen=True)
class Deviation:
    """In metres: the farthest of all places, and what 95 of 100 keep to."""

    most_m: float
    usual_m: float


def between(given: Corners, made: Corners) -> Deviation:
    """Return how far two surfaces of (m, 3, 3) triangles are from one another."""
    away = np.concatenate([Nearest(made).away(_places(given)), Nearest(given).away(_places(made))])
    return Deviation(float(away.max()), float(np.quantile(away, 0.95)))


def _places(corners: Corners) -> Floats:
    """Return places all over triangles, by their area, and some of their corners; the same ones each time."""
    edges = corners[:, 1:].astype(np.float64) - corners[:, :1]
    upto = np.cumsum(lengths(crossed(edges[:, 0], edges[:, 1])))
    number = np.searchsorted(upto, (np.arange(PLACES) + 0.5) / PLACES * upto[-1]).clip(0, len(corners) - 1)
    a, b = (np.arange(1, PLACES + 1) * step % 1.0 for step in GOLDEN)
    a, b = np.where(a + b > 1, 1 - a, a), np.where(a + b > 1, 1 - b, b)
    inside = corners[number, 0] + a[:, None] * edges[number, 0] + b[:, None] * edges[number, 1]
    rows = corners.reshape(-1, 3)
    return np.concatenate([inside, rows[:: max(1, len(rows) // PLACES)]])


class Nearest:
    """Triangles in a tree of boxes, for the distance to the nearest.

    They stand in the order of a curve through space (Morton), so that a level of the tree is one array: box i holds
    the boxes 2 i and 2 i + 1 of the level below, and a box of the lowest level ``LEAF`` triangles.
    """

    def __init__(self, corners: Corners) -> None:
        middles = corners.mean(axis=1)
        self._low = middles.min(axis=0)
        self._scale = (2**CURVE_BITS - 1) / max(float(np.ptp(middles, axis=0).max()), 1e-9)
        curve = self._curve(middles)
        order = np.argsort(curve, kind="stable")
        leaves = 1 << max(0, int(np.ceil(np.log2(len(corners) / LEAF))))
        filled = order[np.arange(leaves * LEAF) * len(order) // (leaves * LEAF)]
        self._corners = corners[filled]
        self._starts = curve[filled[::LEAF]]
        rows = self._corners.reshape(leaves, LEAF * 3, 3)
        self._levels = [(rows.min(axis=1), rows.max(axis=1))]
        while len(self._levels[0][0]) > 1:
            low, high = self._levels[0]
            self._levels.insert(0, (np.minimum(low[::2], low[1::2]), np.maximum(high[::2], high[1::2])))

    def away(self, points: Floats) -> Floats:
        """Return the distance of each of (n, 3) points to the nearest triangle."""
        return np.concatenate([self._away(points[i : i + AT_ONCE]) for i in range(0, len(points), AT_ONCE)])

    def _away(self, points: Floats) -> Floats:
        leaf = np.searchsorted(self._starts, self._curve(points), side="right") - 1
        best = self._to_leaves(points, leaf.clip(0))
        number, box = np.arange(len(points)), np.zeros(len(points), dtype=np.int64)
        for low, high in self._levels:
            beside = np.maximum(np.maximum(low[box] - points[number], points[number] - high[box]), 0)
            gap = dot(beside, beside)
            near = gap < best[number]
            number, box, gap = number[near], box[near], gap[near]
            if len(low) < len(self._starts):
                number, box = np.repeat(number, 2), np.stack([2 * box, 2 * box + 1], axis=1).reshape(-1)
        order = np.lexsort((gap, number))
        number, box, gap = number[order], box[order], gap[order]
        is_first = np.diff(number, prepend=-1) > 0
        for which in (is_first, ~is_first):  # what seems nearest, and then what may still be nearer
            taken = np.flatnonzero(which & (gap < best[number]))
            np.minimum.at(best, number[taken], self._to_leaves(points[number[taken]], box[taken]))
        return np.sqrt(best)

    def _curve(self, points: NDArray[np.floating]) -> NDArray[np.int64]:
        steps = np.clip((points - self._low) * self._scale, 0, 2**CURVE_BITS - 1).astype(np.int64)
        for shift, mask in ((16, 0xFF0000FF), (8, 0xF00F00F00F), (4, 0xC30C30C30C3), (2, 0x249249249249)):
            steps = (steps | steps << shift) & mask
        return np.asarray(steps[:, 0] | steps[:, 1] << 1 | steps[:, 2] << 2)

    def _to_leaves(self, points: Floats, leaf: NDArray[np.int64]) -> Floats:
        """Return for each point the square of its distance to the nearest triangle of its leaf."""
        best = np.full(len(points), np.inf)
        for i in range(LEAF):
            best = np.minimum(best, _squared(points, self._corners[leaf * LEAF + i].astype(np.float64)))
        return best


def _squared(points: Floats, corners: Floats) -> Floats:
    """Return the square of the distance of (n, 3) points to (n, 3, 3) triangles: to the face, or to an edge of it."""
    sides = np.roll(corners, -1, axis=1) - corners
    normal = crossed(sides[:, 0], sides[:, 1])
    area = dot(normal, normal)
    best = np.full(len(points), np.inf)
    is_over = area > 0
    for i in range(3):
        side, reach = sides[:, i], points - corners[:, i]
        is_over &= dot(crossed(side, reach), normal) >= 0
        along = np.clip(dot(reach, side) / np.maximum(dot(side, side), 1e-30), 0, 1)
        off = reach - along[:, None] * side
        best = np.minimum(best, dot(off, off))
    height = dot(points - corners[:, 0], normal)
    return np.where(is_over, height * height / np.maximum(area, 1e-30), best)

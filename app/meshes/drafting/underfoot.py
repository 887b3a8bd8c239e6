"""Underfoot: what lies below, at or above points, of all that stands in a variant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.drafting.things import Thing
from app.meshes.fragments import Ints

BINS = 32  # to each side, over all that is asked about
LEVEL = 1e-4  # square metres, doubled: what covers less seen from above carries nothing
MOST_AT_ONCE = 500_000  # pairs of a point and a triangle, so that memory stays small


@dataclass(frozen=True, eq=False)
class Crossings:
    """Where upright lines through points cross triangles: the number of the point, of the thing, and the height."""

    points: Ints
    things: Ints
    heights: Floats


@dataclass(frozen=True, eq=False)
class Field:
    """Things, sorted into square bins over the area of (n, 2) ``points``, x and z, that are asked about.

    ``corners`` (m, 3, 3) and ``owners`` (m,) are of the triangles that reach there; ``bins`` are the sorted numbers of
    bins, and ``inside`` which triangle touches each.
    """

    corners: Floats
    owners: Ints
    bins: Ints
    inside: Ints
    low: Floats
    bin_m: Floats

    def counts(self, points: Floats) -> Ints:
        """Return how many triangles may lie over each of the points."""
        begin, end = self._spans(points)
        return end - begin

    def crossings(self, points: Floats) -> Crossings:
        """Return where the upright lines through (n, 2) points cross any of the things."""
        found = list(self._bit_by_bit(points))
        empty = np.zeros(0, np.int64)
        point, owner = (np.concatenate([empty, *(each[i] for each in found)]) for i in (0, 1))
        return Crossings(point, owner, np.concatenate([np.zeros(0), *(each[2] for each in found)]))

    def _bit_by_bit(self, points: Floats) -> Iterator[tuple[Ints, Ints, Floats]]:
        ends = np.cumsum(self.counts(points))
        start = 0
        while start < len(points):
            before = int(ends[start - 1]) if start else 0
            stop = max(int(np.searchsorted(ends, before + MOST_AT_ONCE, side="right")), start + 1)
            point, number, heights = self._crossed(points[start:stop])
            yield point + start, self.owners[number], heights
            start = stop

    def _crossed(self, points: Floats) -> tuple[Ints, Ints, Floats]:
        """Return point, triangle and height of each crossing."""
        begin, end = self._spans(points)
        counts = end - begin
        point = np.repeat(np.arange(len(points)), counts)
        place = np.arange(len(point)) - np.repeat(np.cumsum(counts) - counts, counts) + begin[point]
        number = self.inside[place]
        flat, y = self.corners[..., [0, 2]], self.corners[..., 1]
        way, one = points[point] - flat[number, 0], flat[number, 1] - flat[number, 0]
        other = flat[number, 2] - flat[number, 0]
        area = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
        of_one = (way[:, 0] * other[:, 1] - way[:, 1] * other[:, 0]) / area
        of_other = (one[:, 0] * way[:, 1] - one[:, 1] * way[:, 0]) / area
        inside = (of_one >= 0) & (of_other >= 0) & (of_one + of_other <= 1)
        point, number, of_one, of_other = point[inside], number[inside], of_one[inside], of_other[inside]
        a, b, c = y[number].T
        return point, number, a + of_one * (b - a) + of_other * (c - a)

    def _spans(self, points: Floats) -> tuple[Ints, Ints]:
        """Return from where to where in ``inside`` the triangles of the bin of each point are."""
        at = ((points - self.low) / self.bin_m).astype(np.int64).clip(0, BINS - 1) @ np.array([1, BINS])
        return np.searchsorted(self.bins, at, side="left"), np.searchsorted(self.bins, at, side="right")


def field(things: Sequence[Thing], points: Floats) -> Field:
    """Return things as they lie about (n, 2) points, of which there is at least one."""
    corners = np.concatenate([thing.corners for thing in things])
    owners = np.repeat(np.arange(len(things)), [len(thing.corners) for thing in things])
    flat = corners[..., [0, 2]]
    edges = flat[:, 1:] - flat[:, :1]
    area = edges[:, 0, 0] * edges[:, 1, 1] - edges[:, 0, 1] * edges[:, 1, 0]
    low, high = points.min(axis=0), points.max(axis=0)
    meets = (np.abs(area) > LEVEL) & (flat.max(axis=1) >= low).all(axis=1) & (flat.min(axis=1) <= high).all(axis=1)
    bin_m = np.maximum((high - low) / BINS, 1e-6)
    first, last = (
        ((edge(flat[meets], axis=1) - low) / bin_m).astype(np.int64).clip(0, BINS - 1) for edge in (np.min, np.max)
    )
    across, along = (last - first + 1).T
    triangle = np.repeat(np.arange(len(first)), across * along)
    step = np.arange(len(triangle)) - np.repeat(np.cumsum(across * along) - across * along, across * along)
    bins = first[triangle, 0] + step % across[triangle] + (first[triangle, 1] + step // across[triangle]) * BINS
    order = np.argsort(bins, kind="stable")
    return Field(corners[meets], owners[meets], bins[order], triangle[order], low, bin_m)

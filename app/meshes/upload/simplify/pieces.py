"""Pieces: what of a sheet hangs together, how large each piece is, and which are too small to be seen."""

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, lengths

Ints = NDArray[np.int64]


def numbered(count: int, triangles: NDArray[np.uint32]) -> Ints:
    """Return for each of ``count`` points the number of its piece, that of the first point in it.

    Each round hangs every piece below the lowest of its neighbours; pieces at least halve, so that rounds are few.
    """
    label = np.arange(count)
    a = np.concatenate([triangles[:, 0], triangles[:, 1]]).astype(np.int64)
    b = np.concatenate([triangles[:, 1], triangles[:, 2]]).astype(np.int64)
    while len(a):
        low = np.minimum(label[a], label[b])
        np.minimum.at(label, label[a], low)
        np.minimum.at(label, label[b], low)
        while not np.array_equal(above := label[label], label):
            label = above
        apart = label[a] != label[b]
        a, b = a[apart], b[apart]
    return label


def sizes_m(positions: NDArray[np.float32], label: Ints) -> Floats:
    """Return for each point how large its piece is: the diagonal of the box about it, in metres."""
    order = np.argsort(label, kind="stable")
    starts = np.flatnonzero(np.diff(label[order], prepend=-1))
    rows = positions[order]
    across = np.maximum.reduceat(rows, starts) - np.minimum.reduceat(rows, starts)
    found = np.empty(len(label))
    found[order] = np.repeat(lengths(across.astype(np.float64)), np.diff([*starts, len(label)]))
    return found


def largest(triangles: NDArray[np.uint32], label: Ints, size_m: Floats, most: int) -> NDArray[np.uint32]:
    """Return the triangles of the largest pieces, as many as are no more than ``most``; at least one piece."""
    piece = label[triangles[:, 0]]
    numbers, first, count = np.unique(piece, return_index=True, return_counts=True)
    order = np.argsort(-size_m[triangles[first, 0]], kind="stable")
    kept = max(1, int(np.searchsorted(np.cumsum(count[order]), most, side="right")))
    return triangles[np.isin(piece, numbers[order[:kept]])]

"""Cut-outs: what a picture leaves of its triangles, as small triangles without the picture's gaps.

A path tracer finds the sun only by luck through the gaps of a picture.  So for posters the leaves on a card
become triangles of their own: runs of opaque cells, row by row, on a grid over the picture.
"""

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, combined
from app.meshes.dressed import Primitive

CELLS = 48  # in a picture's triangle, along its longer side
PLACES = 2.0**14  # steps in which two triangles are found to wear the same


def cut_out(primitive: Primitive, alpha: Floats, cutoff: float) -> Primitive:
    """Return a primitive with only what the (h, w) ``alpha`` of its picture shows at ``cutoff`` or above."""
    worn = np.round(primitive.uvs[primitive.triangles].astype(np.float64) * PLACES) / PLACES
    kinds, which = np.unique(worn.reshape(-1, 6), axis=0, return_inverse=True)
    carried: tuple[list[Floats], ...] = ([], [], [])
    triangles: list[NDArray[np.int64]] = []
    start = 0
    for number, kind in enumerate(kinds.reshape(-1, 3, 2)):
        shares, pieces = _pieces(kind, alpha, cutoff)
        own = primitive.triangles[which.reshape(-1) == number]
        if not len(pieces):
            continue
        for array, found in zip((primitive.positions, primitive.normals, primitive.uvs), carried, strict=True):
            found.append((shares[None, :, :, None] * array[own][:, None]).sum(axis=2).reshape(-1, array.shape[1]))
        shifted = pieces[None] + (np.arange(len(own)) * len(shares))[:, None, None] + start
        triangles.append(shifted.reshape(-1, 3))
        start += len(own) * len(shares)
    positions, normals, uvs = (np.concatenate(found).astype(np.float32) for found in carried)
    return Primitive(primitive.finish, positions, normals, uvs, np.concatenate(triangles).astype(np.uint32))


def _pieces(corners: Floats, alpha: Floats, cutoff: float) -> tuple[Floats, NDArray[np.int64]]:
    """Return (k, 3) shares of a triangle's corners, and (t, 3) triangles between them that cover what is there.

    ``corners`` (3, 2) are its places in the picture, v downward.
    """
    low, high = corners.min(axis=0), corners.max(axis=0)
    step = max(float((high - low).max()) / CELLS, 1e-9)
    columns, rows = (max(round(float(extent) / step), 1) for extent in high - low)
    x, y = np.meshgrid(np.arange(columns) + 0.5, np.arange(rows) + 0.5)
    inside = (_shares(corners, np.stack([x.ravel(), y.ravel()], axis=1) * step + low) >= 0).all(axis=1)
    height, width = alpha.shape
    column = ((low[0] + x * step) * width).astype(np.int64).clip(0, width - 1)
    row = ((low[1] + y * step) * height).astype(np.int64).clip(0, height - 1)
    there = inside.reshape(rows, columns) & (alpha[row, column] >= cutoff)
    edges = np.diff(np.pad(there, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    row, begin = np.nonzero(edges == 1)
    _, end = np.nonzero(edges == -1)
    quads = np.stack([begin, row, begin, row + 1, end, row + 1, end, row], axis=1).reshape(-1, 2)
    first = np.arange(len(row))[:, None, None] * 4
    return _shares(corners, quads * step + low), (first + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3)


def _shares(corners: Floats, places: Floats) -> Floats:
    """Return (n, 3) barycentric shares of (n, 2) places in the triangle (3, 2)."""
    edges = (corners[1:] - corners[0]).T
    doubled = edges[0, 0] * edges[1, 1] - edges[0, 1] * edges[1, 0]
    if abs(doubled) < 1e-12:
        return np.full((len(places), 3), -1.0)
    back = np.array([[edges[1, 1], -edges[0, 1]], [-edges[1, 0], edges[0, 0]]]) / doubled
    others = combined(places - corners[0], back.T)
    return np.column_stack([1 - others.sum(axis=1), others])

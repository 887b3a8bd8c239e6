"""Deterministic math: sums alike to the last bit on every processor, so that a build gives the same bytes anywhere.

BLAS, LAPACK and ``einsum`` choose other kernels on other processors; sine and cosine of numpy and of the C
library differ there in their last bit.  So products are plain sums here, and what a part is made of is put on
a grid before anything compares, sorts or writes it.  The grid's steps are powers of two: the round figures that
people choose never lie half-way between two of them.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

PLACE_GRID = 2.0**14  # steps in a metre: 0.06 mm
DIRECTION_GRID = 2.0**10  # steps in a unit normal: 0.06 degrees
PICTURE_GRID = 2.0**17  # steps in a texture


def snapped(values: ArrayLike, grid: float = PLACE_GRID) -> Floats:
    """Return values rounded to ``grid`` steps in 1, without negative zeros."""
    return np.rint(np.asarray(values, dtype=np.float64) * grid) / grid + 0.0


def combined(shares: NDArray[Any], rows: ArrayLike) -> Floats:
    """Return (n, k) sums of the ``rows`` (m, k), as much of each as the ``shares`` (n, m) say: their product."""
    across = np.asarray(rows, dtype=np.float64)
    total: Floats = shares[:, :1] * across[0]
    for i in range(1, len(across)):
        total += shares[:, i : i + 1] * across[i]
    return total


def dot(a: NDArray[Any], b: NDArray[Any]) -> Floats:
    """Return the inner products of (…, 3) rows."""
    return np.asarray(a[..., 0] * b[..., 0] + a[..., 1] * b[..., 1] + a[..., 2] * b[..., 2])


def lengths(rows: NDArray[Any]) -> Floats:
    """Return the length of each of (…, 3) rows."""
    return np.asarray(np.sqrt(dot(rows, rows)))


def crossed(a: NDArray[Any], b: NDArray[Any]) -> Floats:
    """Return the cross products of (…, 3) rows; numpy's own is slow for few rows."""
    x, y, z = a[..., 0], a[..., 1], a[..., 2]
    to_x, to_y, to_z = b[..., 0], b[..., 1], b[..., 2]
    return np.stack([y * to_z - z * to_y, z * to_x - x * to_z, x * to_y - y * to_x], axis=-1)


def determinant(rows: Floats) -> float:
    """Return the determinant of three rows of three."""
    (a, b, c), (d, e, f), (g, h, i) = rows.tolist()
    return float(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g))

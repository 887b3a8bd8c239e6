"""Wrapping: where a picture is looked up beyond its edges."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats

Wrap = Literal["clamp", "repeat", "mirror"]
Sides = tuple[Wrap, Wrap]  # across and down

CLAMPED: Sides = ("clamp", "clamp")
REPEATED: Sides = ("repeat", "repeat")


def within(uvs: Floats, sides: Sides) -> Floats:
    """Return (n, 2) places 0…1 in a picture, for any texture coordinates."""
    return np.stack([_along(uvs[:, axis], side) for axis, side in enumerate(sides)], axis=1)


def pixels_at(uvs: Floats, sides: Sides, size_px: tuple[int, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (n,) rows and columns of the pixels of a picture of that width and height."""
    places = within(uvs, sides)
    column, row = (np.minimum((places[:, i] * size).astype(np.int64), size - 1) for i, size in enumerate(size_px))
    return row, column


def _along(values: Floats, side: Wrap) -> Floats:
    if side == "clamp":
        return np.clip(values, 0, 1)
    if side == "repeat":
        return np.asarray(values - np.floor(values))
    return np.asarray(1 - np.abs(1 - values % 2))

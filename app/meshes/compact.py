"""Compact GLB: what a browser's own 3D view loads, half as long on its way as the GLB that everybody reads.

Positions are whole steps on a grid of their mesh, normals a byte for each axis (``KHR_mesh_quantization``), and
pictures WebP (``EXT_texture_webp``).  Our viewer and three.js read that; phones' AR viewers need not.
"""

import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.dressed import Mesh, Picture

QUANTIZED, WEBP = "KHR_mesh_quantization", "EXT_texture_webp"
STEPS = 65535  # along the longest side of a mesh
QUALITY = 80
UNIT = 127  # the length of a normal in whole steps
SLACK = 0.006  # by which it may be longer or shorter; the Khronos validator takes 0.00674


@dataclass(frozen=True, eq=False)
class Grid:
    """The grid of a mesh: where it begins, (3,) metres, and how long one step is, in metres."""

    low: NDArray[np.float64]
    step: float

    def rows(self, positions: NDArray[np.float32]) -> NDArray[np.uint16]:
        """Return (n, 3) positions as steps, in rows of four numbers: the last fills up to eight bytes."""
        steps = np.round((positions.astype(np.float64) - self.low) / self.step).astype(np.uint16)
        return np.pad(steps, ((0, 0), (0, 1)))


def grid_of(mesh: Mesh) -> Grid:
    """Return the finest grid on which all of a mesh lies."""
    lows = np.min([each.positions.min(axis=0) for each in mesh.primitives], axis=0).astype(np.float64)
    highs = np.max([each.positions.max(axis=0) for each in mesh.primitives], axis=0).astype(np.float64)
    return Grid(lows, max(float((highs - lows).max()), 1e-3) / STEPS)


def bytes_of(normals: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return (n, 3) normals as bytes, in rows of four.

    Where rounding each axis by itself makes one too long or too short, the axis that was rounded farthest goes back.
    """
    exact = normals.astype(np.float64) * UNIT
    steps = np.round(exact)
    lengths = np.sqrt((steps**2).sum(axis=1)) / UNIT
    for is_off, way in ((lengths > 1 + SLACK, 1), (lengths < 1 - SLACK, -1)):
        rows = np.flatnonzero(is_off)
        axes = (way * (np.abs(steps) - np.abs(exact)))[rows].argmax(axis=1)
        steps[rows, axes] -= way * np.sign(exact[rows, axes])
    return np.pad(steps.astype(np.int8), ((0, 0), (0, 1)))


@lru_cache(maxsize=64)
def webp(picture: Picture) -> bytes:
    """Return a picture as WebP.  Variants of a scene share most of theirs, and packing takes longest."""
    stream = io.BytesIO()
    with Image.open(io.BytesIO(picture.content)) as image:
        image.save(stream, "WEBP", quality=QUALITY, method=4, exact=True)
    return stream.getvalue()

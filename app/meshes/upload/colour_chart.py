"""Colour chart: a picture of all colours that corners have, so that a triangle's colours are places in it.

Few triangles get a patch each, which has their colours as they are.  Of many a chart has the two directions in which
the colours differ most; in slices of the third, side by side.  Within a slice the colour is an affine function of the
place, so a triangle between three places shows the same blend as between three colours, also far away, where a device
takes means.  What a triangle's corners differ by across slices is lost.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.deterministic_math import Floats
from app.meshes.upload.album import screen

ACROSS = 4  # slices in a row of the picture, and rows
SLICES = ACROSS**2
TILE_PX, GUTTER_PX = 64, 12  # the gutter goes on as the slice does, so that means at its edge are right
MOST_PATCH_PX, PATCHES_PX = 64, 512  # of a patch, and of all
MOST_PATCHES = 1024
PATCH_GUTTER_PX = 4
MOST_TRIED = 20_000  # triangles whose kinds are counted
STEPS = 1023  # in which linear colours are told apart
NARROW = 0.01  # of colours: less needs no slices
LEAST = 1e-6


@dataclass(frozen=True, eq=False)
class Chart:
    """Colours from ``low`` on along three ``axes`` (rows), as far as ``reach`` says; cut into so many ``slices``."""

    low: Floats
    axes: Floats
    reach: Floats
    slices: int

    def uvs(self, colours: Floats) -> Floats:
        """Return (m, 3, 2) places of (m, 3, 3) linear colours of corners."""
        shares = np.clip((colours @ self.axes.T - self.low) / self.reach, 0, 1)
        number = np.minimum((shares[..., 2].mean(axis=1) * self.slices).astype(np.int64), self.slices - 1)
        inner = TILE_PX - 2 * GUTTER_PX - 1
        place = GUTTER_PX + 0.5 + shares[..., :2] * inner
        row, column = np.divmod(number, ACROSS)
        return np.asarray((place + np.stack([column, row], axis=-1)[:, None] * TILE_PX) / (ACROSS * TILE_PX))

    def image(self) -> Image.Image:
        """Return the picture."""
        inner = TILE_PX - 2 * GUTTER_PX - 1
        along = (np.arange(TILE_PX) - GUTTER_PX) / inner
        down, across = np.meshgrid(along, along, indexing="ij")
        pixels = np.zeros((ACROSS * TILE_PX, ACROSS * TILE_PX, 3), dtype=np.uint8)
        for number in range(self.slices):
            third = np.full_like(down, (number + 0.5) / self.slices)
            places = np.stack([across, down, third], axis=-1) * self.reach + self.low
            row, column = divmod(number, ACROSS)
            tile = _bytes(screen(np.clip(places @ self.axes, 0, 1)))
            pixels[row * TILE_PX : (row + 1) * TILE_PX, column * TILE_PX : (column + 1) * TILE_PX] = tile
        return Image.fromarray(pixels)


@dataclass(frozen=True, eq=False)
class Patches:
    """A patch for each kind of triangle, (k, 9) steps of the colours of its three corners."""

    kinds: NDArray[np.int64]

    def uvs(self, colours: Floats) -> Floats:
        """Return (m, 3, 2) places of (m, 3, 3) linear colours of corners, which are of these kinds."""
        places = {kind.tobytes(): place for place, kind in enumerate(self.kinds)}
        number = np.array([places[row.tobytes()] for row in _steps(colours)], dtype=np.int64)
        across, side = self._layout()
        row, column = np.divmod(number, across)
        corner = np.stack([column, row], axis=-1)[:, None] * side + PATCH_GUTTER_PX + 0.5
        inner = side - 2 * PATCH_GUTTER_PX - 1
        return np.asarray((corner + np.array([[0, 0], [inner, 0], [0, inner]])) / (across * side))

    def _layout(self) -> tuple[int, int]:
        """Return how many patches lie in a row, and the side of one in pixels; both are powers of two."""
        across = 1 << max(math.isqrt(len(self.kinds) - 1), 0).bit_length()
        return across, min(MOST_PATCH_PX, PATCHES_PX // across)

    def image(self) -> Image.Image:
        """Return the picture: in each patch the blend of three colours, which goes on beyond them."""
        in_a_row, side = self._layout()
        along = (np.arange(side) - PATCH_GUTTER_PX) / (side - 2 * PATCH_GUTTER_PX - 1)
        down, across = np.meshgrid(along, along, indexing="ij")
        shares = np.stack([1 - across - down, across, down], axis=-1)
        pixels = np.zeros((in_a_row * side, in_a_row * side, 3), dtype=np.uint8)
        for number, kind in enumerate(self.kinds.reshape(-1, 3, 3) / STEPS):
            row, column = (place * side for place in divmod(number, in_a_row))
            blend = np.clip(shares @ kind, 0, 1)
            pixels[row : row + side, column : column + side] = _bytes(screen(blend))
        return Image.fromarray(pixels)


def chart_of(triangles: Floats) -> Chart | Patches:
    """Return what has all of (m, 3, 3) linear colours of corners of triangles."""
    if len(triangles) <= MOST_TRIED:
        kinds = np.unique(_steps(triangles), axis=0)
        if len(kinds) <= MOST_PATCHES:
            return Patches(kinds)
    colours = triangles.reshape(-1, 3)
    rows = colours - colours.mean(axis=0)
    _, axes = np.linalg.eigh(rows.T @ rows)
    axes = axes.T[::-1]  # the widest first
    along = colours @ axes.T
    low, reach = along.min(axis=0), np.maximum(np.ptp(along, axis=0), LEAST)
    return Chart(low, axes, reach, SLICES if reach[2] > NARROW else 1)


def _steps(triangles: Floats) -> NDArray[np.int64]:
    """Return (m, 9) whole numbers of the colours of triangles."""
    return np.round(triangles.reshape(-1, 9) * STEPS).astype(np.int64)


def _bytes(shares: Floats) -> NDArray[np.uint8]:
    return np.round(shares * 255).astype(np.uint8)

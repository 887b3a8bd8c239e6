"""Colour chart: a picture of all colours that corners have, so that a triangle's colours are places in it.

The chart has the two directions in which the colours differ most; in slices of the third, side by side.  Within a
slice the colour is an affine function of the place, so a triangle between three places shows the same blend as between
three colours, also far away, where a device takes means.  What a triangle's corners differ by across slices is lost.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.deterministic_math import Floats
from app.meshes.upload.album import screen

ACROSS = 4  # slices in a row of the picture, and rows
SLICES = ACROSS**2
TILE_PX, GUTTER_PX = 64, 12  # the gutter goes on as the slice does, so that means at its edge are right
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


def chart_of(colours: Floats) -> Chart:
    """Return the chart of (n, 3) linear colours."""
    rows = colours - colours.mean(axis=0)
    _, axes = np.linalg.eigh(rows.T @ rows)
    axes = axes.T[::-1]  # the widest first
    along = colours @ axes.T
    low, reach = along.min(axis=0), np.maximum(np.ptp(along, axis=0), LEAST)
    return Chart(low, axes, reach, SLICES if reach[2] > NARROW else 1)


def _bytes(shares: Floats) -> NDArray[np.uint8]:
    return np.round(shares * 255).astype(np.uint8)

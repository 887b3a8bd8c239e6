"""The atlas: one picture that carries nearly everything that a scene wears.

It is a grid of square cells.  The first one holds the plain colours, small squares of one colour
each; the others hold one texture each, with a gutter that repeats the tile, so that distant views do
not bleed.  A second, smaller picture of the same layout tells roughness (green) and metallic (blue).
"""

import io
import math
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Picture
from app.meshes.materials import Material, rgb
from app.meshes.textures import TEXTURES, picture, roughness

CELL_PX = 256
GUTTER_PX = 8
SWATCH_PX = 8
ROUGH_SHRINK = 4  # the second picture is smaller by this
MOST_CELLS = 16
KEPT = 8  # atlases, drawn for whoever asks for the same again
JPEG_QUALITY = 86

Swatch = tuple[str, float, float]  # colour, roughness, metallic


@dataclass(frozen=True)
class Atlas:
    """Where everything lies: ``swatches`` in the first cell, ``tiles`` in the following ones."""

    swatches: tuple[Swatch, ...]
    tiles: tuple[str, ...]

    @property
    def grid(self) -> tuple[int, int]:
        """Columns and rows of cells; both powers of two."""
        count = 1 + len(self.tiles)
        columns = 2 ** math.ceil(math.log2(count) / 2)
        return columns, 2 ** math.ceil(math.log2(math.ceil(count / columns)))

    def plain_at(self, found: Material) -> tuple[float, float]:
        """Return the uv of a plain material, v downward."""
        row, column = divmod(self.swatches.index(swatch(found)), CELL_PX // SWATCH_PX)
        columns, rows = self.grid
        middle = SWATCH_PX / 2
        return (
            (column * SWATCH_PX + middle) / (columns * CELL_PX),
            (row * SWATCH_PX + middle) / (rows * CELL_PX),
        )

    def tile_at(self, name: str, places: Floats) -> Floats:
        """Return (…, 2) uvs, v downward, of places 0…1 in a texture's tile, v upward."""
        columns, rows = self.grid
        row, column = divmod(1 + self.tiles.index(name), columns)
        inner = CELL_PX - 2 * GUTTER_PX
        u = (column * CELL_PX + GUTTER_PX + places[..., 0] * inner) / (columns * CELL_PX)
        v = (row * CELL_PX + GUTTER_PX + (1 - places[..., 1]) * inner) / (rows * CELL_PX)
        return np.stack([u, v], axis=-1)

    @lru_cache(maxsize=KEPT)  # noqa: B019 -- of a few, which are small themselves
    def pictures(self) -> tuple[Picture, Picture]:
        """Draw the base colours and the roughness."""
        columns, rows = self.grid
        base = np.full((rows * CELL_PX, columns * CELL_PX, 3), 0.8)
        rough = np.zeros((rows * CELL_PX, columns * CELL_PX, 3))
        rough[...] = (1.0, 0.8, 0.0)
        for i, (colour, roughness_, metallic) in enumerate(self.swatches):
            row, column = (place * SWATCH_PX for place in divmod(i, CELL_PX // SWATCH_PX))
            base[row : row + SWATCH_PX, column : column + SWATCH_PX] = rgb(colour)
            rough[row : row + SWATCH_PX, column : column + SWATCH_PX] = (1.0, roughness_, metallic)
        for i, name in enumerate(self.tiles):
            row, column = (place * CELL_PX for place in divmod(1 + i, columns))
            colours, gloss = _tile(name)
            base[row : row + CELL_PX, column : column + CELL_PX] = colours
            rough[row : row + CELL_PX, column : column + CELL_PX, 1] = gloss
        return jpeg("atlas", base), png("roughness", rough[::ROUGH_SHRINK, ::ROUGH_SHRINK])


def swatch(found: Material) -> Swatch:
    """Return what makes a plain material look as it does."""
    return found.colour, found.roughness, found.metallic


@cache
def repeating(name: str) -> Picture:
    """Return a texture as a picture of its own, which repeats."""
    return jpeg(name, picture(name))


def tile_m(name: str) -> tuple[float, float]:
    """Return width and height of a texture's tile in metres."""
    return TEXTURES[name].width_m, TEXTURES[name].height_m


def jpeg(name: str, shares: Floats, *, quality: int = JPEG_QUALITY) -> Picture:
    """Return an (h, w, 3) sRGB picture as JPEG without chroma subsampling, so that swatches stay clean."""
    image, stream = Image.fromarray(_bytes(shares)), io.BytesIO()
    image.save(stream, "JPEG", quality=quality, subsampling=0, optimize=True)
    return Picture(name, stream.getvalue(), "jpeg", image.width, image.height)


def png(name: str, shares: Floats) -> Picture:
    """Return an (h, w, 3) picture as PNG without loss."""
    image, stream = Image.fromarray(_bytes(shares)), io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return Picture(name, stream.getvalue(), "png", image.width, image.height)


@cache
def _tile(name: str) -> tuple[Floats, Floats]:
    """Return the colours (n, n, 3) and the roughness (n, n) of a texture, both with their gutter."""
    return _with_gutter(picture(name)), _with_gutter(roughness(name))


def _with_gutter(tile: Floats) -> Floats:
    """Shrink a tile by its gutter and repeat it all around."""
    inner = CELL_PX - 2 * GUTTER_PX
    margin = CELL_PX // 16  # wrapped around before shrinking, so that its border blends over
    wide = np.pad(tile, ((margin, margin), (margin, margin), (0, 0))[: tile.ndim], mode="wrap")
    shrunk_px = round((CELL_PX + 2 * margin) * inner / CELL_PX)
    image = Image.fromarray(_bytes(wide)).resize((shrunk_px, shrunk_px), Image.Resampling.LANCZOS)
    start = (shrunk_px - CELL_PX) // 2
    shares: Floats = np.asarray(image, dtype=np.float64)[start : start + CELL_PX, start : start + CELL_PX] / 255
    return shares


def _bytes(shares: Floats) -> NDArray[np.uint8]:
    return np.round(np.clip(shares, 0, 1) * 255).astype(np.uint8)

"""Tools for drawing tileable pictures: noise, courses of bricks, pebbles.

A picture is an (n, n, 3) float array of sRGB shares 0…1, its first row on top; a mask is (n, n).
All wrap around at their borders and are the same at every run.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.meshes.materials import rgb

Floats = NDArray[np.float64]

TILE_PX = 256


@cache
def noise(seed: int, grain: float, *, stretch: float = 1.0) -> Floats:
    """Return smooth noise around 0 with a spread of 1; ``grain`` is the size of its spots in shares of the tile.

    ``stretch`` > 1 draws the spots out along rows, < 1 along columns.
    """
    dice = np.random.default_rng(seed)
    waves = np.fft.rfft2(dice.normal(size=(TILE_PX, TILE_PX)))
    y, x = np.meshgrid(np.fft.fftfreq(TILE_PX), np.fft.rfftfreq(TILE_PX), indexing="ij")
    reach = (x * stretch) ** 2 + (y / stretch) ** 2
    field: Floats = np.fft.irfft2(waves * np.exp(-reach * (grain * TILE_PX * 2) ** 2))
    evened: Floats = (field - field.mean()) / field.std()
    return evened


def flat(colour: str) -> Floats:
    """Return a picture of one colour "#rrggbb"."""
    return np.broadcast_to(np.array(rgb(colour)), (TILE_PX, TILE_PX, 3)).copy()


def mixed(first: Floats, second: Floats, mask: ArrayLike) -> Floats:
    """Return ``first`` where the mask is 0 and ``second`` where it is 1."""
    share = np.clip(np.asarray(mask, dtype=np.float64), 0, 1)
    return first + (second - first) * share[..., None]


def shaded(picture: Floats, by: Floats) -> Floats:
    """Brighten a picture where ``by`` is above 0, darken it where it is below; 0.1 is a tenth."""
    return np.clip(picture * (1 + by[..., None]), 0, 1)


@dataclass(frozen=True)
class Cells:
    """A tile divided into cells.

    index: (n, n) which cell.  edge: (n, n) distance to its nearest border in shares of the tile.
    across, up: (n, n) where in the cell, 0…1, ``up`` from its lower side.
    """

    index: NDArray[np.int64]
    edge: Floats
    across: Floats
    up: Floats

    def tones(self, seed: int) -> Floats:
        """Return one random number of spread 1 around 0 for each cell, as (n, n)."""
        dice = np.random.default_rng(seed)
        return np.asarray(dice.normal(size=int(self.index.max()) + 1))[self.index]

    def joints(self, width: float) -> Floats:
        """Return a mask of the joints, ``width`` wide in shares of the tile."""
        return np.clip(1 - (self.edge - width / 2) * TILE_PX, 0, 1)


def courses(columns: int, rows: int, *, shift: float = 0.5) -> Cells:
    """Divide the tile into rows of cells, every second row set off by ``shift`` of a cell.

    ``rows`` is even, unless ``shift`` is 0, so that the tile closes.
    """
    v, u = _places()
    row = np.floor(v * rows).astype(np.int64)
    along = u * columns + shift * (row % 2)
    column = np.floor(along).astype(np.int64) % columns
    across, up = along % 1, v * rows - row
    edge = np.minimum(np.minimum(across, 1 - across) / columns, np.minimum(up, 1 - up) / rows)
    return Cells(row * columns + column, edge, across, up)


@cache
def pebbles(count: int, seed: int) -> Cells:
    """Divide the tile into about ``count`` squared rounded, irregular cells."""
    dice = np.random.default_rng(seed)
    jitter = dice.uniform(0.08, 0.92, size=(count, count, 2))
    v, u = (places.astype(np.float32) for places in _places())
    x, y = u * count, v * count
    column, row = np.floor(x), np.floor(y)
    nearest = np.full(u.shape, 81.0, dtype=np.float32)  # squares of distances
    second, index = nearest.copy(), np.zeros(u.shape, dtype=np.int64)
    for i, j in product((-1, 0, 1), repeat=2):
        there = ((row + j) % count * count + (column + i) % count).astype(np.int64)
        across, up = (jitter[..., axis].reshape(-1).astype(np.float32)[there] for axis in (0, 1))
        away = (column + np.float32(i) + across - x) ** 2 + (row + np.float32(j) + up - y) ** 2
        closer = away < nearest
        np.minimum(second, np.where(closer, nearest, away), out=second)
        np.copyto(index, there, where=closer)
        np.minimum(nearest, away, out=nearest)
    rounded = np.sqrt(nearest.astype(np.float64))
    return Cells(index, (np.sqrt(second.astype(np.float64)) - rounded) / 2 / count, rounded, rounded)


def _places() -> tuple[Floats, Floats]:
    """Return v (from below) and u of the middle of every pixel, 0…1."""
    steps = (np.arange(TILE_PX) + 0.5) / TILE_PX
    v, u = np.meshgrid(1 - steps, steps, indexing="ij")
    return v, u

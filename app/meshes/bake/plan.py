"""The plan of a bake: which triangles get a place of their own on a sheet, and which a row in a ramp of their colour.

What is textured or large needs texels, because light changes across it.  What is small and of one colour needs none:
a ramp of that colour from dark to bright, along which each corner takes the place of its light, shades it smoothly.
A ramp has no height, so that nothing on it overlaps.

Everything here follows from the scene alone, and is quick: light that was kept from an earlier bake fits to it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.bake.charts import apart, charts_of
from app.meshes.bake.colours import FINEST, Colours
from app.meshes.bake.packing import STEP_PX, on_sheet, packed
from app.meshes.bake.soup import Soup
from app.meshes.bake.texels import folded
from app.meshes.deterministic_math import Floats, crossed, lengths
from app.meshes.dressed import Finish
from app.meshes.fragments import Ints

RAMP_PX = (64, 8)
FILLED = 0.62  # of a sheet, as a rule
LEAST_PX = 6.0  # longest edge of what has texels, a third of it where a texture is seen; light is even across less
FINEST_M = 1 / 160  # of a pixel; textures have no more to show
ROUNDS = 4
MOST_FOLDS = 3


@dataclass(frozen=True, eq=False)
class Page:
    """One picture of ``edge_px``: ramps above, charts below.

    triangles: (m,) those of the soup that are on it.  is_flat: (m,) which have a chart; the others have a ramp.
    pixels: (f, 3, 2) corners of those with a chart.  ramp: (r,) ramp of each of the others.
    colours: (k, 3) linear colours of ramps.  gloss: (k, 2) their roughness and metallic.
    pixel_m: metres of one pixel.
    """

    edge_px: int
    triangles: Ints
    is_flat: NDArray[np.bool_]
    pixels: Floats
    ramp: Ints
    colours: Floats
    gloss: Floats
    pixel_m: float

    @property
    def charted(self) -> Ints:
        """Triangles of the soup that have a chart."""
        return self.triangles[self.is_flat]

    @property
    def ramped(self) -> Ints:
        """Triangles of the soup that have a ramp."""
        return self.triangles[~self.is_flat]


def planned(soup: Soup, triangles: Ints, colours: Colours, edge_px: int) -> Page:
    """Plan one page for some triangles of the soup, with texels for as many of them as there is room for."""
    least_px = LEAST_PX
    while (found := _planned(soup, triangles, colours, edge_px, least_px)) is None:
        least_px *= 1.5
    return found


def _planned(soup: Soup, triangles: Ints, colours: Colours, edge_px: int, least_px: float) -> Page | None:
    corners = soup.corners[triangles]
    textured = _textured(colours.finishes, soup.finish[triangles])
    is_flat, pixel_m = _worth_texels(corners, np.where(textured, least_px / 3, least_px), edge_px)
    ramp, tints, gloss = _ramps(soup, triangles[~is_flat], colours, most=edge_px**2 // (4 * RAMP_PX[0] * RAMP_PX[1]))
    pixels = np.zeros((0, 3, 2))
    if is_flat.any():
        kinds = soup.mesh[triangles][is_flat] * len(colours.finishes) + soup.finish[triangles][is_flat]
        laid = _laid(corners[is_flat], kinds, edge_px, _ramps_px(len(tints), edge_px), pixel_m)
        if laid is None:
            return None
        pixels, pixel_m = laid
    return Page(edge_px, triangles, is_flat, pixels, ramp, tints, gloss, pixel_m)


def ramp_place(number: NDArray[np.int64], edge_px: int) -> tuple[Ints, Ints]:
    """Return the pixel of the upper left corner of ramps."""
    a_row = edge_px // RAMP_PX[0]
    return number % a_row * RAMP_PX[0], number // a_row * RAMP_PX[1]


def _ramps_px(count: int, edge_px: int) -> int:
    rows = -(-count // (edge_px // RAMP_PX[0]))
    return -(-rows * RAMP_PX[1] // STEP_PX) * STEP_PX


def _textured(finishes: tuple[Finish, ...], finish: Ints) -> NDArray[np.bool_]:
    return np.array([each.base is not None and each.repeats for each in finishes])[finish]


def _worth_texels(corners: Floats, least_px: Floats, edge_px: int) -> tuple[NDArray[np.bool_], float]:
    """Return which triangles get texels, and about how many metres one of these will be wide."""
    edges = np.roll(corners, -1, axis=1) - corners
    longest = lengths(edges).max(axis=1)
    area = lengths(crossed(edges[:, 0], edges[:, 1])) / 2
    chosen = np.ones(len(corners), dtype=bool)
    pixel_m = 0.0
    for _ in range(ROUNDS):
        whole = float(np.cumsum(area[chosen])[-1]) if chosen.any() else 0.0
        pixel_m = max(np.sqrt(whole / (FILLED * edge_px * edge_px)), FINEST_M)
        chosen = longest > least_px * pixel_m
    return chosen, float(pixel_m)


def _laid(corners: Floats, kinds: Ints, edge_px: int, top_px: int, pixel_m: float) -> tuple[Floats, float] | None:
    """Return the (m, 3, 2) pixels of corners, and the metres of a pixel; None if they are too many.

    Charts that lie on themselves are taken apart.
    """
    charts = charts_of(corners, kinds, pixel_m=pixel_m)
    for _ in range(MOST_FOLDS):
        sheet = packed(charts.sizes, edge_px, edge_px - top_px)
        if sheet is None:
            return None
        pixels = on_sheet(charts.flat, charts.number, sheet, top_px)
        found = pixels, float(1 / sheet.scale.max())
        overlaps = folded(pixels, charts.number, (edge_px, edge_px))
        if not overlaps.any():
            break
        charts = apart(charts, overlaps)
    return found


def _ramps(soup: Soup, ramped: Ints, colours: Colours, *, most: int) -> tuple[Ints, Floats, Floats]:
    """Return the ramp of each of the triangles, and what colour and gloss each ramp has; no more than ``most``."""
    tints, gloss = np.zeros((len(ramped), 3)), np.zeros((len(ramped), 2))
    middle = soup.uvs[ramped].mean(axis=1)
    for number, finish in enumerate(colours.finishes):
        own = np.flatnonzero(soup.finish[ramped] == number)
        if not len(own):
            continue
        coarsest = FINEST if finish.repeats else 0
        tints[own], gloss[own] = colours.base(finish, middle[own], coarsest), colours.gloss(finish, middle[own])
    grain = 512.0
    while True:
        rows = np.rint(np.concatenate([tints * grain, gloss * min(grain, 32.0)], axis=1))
        kinds, first, own_kind = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        if len(kinds) <= most:
            return own_kind.reshape(-1), tints[first], gloss[first]
        grain /= 2

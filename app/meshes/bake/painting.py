"""Painting: colours and light of a plan become one picture for each page, and one of gloss."""

import numpy as np
from numpy.typing import NDArray

from app.meshes.atlas import jpeg, png
from app.meshes.bake.colours import Colours, screen
from app.meshes.bake.filling import enlarged, filled, quarter
from app.meshes.bake.kept import Baked
from app.meshes.bake.lighting import PageLight
from app.meshes.bake.packing import STEP_PX
from app.meshes.bake.plan import RAMP_PX, Page, ramp_place
from app.meshes.bake.soup import Soup
from app.meshes.bake.texels import texels
from app.meshes.deterministic_math import Floats, crossed, lengths
from app.meshes.fragments import Ints

HALVINGS = 2  # of the picture of gloss
GLOSS_STEPS = 32  # of roughness, so that it packs well
RAMP_ENDS_PX = (1.5, RAMP_PX[0] - 1.5)


def painted(name: str, soup: Soup, page: Page, light: PageLight, colours: Colours, *, quality: int) -> Baked:
    """Return the pictures of a page, with everything filled that no triangle covers."""
    base, gloss, known = _charts(soup, page, light, colours)
    base = filled(base, known)
    shine, weight = np.where(known[..., None], gloss, 0.0), known[..., None].astype(np.float64)
    for _ in range(HALVINGS):
        shine, weight = quarter(shine), quarter(weight)
    shine = filled(shine / np.maximum(weight, 1e-9), weight[..., 0] > 0)
    _draw_ramps(base, shine, page)
    grained = np.concatenate([np.ones((*shine.shape[:2], 1)), np.rint(shine * GLOSS_STEPS) / GLOSS_STEPS], axis=2)
    return Baked(jpeg(name, screen(base), quality=quality), png(f"{name}_gloss", grained), light.corners.tobytes())


def uvs(page: Page, corners: NDArray[np.uint8]) -> tuple[Floats, Floats]:
    """Return the uvs of a page, v downward: (f, 3, 2) of what has a chart, (r, 3, 2) of what has a ramp."""
    left, top = ramp_place(page.ramp, page.edge_px)
    start, end = RAMP_ENDS_PX
    along = left[:, None] + start + (end - start) * np.sqrt(corners / 255)
    on_ramp = np.stack([along, np.broadcast_to(top[:, None] + RAMP_PX[1] / 2, along.shape)], axis=-1)
    return page.pixels / page.edge_px, on_ramp / page.edge_px


def _charts(soup: Soup, page: Page, light: PageLight, colours: Colours) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return linear colours (h, w, 3) and gloss (h, w, 2) of a page, and where they are known."""
    edge = page.edge_px
    found = texels(page.pixels, (edge, edge))
    charted = page.charted
    triangle = charted[found.triangle]
    where = found.of(soup.uvs[charted])
    base, gloss = np.zeros((len(triangle), 3)), np.zeros((len(triangle), 2))
    for number, finish in enumerate(colours.finishes):
        own = np.flatnonzero(soup.finish[triangle] == number)
        if len(own):
            level = colours.level(finish, _uv_a_pixel(soup, page, charted[soup.finish[charted] == number]))
            base[own], gloss[own] = colours.base(finish, where[own], level), colours.gloss(finish, where[own])
    sheet, shine = np.zeros((edge * edge, 3)), np.zeros((edge * edge, 2))
    sheet[found.pixel] = base * _brightness(light, page)[found.pixel][:, None]
    shine[found.pixel] = gloss
    known = np.zeros(edge * edge, dtype=bool)
    known[found.pixel] = True
    return sheet.reshape(edge, edge, 3), shine.reshape(edge, edge, 2), known.reshape(edge, edge)


def _uv_a_pixel(soup: Soup, page: Page, triangles: Ints) -> float:
    """Return about how much of a texture's tile one pixel covers, along one side."""
    tile = soup.uvs[triangles]
    one, other = tile[:, 1] - tile[:, 0], tile[:, 2] - tile[:, 0]
    wide = float(np.cumsum(np.abs(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]))[-1])
    where = soup.corners[triangles]
    real = float(np.cumsum(lengths(crossed(where[:, 1] - where[:, 0], where[:, 2] - where[:, 0])))[-1])
    return float(np.sqrt(wide / max(real, 1e-9))) * page.pixel_m


def _brightness(light: PageLight, page: Page) -> Floats:
    """Return the light of every pixel of a page, 0…1."""
    edge = page.edge_px // STEP_PX
    known = np.zeros(edge * edge, dtype=bool)
    known[texels(page.pixels / STEP_PX, (edge, edge)).pixel] = True
    sheet = filled(light.sheet[..., None] / 255, known.reshape(edge, edge))[..., 0]
    return enlarged(sheet, STEP_PX).reshape(-1)


def _draw_ramps(base: Floats, gloss: Floats, page: Page) -> None:
    """Draw every ramp into the pictures, from no light to all."""
    start, end = RAMP_ENDS_PX
    bright = np.clip((np.arange(RAMP_PX[0]) + 0.5 - start) / (end - start), 0, 1) ** 2
    lefts, tops = ramp_place(np.arange(len(page.colours)), page.edge_px)
    less = 2**HALVINGS
    for left, top, colour, shine in zip(lefts.tolist(), tops.tolist(), page.colours, page.gloss, strict=True):
        base[top : top + RAMP_PX[1], left : left + RAMP_PX[0]] = bright[None, :, None] * colour
        gloss[top // less : (top + RAMP_PX[1]) // less, left // less : (left + RAMP_PX[0]) // less] = shine

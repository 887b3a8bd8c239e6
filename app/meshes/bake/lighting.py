"""Lighting: the light of everything that a plan has a place for, as numbers from 0 to 255 that can be kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.bake.packing import STEP_PX
from app.meshes.bake.plan import Page
from app.meshes.bake.skylight import shades, sky_seen
from app.meshes.bake.soup import Soup, alone, standing, still_places
from app.meshes.bake.sunlight import Sun, together
from app.meshes.bake.texels import Texels, texels
from app.meshes.deterministic_math import Floats, dot
from app.meshes.dressed import Dressed, placed
from app.meshes.fragments import Ints
from app.meshes.skin import unit

Levels = NDArray[np.uint8]
Singles = NDArray[np.float32]

MEAN_SLANT = 0.6  # of the sun on what is lit without knowing how it stands
MOST_POINTS_ALONE = 40_000
MOST_ASKED = 400  # places of a mesh that are asked whether the sun reaches them


@dataclass(frozen=True, eq=False)
class PageLight:
    """The light of a page, and that of the ``corners`` (r, 3) that have ramps.

    ``sheet`` (h, w) has one pixel for STEP_PX squared of the page.  A light of 255 is that of open level ground.
    """

    sheet: Levels
    corners: Levels


@dataclass(frozen=True, eq=False)
class _Asked:
    """Places that want light: (n, 3) places and normals, the (n,) mesh of each, and how soft shadows are there."""

    places: Floats
    normals: Floats
    mesh: Ints
    softness_m: float


def lit(dressed: Dressed, soup: Soup, pages: Sequence[Page], towards: Floats) -> list[PageLight]:
    """Return the light of pages, the sun standing ``towards`` (3,)."""
    covered = [_covered(page) for page in pages]
    asked = [_asked(soup, page, found) for page, found in zip(pages, covered, strict=True)]
    edge_px = max((page.edge_px for page in pages), default=1)
    light = _daylight(dressed, asked, towards, edge_px)
    found: list[PageLight] = []
    for page, seen, here in zip(pages, covered, light, strict=True):
        edge = page.edge_px // STEP_PX
        sheet = np.zeros(edge * edge, dtype=np.uint8)
        levels = np.rint(here * 255).astype(np.uint8)
        sheet[seen.pixel] = levels[: len(seen.pixel)]
        found.append(PageLight(sheet.reshape(edge, edge), levels[len(seen.pixel) :].reshape(-1, 3)))
    return found


def _covered(page: Page) -> Texels:
    edge = page.edge_px // STEP_PX
    return texels(page.pixels / STEP_PX, (edge, edge))


def _asked(soup: Soup, page: Page, covered: Texels) -> _Asked:
    charted, ramped = page.charted, page.ramped
    places = [covered.of(soup.corners[charted]), soup.corners[ramped].reshape(-1, 3)]
    normals = [unit(covered.of(soup.normals[charted])), soup.normals[ramped].reshape(-1, 3)]
    mesh = [soup.mesh[charted][covered.triangle], np.repeat(soup.mesh[ramped], 3)]
    return _Asked(np.concatenate(places), np.concatenate(normals), np.concatenate(mesh), page.pixel_m * STEP_PX)


def _daylight(dressed: Dressed, asked: Sequence[_Asked], towards: Floats, edge_px: int) -> list[Singles]:
    """Return the light at all places that want it, 0…1, as finely as pages of ``edge_px`` can show it."""
    all_, still = standing(dressed), still_places(dressed)
    sun, whole = Sun(towards, all_, edge_px * 2), shades(all_, edge_px * edge_px // 2)
    places, normals, mesh = (
        np.concatenate([getattr(each, name) for each in asked]) for name in ("places", "normals", "mesh")
    )
    light = np.ones(len(places), dtype=np.float32)
    fixed = np.isin(mesh, list(still))
    softness = np.concatenate([np.full(len(each.places), each.softness_m) for each in asked])
    sky = sky_seen(whole, places[fixed], normals[fixed])
    slant = dot(normals[fixed], np.broadcast_to(sun.towards, normals[fixed].shape)).astype(np.float32)
    reached = sun.reaches(places[fixed], normals[fixed], softness[fixed])
    light[fixed] = together(sky, slant, reached)
    for number in np.unique(mesh[~fixed]).tolist():
        own = mesh == number
        light[own] = _alone(dressed, number, sun, places[own], normals[own])
    ends = np.cumsum([len(each.places) for each in asked])[:-1]
    return np.split(light, ends)


def _alone(dressed: Dressed, mesh: int, sun: Sun, places: Floats, normals: Floats) -> Singles:
    """Return the light of a mesh that stands in several places, or moves: its own view of the sky, and the mean sun."""
    sky = sky_seen(shades(alone(dressed, mesh), MOST_POINTS_ALONE), places, normals)
    some = places[:: max(len(places) // MOST_ASKED, 1)]
    facing = np.broadcast_to(sun.towards, some.shape)
    shares = []
    for node in dressed.nodes:
        if node.mesh == mesh:
            there = placed(some.astype(np.float32), node.place)
            shares.append(float(np.cumsum(sun.reaches(there, facing, np.full(len(there), 0.5)))[-1]) / len(there))
    mean = np.float32(sum(shares) / len(shares))
    slant = np.full(len(places), MEAN_SLANT, dtype=np.float32)
    return together(sky, slant, np.full(len(places), mean, dtype=np.float32))

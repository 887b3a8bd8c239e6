"""Leafage: cards that wear twigs, laid like shingles over whatever is green.

Their normals are those of the crown, not of the cards, so that the sun shades it as one soft body.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from app.meshes.deterministic_math import Floats, crossed, dot
from app.meshes.materials import material, shade
from app.meshes.skin import Point, Surface, surface, unit
from app.meshes.surfaces import blob

CORE = 0.5  # how bright it is inside a crown
HANGING = ("small", "blades")  # twigs that stay upright, whichever way they look
_CORNERS = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])
_GOLDEN = math.pi * (3 - math.sqrt(5))  # turns by it spread points evenly over a ball


def twig(kind: str, leaves: str) -> str:
    """Return the material of a twig in the colour of ``leaves``, a material or "#rrggbb"."""
    return kind + material(leaves).colour.lower()


def cards(
    middles: ArrayLike, outward: ArrayLike, sizes_m: ArrayLike, *, material: str, seed: int, tilt: float, roll: float
) -> Surface:
    """Square cards with their middles (n, 3), of ``sizes_m`` (n,), that look about ``outward`` (n, 3).

    ``tilt`` is how far they may lean away from there, 1 for about 45 degrees; ``roll`` how far they may turn
    about it, 1 for all around, 0 for upright.
    """
    at, ways = np.asarray(middles, dtype=np.float64), unit(np.asarray(outward, dtype=np.float64))
    dice = np.random.default_rng(seed)
    facing = unit(ways + dice.uniform(-tilt, tilt, ways.shape))
    level = unit(np.stack([facing[:, 2], 0 * facing[:, 0], -facing[:, 0]], axis=1) + 1e-6)
    turns = dice.uniform(-math.pi, math.pi, len(at))[:, None] * roll
    rise = crossed(facing, level)
    across, up = level * np.cos(turns) + rise * np.sin(turns), rise * np.cos(turns) - level * np.sin(turns)
    sizes = np.asarray(sizes_m, dtype=np.float64)[:, None, None]
    spread = _CORNERS[:, 0, None] * across[:, None] + _CORNERS[:, 1, None] * up[:, None]
    points = at[:, None] + spread * sizes
    normals = unit(ways[:, None] + spread * 0.5)
    start = np.arange(len(at))[:, None] * 4
    triangles = (start + np.array([0, 1, 2, 0, 2, 3])).reshape(-1, 2, 3)
    away = (dot(facing, ways) < 0)[:, None, None]
    triangles = np.where(away, triangles[..., ::-1], triangles)
    shares = np.tile(_CORNERS + 0.5, (len(at), 1))
    return surface(points, normals, shares, triangles, material)


def bush(
    radii: Point,
    *,
    leaves: str,
    at: Point,
    count: int,
    size_m: float,
    seed: int,
    kind: str = "broad",
    core: float = 0.66,
) -> list[Surface]:
    """A leafy lump with its centre ``at``: ``count`` cards over a darker core of ``core`` of its size; 0 for none."""
    extent, middle = np.asarray(radii, dtype=np.float64), np.asarray(at, dtype=np.float64)
    ways = _around(count, seed)
    tilt, roll = (0.3, 0.0) if kind in HANGING else (0.6, 1.0)
    depth = np.random.default_rng(seed).uniform(0.74, 1.06, count)
    sizes = np.full(count, size_m) * (0.85 + 0.3 * depth)
    points = middle + ways * (extent - size_m * 0.18) * depth[:, None]
    found = [
        cards(points, ways / extent, sizes, material=twig(kind, leaves), seed=seed, tilt=tilt, roll=roll),
    ]
    if core > 0:
        inside = [float(radius) * core for radius in radii]
        found.append(blob(inside, material=shade(leaves, CORE), at=at, detail=0.4, seed=seed, roughness=0.1))
    return found


def skirt(
    radius_m: float, y: float, *, leaves: str, count: int, size_m: float, droop: float, seed: int, kind: str
) -> Surface:
    """A ring of boughs around the Y axis at height ``y`` that reach out to ``radius_m`` and hang by ``droop``."""
    turns = (np.arange(count) + (seed % 7) / 7) * 2 * np.pi / count
    sine, cosine = np.sin(turns), np.cos(turns)
    out = radius_m - size_m * 0.42
    middles = np.stack([sine * out, np.full(count, y), cosine * out], axis=1)
    outward = np.stack([sine * droop, np.ones(count), cosine * droop], axis=1)
    return cards(middles, outward, np.full(count, size_m), material=twig(kind, leaves), seed=seed, tilt=0.16, roll=0.0)


def trellis(
    at: Point,
    outward: Point,
    size: tuple[float, float],
    *,
    leaves: str,
    size_m: float,
    seed: int,
    kind: str = "climbing",
    cover: float = 1.0,
) -> Surface:
    """Leaves over a plane of ``size`` (along, up) with its middle ``at``, that looks ``outward``.

    Along is level; on a level plane it runs along Z.  ``cover`` is the share of it that is grown over.
    """
    facing = unit(np.asarray(outward, dtype=np.float64))
    flat = unit(np.array([facing[2], 0.0, -facing[0]])) if abs(facing[1]) < 0.9 else np.array([0.0, 0.0, 1.0])
    rise = np.array([0.0, 1.0, 0.0]) if abs(facing[1]) < 0.9 else np.array([1.0, 0.0, 0.0])
    columns, rows = (max(1, round(extent / size_m / 0.72)) for extent in size)
    dice = np.random.default_rng(seed)
    across, up = np.meshgrid((np.arange(columns) + 0.5) / columns - 0.5, (np.arange(rows) + 0.5) / rows - 0.5)
    wanted = dice.uniform(0, 1, across.size) <= cover
    along_m = (across.reshape(-1, 1) * max(size[0] - size_m * 0.5, 0.0))[wanted]
    up_m = (up.reshape(-1, 1) * max(size[1] - size_m * 0.5, 0.0))[wanted]
    middles = np.asarray(at, dtype=np.float64) + along_m * flat + up_m * rise
    ways = np.broadcast_to(facing, middles.shape)
    sizes = dice.uniform(0.85, 1.15, len(middles)) * size_m
    return cards(middles, ways, sizes, material=twig(kind, leaves), seed=seed, tilt=0.3, roll=1.0)


def mat(spots: Sequence[Point], size_m: float, *, leaves: str, seed: int, kind: str) -> Surface:
    """Plants that stand at ``spots``, each of two crossed upright cards ``size_m`` high."""
    feet = np.repeat(np.asarray(spots, dtype=np.float64), 2, axis=0)
    turns = np.random.default_rng(seed).uniform(0, np.pi, len(spots)).repeat(2)
    turns[1::2] += np.pi / 2
    ways = np.stack([np.sin(turns), 0 * turns, np.cos(turns)], axis=1)
    middles = feet + np.array([0.0, size_m / 2, 0.0])
    upright = cards(
        middles, ways, np.full(len(feet), size_m), material=twig(kind, leaves), seed=seed, tilt=0.0, roll=0.0
    )
    lit = unit(upright.normals.astype(np.float64) * 0.3 + np.array([0.0, 1.0, 0.0]))
    return surface(upright.positions, lit, upright.uvs, upright.triangles, upright.material)


def _around(count: int, seed: int) -> Floats:
    """Return (n, 3) directions that are spread evenly, all but straight down."""
    steps = np.arange(count) + 0.5
    y = 1 - steps / count * 1.9
    turns = steps * _GOLDEN + seed
    flat = np.sqrt(np.maximum(1 - y**2, 0.0))
    return np.stack([np.cos(turns) * flat, y, np.sin(turns) * flat], axis=1)

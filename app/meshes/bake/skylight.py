"""Skylight: how much of the sky a place sees among everything that stands there.

No ray is cast.  Everything that stands is strewn with points as evenly as a net; seen from far along one direction,
the nearest point of each square hides what lies behind it.  From many directions that is the share of the sky that a
place sees.

Points are (n, 3), metres, Y up.  All is single-threaded and free of products of matrices: the same on any processor.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.bake.soup import Standing
from app.meshes.deterministic_math import Floats, crossed, lengths, snapped
from app.meshes.fragments import Ints, between, fragments
from app.meshes.skin import unit

Singles = NDArray[np.float32]

WAYS = 64  # directions of the sky
LOWEST_WAY = 0.06  # sine of their least height above the horizon
FINEST_M = 0.02  # between points
EARTHLIGHT = 0.72  # what the lower half of all directions gives, with nothing in the way


@dataclass(frozen=True, eq=False)
class Shades:
    """The points that hide the sky, and how far they are from one another."""

    points: Singles
    apart_m: float


def shades(there: Standing, most_points: int) -> Shades:
    """Strew what stands with about ``most_points``, nearer to one another the smaller it all is."""
    corners = there.corners
    facing = crossed(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = float(np.cumsum(lengths(facing))[-1]) / 2
    apart_m = float(snapped(max(math.sqrt(1.35 * area / most_points), FINEST_M)))
    found = [corners.mean(axis=1)]
    axes = np.abs(facing).argmax(axis=1)
    for axis in range(3):
        mine = np.flatnonzero(axes == axis)
        if len(mine):
            found += _net(there, mine, [k for k in range(3) if k != axis], apart_m)
    return Shades(np.concatenate(found).astype(np.float32), apart_m)


def _net(there: Standing, wanted: Ints, plane: list[int], apart_m: float) -> Iterator[Floats]:
    """Yield the points of a square net on the wanted triangles, seen along the axis that they face."""
    flat = there.corners[wanted][..., plane] / apart_m
    flat = flat - flat.min(axis=(0, 1)) + 0.25
    width, height = (int(most) + 2 for most in flat.max(axis=(0, 1)))
    seen = np.concatenate([flat, np.ones((*flat.shape[:2], 1))], axis=2)
    for place, _, shares in fragments(seen, np.ones(len(seen), dtype=bool), (width, height)):
        number = wanted[place]
        solid = there.is_there(number, shares)
        yield between(there.corners[number[solid]], shares[solid])


def sky_seen(there: Shades, places: Floats, normals: Floats) -> Singles:
    """Return for (n, 3) places how much light comes from the sky and the ground around, 1 with nothing in the way."""
    off = (places + normals * there.apart_m * 1.6).astype(np.float32)
    facing = normals.astype(np.float32)
    got, most = np.zeros(len(places), dtype=np.float32), np.zeros(len(places), dtype=np.float32)
    for way in _ways():
        right, ahead = across(way)
        slant = _along(facing, way)
        turned = np.flatnonzero(slant > 0.04)
        hidden = _hidden(there, off[turned], (right, ahead, way))
        most[turned] += slant[turned]
        got[turned] += np.where(hidden, np.float32(0), slant[turned])
    above = np.where(most > 0, got / np.maximum(most, np.float32(1e-6)), np.float32(0.5))
    below = (1 - facing[:, 1]) / 2
    ground = np.float32(EARTHLIGHT) * (above + 1) / 2  # it is as dark as what hides the sky from it
    return np.asarray(above * (1 - below) + ground * below)


def _hidden(there: Shades, places: Singles, axes: tuple[Singles, Singles, Singles]) -> NDArray[np.bool_]:
    right, ahead, way = axes
    square = np.float32(1 / (there.apart_m * 1.5))
    sideways, along = _along(there.points, right) * square, _along(there.points, ahead) * square
    low_sideways, low_along = sideways.min(), along.min()
    width, height = int(sideways.max() - low_sideways) + 1, int(along.max() - low_along) + 1
    nearest = np.full(width * height, -np.inf, dtype=np.float32)
    cell = (along - low_along).astype(np.int32) * np.int32(width) + (sideways - low_sideways).astype(np.int32)
    np.maximum.at(nearest, cell, _along(there.points, way))
    x = np.floor(_along(places, right) * square - low_sideways).astype(np.int32)
    y = np.floor(_along(places, ahead) * square - low_along).astype(np.int32)
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    found = nearest[np.where(inside, y * np.int32(width) + x, 0)]
    return np.asarray(inside & (found > _along(places, way) + np.float32(there.apart_m * 0.4)))


def _ways() -> Iterator[Singles]:
    """Yield directions that share the sky evenly: a spiral from the zenith down."""
    for i in range(WAYS):
        up = 1 - (i + 0.5) / WAYS * (1 - LOWEST_WAY)
        flat, around = math.sqrt(1 - up * up), i * math.pi * (3 - math.sqrt(5))
        yield snapped([flat * math.cos(around), up, flat * math.sin(around)], 2.0**12).astype(np.float32)


def across(way: NDArray[np.floating]) -> tuple[Singles, Singles]:
    """Return two directions across ``way``."""
    x, y, z = (float(each) for each in way)
    right = unit(np.array([z, 0.0, -x])) if abs(y) < 0.999 else np.array([1.0, 0.0, 0.0])
    ahead = crossed(np.array([x, y, z]), right)
    return snapped(right, 2.0**12).astype(np.float32), snapped(ahead, 2.0**12).astype(np.float32)


def _along(points: Singles, way: Singles) -> Singles:
    return np.asarray(points[:, 0] * way[0] + points[:, 1] * way[1] + points[:, 2] * way[2])

"""Cutting: skin that wears a repeating tile becomes pieces that lie within one tile each.

An atlas cannot repeat a part of itself.  So triangles are cut where their texture coordinates
cross the border of a tile; then each piece can be looked up in the atlas on its own.  Two
triangles that make a plane quad are cut as one, which halves what comes out.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, combined, crossed, lengths
from app.meshes.skin import Surface, unit

Corner = tuple[float, float]

_NEAR = 1e-5  # in tiles: a corner this near to a border lies on it


def tiles_needed(surface: Surface, tile_m: tuple[float, float]) -> float:
    """Return about how many triangles ``cut`` would add, for tiles of (width, height) in metres."""
    uv = surface.uvs[surface.triangles].astype(np.float64) / np.array(tile_m)
    spans = uv.max(axis=1) - uv.min(axis=1)
    return float((spans.prod(axis=1) + spans.sum(axis=1)).sum())


def cut(surface: Surface, tile_m: tuple[float, float]) -> tuple[Floats, Floats, Floats]:
    """Cut a surface along the borders of its tiles of (width, height) in metres.

    Returns loose triangles: positions (m, 3, 3), unit normals (m, 3, 3) and uvs (m, 3, 2), these in
    shares of the tile that each triangle lies in, 0…1, v upward.
    """
    scaled = _shifted_in(surface.uvs.astype(np.float64) / np.array(tile_m))
    corners = np.concatenate([surface.positions, surface.normals, scaled], axis=1).astype(np.float64)
    loose = corners[surface.triangles]
    span = np.ceil(loose[..., 6:].max(axis=1) - _NEAR) - np.floor(loose[..., 6:].min(axis=1) + _NEAR)
    whole = (span <= 1).all(axis=1)
    pieces = [loose[whole]]
    for triangle, outline in _outlines(corners, surface.triangles[~whole]):
        pieces.append(_pieces(corners[triangle], outline))
    found = np.concatenate(pieces)
    middle = (found[..., 6:].min(axis=1, keepdims=True) + found[..., 6:].max(axis=1, keepdims=True)) / 2
    places = np.clip(found[..., 6:] - np.floor(middle), 0, 1)
    normals = unit(found[..., 3:6])
    return found[..., :3], normals, places


def _shifted_in(uv: Floats) -> Floats:
    """Shift a surface that fits into one tile so that it lies in one, and need not be cut."""
    low, high = uv.min(axis=0), uv.max(axis=0)
    fits = (high - low <= 1 + _NEAR) & (np.floor(low + _NEAR) < np.ceil(high - _NEAR) - 1)
    return np.asarray(uv - np.where(fits, low, 0.0))


def _outlines(corners: Floats, triangles: NDArray[np.uint32]) -> Iterator[tuple[NDArray[np.uint32], list[Corner]]]:
    """Yield (triangle, its outline in tiles); two neighbours in one plane come as one convex quad."""
    place = 0
    while place < len(triangles):
        first = triangles[place]
        ring = _quad(corners, first, triangles[place + 1]) if place + 1 < len(triangles) else None
        yield first, [(float(corners[i, 6]), float(corners[i, 7])) for i in (first if ring is None else ring)]
        place += 1 if ring is None else 2


def _quad(corners: Floats, first: NDArray[np.uint32], second: NDArray[np.uint32]) -> list[int] | None:
    """Return the ring of the convex plane quad that two triangles make, or None."""
    extra = [int(i) for i in second if i not in first]
    lone = [k for k in range(3) if first[k] not in second]
    if len(extra) != 1 or len(lone) != 1:
        return None
    k = lone[0]
    ring = [int(first[k]), int(first[(k + 1) % 3]), extra[0], int(first[(k + 2) % 3])]
    if np.abs(corners[ring, 3:6] - corners[ring[0], 3:6]).max() > 1e-4:
        return None
    uv = corners[ring, 6:]
    legs = np.roll(uv, -1, axis=0) - uv
    turns = legs[:, 0] * np.roll(legs[:, 1], -1) - legs[:, 1] * np.roll(legs[:, 0], -1)
    if not ((turns > 1e-9).all() or (turns < -1e-9).all()):
        return None
    shares = _shares(corners[first][:, 6:], uv[2:3])
    predicted = combined(shares, corners[first][:, :3])
    return ring if np.abs(predicted[0] - corners[extra[0], :3]).max() < 1e-3 else None


def _pieces(triangle: Floats, outline: list[Corner]) -> Floats:
    """Cut one outline and return loose triangles (m, 3, 8), what they carry taken from ``triangle`` (3, 8)."""
    if abs(_doubled_area(triangle[:, 6:])) < 1e-12:
        return triangle[None]
    rows = [
        (ring[0], ring[i], ring[i + 1])
        for strip in _strips(outline, 1)
        for ring in _strips(strip, 0)
        for i in range(1, len(ring) - 1)
    ]
    places = np.array(rows).reshape(-1, 2)
    carried = combined(_shares(triangle[:, 6:], places), triangle[:, :6])
    found = np.concatenate([carried, places], axis=1).reshape(-1, 3, 8)
    edges = found[:, 1:, :3] - found[:, :1, :3]
    return np.asarray(found[lengths(crossed(edges[:, 0], edges[:, 1])) > 1e-10])


def _shares(corners: Floats, places: Floats) -> Floats:
    """Return (n, 3) barycentric shares of (n, 2) places in the triangle (3, 2)."""
    (x0, y0), (x1, y1), (x2, y2) = corners.tolist()
    doubled = _doubled_area(corners)
    x, y = places[:, 0] - x0, places[:, 1] - y0
    second = (x * (y2 - y0) - y * (x2 - x0)) / doubled
    third = (y * (x1 - x0) - x * (y1 - y0)) / doubled
    return np.column_stack([1 - second - third, second, third])


def _doubled_area(corners: Floats) -> float:
    (x0, y0), (x1, y1), (x2, y2) = corners.tolist()
    return float((x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0))


def _strips(ring: list[Corner], axis: int) -> Iterator[list[Corner]]:
    """Yield the parts of a convex ring between whole numbers of one coordinate."""
    low = min(corner[axis] for corner in ring)
    high = max(corner[axis] for corner in ring)
    for line in range(math.floor(low + _NEAR) + 1, math.ceil(high - _NEAR)):
        below = _side(ring, axis, line, -1.0)
        ring = _side(ring, axis, line, 1.0)
        if len(below) >= 3:
            yield below
    if len(ring) >= 3:
        yield ring


def _side(ring: list[Corner], axis: int, line: int, sign: float) -> list[Corner]:
    """Return the part of a convex ring on one side of the line: above it for ``sign`` 1, else below."""
    kept: list[Corner] = []
    before = ring[-1]
    for corner in ring:
        was, now = sign * (before[axis] - line), sign * (corner[axis] - line)
        if (was < -_NEAR and now > _NEAR) or (was > _NEAR and now < -_NEAR):
            share = was / (was - now)
            other = before[1 - axis] + (corner[1 - axis] - before[1 - axis]) * share
            kept.append((float(line), other) if axis == 0 else (other, float(line)))
        if now >= -_NEAR:
            kept.append(corner)
        before = corner
    return kept

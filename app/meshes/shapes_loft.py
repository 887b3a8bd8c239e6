"""Shapes between rings: bodies, limbs and hulls that box and cylinder cannot give.

Points are (n, 3) in metres, Y up.  Edges sharper than ``crease_deg`` stay sharp, others are
shaded smooth; textures are laid on from the axis a face looks along, in metres.
"""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.meshes.deterministic_math import Floats, crossed, dot, lengths
from app.meshes.skin import Surface, laid_on, unit


def skin(points: Floats, triangles: NDArray[np.int64], *, material: str, crease_deg: float = 35.0) -> Surface:
    """Shade ``triangles`` over shared ``points``; triangles without area are left out."""
    edges = points[triangles[:, 1:]] - points[triangles[:, :1]]
    cross = crossed(edges[:, 0], edges[:, 1])
    doubled = lengths(cross)
    keep = doubled > 1e-9
    triangles, cross, doubled = triangles[keep], cross[keep], doubled[keep]
    flat = cross / doubled[:, None]
    vertex = triangles.reshape(-1)
    spread, facing = points[vertex], np.repeat(flat, 3, axis=0)
    return Surface(
        positions=spread.astype(np.float32),
        normals=_smoothed(vertex, facing, np.repeat(cross, 3, axis=0), crease_deg).astype(np.float32),
        uvs=laid_on(spread, facing).astype(np.float32),
        triangles=np.arange(len(vertex), dtype=np.uint32).reshape(-1, 3),
        material=material,
    )


def loft(rings: ArrayLike, *, material: str, crease_deg: float = 35.0, start: bool = True, end: bool = True) -> Surface:
    """Join ``rings`` (r, n, 3) of equally many points; ``start`` and ``end`` close the two mouths.

    Either way round the rings run, the skin looks outward.
    """
    points = np.asarray(rings, dtype=np.float64)
    count, sides, _ = points.shape
    flat = points.reshape(-1, 3)
    triangles = _outward(flat, _net(count, sides, start, end))
    return skin(flat, triangles, material=material, crease_deg=crease_deg)


def shell(
    rings: ArrayLike, paint: Callable[[int, int], str], *, lid: str = "", crease_deg: float = 35.0
) -> list[Surface]:
    """Join ``rings`` as ``loft`` does, each cell in the colour ``paint(row, column)`` gives.

    ``lid`` is the colour that closes the last ring; the first stays open.
    """
    points = np.asarray(rings, dtype=np.float64)
    count, sides, _ = points.shape
    colours = [paint(row, column) for row in range(count - 1) for column in range(sides) for _ in range(2)]
    colours += [lid] * (sides - 2) if lid else []
    flat = points.reshape(-1, 3)
    triangles = _outward(flat, _net(count, sides, False, bool(lid)))
    chosen = np.asarray(colours)
    return [
        skin(flat, triangles[chosen == colour], material=colour, crease_deg=crease_deg)
        for colour in dict.fromkeys(colours)
    ]


def limb(
    path: ArrayLike,
    radii_m: Sequence[float],
    *,
    material: str,
    sides: int = 6,
    flat: float = 1.0,
    start: bool = True,
    end: bool = True,
) -> Surface:
    """A round limb along ``path`` (n, 3) that is ``radii_m`` thick at each point.

    ``flat`` squeezes it along the Z axis (1 = round), for a torso or a sole.
    ``start`` and ``end`` close it; an end that is hidden in another body stays open.
    """
    line = np.asarray(path, dtype=np.float64)
    along = unit(np.gradient(line, axis=0))
    across = np.where(np.abs(along[:, :1]) < 0.9, [[1.0, 0.0, 0.0]], [[0.0, 0.0, 1.0]])
    first = unit(across - along * np.sum(across * along, axis=1, keepdims=True))
    second = crossed(along, first)
    turns = np.linspace(0, 2 * np.pi, sides, endpoint=False)[:, None]
    rings = np.cos(turns) * first[:, None] + np.sin(turns) * second[:, None]
    rings = line[:, None] + rings * np.asarray(radii_m)[:, None, None] * np.array([1.0, 1.0, flat])
    return loft(rings, material=material, crease_deg=75, start=start, end=end)


def rounded(width_m: float, depth_m: float, corner_m: float, *, steps: int = 2) -> Floats:
    """A rectangle with round corners as (n, 2) points, counter-clockwise, n = 4 * (steps + 1)."""
    corner = min(corner_m, width_m / 2, depth_m / 2)
    x, y = width_m / 2 - corner, depth_m / 2 - corner
    points = []
    for quarter, (sx, sy) in enumerate([(1, 1), (-1, 1), (-1, -1), (1, -1)]):
        for step in range(steps + 1):
            turn = (quarter + step / max(steps, 1)) * np.pi / 2
            points.append((sx * x + corner * np.cos(turn), sy * y + corner * np.sin(turn)))
    return np.asarray(points)


def _smoothed(vertex: NDArray[np.int64], flat: Floats, weighted: Floats, crease_deg: float) -> Floats:
    """Mix each corner's normal with those that meet it at its ``vertex`` within the crease angle."""
    order = np.argsort(vertex, kind="stable")
    valence = np.bincount(vertex)
    seat = np.arange(len(order)) - np.repeat(np.cumsum(valence) - valence, valence)
    table = np.full((len(valence), valence.max()), -1)  # one row per vertex: the corners there
    table[vertex[order], seat] = order
    taken = table >= 0
    around = np.where(taken[..., None], flat[table], 0.0)
    mixed = np.zeros_like(around)
    for k in range(table.shape[1]):  # what each neighbour gives to those that it meets softly
        near = dot(around, around[:, k : k + 1]) >= np.cos(np.radians(crease_deg))
        mixed += np.where((near & taken[:, k : k + 1])[..., None], weighted[table[:, k]][:, None], 0.0)
    normals = np.empty_like(flat)
    normals[table[taken]] = mixed[taken]
    return unit(normals)


@cache
def _net(count: int, sides: int, start: bool, end: bool) -> NDArray[np.int64]:
    """The triangles between ``count`` rings, cell by cell, and of the lids."""
    rows: list[tuple[int, int, int]] = []
    for ring in range(count - 1):
        for side in range(sides):
            a, b = ring * sides + side, ring * sides + (side + 1) % sides
            rows += [(a, b, b + sides), (a, b + sides, a + sides)]
    last = (count - 1) * sides
    for i in range(1, sides - 1):
        rows += [(0, i + 1, i)] if start else []
        rows += [(last, last + i, last + i + 1)] if end else []
    return np.asarray(rows)


def _outward(points: Floats, triangles: NDArray[np.int64]) -> NDArray[np.int64]:
    """Turn all triangles round if they enclose a negative volume about their middle."""
    corners = points[triangles] - points.mean(axis=0)
    volume = dot(corners[:, 0], crossed(corners[:, 1], corners[:, 2])).sum()
    return triangles if volume > 0 else triangles[:, ::-1]

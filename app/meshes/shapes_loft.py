"""Shapes between rings: bodies, limbs and hulls that box and cylinder cannot give.

Points are (n, 3) in metres, Y up.  Edges sharper than ``crease_deg`` stay sharp, others are
shaded smooth; textures are laid on from the axis a face looks along, in metres.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.meshes.skin import Floats, Surface, laid_on, unit


def skin(points: Floats, triangles: NDArray[np.int64], *, material: str, crease_deg: float = 35.0) -> Surface:
    """Shade ``triangles`` over shared ``points``; triangles without area are left out."""
    edges = points[triangles[:, 1:]] - points[triangles[:, :1]]
    cross = np.cross(edges[:, 0], edges[:, 1])
    doubled = np.linalg.norm(cross, axis=1)
    keep = doubled > 1e-9
    triangles, cross, doubled = triangles[keep], cross[keep], doubled[keep]
    flat = cross / doubled[:, None]
    vertex = triangles.reshape(-1)
    normals = _smoothed(points[vertex], np.repeat(flat, 3, 0), np.repeat(cross, 3, 0), crease_deg)
    uvs = laid_on(points[vertex], np.repeat(flat, 3, 0))
    rows = np.hstack([points[vertex], normals, uvs]).round(6)
    unique, index = np.unique(rows, axis=0, return_inverse=True)
    return Surface(
        positions=unique[:, :3].astype(np.float32),
        normals=unit(unique[:, 3:6]).astype(np.float32),
        uvs=unique[:, 6:].astype(np.float32),
        triangles=index.reshape(-1, 3).astype(np.uint32),
        material=material,
    )


def loft(rings: ArrayLike, *, material: str, crease_deg: float = 35.0, start: bool = True, end: bool = True) -> Surface:
    """Join ``rings`` (r, n, 3) of equally many points; ``start`` and ``end`` close the two mouths.

    Either way round the rings run, the skin looks outward.
    """
    points = np.asarray(rings, dtype=np.float64)
    count, sides, _ = points.shape
    bands = [_band(row, column, sides) for row in range(count - 1) for column in range(sides)]
    lids = [_lid(0, sides)[:, ::-1]] * start + [_lid(count - 1, sides)] * end
    flat = points.reshape(-1, 3)
    triangles = _outward(flat, np.concatenate([*bands, *lids]))
    return skin(flat, triangles, material=material, crease_deg=crease_deg)


def shell(
    rings: ArrayLike, paint: Callable[[int, int], str], *, lid: str = "", crease_deg: float = 35.0
) -> list[Surface]:
    """Join ``rings`` as ``loft`` does, each cell in the colour ``paint(row, column)`` gives.

    ``lid`` is the colour that closes the last ring; the first stays open.
    """
    points = np.asarray(rings, dtype=np.float64)
    count, sides, _ = points.shape
    cells = {(row, column): _band(row, column, sides) for row in range(count - 1) for column in range(sides)}
    colours = [paint(row, column) for row, column in cells for _ in range(2)]
    triangles = np.concatenate([*cells.values()])
    if lid:
        triangles = np.concatenate([triangles, _lid(count - 1, sides)])
        colours += [lid] * (sides - 2)
    flat = points.reshape(-1, 3)
    triangles = _outward(flat, triangles)
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
    turns = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings = []
    for point, axis, radius in zip(line, along, radii_m, strict=True):
        across = np.array([1.0, 0, 0]) if abs(axis[0]) < 0.9 else np.array([0, 0, 1.0])
        first = unit(across - axis * (across @ axis))
        second = np.cross(axis, first)
        ring = np.outer(np.cos(turns), first) + np.outer(np.sin(turns), second)
        ring[:, 2] *= flat
        rings.append(point + ring * radius)
    return loft(rings, material=material, crease_deg=75, start=start, end=end)


def extruded(
    outline: Sequence[tuple[float, float]], width_m: float, *, material: str, crease_deg: float = 35.0
) -> Surface:
    """A side view ``outline`` of (z, y) points, convex, as wide as ``width_m`` along X."""
    profile = np.asarray(outline, dtype=np.float64)
    rings = []
    for x in (-width_m / 2, width_m / 2):
        rings.append(np.column_stack([np.full(len(profile), x), profile[:, 1], profile[:, 0]]))
    return loft(rings, material=material, crease_deg=crease_deg)


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


def _smoothed(places: Floats, flat: Floats, weighted: Floats, crease_deg: float) -> Floats:
    """Mix each corner's normal with those that meet it within the crease angle."""
    _, found = np.unique(places.round(6), axis=0, return_inverse=True)
    vertex = found.reshape(-1)
    order = np.argsort(vertex, kind="stable")
    valence = np.bincount(vertex)
    seat = np.arange(len(order)) - np.repeat(np.cumsum(valence) - valence, valence)
    table = np.full((len(valence), valence.max()), -1)  # one row per vertex: the corners there
    table[vertex[order], seat] = order
    taken = table >= 0
    around = np.where(taken[..., None], flat[table], 0.0)
    near = np.einsum("vki,vli->vkl", around, around) >= np.cos(np.radians(crease_deg))
    mixed = (near & taken[:, None, :]).astype(np.float64) @ weighted[table]
    normals = np.empty_like(flat)
    normals[table[taken]] = mixed[taken]
    return unit(normals)


def _band(row: int, column: int, sides: int) -> NDArray[np.int64]:
    a, b = row * sides + column, row * sides + (column + 1) % sides
    return np.array([(a, b, b + sides), (a, b + sides, a + sides)])


def _lid(row: int, sides: int) -> NDArray[np.int64]:
    first = row * sides
    return np.array([(first, first + i, first + i + 1) for i in range(1, sides - 1)])


def _outward(points: Floats, triangles: NDArray[np.int64]) -> NDArray[np.int64]:
    """Turn all triangles round if they enclose a negative volume about their middle."""
    corners = points[triangles] - points.mean(axis=0)
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum()
    return triangles if volume > 0 else triangles[:, ::-1]

"""Skin: pieces of surface, and what one does with them wherever they stand.

Everything is in metres, Y up, -Z north, +X east.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.meshes.deterministic_math import DIRECTION_GRID, Floats, combined, crossed, determinant, lengths, snapped

Point = Sequence[float]


@dataclass(frozen=True, eq=False)
class Surface:
    """A piece of skin of one material.

    positions: (n, 3) float32, metres.  normals: (n, 3) float32, unit.
    uvs: (n, 2) float32, metres along the surface, v upward; on twigs shares 0…1 of their picture.
    triangles: (m, 3) uint32, counter-clockwise seen from outside.
    material: a name of ``materials``, "#rrggbb", or a twig of ``twigs`` and its tint.
    """

    positions: NDArray[np.float32]
    normals: NDArray[np.float32]
    uvs: NDArray[np.float32]
    triangles: NDArray[np.uint32]
    material: str


def surface(positions: ArrayLike, normals: ArrayLike, uvs: ArrayLike, triangles: ArrayLike, material: str) -> Surface:
    """Make a Surface from anything array-like of the right shapes; normals need not be unit."""
    return Surface(
        np.asarray(positions, dtype=np.float32).reshape(-1, 3),
        unit(np.asarray(normals, dtype=np.float64).reshape(-1, 3)).astype(np.float32),
        np.asarray(uvs, dtype=np.float32).reshape(-1, 2),
        np.asarray(triangles, dtype=np.uint32).reshape(-1, 3),
        material,
    )


def unit(vectors: Floats) -> Floats:
    """Return (…, 3) vectors scaled to length 1; those without length point up."""
    length = lengths(vectors)[..., None]
    if length.size and length.min() > 1e-12:
        return np.asarray(vectors / length)
    scaled = vectors / np.where(length > 1e-12, length, 1.0)
    return np.where(length > 1e-12, scaled, np.array([0.0, 1.0, 0.0]))


def on_grid(found: Surface) -> Surface:
    """Return a surface with its places and directions on the grid, where no processor differs from another."""
    return replace(
        found,
        positions=snapped(found.positions).astype(np.float32),
        normals=snapped(found.normals, DIRECTION_GRID).astype(np.float32),
        uvs=snapped(found.uvs).astype(np.float32),
    )


def joined(surfaces: Sequence[Surface], *, material: str) -> Surface:
    """Return one surface of several, all in one ``material``."""
    starts = np.cumsum([0, *(len(s.positions) for s in surfaces)])
    return Surface(
        np.concatenate([s.positions for s in surfaces]),
        np.concatenate([s.normals for s in surfaces]),
        np.concatenate([s.uvs for s in surfaces]),
        np.concatenate([s.triangles + np.uint32(start) for s, start in zip(surfaces, starts, strict=False)]),
        material,
    )


# --- moving -----------------------------------------------------------------------------------


def moved(
    surfaces: Iterable[Surface], *, by: Point = (0, 0, 0), turn_deg: float = 0.0, scale: float | Point = 1.0
) -> list[Surface]:
    """Scale, then turn clockwise seen from above, both about the origin, then shift by ``by``.

    ``scale`` is one factor or one per axis; a negative one mirrors.
    """
    angle = np.radians(turn_deg)
    turn = np.array([[np.cos(angle), 0, -np.sin(angle)], [0, 1, 0], [np.sin(angle), 0, np.cos(angle)]])
    factors = np.broadcast_to(np.asarray(scale, dtype=np.float64), (3,))
    return [_transformed(s, turn * factors, turn / factors, np.asarray(by, dtype=np.float64)) for s in surfaces]


def tipped(
    surfaces: Iterable[Surface], *, by_deg: float, axis: Literal["x", "z"], around: Point = (0, 0, 0)
) -> list[Surface]:
    """Tip about the X or Z axis through ``around``: right-handed, so that about X the top comes to the south."""
    angle, pivot = np.radians(by_deg), np.asarray(around, dtype=np.float64)
    cos, sin = np.cos(angle), np.sin(angle)
    about_x = np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])
    about_z = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    turn = about_x if axis == "x" else about_z
    return [_transformed(s, turn, turn, pivot - combined(pivot[None], turn.T)[0]) for s in surfaces]


def painted(surfaces: Iterable[Surface], material: str) -> list[Surface]:
    """Return the same skin in another material."""
    return [replace(s, material=material) for s in surfaces]


def _transformed(surface_: Surface, points_by: Floats, normals_by: Floats, shift: Floats) -> Surface:
    volume = determinant(points_by)
    mirrored, stretch = volume < 0, abs(volume) ** (1 / 3)
    return Surface(
        (combined(surface_.positions, points_by.T) + shift).astype(np.float32),
        unit(combined(surface_.normals, normals_by.T)).astype(np.float32),
        surface_.uvs if abs(stretch - 1) < 1e-9 else (surface_.uvs * stretch).astype(np.float32),
        surface_.triangles[:, ::-1] if mirrored else surface_.triangles,
        surface_.material,
    )


def areas(points: Floats, triangles: NDArray[np.int64]) -> Floats:
    """Return the area in square metres of each of (m, 3) triangles over (n, 3) points."""
    edges = points[triangles[:, 1:]] - points[triangles[:, :1]]
    return lengths(crossed(edges[:, 0], edges[:, 1])) / 2


def laid_on(points: Floats, facing: Floats) -> Floats:
    """Return (n, 2) metres for (n, 3) points, projected along the axis that each one faces most."""
    axis = np.argmax(np.abs(facing), axis=1)
    sign = np.where(np.take_along_axis(facing, axis[:, None], axis=1)[:, 0] < 0, -1.0, 1.0)
    x, y, z = points.T
    u = np.choose(axis, [-z * sign, x, x * sign])
    v = np.choose(axis, [y, -z * sign, y])
    return np.column_stack([u, v])

"""Welding: loose triangles of several finishes become one sheet over as few points as show the same.

A point is a place, a texture coordinate and a finish; points at one place with other texture coordinates are a seam.
Normals do not part points, as they would part all of a model whose faces are flat: ``directions`` gives them back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, crossed, lengths
from app.meshes.dressed import Primitive

Loose = tuple[Floats, Floats, Floats]  # positions, normals (m, 3, 3) and uvs (m, 3, 2)
Ints = NDArray[np.int64]
PLACE_STEPS = 2**20 - 1  # along the longest side of everything; three of these fit into one number
UV_STEPS = 2**12  # in a texture
UV_SPAN = 2**27  # more steps than a coordinate has, counted from its lowest
TURNS = 4  # steps in a unit normal: what differs by less than about 15 degrees is one direction


@dataclass(frozen=True, eq=False)
class Sheet:
    """Triangles (m, 3) over n points, each in one of the parts that it was made of.

    positions (n, 3) metres.  uvs (n, 2), nothing but zeros where no texture is.  parts (n,).  places (n,) number the
    places: points of one seam share theirs.  Of the normals that met at a point those that differ much are kept:
    directions (k, 3), unit, in the order of their points, which ``owners`` (k,) names.
    """

    positions: NDArray[np.float32]
    uvs: NDArray[np.float32]
    parts: Ints
    places: Ints
    triangles: NDArray[np.uint32]
    directions: Floats
    owners: Ints


def sheet_of(parts: Sequence[Loose], is_textured: Sequence[bool]) -> Sheet:
    """Weld the loose triangles of all parts; those that have no surface are left out."""
    place = _numbered(_place_keys([part[0] for part in parts]))
    uv = _numbered(_uv_keys([part[2] for part in parts], is_textured))
    part = np.repeat(np.arange(len(parts)), [3 * len(each[0]) for each in parts])
    keys = (place * (uv.max() + 1) + uv) * len(parts) + part
    _, first, point = np.unique(keys, return_index=True, return_inverse=True)
    directions, owners = _directions(point, [each[1] for each in parts])
    positions = _rows([each[0] for each in parts], first)
    triangles = point.reshape(-1, 3)
    corners = place[first][triangles]
    is_whole = (corners != np.roll(corners, 1, axis=1)).all(axis=1)
    uvs = _rows([each[2] for each in parts], first)
    uvs[~np.array(is_textured)[part[first]]] = 0.0
    return Sheet(positions, uvs, part[first], place[first], triangles[is_whole].astype(np.uint32), directions, owners)


def size_bytes(primitive: Primitive, *, is_textured: bool) -> int:
    """Return the bytes that a primitive takes in a GLB at most: texture coordinates only where there is a texture."""
    return primitive.size_bytes + (4 if is_textured else -4) * len(primitive.positions)


def metres_per_uv(sheet: Sheet, count: int) -> Floats:
    """Return for each of ``count`` parts how many metres a unit of its texture covers; 0 where it wears none."""
    corners, uvs = sheet.positions[sheet.triangles], sheet.uvs[sheet.triangles].astype(np.float64)
    edges = corners[:, 1:] - corners[:, :1]
    surface = lengths(crossed(edges[:, 0], edges[:, 1]))
    sides = uvs[:, 1:] - uvs[:, :1]
    covered = np.abs(sides[:, 0, 0] * sides[:, 1, 1] - sides[:, 0, 1] * sides[:, 1, 0])
    part = sheet.parts[sheet.triangles[:, 0]]
    of_part, of_texture = (np.bincount(part, each, count) for each in (surface, covered))
    return np.sqrt(np.divide(of_part, of_texture, out=np.zeros(count), where=of_texture > 0))


def _place_keys(positions: Sequence[Floats]) -> Ints:
    low = np.min([each.min(axis=(0, 1)) for each in positions], axis=0)
    high = np.max([each.max(axis=(0, 1)) for each in positions], axis=0)
    scale = PLACE_STEPS / max(float((high - low).max()), 1e-9)
    return np.concatenate([_packed(each, low, scale, PLACE_STEPS + 1) for each in positions])


def _uv_keys(uvs: Sequence[Floats], is_textured: Sequence[bool]) -> Ints:
    low = np.min([each.min(axis=(0, 1)) for each in uvs], axis=0)
    return np.concatenate(
        [
            _packed(each, low, UV_STEPS, UV_SPAN) if wears else np.zeros(3 * len(each), dtype=np.int64)
            for each, wears in zip(uvs, is_textured, strict=True)
        ]
    )


def _packed(rows: Floats, low: Floats, scale: float, span: int) -> Ints:
    """Return (m, 3, k) rows as m * 3 numbers that are the same where the rows are, on a grid."""
    found = np.zeros(rows.shape[0] * 3, dtype=np.int64)
    for axis in range(rows.shape[2]):
        found = found * span + np.rint((rows[..., axis].reshape(-1) - low[axis]) * scale).astype(np.int64)
    return found


def _numbered(keys: Ints) -> Ints:
    return np.unique(keys, return_inverse=True)[1]


def _rows(found: Sequence[Floats], first: Ints) -> NDArray[np.float32]:
    width = found[0].shape[2]
    return np.concatenate([each.reshape(-1, width).astype(np.float32) for each in found])[first]


def _directions(point: Ints, normals: Sequence[Floats]) -> tuple[Floats, Ints]:
    rows = np.concatenate([each.reshape(-1, 3).astype(np.float32) for each in normals])
    kinds = 2 * TURNS + 1
    key = point.astype(np.int64)
    for axis in range(3):
        key = key * kinds + np.clip(np.rint(rows[:, axis] * TURNS), -TURNS, TURNS).astype(np.int64) + TURNS
    keys, place = np.unique(key, return_inverse=True)
    sums = np.stack([np.bincount(place, rows[:, axis], len(keys)) for axis in range(3)], axis=1)
    return sums / np.maximum(lengths(sums), 1e-12)[:, None], keys // kinds**3

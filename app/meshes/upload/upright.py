"""Upright: which way is up in a file, Y as glTF wants it or Z as many programs have it.

Each sign of it is a number: natural logarithms of how much likelier it makes Z than Y (naive Bayes).  Where their sum
says neither, the person is asked.  None of them turns anything upside down, so only the axis counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, crossed
from app.meshes.upload.clues import Clues, Named

PRIOR = -2.0  # before one looks: the standard says Y
SURE, ASKED = 2.0, -1.6  # from here on Z; from here on a question, up to that
LIKELIER = 0.7  # from here on Z is the guess
MOST_SHAPE = 5.5
ONE_SIGN = 3.0  # how much where things stand counts at most: alone it is worth a question
FLAT = 0.2  # of its breadth: so thin is a board, or a slab
DOUBT = 0.6  # how much more of flat things lie or stand otherwise
FACING_UP = 1.5  # how much it speaks for Y that a flat thing has but an upper side
QUARTER_M, QUARTER = 40.0, 2.0  # flat things so broad lie: they are quarters; how much that says
LAND_M = 20.0  # so wide is what is hilly, and no relief
NEAR, LEVEL = 0.02, 0.1  # of an extent: it begins at zero; it lies about zero
HIGHEST_M = 9000.0  # above the sea; what is farther is a place on a map
LEANS = 0.7  # of a unit normal: it faces that way more than any other
ENOUGH = 150_000  # triangles that are looked at, of more each so-many-th
UNLIKE = 0.3  # so much lies elsewhere than its mirror image
SPREAD, CELLS = 20_000, 6  # points, and how many cells along each axis they are counted in
THIN, UNDERSIDE = 0.03, 3.5  # of an extent; how much details below speak against that
TOWERING = 2.2  # times its breadth

PLACES = {"centred": 0.4, "corner": 0.15, "other": 0.3}  # how often both level axes are so, as we guess; else:
MIXED = 0.025
UPWARD = {"centred": 0.03, "corner": 0.7, "other": 0.3}

WRITERS_OF_Y = ("blender", "sketchup", "unity", "unreal", "maya", "3ds", "babylon", "fbx2gltf", "cinema 4d", "cesium")
LYING = """boden gelaende gelände terrain dgm ground floor bodenplatte estrich platte slab deck platz plaza rasen lawn
    wiese wasser pflaster strasse straße road"""
ABOVE = "dach dachflaeche dachfläche flachdach satteldach roof"
FACING = """wand wall mauer fassade facade panel fenster window tafel infotafel board schild sign stele poster plakat
    banner relief zaun fence"""
TALL = "baum tree mast pole laterne leuchte lamp turm tower person mensch poller bollard"


@dataclass(frozen=True, kw_only=True)
class Upright:
    """Whether Z is up, by all that was looked at, and whether that is sure."""

    is_z: bool
    is_sure: bool
    total: float = 0.0


def looked_at(positions: Floats, clues: Clues) -> Upright:
    """Return which way is up in (m, 3, 3) triangles, in metres and where the file has them."""
    low, high = positions.min(axis=(0, 1)), positions.max(axis=(0, 1))
    every = -(-len(positions) // ENOUGH)
    positions, clues = positions[::every], replace(clues, parts=_thinned(clues.parts, every))
    shape = _Shape(positions, low, high)
    total = PRIOR + _of_shape(shape) + _said(shape, clues) + _on_map(low, high)
    return Upright(is_z=total > LIKELIER, is_sure=not ASKED < total < SURE, total=total)


def _thinned(parts: Sequence[Named], every: int) -> list[Named]:
    return [(name, rows[rows % every == 0] // every) for name, rows in parts]


class _Shape:
    """Triangles, their (m,) areas and (m, 3) normals, and the ends of all."""

    def __init__(self, positions: Floats, low: Floats, high: Floats) -> None:
        self.positions, self.low, self.high = positions, low, high
        self.size = np.maximum(high - low, 1e-9)
        edges = positions[:, 1:] - positions[:, :1]
        across = crossed(edges[:, 0], edges[:, 1])
        doubled = np.linalg.norm(across, axis=1)
        self.areas = doubled / 2
        self.normals = across / np.maximum(doubled, 1e-12)[:, None]
        self.points = _spread(positions, self.areas)

    @property
    def area(self) -> float:
        return max(float(self.areas.sum()), 1e-12)


def _spread(positions: Floats, areas: Floats) -> Floats:
    """Return (SPREAD, 3) points spread evenly over (m, 3, 3) triangles, always alike (additive recurrence, Roberts)."""
    ends = np.cumsum(areas)
    steps = np.arange(SPREAD)
    rows = np.minimum(np.searchsorted(ends, (steps + 0.5) / SPREAD * ends[-1]), len(areas) - 1)
    u, v = (0.5 + steps * 0.7548776662466927) % 1.0, (0.5 + steps * 0.5698402909980532) % 1.0
    u, v = np.where(u + v > 1, [1 - u, 1 - v], [u, v])
    corners = positions[rows]
    first, second, third = corners[:, 0], corners[:, 1], corners[:, 2]
    return np.asarray(first + (second - first) * u[:, None] + (third - first) * v[:, None])


def _of_shape(shape: _Shape) -> float:
    """Weigh where it stands, how its faces lie and how tall it is; a flat thing, board or slab, tells less."""
    x, y, z = shape.size
    if min(y, z) < FLAT * min(x, max(y, z)) and not (_undulates(shape, 1) or _undulates(shape, 2)):
        total = _places(shape) + DOUBT - (FACING_UP if y < z and _net(shape, 1) > 0.5 else 0.0)
        if sorted(shape.size)[1] > QUARTER_M:
            return min(total + (QUARTER if z < y else -QUARTER), SURE - PRIOR - 0.1)
        return min(total, LIKELIER - PRIOR - 0.1)
    total = _places(shape) + _faces(shape) + _mirrors(shape) + _towers(shape)
    total += UNDERSIDE * (_carries_details(shape, 1) - _carries_details(shape, 2))
    return float(np.clip(total, -MOST_SHAPE, MOST_SHAPE))


def _places(shape: _Shape) -> float:
    """Weigh where zero is: what stands begins there, and its breadth and depth lie alike about it."""
    kinds = [_place(shape, axis) for axis in range(3)]
    x, y, z = kinds
    upward = np.log(UPWARD[z] / UPWARD[y])
    level = np.log(_level(x, y) / _level(x, z))
    return float(np.clip(upward + level, -ONE_SIGN, ONE_SIGN))


def _level(one: str, other: str) -> float:
    return PLACES[one] if one == other else MIXED


def _place(shape: _Shape, axis: int) -> str:
    low, high, size = shape.low[axis], shape.high[axis], shape.size[axis]
    if min(abs(low), abs(high)) < NEAR * size:
        return "corner"
    return "centred" if abs(low + high) < LEVEL * size else "other"


def _faces(shape: _Shape) -> float:
    """Weigh the faces: roofs lean and bottoms lie flat, so above differs from below; walls are alike."""
    return float(np.clip(9 * (_lopsided(shape, 2) - _lopsided(shape, 1)), -3.5, 3.5))


def _lopsided(shape: _Shape, axis: int) -> float:
    """Return which share of all faces lies flat on one side of an axis and has none so flat on the other, 0 to 1."""
    along = shape.normals[:, axis]
    flat = [float(shape.areas[side * along > 0.97].sum()) for side in (1, -1)]
    open_side = abs(float((shape.areas * along).sum()))
    return max(abs(flat[0] - flat[1]), open_side) / shape.area


def _mirrors(shape: _Shape) -> float:
    """Weigh symmetry: things are alike on their left and right, and often front and back, but not above and below."""
    along = (shape.points - shape.low) / shape.size
    cells = np.minimum((along * CELLS).astype(np.int64), CELLS - 1)
    counts = np.zeros((CELLS, CELLS, CELLS))
    np.add.at(counts, tuple(cells.T), 1.0 / len(cells))
    unlike = [float(np.abs(counts - np.flip(counts, axis)).sum()) / 2 for axis in (1, 2)]
    if min(unlike) > UNLIKE:
        return DOUBT  # a back like that of a bench tells as little as what is above
    return float(np.clip(5 * (unlike[1] - unlike[0]), -3.0, 3.0))


def _carries_details(shape: _Shape, axis: int) -> bool:
    """Tell whether the flat lower end along an axis has details on it, as facades have windows and no underside has.

    Details are what lies wholly in a thin layer there, faces sideways and is not the rim of it all.
    """
    layer = shape.positions[..., axis] - shape.low[axis] < THIN * shape.size[axis]
    within = layer.all(axis=1)
    sideways = within & (np.abs(shape.normals[:, axis]) < 0.3)
    others = [each for each in range(3) if each != axis]
    middles = (shape.positions.mean(axis=1) - shape.low) / shape.size
    inside = ((middles[:, others] > THIN) & (middles[:, others] < 1 - THIN)).all(axis=1)
    flat = within & (shape.normals[:, axis] < -0.97)
    is_broad = shape.areas[flat].sum() > 0.5 * np.prod(shape.size[others])
    return bool(is_broad and np.count_nonzero(sideways & inside) > 0.15 * len(within))


def _undulates(shape: _Shape, axis: int) -> bool:
    """Tell whether this is land: a wide sheet all of which faces along an axis more or less, and hardly any exactly."""
    along = np.abs(shape.normals[:, axis])
    leaning = float(shape.areas[(along > 0.3) & (along < 0.9995)].sum())
    breadth = min(size for each, size in enumerate(shape.size) if each != axis)
    return bool(breadth > LAND_M and leaning > 0.6 * shape.area and abs(_net(shape, axis)) > 0.8)


def _net(shape: _Shape, axis: int) -> float:
    return float((shape.areas * shape.normals[:, axis]).sum()) / shape.area


def _towers(shape: _Shape) -> float:
    """Weigh what is tall and slender: rather a tower that stands than one that lies."""
    x, y, z = shape.size
    if z > TOWERING * max(x, y) and max(x, y) < 1.6 * min(x, y):
        return 1.5
    return -1.5 if y > TOWERING * max(x, z) and max(x, z) < 1.6 * min(x, z) else 0.0


def _on_map(low: Floats, high: Floats) -> float:
    """Weigh how far away it lies: no height is 5,700 km, but a northing is."""
    _x, y, z = np.abs(low + high) / 2
    if y > HIGHEST_M:
        return 6.0
    return -6.0 if z > HIGHEST_M else 0.0


def _said(shape: _Shape, clues: Clues) -> float:
    """Weigh what the file says: its writer, a turn of its own, and the names of parts."""
    total = -3.0 if clues.turns else 0.0
    if any(each in clues.writer.lower() for each in WRITERS_OF_Y):
        total -= 3.0
    everything = np.arange(len(shape.positions))
    named = [(clues.name, everything), *clues.parts]
    found = [weight for name, rows in named if len(rows) and (weight := _of_name(shape, name, rows))]
    return total + (float(np.mean(found)) if found else 0.0)


def _of_name(shape: _Shape, name: str, rows: NDArray[np.int64]) -> float:
    """Weigh whether a part that is called roof lies above the rest, one called ground lies flat, and so on."""
    words = set(re.findall(r"[a-zäöüß]+", name.lower()))
    if words & {*ABOVE.split()} and len(rows) < len(shape.positions):
        middle = (shape.positions[rows].mean(axis=(0, 1)) - shape.low) / shape.size
        return 6.0 * float(np.clip(middle[2] - middle[1], -0.5, 0.5))
    if words & {*LYING.split()}:
        return 3.0 * _facing(shape, rows)
    if words & {*FACING.split()}:
        return -3.0 * _facing(shape, rows)
    if words & {*TALL.split()}:
        corners = shape.positions[rows].reshape(-1, 3)
        size = corners.max(axis=0) - corners.min(axis=0)
        return 2.0 * float(np.sign(size[2] - size[1])) if max(size[1:]) > 1.3 * min(size[1:]) else 0.0
    return 0.0


def _facing(shape: _Shape, rows: NDArray[np.int64]) -> float:
    """Return 1 if most faces of a part look along Z, -1 along Y, 0 if neither."""
    shares = [float(shape.areas[rows][np.abs(shape.normals[rows, axis]) > LEANS].sum()) for axis in (1, 2)]
    most = 0.5 * float(shape.areas[rows].sum())
    return float(shares[1] > most) - float(shares[0] > most)

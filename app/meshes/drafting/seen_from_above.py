"""Seen from above: which triangles of a thing one sees on a plan, and which of them are a roof that one walks under."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, crossed
from app.meshes.fragments import Ints, between, fragments
from app.meshes.materials import material
from app.meshes.skin import Surface, unit

CELLS = 112  # along the longer side of what is looked at
LEAST_M = 0.1  # of what is looked at
HEAD_M = 1.8  # above the foot of the thing: what hangs higher, and over nothing, one walks under
CHEST_M = 1.0  # above the foot: what walls there are is told at this height
WALLED = 0.75  # of the sides of its box, as much wall as a house has
LEVEL = 0.02  # of a unit normal: what faces up by less is a wall
APART_M = 0.004  # what lies this little below the topmost is seen as well: paint, joints


@dataclass(frozen=True, eq=False)
class Above:
    """The n triangles of a thing that one sees from above.

    ``corners`` (n, 3, 3) and ``normals`` (n, 3) in metres; ``kinds`` (n,) their places in ``materials``; ``hangs`` (n,)
    whether one walks under them; ``spots`` (n, ) on how many cells each is seen.  The grid begins at ``low`` (x, z),
    ``cell_m`` wide, and has ``size`` cells to the right and down.
    """

    corners: Floats
    normals: Floats
    kinds: Ints
    hangs: NDArray[np.bool_]
    spots: Ints
    materials: tuple[str, ...]
    low: Floats
    cell_m: float
    size: tuple[int, int]

    @property
    def span_m(self) -> float:
        """The longer side of what is looked at."""
        return self.cell_m * CELLS

    def cells(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return an (h, w) mask of what the chosen ones of these triangles cover."""
        across, along = self.size
        mask = np.zeros(across * along, dtype=np.bool_)
        for _, pixel, _ in fragments(_on_grid(self.corners, self.low, self.cell_m), chosen, self.size):
            mask[pixel] = True
        return mask.reshape(along, across)


def seen_from_above(surfaces: Sequence[Surface]) -> Above:
    """Return what one sees of the surfaces of a thing, at least one triangle."""
    corners = np.concatenate([s.positions[s.triangles].astype(np.float64) for s in surfaces])
    kinds = np.repeat(np.arange(len(surfaces)), [len(s.triangles) for s in surfaces])
    normals = unit(crossed(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]))
    look = [material(s.material) for s in surfaces]
    is_cut = np.array([each.kind == "cut" for each in look])[kinds]
    is_clear = np.array([each.kind == "clear" for each in look])[kinds]
    faces_up = (normals[:, 1] > LEVEL) | is_cut
    low = corners[..., [0, 2]].min(axis=(0, 1))
    span_m = float(np.ptp(corners[..., [0, 2]].reshape(-1, 2), axis=0).max())
    cell_m = max(span_m, LEAST_M) / CELLS
    number, pixel, height, size = _covered(corners, low, cell_m)
    hangs = _hanging(number, pixel, height, ~faces_up | is_cut, corners) & (is_cut | (not _is_walled(corners)))
    hides = faces_up & ~(hangs | is_clear | is_cut)
    top = np.full(size[0] * size[1], -np.inf)
    np.maximum.at(top, pixel[hides[number]], height[hides[number]])
    spots = np.bincount(number[height >= top[pixel] - APART_M], minlength=len(corners))
    small = np.bincount(number, minlength=len(corners)) == 0
    middle = corners.mean(axis=1)
    column, row = ((middle[:, [0, 2]] - low) / cell_m).astype(np.int64).clip(0, np.array(size) - 1).T
    is_open = small & (middle[:, 1] >= top[row * size[0] + column] - cell_m)
    seen = np.flatnonzero(faces_up & ((spots > 0) | is_open))
    if not len(seen):  # a sheet that stands upright
        seen = np.arange(len(corners))
    rows = corners[seen], normals[seen], kinds[seen], hangs[seen], spots[seen]
    return Above(*rows, tuple(s.material for s in surfaces), low, cell_m, size)


def _covered(corners: Floats, low: Floats, cell_m: float) -> tuple[Ints, Ints, Floats, tuple[int, int]]:
    """Return triangle, cell and height of all that is covered, and the size of the grid."""
    size = _grid_size(corners, low, cell_m)
    flat = _on_grid(corners, low, cell_m)
    found = list(fragments(flat, np.ones(len(flat), dtype=np.bool_), size))
    number, pixel = (np.concatenate([each[i] for each in found]) if found else np.zeros(0, np.int64) for i in (0, 1))
    heights = [between(corners[each[0]], each[2])[:, 1] for each in found]
    return number, pixel, np.concatenate(heights) if heights else np.zeros(0), size


def _on_grid(corners: Floats, low: Floats, cell_m: float) -> Floats:
    """Return corners as cells right and down, all of them in front."""
    flat = (corners[..., [0, 2]] - low) / cell_m
    return np.concatenate([flat, np.ones((*flat.shape[:2], 1))], axis=-1)


def _grid_size(corners: Floats, low: Floats, cell_m: float) -> tuple[int, int]:
    across, along = np.ceil((corners[..., [0, 2]].max(axis=(0, 1)) - low) / cell_m).astype(np.int64).clip(1).tolist()
    return across, along


def _hanging(
    number: Ints, pixel: Ints, height: Floats, is_underside: NDArray[np.bool_], corners: Floats
) -> NDArray[np.bool_]:
    """Return of each triangle whether mostly nothing stands below it: the lowest there is an underside, overhead."""
    lowest = np.full(int(pixel.max(initial=0)) + 1, np.inf)
    np.minimum.at(lowest, pixel, height)
    first = height <= lowest[pixel] + APART_M
    is_free = np.zeros(len(lowest), dtype=np.bool_)
    is_free[pixel[first & is_underside[number]]] = True
    is_free &= lowest > corners[..., 1].min() + HEAD_M
    free = np.bincount(number[is_free[pixel]], minlength=len(corners))
    return free * 2 > np.bincount(number, minlength=len(corners))


def _is_walled(corners: Floats) -> bool:
    """Tell whether walls stand about it, so that nobody walks under its roof: by what a level cut through it shows."""
    above = corners[..., 1] - (corners[..., 1].min() + CHEST_M)
    cut = corners[above.min(axis=1) * above.max(axis=1) < 0]
    above = above[above.min(axis=1) * above.max(axis=1) < 0]
    ends = np.zeros((len(cut), 2, 2))
    met = np.zeros(len(cut), dtype=np.int64)
    for i, j in ((0, 1), (1, 2), (2, 0)):
        at = np.flatnonzero((above[:, i] < 0) != (above[:, j] < 0))
        share = (above[at, i] / (above[at, i] - above[at, j]))[:, None]
        ends[at, met[at]] = (cut[at, i] + share * (cut[at, j] - cut[at, i]))[:, [0, 2]]
        met[at] += 1
    walls_m = float(np.hypot(*(ends[:, 1] - ends[:, 0]).T).sum())
    return walls_m > WALLED * 2 * float(np.ptp(corners[..., [0, 2]].reshape(-1, 2), axis=0).sum())


def mean_around(cells: NDArray[np.bool_], reach: int) -> Floats:
    """Return of each of (h, w) cells the share of True in the square about it, ``reach`` cells to each side."""
    side = 2 * reach + 1
    sums = np.pad(cells.astype(np.float64), ((reach + 1, reach), (reach + 1, reach))).cumsum(axis=0).cumsum(axis=1)
    rows = sums[side:] - sums[:-side]
    return np.asarray((rows[:, side:] - rows[:, :-side]) / side**2)

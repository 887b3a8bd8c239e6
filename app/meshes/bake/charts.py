"""Charts: skin laid flat, so that each place of it has a place of its own on a sheet.

Triangles that are neighbours and look roughly the same way make one chart, which is pressed flat along the way it
looks.  What the kit builds is mostly flat already: a wall is a chart in its true size.  Decision 31 says why this is
not left to xatlas.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, crossed, dot, lengths
from app.meshes.fragments import Ints
from app.meshes.skin import unit

LEAST_FILLED = 0.42  # of a chart's rectangle; emptier ones are divided
ROUNDS = 6
WORTH_DIVIDING_PX = 500

_STEPS = np.array([[x, y, z] for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) if x or y or z])


@dataclass(frozen=True, eq=False)
class Charts:
    """Which chart each triangle belongs to (m,), and its corners on that, (m, 3, 2) in metres from its lower corner.

    sizes: (k, 2) width and height of each chart in metres, wider than high.
    """

    number: Ints
    flat: Floats
    sizes: Floats


def charts_of(corners: Floats, kinds: Ints, *, pixel_m: float) -> Charts:
    """Lay (m, 3, 3) triangles flat; those of different ``kinds`` (m,) share no chart."""
    facing = unit(crossed(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]))
    ways = unit(_STEPS.astype(np.float64))
    scores = np.stack([dot(facing, np.broadcast_to(way, facing.shape)) for way in ways], axis=1)
    ends = _ends(corners)
    number = _connected(ends, kinds * len(ways) + scores.argmax(axis=1))
    flat = _pressed(corners, facing, number, ends)
    for _ in range(ROUNDS):
        divided = _divided(flat, number, corners, pixel_m)
        if divided is None:
            break
        number = divided
    return _measured(flat, number)


def apart(charts: Charts, wanted: NDArray[np.bool_]) -> Charts:
    """Return the charts with every triangle of the ``wanted`` ones (k,) as a chart of its own."""
    lone = wanted[charts.number]
    number = np.where(lone, len(charts.sizes) + np.arange(len(charts.number)), charts.number)
    return _measured(charts.flat, np.unique(number, return_inverse=True)[1])


def _ends(corners: Floats) -> Ints:
    """Return (m, 3) numbers of corners; corners at one place have one number."""
    rows = np.ascontiguousarray(corners.reshape(-1, 3)).view([("row", "V24")]).reshape(-1)
    return np.unique(rows, return_inverse=True)[1].reshape(-1, 3)


def _edges(ends: Ints) -> tuple[Ints, Ints]:
    """Return the (3m,) names of edges, alike from both sides, and the triangle of each."""
    pairs = np.sort(np.stack([ends, np.roll(ends, -1, axis=1)], axis=-1).reshape(-1, 2), axis=1)
    return pairs[:, 0] * (int(ends.max()) + 1) + pairs[:, 1], np.repeat(np.arange(len(ends)), 3)


def _connected(ends: Ints, kinds: Ints) -> Ints:
    """Return for each triangle the number of the patch of neighbours of one kind that it belongs to."""
    names, triangle = _edges(ends)
    order = np.lexsort((triangle, names, kinds[triangle]))
    a, b = order[:-1], order[1:]
    same = (names[a] == names[b]) & (kinds[triangle[a]] == kinds[triangle[b]])
    first, second = triangle[a[same]], triangle[b[same]]
    label = np.arange(len(ends))
    while True:
        lower = np.minimum(label[first], label[second])
        joined = label.copy()
        np.minimum.at(joined, label[first], lower)
        np.minimum.at(joined, label[second], lower)
        relabelled = joined[joined[joined]][label]
        if (relabelled == label).all():
            return np.unique(label, return_inverse=True)[1]
        label = relabelled


def _pressed(corners: Floats, facing: Floats, number: Ints, ends: Ints) -> Floats:
    """Return (m, 3, 2) places of corners on the plane of their chart, its longest border along the first axis."""
    count = int(number.max()) + 1
    mean = np.zeros((count, 3))
    area = lengths(crossed(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]))
    np.add.at(mean, number, facing * area[:, None])
    normal = unit(mean)
    along = np.roll(corners, -1, axis=1) - corners
    names, triangle = _edges(ends)
    _, place, times = np.unique(
        np.stack([number[triangle], names], axis=1), axis=0, return_inverse=True, return_counts=True
    )
    border = np.where(times[place.reshape(-1)] == 1, lengths(along.reshape(-1, 3)), 0.0)
    order = np.lexsort((border, number[triangle]))
    last = np.flatnonzero(np.diff(number[triangle][order], append=count))
    across = along.reshape(-1, 3)[order[last]]
    across = across - normal * dot(across, normal)[:, None]
    thin = lengths(across) < 1e-9
    across[thin] = crossed(normal[thin], np.roll(normal[thin], 1, axis=1) + 0.5)
    across = unit(across)
    upward = crossed(normal, across)
    return np.stack([dot(corners, across[number][:, None]), dot(corners, upward[number][:, None])], axis=-1)


def _bounds(flat: Floats, number: Ints) -> tuple[Floats, Floats]:
    count = int(number.max()) + 1
    low, high = np.full((count, 2), np.inf), np.full((count, 2), -np.inf)
    np.minimum.at(low, number, flat.min(axis=1))
    np.maximum.at(high, number, flat.max(axis=1))
    return low, high


def _divided(flat: Floats, number: Ints, corners: Floats, pixel_m: float) -> Ints | None:
    """Divide every chart that leaves much of its rectangle empty across its longer side; None if there is none."""
    low, high = _bounds(flat, number)
    size = high - low
    doubled = lengths(crossed(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]))
    area, many = np.zeros(len(size)), np.zeros(len(size), dtype=np.int64)
    np.add.at(area, number, doubled / 2)
    np.add.at(many, number, 1)
    whole = size[:, 0] * size[:, 1]
    empty = (area < whole * LEAST_FILLED) & (many > 2) & (whole > WORTH_DIVIDING_PX * pixel_m * pixel_m)
    if not empty.any():
        return None
    axis = size.argmax(axis=1)[number]
    middle = flat.mean(axis=1)[np.arange(len(flat)), axis]
    half = (low + high)[number, axis] / 2
    second = empty[number] & (middle > half)
    found: Ints = np.unique(number * 2 + second, return_inverse=True)[1]
    return found


def _measured(flat: Floats, number: Ints) -> Charts:
    """Move every chart to its lower corner and lay it down."""
    low, high = _bounds(flat, number)
    size = high - low
    upright = size[:, 1] > size[:, 0]
    moved = flat - low[number][:, None]
    turned = np.stack([size[number, 1][:, None] - moved[..., 1], moved[..., 0]], axis=-1)
    flat = np.where(upright[number][:, None, None], turned, moved)
    return Charts(number, flat, np.where(upright[:, None], size[:, ::-1], size))

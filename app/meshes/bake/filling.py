"""Filling: what a sheet shows where no chart lies, so that no border is seen from near or far."""

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats

RINGS = 2  # of pixels around every chart that repeat its border


def filled(values: Floats, known: NDArray[np.bool_]) -> Floats:
    """Fill (h, w, k) values where nothing is known: first from what is beside, then from what is around at all."""
    values, known = values.copy(), known.copy()
    values[~known] = 0
    for _ in range(RINGS):
        values, known = _widened(values, known)
    return _pulled(values, known)


def _widened(values: Floats, known: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.bool_]]:
    """Let every unknown pixel beside known ones be their mean."""
    total, count = np.zeros_like(values), np.zeros(known.shape)
    for down, right in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)):
        into = _part(down, known.shape[0]), _part(right, known.shape[1])
        out = _part(-down, known.shape[0]), _part(-right, known.shape[1])
        total[into] += values[out]
        count[into] += known[out]
    new = ~known & (count > 0)
    values[new] = total[new] / count[new][:, None]
    return values, known | new


def _part(shift: int, size: int) -> slice:
    return slice(max(shift, 0), size + min(shift, 0))


def _pulled(values: Floats, known: NDArray[np.bool_]) -> Floats:
    """Fill from ever coarser means: a far look at the picture shows no borders, and it packs well."""
    if known.all() or min(known.shape) < 2:
        return values
    weight = known[..., None].astype(np.float64)
    total, weights = quarter(values * weight), quarter(weight)
    coarse = _pulled(total / np.maximum(weights, 1e-9), weights[..., 0] > 0)
    around = coarse.repeat(2, axis=0).repeat(2, axis=1)
    return np.where(known[..., None], values, around)


def quarter(values: Floats) -> Floats:
    """Return (h, w, k) values of half as many rows and columns, each the mean of four."""
    return np.asarray((values[::2, ::2] + values[1::2, ::2] + values[::2, 1::2] + values[1::2, 1::2]) / 4)


def enlarged(sheet: Floats, times: int) -> Floats:
    """Return an (h, w) sheet ``times`` as wide and high, a power of two, its values running evenly."""
    while times > 1:
        sheet, times = _doubled(_doubled(sheet, 0), 1), times // 2
    return sheet


def _doubled(sheet: Floats, axis: int) -> Floats:
    """Return a sheet with twice as many rows or columns, each a quarter of the way to the next one."""
    before = np.concatenate([np.take(sheet, [0], axis), np.delete(sheet, -1, axis)], axis)
    after = np.concatenate([np.delete(sheet, 0, axis), np.take(sheet, [-1], axis)], axis)
    both = np.stack([sheet * 0.75 + before * 0.25, sheet * 0.75 + after * 0.25], axis=axis + 1)
    shape = list(sheet.shape)
    shape[axis] *= 2
    return both.reshape(shape)

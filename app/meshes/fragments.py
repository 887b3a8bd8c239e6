"""Fragments: which pixels lie in which triangles, for pictures and for what is baked into textures."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats

MOST_FRAGMENTS = 400_000  # at once, so that memory stays small

Ints = NDArray[np.int64]

_EDGE = 1e-6  # pixels that a span is widened by, so that rounding loses none of what lies on an edge


def fragments(
    corners: Floats, wanted: NDArray[np.bool_], size_px: tuple[int, int]
) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield triangle, pixel and (n, 3) shares of its corners, of all pixels that triangles cover, bit by bit.

    ``corners``: (m, 3, 3) pixel right, pixel down, depth; what is not in front (depth 0.05) is left out.
    """
    width, height = size_px
    known = np.flatnonzero(wanted & np.isfinite(corners).all(axis=(1, 2)) & (corners[..., 2] > 0.05).all(axis=1))
    flat = corners[known, :, :2]
    first = np.ceil(flat[..., 1].min(axis=1) - 0.5 - _EDGE).clip(0, height).astype(np.int64)
    last = np.floor(flat[..., 1].max(axis=1) - 0.5 + _EDGE).clip(-1, height - 1).astype(np.int64)
    rows = (last - first + 1).clip(0)
    ends = np.cumsum(rows)
    for start in range(0, int(ends[-1]) if len(ends) else 0, MOST_FRAGMENTS):
        line = np.arange(start, min(start + MOST_FRAGMENTS, int(ends[-1])))
        own = np.searchsorted(ends, line, side="right")
        yield from _spans(corners, known[own], first[own] + line - (ends[own] - rows[own]), width)


def between(corners: Floats, shares: Floats) -> Floats:
    """Return (n, k) values between those of (n, 3, k) corners, as much of each as (n, 3) ``shares`` say."""
    mixed: Floats = corners[:, 0] * shares[:, :1]
    mixed += corners[:, 1] * shares[:, 1:2]
    mixed += corners[:, 2] * shares[:, 2:]
    return mixed


def _spans(corners: Floats, number: Ints, row: Ints, width: int) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield the fragments of triangles in one row each."""
    left, right = _crossed(corners[number, :, :2], row + 0.5)
    first = np.ceil(left - 0.5 - _EDGE).clip(0, width).astype(np.int64)
    counts = (np.floor(right - 0.5 + _EDGE).clip(-1, width - 1).astype(np.int64) - first + 1).clip(0)
    ends = np.cumsum(counts)
    start = 0
    while start < len(ends):
        before = int(ends[start - 1]) if start else 0
        stop = max(int(np.searchsorted(ends, before + MOST_FRAGMENTS, side="right")), start + 1)
        some = np.repeat(np.arange(start, stop), counts[start:stop])
        x = first[some] + np.arange(len(some)) - (ends[some] - counts[some] - before)
        yield _inside(corners, number[some], x, row[some], width)
        start = stop


def _crossed(flat: NDArray[np.floating], y: NDArray[np.floating]) -> tuple[Floats, Floats]:
    """Return where (n, 3, 2) triangles begin and end along lines y; the end lies before where they do not meet."""
    left, right = np.full(len(y), np.inf), np.full(len(y), -np.inf)
    for i in range(3):
        a, b = flat[:, i], flat[:, (i + 1) % 3]
        low, high = np.minimum(a[:, 1], b[:, 1]), np.maximum(a[:, 1], b[:, 1])
        rise = b[:, 1] - a[:, 1]
        share = np.clip((y - a[:, 1]) / np.where(np.abs(rise) > 1e-12, rise, np.inf), 0, 1)
        x = a[:, 0] + share * (b[:, 0] - a[:, 0])
        meets = (y >= low - _EDGE) & (y <= high + _EDGE)
        level = meets & (np.abs(rise) <= 1e-12)
        left = np.where(meets, np.minimum(left, np.where(level, np.minimum(a[:, 0], b[:, 0]), x)), left)
        right = np.where(meets, np.maximum(right, np.where(level, np.maximum(a[:, 0], b[:, 0]), x)), right)
    met = right >= left
    return np.where(met, left, 0.0), np.where(met, right, -1.0)


def _inside(corners: Floats, number: Ints, x: Ints, y: Ints, width: int) -> tuple[Ints, Ints, Floats]:
    """Return those of the pixels whose middle lies in their triangle, with their shares."""
    kinds, place = _distinct(number)
    a, b, c = (corners[kinds, i, :2] for i in range(3))
    one, other = b - a, c - a
    area = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    area = np.where(np.abs(area) > 1e-12, area, np.nan)
    px, py = x + 0.5 - a[place, 0], y + 0.5 - a[place, 1]
    of_b = (px * other[place, 1] - py * other[place, 0]) / area[place]
    of_c = (one[place, 0] * py - one[place, 1] * px) / area[place]
    inside = (of_b >= 0) & (of_c >= 0) & (of_b + of_c <= 1)
    of_b, of_c = of_b[inside], of_c[inside]
    return number[inside], y[inside] * width + x[inside], np.stack([1 - of_b - of_c, of_b, of_c], axis=-1)


def _distinct(number: Ints) -> tuple[Ints, Ints]:
    """Return the triangles of a run, each once, and the place of each fragment's in that."""
    starts = np.diff(number, prepend=-1) != 0
    return number[starts], np.cumsum(starts) - 1

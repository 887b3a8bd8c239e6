"""Fragments: which pixels lie in which triangles, for pictures and for what is baked into textures."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats

MOST_FRAGMENTS = 400_000  # at once, so that memory stays small

Ints = NDArray[np.int64]


def fragments(
    corners: Floats, wanted: NDArray[np.bool_], size_px: tuple[int, int]
) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield triangle, pixel and (n, 3) shares of its corners, of all pixels that triangles cover, bit by bit."""
    width, height = size_px
    known = wanted & np.isfinite(corners).all(axis=(1, 2)) & (corners[..., 2] > 0.05).all(axis=1)
    low = np.floor(np.where(known[:, None], corners[..., :2].min(axis=1), 0)).clip(-1, [width, height]).astype(np.int64)
    high = np.ceil(np.where(known[:, None], corners[..., :2].max(axis=1), 0)).clip(-1, [width, height]).astype(np.int64)
    low = low.clip(0)
    span = np.where(known[:, None], (high - low).clip(0), 0)
    counts = span.prod(axis=1)
    order = np.flatnonzero(counts)
    ends = np.cumsum(counts[order])
    start = 0
    while start < len(order):
        before = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, before + MOST_FRAGMENTS, side="right")), start + 1)
        some = order[start:stop]
        yield from _covered(corners, some, low, span, counts, width)
        start = stop


def _covered(
    corners: Floats, some: Ints, low: Ints, span: Ints, counts: Ints, width: int
) -> Iterator[tuple[Ints, Ints, Floats]]:
    number = np.repeat(some, counts[some])
    within = np.arange(len(number)) - np.repeat(np.cumsum(counts[some]) - counts[some], counts[some])
    x = low[number, 0] + within % span[number, 0]
    y = low[number, 1] + within // span[number, 0]
    a, b, c = (corners[number, i, :2] for i in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    px, py = x + 0.5, y + 0.5
    area = np.where(np.abs(area) > 1e-12, area, np.nan)
    of_b = ((px - a[:, 0]) * (c[:, 1] - a[:, 1]) - (py - a[:, 1]) * (c[:, 0] - a[:, 0])) / area
    of_c = ((b[:, 0] - a[:, 0]) * (py - a[:, 1]) - (b[:, 1] - a[:, 1]) * (px - a[:, 0])) / area
    inside = (of_b >= 0) & (of_c >= 0) & (of_b + of_c <= 1)
    of_b, of_c = of_b[inside], of_c[inside]
    yield number[inside], y[inside] * width + x[inside], np.stack([1 - of_b - of_c, of_b, of_c], axis=-1)

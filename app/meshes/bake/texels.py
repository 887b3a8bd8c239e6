"""Texels: which place of which triangle lies under each pixel of a sheet."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats
from app.meshes.fragments import Ints, between, fragments

_EDGE = 1e-6  # of a triangle


@dataclass(frozen=True, eq=False)
class Texels:
    """The pixels of a sheet that charts cover: (n,) pixel and triangle, and the (n, 3) place on that."""

    pixel: Ints
    triangle: Ints
    shares: Floats

    def of(self, corners: Floats) -> Floats:
        """Return (n, k) values between those of the (m, 3, k) corners."""
        return between(corners[self.triangle], self.shares)


def texels(pixels: Floats, size_px: tuple[int, int]) -> Texels:
    """Return what lies under the pixels; ``pixels``: (m, 3, 2).  A triangle between all of them gets the nearest."""
    drawn = np.concatenate([pixels, np.ones((*pixels.shape[:2], 1))], axis=2)
    found = [(p, n, s) for n, p, s in fragments(drawn, np.ones(len(drawn), dtype=bool), size_px)]
    pixel = np.concatenate([np.zeros(0, dtype=np.int64), *(each[0] for each in found)])
    triangle = np.concatenate([np.zeros(0, dtype=np.int64), *(each[1] for each in found)])
    shares = np.concatenate([np.zeros((0, 3)), *(each[2] for each in found)])
    missed = np.setdiff1d(np.arange(len(pixels)), triangle)
    middle = np.floor(pixels[missed].mean(axis=1)).astype(np.int64)
    beside = middle[:, 1] * size_px[0] + middle[:, 0]
    taken, first = np.unique(
        np.concatenate([pixel, beside]), return_index=True
    )  # what is covered goes before what is near
    return Texels(
        taken,
        np.concatenate([triangle, missed])[first],
        np.concatenate([shares, np.full((len(missed), 3), 1 / 3)])[first],
    )


def folded(pixels: Floats, number: Ints, size_px: tuple[int, int]) -> NDArray[np.bool_]:
    """Return for each chart (k,) whether it lies on itself: whether two of its triangles cover one pixel."""
    drawn = np.concatenate([pixels, np.ones((*pixels.shape[:2], 1))], axis=2)
    found = np.zeros(int(number.max()) + 1, dtype=bool)
    inside = [(_deep(s), p, n) for n, p, s in fragments(drawn, np.ones(len(drawn), dtype=bool), size_px)]
    if inside:
        pixel = np.concatenate([p[deep] for deep, p, _ in inside])
        triangle = np.concatenate([n[deep] for deep, _, n in inside])
        times = np.bincount(pixel, minlength=size_px[0] * size_px[1])
        found[number[triangle[times[pixel] > 1]]] = True
    return found


def _deep(shares: Floats) -> NDArray[np.bool_]:
    """Say which (n, 3) places lie inside of their triangle and not on its edge."""
    return np.asarray((shares[:, 0] > _EDGE) & (shares[:, 1] > _EDGE) & (shares[:, 2] > _EDGE))

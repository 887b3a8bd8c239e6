"""Corners: which points make the triangles of a primitive, whether they are listed one by one, as strips or as fans."""

import numpy as np
from numpy.typing import NDArray

from app.meshes.upload.arrays import array
from app.meshes.upload.reading import MalformedError, whole

LINES = {0, 1, 2, 3}
TRIANGLES, STRIP, FAN = 4, 5, 6
MODES = {TRIANGLES, STRIP, FAN}


def triangles_in(primitive: dict[str, object], corners: int) -> int:
    """Return how many triangles so many corners make."""
    mode = whole(primitive.get("mode"), TRIANGLES)
    return corners // 3 if mode == TRIANGLES else max(corners - 2, 0)


def corners_of(
    document: dict[str, object], binary: memoryview, primitive: dict[str, object], points: int
) -> NDArray[np.int64]:
    """Return (m, 3) numbers of points, counter-clockwise seen from outside.  Raises MalformedError."""
    if "indices" in primitive:
        numbers = array(document, binary, primitive["indices"], "SCALAR").reshape(-1)
        if numbers.dtype != np.int64 or numbers.min() < 0 or numbers.max() >= points:
            raise MalformedError("indices")
    else:
        numbers = np.arange(points)
    mode = whole(primitive.get("mode"), TRIANGLES)
    if mode == TRIANGLES:
        return numbers[: len(numbers) // 3 * 3].reshape(-1, 3)
    first = np.arange(max(len(numbers) - 2, 0))
    if mode == FAN:  # glTF 2.0, 3.7.2.1: p(i) = {v(i+1), v(i+2), v(0)}
        return np.stack([numbers[first + 1], numbers[first + 2], np.broadcast_to(numbers[:1], first.shape)], axis=1)
    odd = first % 2  # p(i) = {v(i), v(i + (1 + i % 2)), v(i + (2 - i % 2))}
    return np.stack([numbers[first], numbers[first + 1 + odd], numbers[first + 2 - odd]], axis=1)

"""Numbers: what readers of text and of bytes do with many of them at once."""

import warnings

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.upload.assembly import Numbers


def numbers(text: bytes, count: int) -> Floats | None:
    """Return ``count`` numbers, apart by white space; None if there are others, or more or fewer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of text that ends in something else: the count tells
        try:
            found = np.fromstring(text, dtype=np.float64, sep=" ")
        except ValueError:
            return None
    return found if len(found) == count else None


def merged(points: Floats) -> tuple[Floats, Numbers]:
    """Return the different ones of (n, 3) points, and for each of the n its number among them."""
    order = np.lexsort((points[:, 2], points[:, 1], points[:, 0]))
    rows = points[order]
    is_new = np.ones(len(rows), dtype=bool)
    is_new[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    places = np.empty(len(rows), dtype=np.int64)
    places[order] = np.cumsum(is_new) - 1
    return rows[is_new], places

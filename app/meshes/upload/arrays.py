"""Accessors: the numbers of a document, read only where they lie within the file and are what they say.

Numbers that are none (NaN, infinite) are handed on: whoever reads knows whether anybody uses them.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.meshes.upload.reading import MalformedError, inner, thing, things, whole

MOST_NUMBERS = 20_000_000  # that one accessor may stand for without a byte in the file: sparse ones, and zeros
KINDS: dict[int, type[Any]] = {
    5120: np.int8,
    5121: np.uint8,
    5122: np.int16,
    5123: np.uint16,
    5125: np.uint32,
    5126: np.float32,
}
INDEX_KINDS = (5121, 5123, 5125)
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


def view_of(document: dict[str, object], binary: memoryview, number: object) -> memoryview:
    """Return the bytes of a buffer view.  Raises MalformedError if they lie outside of the file."""
    view = thing(things(document, "bufferViews"), number)
    if whole(view.get("buffer")) != 0:
        raise MalformedError("buffer")
    start, length = whole(view.get("byteOffset")), whole(view.get("byteLength"))
    if start + length > len(binary):
        raise MalformedError("bufferView")
    return binary[start : start + length]


def array(document: dict[str, object], binary: memoryview, number: object, kind: str) -> NDArray[Any]:
    """Return the (n, width) values of an accessor of ``kind``: float64 or int64.  Raises MalformedError."""
    found = thing(things(document, "accessors"), number)
    code, count = found.get("componentType"), whole(found.get("count"))
    if found.get("type") != kind or not isinstance(code, int) or code not in KINDS or count < 1:
        raise MalformedError("accessor")
    if "bufferView" in found:
        values = _rows(document, binary, found, code=code, count=count, width=WIDTHS[kind])
    elif count * WIDTHS[kind] <= MOST_NUMBERS:
        values = np.zeros((count, WIDTHS[kind]), KINDS[code])
    else:
        raise MalformedError("accessor")
    if "sparse" in found:
        values = _overwritten(document, binary, values, inner(found, "sparse"), code=code)
    if code == 5126:
        return values.astype(np.float64)
    if found.get("normalized"):
        return np.maximum(values.astype(np.float64) / np.iinfo(KINDS[code]).max, -1.0)
    return values.astype(np.int64)


def length_of(accessors: list[dict[str, object]], number: object) -> int:
    """Return how many rows an accessor says that it has.  Raises MalformedError if there is none of that number."""
    return whole(thing(accessors, number).get("count"))


def _rows(
    document: dict[str, object], binary: memoryview, found: dict[str, object], *, code: int, count: int, width: int
) -> NDArray[Any]:
    """Return (count, width) values as they lie in the view that ``found`` names, read where they are."""
    dtype = np.dtype(KINDS[code]).newbyteorder("<")
    content = view_of(document, binary, found["bufferView"])
    start, size = whole(found.get("byteOffset")), dtype.itemsize * width
    stride = whole(thing(things(document, "bufferViews"), found["bufferView"]).get("byteStride"), size) or size
    if stride < size or stride > 252 + size or start + stride * (count - 1) + size > len(content):
        raise MalformedError("accessor")
    return np.ndarray((count, width), dtype, buffer=content, offset=start, strides=(stride, dtype.itemsize))


def _overwritten(
    document: dict[str, object], binary: memoryview, values: NDArray[Any], sparse: dict[str, object], *, code: int
) -> NDArray[Any]:
    """Return values with some rows replaced, as a sparse accessor has them."""
    count, places, rows = whole(sparse.get("count")), inner(sparse, "indices"), inner(sparse, "values")
    kind = places.get("componentType")
    if not 1 <= count <= len(values) or kind not in INDEX_KINDS or not {"bufferView"} <= places.keys() & rows.keys():
        raise MalformedError("sparse")
    assert isinstance(kind, int)
    at = _rows(document, binary, places, code=kind, count=count, width=1).reshape(-1).astype(np.int64)
    if at.max() >= len(values):
        raise MalformedError("sparse")
    changed = values.copy()
    changed[at] = _rows(document, binary, rows, code=code, count=count, width=values.shape[1])
    return changed

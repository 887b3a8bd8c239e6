"""Accessors: the numbers of a GLB, read only where they lie within the file and are what they say."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.meshes.upload.outline import MalformedError, thing, things, whole

KINDS: dict[int, type[Any]] = {
    5120: np.int8,
    5121: np.uint8,
    5122: np.int16,
    5123: np.uint16,
    5125: np.uint32,
    5126: np.float32,
}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


def view_of(document: dict[str, Any], binary: memoryview, number: object) -> memoryview:
    """Return the bytes of a buffer view.  Raises MalformedError if they lie outside of the file."""
    view = thing(things(document, "bufferViews"), number)
    if whole(view.get("buffer")) != 0:
        raise MalformedError("buffer")
    start, length = whole(view.get("byteOffset")), whole(view.get("byteLength"))
    if start + length > len(binary):
        raise MalformedError("bufferView")
    return binary[start : start + length]


def array(document: dict[str, Any], binary: memoryview, number: object, kind: str) -> NDArray[Any]:
    """Return the (n, width) values of an accessor of ``kind``: float64 or int64.  Raises MalformedError."""
    found = thing(things(document, "accessors"), number)
    if found.get("type") != kind or "sparse" in found or "bufferView" not in found:
        raise MalformedError("accessor")
    code = found.get("componentType")
    if not isinstance(code, int) or code not in KINDS:
        raise MalformedError("componentType")
    dtype, width, count = np.dtype(KINDS[code]).newbyteorder("<"), WIDTHS[kind], whole(found.get("count"))
    view = thing(things(document, "bufferViews"), found["bufferView"])
    content = view_of(document, binary, found["bufferView"])
    start = whole(found.get("byteOffset"))
    size = dtype.itemsize * width
    stride = whole(view.get("byteStride"), size) or size
    if count < 1 or stride < size or stride > 252 + size or start + stride * (count - 1) + size > len(content):
        raise MalformedError("accessor")
    strides = (stride, dtype.itemsize)
    values = np.ndarray((count, width), dtype, buffer=content, offset=start, strides=strides)
    if code == 5126:
        values = values.astype(np.float64)
        if not np.isfinite(values).all():
            raise MalformedError("NaN")
        return values
    if found.get("normalized"):
        return np.maximum(values.astype(np.float64) / np.iinfo(KINDS[code]).max, -1.0)
    return values.astype(np.int64)

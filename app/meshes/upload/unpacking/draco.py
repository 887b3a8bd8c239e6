"""Draco: primitives packed as ``KHR_draco_mesh_compression`` says, read by Google's decoder (DracoPy, Apache-2.0)."""

from typing import Any

import DracoPy
import numpy as np
from numpy.typing import NDArray

from app.meshes.upload.arrays import KINDS, WIDTHS, view_of
from app.meshes.upload.reading import MalformedError, inner, thing, things, whole
from app.meshes.upload.unpacking.chunk import Chunk

EXTENSION = "KHR_draco_mesh_compression"
CODES = {np.dtype(kind): code for code, kind in KINDS.items()}


def unpacked(document: dict[str, object], binary: memoryview) -> tuple[dict[str, object], memoryview]:
    """Return document and binary chunk with all primitives unpacked.  Raises MalformedError."""
    chunk, accessors = Chunk(document, binary), list(things(document, "accessors"))
    meshes = []
    for mesh in things(document, "meshes"):
        primitives = []
        for primitive in things(mesh, "primitives"):
            extensions = inner(primitive, "extensions")
            packed = inner(extensions, EXTENSION)
            if packed:
                primitive = primitive | _attributes(document, binary, primitive, packed, chunk, accessors)
                primitive["extensions"] = {name: said for name, said in extensions.items() if name != EXTENSION}
            primitives.append(primitive)
        meshes.append({**mesh, "primitives": primitives})
    if not chunk.has_grown:
        return document, binary  # nothing of it was packed, whatever it promised
    return chunk.written(EXTENSION, meshes=meshes, accessors=accessors)


def _attributes(
    document: dict[str, object],
    binary: memoryview,
    primitive: dict[str, object],
    packed: dict[str, object],
    chunk: Chunk,
    accessors: list[dict[str, object]],
) -> dict[str, object]:
    """Return indices and attributes of a primitive as new accessors, whose numbers lie in the chunk."""
    try:
        mesh = DracoPy.decode(bytes(view_of(document, binary, packed.get("bufferView"))))
        faces = np.asarray(mesh.faces, dtype=np.uint32).reshape(-1)
        rows = {int(each["unique_id"]): np.asarray(each["data"]) for each in mesh.attributes}
    except (AttributeError, KeyError, TypeError, ValueError, DracoPy.FileTypeException) as error:
        raise MalformedError("Draco") from error
    attributes = dict(inner(primitive, "attributes"))
    for name, number in inner(packed, "attributes").items():
        if name in attributes and whole(number) in rows:
            said = thing(accessors, attributes[name])
            accessors.append(_accessor(chunk, rows[whole(number)], said))
            attributes[name] = len(accessors) - 1
        elif name in attributes:
            raise MalformedError("Draco")
    if not len(faces):
        raise MalformedError("Draco")
    accessors.append(_accessor(chunk, faces[:, None], {"type": "SCALAR"}))
    return {"attributes": attributes, "indices": len(accessors) - 1}


def _accessor(chunk: Chunk, rows: NDArray[Any], said: dict[str, object]) -> dict[str, object]:
    """Return an accessor of (n, width) rows, of the type that was ``said``."""
    if rows.ndim != 2 or rows.dtype not in CODES or rows.shape[1] != WIDTHS.get(str(said.get("type"))):
        raise MalformedError("Draco")
    view = chunk.view_of(np.ascontiguousarray(rows).tobytes())
    kept: dict[str, object] = {name: said[name] for name in ("type", "normalized") if name in said}
    return {
        **kept,
        "bufferView": view,
        "componentType": CODES[rows.dtype],
        "count": len(rows),
    }

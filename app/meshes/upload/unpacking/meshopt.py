"""Meshopt: buffer views packed as ``EXT_meshopt_compression`` or ``KHR_meshopt_compression`` say.

meshoptimizer's own decoder reads them, filters and all (Arseny Kapoulkine, MIT), in wasmtime.
"""

from pathlib import Path

import numpy as np

from app.meshes.upload.arrays import view_of
from app.meshes.upload.reading import MalformedError, inner, whole
from app.meshes.upload.simplify.meshoptimizer import Memory
from app.meshes.upload.unpacking.chunk import MOST_BYTES, Chunk

EXTENSIONS = ("EXT_meshopt_compression", "KHR_meshopt_compression")
SCRIPT = Path(__file__).parents[1] / "simplify" / "vendor" / "meshoptimizer-1.3.0" / "meshopt_decoder.mjs"
DECODERS: dict[object, str] = {
    "ATTRIBUTES": "meshopt_decodeVertexBuffer",
    "TRIANGLES": "meshopt_decodeIndexBuffer",
    "INDICES": "meshopt_decodeIndexSequence",
}
FILTERS: dict[object, str] = {
    "OCTAHEDRAL": "meshopt_decodeFilterOct",
    "QUATERNION": "meshopt_decodeFilterQuat",
    "EXPONENTIAL": "meshopt_decodeFilterExp",
    "COLOR": "meshopt_decodeFilterColor",
}
STRIDES = {"ATTRIBUTES": range(4, 257, 4), "TRIANGLES": (2, 4), "INDICES": (2, 4)}
FILTERED_STRIDES = {"OCTAHEDRAL": (4, 8), "QUATERNION": (8,), "EXPONENTIAL": range(4, 257, 4), "COLOR": (4, 8)}


def unpacked(document: dict[str, object], binary: memoryview) -> tuple[dict[str, object], memoryview]:
    """Return document and binary chunk with all views unpacked.  Raises MalformedError."""
    chunk, memory = Chunk(document, binary), Memory(SCRIPT)
    for number, view in enumerate(chunk.views):
        extensions = inner(view, "extensions")
        packed = next((inner(extensions, name) for name in EXTENSIONS if name in extensions), None)
        if packed is not None:
            raw = _decoded(memory, binary, packed)
            stride = {"byteStride": view["byteStride"]} if "byteStride" in view else {}
            chunk.views[number] = {"buffer": 0, "byteOffset": chunk.start_of(raw), "byteLength": len(raw), **stride}
    return chunk.written(*EXTENSIONS) if chunk.has_grown else (document, binary)  # whatever it promised


def _decoded(memory: Memory, binary: memoryview, packed: dict[str, object]) -> bytes:
    """Return what a view holds, once it is unpacked: ``count`` rows of ``byteStride`` bytes."""
    mode, sieve = packed.get("mode"), packed.get("filter", "NONE")
    count, stride = whole(packed.get("count")), whole(packed.get("byteStride"))
    is_known = mode in DECODERS and stride in STRIDES[str(mode)]
    if sieve != "NONE":
        is_known = is_known and mode == "ATTRIBUTES" and sieve in FILTERS and stride in FILTERED_STRIDES[str(sieve)]
    if not is_known or count < 1 or count * stride > MOST_BYTES or (mode == "TRIANGLES" and count % 3):
        raise MalformedError("Meshopt")
    bytes_there = view_of({"bufferViews": [packed]}, binary, 0)
    fours = -(-count // 4) * 4  # filters work on four rows at once
    goal = memory.room(fours * stride)
    source = memory.put(np.frombuffer(bytes_there, dtype=np.uint8))
    if memory.called(DECODERS[mode], goal, count, stride, source, len(bytes_there)):
        raise MalformedError("Meshopt")
    if sieve != "NONE":
        memory.called(FILTERS[sieve], goal, fours, stride)
    raw = memory.read(goal, count * stride)
    memory.free(goal)
    return raw

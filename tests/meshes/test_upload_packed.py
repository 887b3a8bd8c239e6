"""Geometry that exporters packed comes out as it was; what is packed badly is refused with a sentence."""

import struct

import DracoPy
import numpy as np
import pytest

from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of, take_in
from tests.meshes.models import box, image, pack

DRACO, MESHOPT, KHR_MESHOPT = (
    "KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_meshopt_compression",
)  # fmt: skip


def numbers(document, binary, place):
    """Return the bytes of an accessor's view."""
    view = document["bufferViews"][document["accessors"][place]["bufferView"]]
    return binary[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]


def shown(content):
    """Return (m, 3, 5): corner by corner of all triangles, its place and its texture coordinates."""
    (mesh,) = dressed_of(content, name="probe").meshes
    (primitive,) = mesh.primitives
    rows = np.column_stack([primitive.positions, primitive.uvs])[primitive.triangles]
    return np.array(sorted(sorted(triangle) for triangle in (rows.round(3) + 0.0).tolist()))


PLAIN = take_in(memoryview(pack(*box(picture=image()))), name="probe")


def dracoed(*, damage=lambda raw: raw, ids=None):
    document, binary = box(picture=image())
    raw = damage(
        DracoPy.encode(
            np.frombuffer(numbers(document, binary, 0), "<f4").reshape(-1, 3),
            np.frombuffer(numbers(document, binary, 1), "<u2").reshape(-1, 3).astype(np.uint32),
            quantization_bits=20,
            tex_coord=np.frombuffer(numbers(document, binary, 2), "<f4").reshape(-1, 2).astype(np.float64),
        )
    )
    picture = document["bufferViews"][3]
    content = raw + b"\0" * (-len(raw) % 4) + binary[picture["byteOffset"] :]
    document["bufferViews"] = [
        {"buffer": 0, "byteLength": len(raw)},
        {**picture, "byteOffset": len(content) - (len(binary) - picture["byteOffset"])},
    ]
    for accessor in document["accessors"]:
        del accessor["bufferView"]
    document["images"][0]["bufferView"] = 1
    packed = {"bufferView": 0, "attributes": ids or {"POSITION": 1, "TEXCOORD_0": 0}}
    document["meshes"][0]["primitives"][0]["extensions"] = {DRACO: packed}
    document["extensionsUsed"] = document["extensionsRequired"] = [DRACO]
    return pack(document, content)


def zigzag(steps, bits):
    """Return signed steps as unsigned ones, small where those are near zero."""
    return ((steps << 1) ^ (steps >> (bits - 1))) & ((1 << bits) - 1)


def vertices_packed(rows):
    """Return (n, stride) bytes as meshoptimizer's vertex codec has them, nothing of it made smaller: n at most 128."""
    count, stride = rows.shape
    steps = np.diff(rows.astype(np.int64), axis=0, prepend=rows[:1].astype(np.int64))
    steps = zigzag((steps + 128) % 256 - 128, 8).astype(np.uint8)
    groups = -(-count // 16)
    content = b"\xa0"
    for column in range(stride):
        content += b"\xff" * -(-groups // 4)  # two bits for each group of sixteen: three, as they are
        content += steps[:, column].tobytes().ljust(groups * 16, b"\0")
    return content + b"\0" * max(32 - stride, 0) + rows[0].tobytes()


def indices_packed(indices):
    """Return whole numbers as meshoptimizer's codec of index sequences has them."""
    content, before = b"\xd1", 0
    for index in indices:
        value = zigzag(int(index) - before, 32) << 1
        before = int(index)
        while value > 127:
            content, value = content + bytes([value & 127 | 128]), value >> 7
        content += bytes([value])
    return content + b"\0" * 4


def meshopted(extension=MESHOPT, *, filtered=False, **changed):
    document, binary = box(picture=image())
    points = np.frombuffer(numbers(document, binary, 0), "<f4").reshape(-1, 3)
    rows = points.copy().view(np.uint8).reshape(8, 12)
    if filtered:  # a float as 24 bits times a power of two, here 2^-8
        steps = np.round(points.astype(np.float64) * 256).astype(np.int64) & 0xFFFFFF
        rows = (steps | (0xF8 << 24)).astype("<u4").view(np.uint8).reshape(8, 12)
    pieces = [
        (vertices_packed(rows), 8, 12, "ATTRIBUTES"),
        (indices_packed(np.frombuffer(numbers(document, binary, 1), "<u2")), 36, 2, "INDICES"),
        (vertices_packed(np.frombuffer(numbers(document, binary, 2), np.uint8).reshape(8, 8)), 8, 8, "ATTRIBUTES"),
    ]
    content = b""
    for place, (raw, count, stride, mode) in enumerate(pieces):
        packed = {"buffer": 0, "byteOffset": len(content), "byteLength": len(raw), "count": count}
        packed |= {"byteStride": stride, "mode": mode}
        if filtered and place == 0:
            packed["filter"] = "EXPONENTIAL"
        view = {"buffer": 1, "byteOffset": 0, "byteLength": count * stride, "extensions": {extension: packed}}
        document["bufferViews"][place] = view
        content += raw + b"\0" * (-len(raw) % 4)
    picture = document["bufferViews"][3]
    content, picture["byteOffset"] = content + binary[picture["byteOffset"] :], len(content)
    document["bufferViews"][0]["extensions"][extension] |= changed
    document["buffers"].append({"byteLength": 10**6, "extensions": {extension: {"fallback": True}}})
    document["extensionsUsed"] = document["extensionsRequired"] = [extension]
    return pack(document, content)


PACKED = {
    "draco": dracoed(),
    "meshopt": meshopted(),
    "meshopt, as Khronos calls it": meshopted(KHR_MESHOPT),
    "meshopt, through a filter": meshopted(filtered=True),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_is_packed_comes_out_as_it_was(name):
    made = take_in(memoryview(PACKED[name]), name="probe")

    assert shown(made.glb) == pytest.approx(shown(PLAIN.glb), abs=0.002)
    assert (made.triangles, made.notes) == (12, ())


BROKEN = {
    "draco cut off": dracoed(damage=lambda raw: raw[: len(raw) // 2]),
    "draco of zeros": dracoed(damage=lambda raw: bytes(len(raw))),
    "no draco": dracoed(damage=lambda raw: b"hello"),
    "draco that has no such attribute": dracoed(ids={"POSITION": 77}),
    "draco of another shape": dracoed(ids={"POSITION": 0}),
    "draco of words": dracoed(ids={"POSITION": "eins"}),
    "meshopt of an unknown mode": meshopted(mode="WORDS"),
    "meshopt by an unknown filter": meshopted(filter="SEPIA"),
    "meshopt without end": meshopted(count=2**40),
    "more meshopt rows than there are": meshopted(count=100),
    "meshopt of nothing": meshopted(count=0),
    "meshopt of odd rows": meshopted(byteStride=13),
    "meshopt beyond the file": meshopted(byteLength=10**9),
    "meshopt cut off": meshopted(byteLength=20),
    "meshopt in another file": meshopted(buffer=1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_packed_badly_is_refused(name):
    with pytest.raises(RefusedError, match="lässt sich nicht auspacken"):
        take_in(memoryview(BROKEN[name]), name="probe")


@pytest.mark.parametrize("at", range(0, 160, 9))
@pytest.mark.parametrize("name", ["draco", "meshopt"])
def test_a_byte_that_flips_in_what_is_packed_never_breaks_the_reader(name, at):
    spoiled = bytearray(PACKED[name])
    (length,) = struct.unpack_from("<I", spoiled, 12)
    spoiled[20 + length + 8 + at] ^= 0x5A

    try:
        assert take_in(memoryview(bytes(spoiled)), name="probe").triangles <= 12
    except RefusedError as refusal:
        assert refusal.faults

"""Small GLBs for tests, built by hand: a box of so many metres, and whatever a test wants to be wrong with it."""

import io
import json
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image

FACES = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))


def pack(
    document: dict[str, Any] | bytes, binary: bytes = b"", *, version: int = 2, length: int | None = None
) -> bytes:
    """Return a GLB of a document, or of the bytes that stand for one."""
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    binary += b"\0" * (-len(binary) % 4)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text
    if binary:
        chunks += struct.pack("<II", len(binary), 0x004E4942) + binary
    size = 12 + len(chunks) if length is None else length
    return struct.pack("<4sII", b"glTF", version, size) + chunks


def box(
    size: tuple[float, float, float] = (2.0, 3.0, 4.0),
    *,
    at: tuple[float, float, float] = (0.0, 0.0, 0.0),
    picture: bytes = b"",
) -> tuple[dict[str, Any], bytes]:
    """Return document and binary of a box whose lowest corner is ``at``; with a picture it wears that on all sides."""
    corners = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=np.float32)
    points = (corners * size + at).astype("<f4")
    quads = np.array(FACES)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype("<u2")
    uvs = corners[:, :2].astype("<f4")
    pieces = [points.tobytes(), triangles.tobytes(), uvs.tobytes(), picture]
    views, binary = [], b""
    for piece in pieces:
        views.append({"buffer": 0, "byteOffset": len(binary), "byteLength": len(piece)})
        binary += piece + b"\0" * (-len(piece) % 4)
    document: dict[str, Any] = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "TEXCOORD_0": 2}, "indices": 1, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"baseColorFactor": [0.8, 0.2, 0.1, 1]}}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 8, "type": "VEC3"},
            {"bufferView": 1, "componentType": 5123, "count": 36, "type": "SCALAR"},
            {"bufferView": 2, "componentType": 5126, "count": 8, "type": "VEC2"},
        ],
        "bufferViews": views,
        "buffers": [{"byteLength": len(binary)}],
    }
    if picture:
        document["images"] = [{"bufferView": 3, "mimeType": "image/png"}]
        document["textures"] = [{"source": 0}]
        document["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"] = {"index": 0}
    return document, binary


COMPONENTS = {"<u1": 5121, "<i2": 5122, "<u2": 5123, "<u4": 5125, "<f4": 5126}


def added(
    document: dict[str, Any], binary: bytes, rows: np.ndarray, kind: str, *, normalized: bool = False
) -> tuple[int, bytes]:
    """Add an accessor of ``rows`` to a document; return its number, and the binary that has them."""
    binary += b"\0" * (-len(binary) % 4)
    document["bufferViews"].append({"buffer": 0, "byteOffset": len(binary), "byteLength": rows.nbytes})
    code = next(code for name, code in COMPONENTS.items() if np.dtype(name) == rows.dtype)
    found = {"bufferView": len(document["bufferViews"]) - 1, "componentType": code, "count": len(rows), "type": kind}
    document["accessors"].append(found | ({"normalized": True} if normalized else {}))
    return len(document["accessors"]) - 1, binary + rows.tobytes()


def image(
    size: tuple[int, int] = (64, 64), *, form: str = "PNG", mode: str = "RGB", colour: Any = (40, 90, 200)
) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size, colour).save(stream, form)
    return stream.getvalue()


def noise(side: int) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((side, side), 100).convert("RGB").save(stream, "JPEG", quality=95)
    return stream.getvalue()


def soup(*pieces: np.ndarray, nodes: Sequence[dict[str, Any]] = (), generator: str = "") -> bytes:
    """Return a GLB with a node for each (m, 3, 3) triangles; ``nodes`` say more of them, in their order."""
    views, accessors, meshes, binary = [], [], [], b""
    for number, piece in enumerate(pieces):
        points = piece.reshape(-1, 3).astype("<f4").tobytes()
        views.append({"buffer": 0, "byteOffset": len(binary), "byteLength": len(points)})
        accessors.append({"bufferView": number, "componentType": 5126, "count": len(points) // 12, "type": "VEC3"})
        meshes.append({"primitives": [{"attributes": {"POSITION": number}}]})
        binary += points
    told = [*nodes, *[{}] * (len(pieces) - len(nodes))]
    document = {
        "asset": {"version": "2.0", **({"generator": generator} if generator else {})},
        "scenes": [{"nodes": list(range(len(pieces)))}],
        "nodes": [{"mesh": number, **each} for number, each in enumerate(told)],
        "meshes": meshes,
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": len(binary)}],
    }
    return pack(document, binary)


def stl(piece: np.ndarray) -> bytes:
    """Return a binary STL of (m, 3, 3) triangles."""
    rows = np.zeros(len(piece), [("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("spare", "<u2")])
    rows["corners"] = piece
    return bytes(80) + struct.pack("<I", len(piece)) + rows.tobytes()


def ply(piece: np.ndarray) -> bytes:
    """Return a binary PLY of (m, 3, 3) triangles."""
    points = piece.reshape(-1, 3).astype("<f4")
    faces = np.zeros(len(piece), [("count", "u1"), ("corners", "<i4", 3)])
    faces["count"], faces["corners"] = 3, np.arange(len(points)).reshape(-1, 3)
    head = f"ply\nformat binary_little_endian 1.0\nelement vertex {len(points)}\nproperty float x\nproperty float y\n"
    head += f"property float z\nelement face {len(piece)}\nproperty list uchar int vertex_indices\nend_header\n"
    return head.encode() + points.tobytes() + faces.tobytes()


def obj(piece: np.ndarray, *, digits: int = 5) -> bytes:
    """Return an OBJ of (m, 3, 3) triangles, with so many digits behind the point."""
    points = "".join(f"v {x:.{digits}f} {y:.{digits}f} {z:.{digits}f}\n" for x, y, z in piece.reshape(-1, 3))
    faces = "".join(f"f {3 * n + 1} {3 * n + 2} {3 * n + 3}\n" for n in range(len(piece)))
    return (points + faces).encode()

"""STL: loose triangles without colour or unit, as bytes or as text.

Binary: 80 bytes of anything, the count, then 50 bytes for each triangle: normal, three corners, two spare bytes.  Its
first bytes may be "solid" as well, so the length decides.  Normals are made anew from the corners: many are wrong.
"""

import re

import numpy as np

from app.meshes.upload.assembly import Assembly, Faces
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given
from app.meshes.upload.numbers import merged, numbers
from app.meshes.upload.readers.faults import check_count, cut_off, unreadable
from app.meshes.upload.wishes import Wishes

HEAD_BYTES, TRIANGLE_BYTES = 84, 50
TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("spare", "<u2")])
SOLID = re.compile(rb"(?:^|\n)[ \t]*solid\b[ \t]*([^\r\n]*)", re.IGNORECASE)
VERTEX = re.compile(rb"\bvertex[ \t]+([^\r\n]+)", re.IGNORECASE)


def read(raw: memoryview, _wishes: Wishes, findings: Findings) -> Given:
    """Return what an STL holds.  Raises RefusedError."""
    assembly = Assembly()
    material = assembly.material()
    if _is_binary(raw):
        _check_numbers(corners := _binary(raw, findings), findings)
        points, triangles = merged(corners.reshape(-1, 3))
        assembly.mesh("", [Faces(points=points, corners=triangles.reshape(-1, 3), material=material)])
    else:
        for name, corners in _text(bytes(raw), findings):
            _check_numbers(corners, findings)
            points, triangles = merged(corners)
            assembly.mesh(name, [Faces(points=points, corners=triangles.reshape(-1, 3), material=material)])
    check_count(assembly.triangles, findings)
    return assembly.given()


def _is_binary(raw: memoryview) -> bool:
    """Tell whether an STL is of bytes: it has the length that it says, or holds what no text does."""
    if len(raw) < HEAD_BYTES:
        return False
    count = int.from_bytes(raw[80:84], "little")
    return len(raw) == HEAD_BYTES + count * TRIANGLE_BYTES or b"\0" in bytes(raw[:1024])


def _binary(raw: memoryview, findings: Findings) -> np.ndarray:
    """Return (m, 3, 3) corners."""
    count = int.from_bytes(raw[80:84], "little")
    check_count(count, findings)
    if len(raw) < HEAD_BYTES + count * TRIANGLE_BYTES:
        cut_off(findings)
    return np.frombuffer(raw, TRIANGLE, count, HEAD_BYTES)["corners"].astype(np.float64)


def _text(text: bytes, findings: Findings) -> list[tuple[str, np.ndarray]]:
    """Return the name of each solid, and its corners, three for a triangle: (3 m, 3)."""
    heads = list(SOLID.finditer(text))
    if not heads:
        unreadable(findings, "solid")
    ends = [each.start() for each in heads[1:]] + [len(text)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        rows = VERTEX.findall(text, head.end(), end)
        check_count(len(rows) // 3 or 1, findings)
        if len(rows) % 3:
            cut_off(findings)
        if rows:
            if (values := numbers(b" ".join(rows), 3 * len(rows))) is None:
                unreadable(findings, "vertex")
            found.append((head[1].decode("utf-8", "replace").strip(), values.reshape(-1, 3)))
    if b"endsolid" not in text[-4096:].lower():
        cut_off(findings)
    return found


def _check_numbers(corners: np.ndarray, findings: Findings) -> None:
    if not np.isfinite(corners).all():
        unreadable(findings, "NaN")

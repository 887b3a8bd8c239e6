"""Formats: which file is of which kind, told by how it begins, whatever its name says."""

import importlib
from collections.abc import Callable, Mapping
from types import ModuleType

from app.i18n import N_
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given
from app.meshes.upload.wishes import Wishes

MOST_BYTES = 200_000_000
READERS: Mapping[bytes, str] = {b"glTF": "app.meshes.upload.readers.glb"}  # how files begin, and the module that reads
WORDS: Mapping[bytes, str] = {  # what only files of a kind have near their beginning
    b"CityModel": "app.meshes.upload.readers.city",
    b'"CityJSON': "app.meshes.upload.readers.city",
}
NEAR_BYTES = 65_536
AGAIN = N_("Bitte im 3D-Programm noch einmal als GLB (glTF 2.0, binär) ausgeben.")
KNOWN = (  # how files begin that people take for a GLB
    (b"{", "glTF (.gltf)"),
    (b"Kaydara FBX", "FBX"),
    (b"PK\x03\x04", "USDZ / ZIP"),
    (b"solid", "STL"),
    (b"ISO-10303", "IFC / STEP"),
    (b"ply", "PLY"),
    (b"BLENDER", "Blender"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"RIFF", "WebP"),
    (b"%PDF", "PDF"),
    (b"<", "HTML / XML"),
    (b"#", "Text / OBJ"),
    (b"v ", "OBJ"),
    (b"\x1f\x8b", "GZIP"),
)


def given(raw: memoryview, wishes: Wishes, findings: Findings) -> Given:
    """Return what the reader for a file makes of it.  Raises RefusedError."""
    head = bytes(raw[:32])
    if len(raw) > MOST_BYTES:
        wrong, mend = N_("Die Datei hat %(megabytes)s MB."), N_("Erlaubt sind höchstens %(most)s MB.")
        findings.add("Datei", wrong, mend, megabytes=len(raw) // 1_000_000, most=MOST_BYTES // 1_000_000)
        findings.settle()
    for start, module in READERS.items():
        if head.startswith(start):
            return _reader(importlib.import_module(module))(raw, wishes, findings)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{")):
        beginning = bytes(raw[:NEAR_BYTES])
        for word, module in WORDS.items():
            if word in beginning:
                return _reader(importlib.import_module(module))(raw, wishes, findings)
    kind = next((name for start, name in KNOWN if head.lstrip().startswith(start)), "")
    if kind:
        findings.add("Datei", N_("Das ist kein GLB, sondern %(kind)s."), AGAIN, kind=kind)
    else:
        findings.add("Datei", N_("Das ist kein GLB, auch wenn der Name so endet."), AGAIN)
    findings.settle()
    raise AssertionError("a fault was noted")


def _reader(module: ModuleType) -> Callable[[memoryview, Wishes, Findings], Given]:
    read: Callable[[memoryview, Wishes, Findings], Given] = module.read
    return read

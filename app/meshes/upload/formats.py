"""Formats: which reader takes a file, told by how it begins, whatever its name says."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import ModuleType

from app.i18n import N_
from app.meshes.upload import kinds
from app.meshes.upload.findings import Findings, RefusedError
from app.meshes.upload.given import Given
from app.meshes.upload.reading import MalformedError
from app.meshes.upload.wishes import Wishes

Unpack = Callable[[dict[str, object], memoryview], tuple[dict[str, object], memoryview]]

MOST_BYTES = 400_000_000
UNKNOWN = N_("Diese Datei kennt das Studio nicht, auch wenn ihr Name es meint.")
UNKNOWN_MEND = N_("Bitte das Modell im 3D-Programm noch einmal ausgeben, am besten als GLB (glTF 2.0, binär).")
UNPACKERS: Mapping[str, str] = {  # extensions by which geometry is packed, and the module that unpacks it
    "KHR_draco_mesh_compression": "app.meshes.upload.unpacking.draco",
    "EXT_meshopt_compression": "app.meshes.upload.unpacking.meshopt",
    "KHR_meshopt_compression": "app.meshes.upload.unpacking.meshopt",
}
BROKEN = N_("Was in der Datei gepackt ist, lässt sich nicht auspacken.")
BROKEN_MEND = N_("Bitte beim Ausgeben die Kompression abschalten.")
SPOILED, SPOILED_MEND = N_("Die Datei ist beschädigt (%(where)s)."), N_("Bitte im 3D-Programm noch einmal ausgeben.")
EMPTY, EMPTY_MEND = N_("Die Datei ist leer."), N_("Bitte im 3D-Programm noch einmal ausgeben.")


def given(raw: memoryview, wishes: Wishes, findings: Findings, *, file_name: str = "") -> Given:
    """Return what the reader for a file makes of it; its name tells where its beginning does not.

    Raises RefusedError.
    """
    if not raw:
        findings.add("Datei", EMPTY, EMPTY_MEND)
    if len(raw) > MOST_BYTES:
        wrong, mend = N_("Die Datei hat %(megabytes)s MB."), N_("Erlaubt sind höchstens %(most)s MB.")
        findings.add("Datei", wrong, mend, megabytes=len(raw) // 1_000_000, most=MOST_BYTES // 1_000_000)
    findings.settle()
    known = kinds.recognized(bytes(raw[: kinds.HEAD_BYTES]), file_name)
    if known and known.kind.reader:
        return _unpacked(_read(known.kind.reader, raw, wishes, findings), findings)
    if known:
        findings.add("Datei", known.kind.wrong, known.kind.mend, help=known.kind.help)
    else:
        findings.add("Datei", UNKNOWN, UNKNOWN_MEND, help="andere")
    findings.settle()
    raise AssertionError("a fault was noted")


def _read(module: str, raw: memoryview, wishes: Wishes, findings: Findings) -> Given:
    """Return what a reader makes of a file.  Raises RefusedError, also where the libraries that it asks break at it."""
    read = _reader(importlib.import_module(module))
    try:
        return read(raw, wishes, findings)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 -- libraries raise whatever they like at a spoiled file
        findings.add("Datei", SPOILED, SPOILED_MEND, where=type(error).__name__)
    findings.settle()
    raise AssertionError("a fault was noted")


def _unpacked(found: Given, findings: Findings) -> Given:
    """Return a document with its geometry unpacked, where it says that it is packed.  Raises RefusedError."""
    said = [found.document.get(field) for field in ("extensionsUsed", "extensionsRequired")]
    names = {name for each in said if isinstance(each, list) for name in each if isinstance(name, str)}
    for module in sorted({UNPACKERS[name] for name in names & UNPACKERS.keys()}):
        unpack: Unpack = importlib.import_module(module).unpacked
        try:
            document, binary = unpack(found.document, found.binary)
        except (AttributeError, KeyError, MalformedError, TypeError, ValueError):
            findings.add("Datei", BROKEN, BROKEN_MEND)
            findings.settle()
            raise
        found = replace(found, document=document, binary=binary)
    return found


def _reader(module: ModuleType) -> Callable[[memoryview, Wishes, Findings], Given]:
    read: Callable[[memoryview, Wishes, Findings], Given] = module.read
    return read

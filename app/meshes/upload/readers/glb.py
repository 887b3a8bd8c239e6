"""GLB: its head, its JSON and its binary chunk, as far as they are what they say."""

import json
import struct
from typing import NoReturn

import numpy as np

from app.i18n import N_
from app.meshes.upload.embedded import embedded
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given
from app.meshes.upload.reading import MalformedError
from app.meshes.upload.wishes import Wishes

MOST_JSON_BYTES = 8_000_000
DEEPEST = 64
JSON_CHUNK, BINARY_CHUNK = 0x4E4F534A, 0x004E4942
AGAIN = N_("Bitte im 3D-Programm noch einmal als GLB (glTF 2.0, binär) ausgeben.")


def read(raw: memoryview, _wishes: Wishes, findings: Findings) -> Given:
    """Return what a GLB holds.  Raises RefusedError."""
    document, binary = opened(raw, findings)
    try:
        document, binary = embedded(document, binary)
    except (MalformedError, TypeError):
        _broken(findings, "Was in der Beschreibung eingebettet ist, lässt sich nicht lesen.")
    return Given(document=document, binary=binary)


def opened(raw: memoryview, findings: Findings) -> tuple[dict[str, object], memoryview]:
    """Return the document and the binary chunk.  Raises RefusedError."""
    _check_head(raw, findings)
    document: dict[str, object] | None = None
    binary = memoryview(b"")
    at = 12
    while at < len(raw):
        if at + 8 > len(raw):
            _broken(findings, "Nach dem letzten Block folgen noch Bytes.")
        length, kind = struct.unpack_from("<II", raw, at)
        at += 8
        if length > len(raw) - at:
            _broken(findings, "Ein Block soll länger sein als die ganze Datei.")
        if document is None:
            if kind != JSON_CHUNK:
                _broken(findings, "Der erste Block ist nicht die Beschreibung.")
            document = described(raw[at : at + length], findings)
        elif kind == BINARY_CHUNK and not binary:
            binary = raw[at : at + length]
        at += length
    if document is None:
        _broken(findings, "Die Beschreibung fehlt.")
    return document, binary


def _check_head(raw: memoryview, findings: Findings) -> None:
    if len(raw) < 20:
        findings.add("Datei", N_("Die Datei bricht nach wenigen Bytes ab."), AGAIN)
    else:
        version, length = struct.unpack_from("<II", raw, 4)
        if version != 2:
            findings.add("Datei", N_("Das ist glTF in der Version %(version)s."), AGAIN, version=version)
        elif length != len(raw):
            wrong = N_("Die Datei soll %(said)s Bytes haben, hat aber %(has)s.")
            findings.add("Datei", wrong, AGAIN, said=length, has=len(raw))
    findings.settle()


def described(text: memoryview, findings: Findings, *, most_bytes: int = MOST_JSON_BYTES) -> dict[str, object]:
    """Return the document that a JSON describes.  Raises RefusedError."""
    if len(text) > most_bytes:
        wrong = N_("Die Beschreibung allein hat %(megabytes)s MB.")
        findings.add(
            "Datei", wrong, N_("Erlaubt sind 8 MB. Bitte Objekte zusammenfassen."), megabytes=len(text) // 10**6
        )
        findings.settle()
    raw = bytes(text)
    if _depth(raw) > DEEPEST:
        _broken(findings, "Die Beschreibung ist tiefer verschachtelt als je nötig.")
    try:
        document = json.loads(raw.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        _broken(findings, "Die Beschreibung ist kein gültiges JSON.")
    if not isinstance(document, dict):
        _broken(findings, "Die Beschreibung ist kein Verzeichnis.")
    return document


def _depth(raw: bytes) -> int:
    """Return how deep brackets lie in one another at most; brackets in texts count, too, which does no harm."""
    brackets = np.frombuffer(raw.translate(None, _OTHERS), np.uint8)
    steps = np.where((brackets == ord("[")) | (brackets == ord("{")), 1, -1)
    return int(np.cumsum(steps).max(initial=0))


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _broken(findings: Findings, wrong: str) -> NoReturn:
    findings.add("Datei", wrong, AGAIN)
    findings.settle()
    raise AssertionError("a fault was noted")


_OTHERS = bytes(letter for letter in range(256) if letter not in b"[]{}")

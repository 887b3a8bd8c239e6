"""Opening: an IFC, alone or in a ZIP, checked by its head and by how much it holds before it is parsed.

It is text after ISO 10303-21.  Programs that write umlauts as they are do so in UTF-8 or Windows-1252; only names have
some, so nothing is lost if these are not understood.
"""

import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import ifcopenshell

from app.i18n import N_
from app.meshes.faults import grouped
from app.meshes.upload.findings import Findings

PIECE_BYTES = 1_000_000
TAIL_BYTES = 4096
SCHEMA = re.compile(rb"(FILE_SCHEMA\s*\(\s*\(\s*')([^']*)'", re.IGNORECASE)
END = b"END-ISO-10303-21"
READ = {  # schema -> what ifcopenshell calls it; the addenda of one version are read alike
    **dict.fromkeys(("IFC2X3", "IFC2X3_FINAL", "IFC2X3_TC1"), "IFC2X3"),
    **dict.fromkeys(("IFC4", "IFC4_ADD1", "IFC4_ADD2", "IFC4_ADD2_TC1"), "IFC4"),
    **dict.fromkeys(("IFC4X3", "IFC4X3_ADD1", "IFC4X3_TC1", "IFC4X3_ADD2"), "IFC4X3_ADD2"),
}
MOST_INSTANCES = 4_000_000
MOST_UNPACKED_BYTES, MOST_TIMES = 1_000_000_000, 20
AGAIN = N_("Bitte im Entwurfsprogramm noch einmal als IFC ausgeben (IFC2x3 oder IFC4, Endung .ifc).")
BROKEN = N_("Das Gebäudemodell (IFC) lässt sich nicht lesen.")
ALONE = N_("Bitte genau eine IFC-Datei in das ZIP packen, ohne Passwort, oder sie ohne ZIP hochladen.")
COPY = N_("Bitte die Datei noch einmal kopieren oder ausgeben und dann hochladen.")


@contextmanager
def opened(raw: memoryview, findings: Findings) -> Iterator[ifcopenshell.file]:
    """Yield the file, which is parsed as it is asked.  Raises RefusedError."""
    with tempfile.TemporaryFile() as text:  # has no name, so that nothing of it is left, however this ends
        for number, piece in enumerate(_unpacked(raw, findings) if bytes(raw[:2]) == b"PK" else _pieces(raw)):
            text.write(piece if number else _named(piece, findings))
        _check(text, findings)
        text.seek(0)
        try:
            found = ifcopenshell.open(f"/dev/fd/{text.fileno()}", format=".ifc", lazy=True)
        except (RuntimeError, ifcopenshell.Error):
            findings.add("Datei", BROKEN, AGAIN)
        findings.settle()
        yield found


def _pieces(raw: memoryview) -> Iterator[bytes]:
    for start in range(0, max(len(raw), 1), PIECE_BYTES):
        yield bytes(raw[start : start + PIECE_BYTES])


def _unpacked(raw: memoryview, findings: Findings) -> Iterator[bytes]:
    """Yield the one IFC of a ZIP.  Raises RefusedError."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            inside = [each for each in archive.infolist() if each.filename.lower().endswith(".ifc")]
            if len(inside) != 1:
                findings.add("Datei", N_("Im ZIP liegen %(count)s IFC-Dateien."), ALONE, count=len(inside))
            elif inside[0].file_size > min(MOST_UNPACKED_BYTES, MOST_TIMES * max(inside[0].compress_size, 1)):
                wrong = N_("Das ZIP ist verdächtig dicht gepackt oder ausgepackt größer als 1 GB.")
                findings.add("Datei", wrong, ALONE)
            findings.settle()
            with archive.open(inside[0]) as packed:
                while piece := packed.read(PIECE_BYTES):  # no more than it says, which zipfile sees to
                    yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        findings.add("Datei", N_("Das ZIP lässt sich nicht entpacken."), ALONE)
    findings.settle()


def _named(head: bytes, findings: Findings) -> bytes:
    """Return the beginning of a file with its schema called as ifcopenshell calls it.  Raises RefusedError."""
    schema = SCHEMA.search(head)
    named = schema.group(2).decode("latin-1").strip().upper() if schema else ""
    if named in READ:
        return SCHEMA.sub(rb"\g<1>" + READ[named].encode() + b"'", head, count=1)
    if named.startswith("IFC"):
        wrong = N_("Die Datei ist in %(schema)s geschrieben. Das Studio liest IFC2x3, IFC4 und IFC4x3.")
        findings.add("Datei", wrong, AGAIN, schema=named[:30])
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        findings.add("Datei", N_("Das Gebäudemodell ist als XML geschrieben (ifcXML)."), AGAIN)
    elif named:
        findings.add("Datei", N_("Das ist eine STEP-Datei, aber kein Gebäudemodell (IFC)."), AGAIN)
    else:
        findings.add("Datei", BROKEN, AGAIN)
    findings.settle()
    raise AssertionError("a fault was noted")


def _check(text: io.BufferedRandom, findings: Findings) -> None:
    """Refuse half of a file, and more than can be read."""
    size = text.seek(0, io.SEEK_END)
    text.seek(max(0, size - TAIL_BYTES))
    if END not in text.read().upper():
        findings.add("Datei", N_("Die Datei ist unvollständig: Ihr Ende fehlt."), COPY)
        findings.settle()
    count = _instances(text)
    if count > MOST_INSTANCES:
        wrong = N_("Das Gebäudemodell hat %(count)s Einträge.")
        mend = N_("Höchstens %(most)s. Bitte nur ein Gebäude oder nur die Außenhülle ausgeben.")
        findings.add("Datei", wrong, mend, count=grouped(count), most=grouped(MOST_INSTANCES))
    findings.settle()


def _instances(text: io.BufferedRandom) -> int:
    """Return about how many entries a file has; those that a line has besides its first are not seen."""
    text.seek(0)
    count = 0
    while lines := text.readlines(4 * PIECE_BYTES):
        count += sum(line.lstrip().startswith(b"#") for line in lines)
    return count

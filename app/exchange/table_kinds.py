"""Kinds of table files, told by their first bytes, and what to do with those that are not read.

A workbook of Excel (xlsx) is a ZIP with a workbook in it; text is whatever is nothing else.
"""

import enum
import io
import re
import zipfile

from app.i18n import N_

ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = N_(
    "Das ist eine Tabelle im Format OpenDocument (.ods), zum Beispiel aus LibreOffice. "
    "Bitte dort „Speichern unter“ wählen, als Excel-Arbeitsmappe (.xlsx) oder als CSV in UTF-8."
)
NUMBERS = N_("Das ist eine Tabelle aus Numbers. Bitte dort „Exportieren“ wählen, als Excel (.xlsx) oder als CSV.")
XLS = N_(
    "Das ist eine Tabelle im alten Format von Excel (.xls). "
    "Bitte dort „Speichern unter“ wählen, als Excel-Arbeitsmappe (.xlsx)."
)
XLSB = N_(
    "Das ist eine binäre Arbeitsmappe von Excel (.xlsb). "
    "Bitte dort „Speichern unter“ wählen, als Excel-Arbeitsmappe (.xlsx)."
)
LOCKED = N_("Die Arbeitsmappe ist mit einem Passwort geschützt. Bitte ohne Passwort speichern.")
CUT_OFF = N_("Die Datei ist unvollständig oder beschädigt. Bitte noch einmal speichern und hochladen.")
EMPTY = N_("Die Datei ist leer. Gelesen werden Excel-Arbeitsmappen (.xlsx) und CSV-Dateien.")
NO_TABLE = N_("Das ist keine Tabelle. Gelesen werden Excel-Arbeitsmappen (.xlsx) und CSV-Dateien.")
AS_PAGE = N_(
    "Das ist eine Seite (HTML oder XML), auch wenn die Datei wie eine Tabelle heißt. "
    "Bitte in Excel öffnen und als Excel-Arbeitsmappe (.xlsx) speichern."
)
OTHERS = re.compile(
    rb"%PDF|\x89PNG|\xff\xd8\xff|GIF8|RIFF|II\*\0|MM\0\*|\{\\rtf|\x1f\x8b|7z\xbc\xaf|Rar!|\x7fELF|MZ|SQLite format"
    rb"|glTF|ISO-10303"
)
PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table)", re.IGNORECASE)


class TableKind(enum.Enum):
    """What is read."""

    TEXT = enum.auto()
    WORKBOOK = enum.auto()


def kind_of(raw: bytes) -> TableKind | str:
    """Return what a file is, or a sentence that says why it is not read and what to do."""
    if not raw.strip():
        return EMPTY
    if raw.startswith(ZIP):
        return _kind_of_zip(raw)
    if raw.startswith(COMPOUND):
        return LOCKED if "EncryptedPackage".encode("utf-16-le") in raw else XLS
    if PAGE.match(raw):
        return AS_PAGE
    return NO_TABLE if OTHERS.match(raw) else TableKind.TEXT


def _kind_of_zip(raw: bytes) -> TableKind | str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return CUT_OFF
    if "xl/workbook.xml" in names:
        return TableKind.WORKBOOK
    if "xl/workbook.bin" in names:
        return XLSB
    if any(name.endswith(".iwa") for name in names):
        return NUMBERS
    if b"opendocument.spreadsheet" in raw[:200]:
        return ODS
    return NO_TABLE

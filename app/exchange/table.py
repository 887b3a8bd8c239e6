"""Tables (CSV): out to spreadsheets and in from them; nowhere else is CSV written or read.

cell          a value as a cell says it
line, write   what a German spreadsheet opens with a double click: UTF-8 with its mark, semicolons, decimal commas
for_programs  what a file of the exchange format is: UTF-8, commas, decimal points, line feeds
read          whatever spreadsheets save: marked or not, UTF-8, UTF-16 or Windows' letters, any end of line, semicolons,
              tabs or commas
spelled       what stands above a column, as we would write it

A text that a spreadsheet would take for a formula leaves with an apostrophe before it, which is taken off again.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from app.exchange.typed import cleaned

MEDIA_TYPE = "text/csv"
MARK = "\ufeff"  # says UTF-8 to a spreadsheet that otherwise takes Windows' letters
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what makes a spreadsheet compute, or lose the start of a cell
DELIMITERS = (";", "\t", ",")  # of two that are equally frequent, the first
LOOKED_AT = 20_000  # letters
SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "_", "-": "_"})
DECIMALS = 7  # of a degree: a centimetre


def line(cells: Iterable[object], *, first: bool = False) -> str:
    """Return one line with its end; the ``first`` one of a file carries the mark."""
    out = io.StringIO(newline="")
    out.write(MARK if first else "")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(cell(each) for each in cells)
    return out.getvalue()


def write(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return a whole file."""
    return "".join([line(head, first=True), *(line(row) for row in rows)]).encode()


def for_programs(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return a file of the exchange format: every value as it is, since nobody opens it with a double click."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()


def read(text: str, *, head: str = "") -> Iterator[list[str]]:
    """Yield the cells of each line, the head first, or after some other lines where it has the word ``head``.

    Raises ValueError for what is no table at all.
    """
    text = text.removeprefix(MARK)
    start, said = _said_delimiter(text)
    lines = csv.reader(io.StringIO(text[start:], newline=""), delimiter=said or _delimiter(text, head))
    try:
        for cells in lines:
            yield [_unguarded(each) for each in cells]
    except csv.Error as error:  # a cell of more than 131,072 characters
        raise ValueError(str(error)) from error


def spelled(head: str) -> str:
    """Return a head however somebody has spelled it: ``Lage (Genauigkeit_m)`` -> ``lage_genauigkeit_m``."""
    bare = re.sub(r"[()\[\].:*]", "", cleaned(head).strip().casefold()).translate(SPELLED)
    return re.sub(r"_+", "_", bare).strip("_")


def text_of(raw: bytes) -> str:
    """Return a file's text: UTF-16 (Excel's "Unicode text") by its mark or its zeros, UTF-8, else an older machine's.

    Those are Windows' letters, or the old Mac's where lines end as they did there.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    start = raw[:LOOKED_AT]
    if start.count(0) * 3 > len(start):  # of what is mostly ASCII every second byte
        is_big_endian = start[::2].count(0) > start[1::2].count(0)
        return raw.decode("utf-16-be" if is_big_endian else "utf-16-le", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        is_old_mac = b"\r" in raw and b"\n" not in raw
        return raw.decode("mac_roman" if is_old_mac else "cp1252", errors="replace")


def cell(value: object) -> str:
    """Return a value as its cell says it: decimal commas, and no formula."""
    if isinstance(value, float):
        return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(value, int):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if _computes(text) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _computes(cell) else cell


def _computes(text: str) -> bool:
    """Tell whether a text needs the apostrophe, or one more where it begins with some."""
    return text.lstrip("'").startswith(FORMULA)


def _said_delimiter(text: str) -> tuple[int, str]:
    """Return where the table begins and the delimiter that a first line ``sep=;`` names, or nothing."""
    first = text.splitlines(keepends=True)[0] if text else ""
    plain = first.rstrip("\r\n").strip('"')
    said = plain[len("sep=") :] if plain.casefold().startswith("sep=") else ""
    return (len(first), said) if len(said) == 1 else (0, "")


def _delimiter(text: str, head: str) -> str:
    """Return what separates the cells of the first line that has the word ``head``, else of the first one."""
    lines = re.split(r"\r\n?|\n", text[:LOOKED_AT])
    line = next((each for each in lines if head in each.casefold()), lines[0])
    return max(DELIMITERS, key=line.count)

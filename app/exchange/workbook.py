"""Workbooks (xlsx): a table out of one, and one out of a table; runs in the sandbox, which openpyxl is loaded in only.

    read SOURCE GOAL COLUMN   the sheet whose head has COLUMN becomes CSV, as ``table.write`` makes it
    write SOURCE GOAL         JSON ``{"title": …, "head": […], "choices": {column: […]}, "wrapped": [column …],
                              "rows": [[…]]}`` becomes a workbook; text in columns that are wrapped breaks its lines

What it prints is ``{"wrong": sentence, "values": {…}}`` where the workbook cannot be read, else ``{}``.

A cell counts as what a spreadsheet shows in it: of a formula its last result, of a merged range its one value, a day
as ``2026-11-20``.  Text that leaves is text, whatever it looks like, so that nothing computes and no code becomes
a number.
"""

import datetime
import io
import json
import sys
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.exchange import table
from app.exchange.records import DAY
from app.exchange.typed import CONTROL
from app.i18n import N_

Value = str | int | float | None
Row = tuple[Cell, ...]
MOST_UNPACKED_BYTES = 200_000_000
MOST_COLUMNS = 200
HEAD_WITHIN = 20  # rows: a title, a note, then the head
MOST_BLANK = 5_000  # rows without anything, after which nothing is expected any more
WIDEST, NARROWEST = 60, 9  # letters, of a column that is written
MEASURED_ROWS = 100
BLANK: tuple[Value, ...] = ()
TOO_LARGE = N_("Ausgepackt ist die Arbeitsmappe zu groß. Bitte nur das Blatt mit der Tabelle in eine neue kopieren.")
BROKEN = N_("Die Arbeitsmappe ist beschädigt oder unvollständig. Bitte in Excel öffnen und noch einmal speichern.")
NOT_COMPUTED = N_("In Zelle %(cell)s steht eine Formel ohne Ergebnis. Bitte in Excel öffnen und speichern.")
ERROR = N_("In Zelle %(cell)s steht der Fehler %(error)s. Bitte dort den Wert eintragen.")


class UnreadableError(Exception):
    """The workbook is none, or not one to rely on."""

    def __init__(self, wrong: str, **values: object) -> None:
        super().__init__(wrong)
        self.told = {"wrong": wrong, "values": values}


def main(arguments: Sequence[str]) -> None:
    """Do what ``arguments`` say; see above."""
    what, source, goal, *column = arguments
    told: Mapping[str, object] = {}
    warnings.simplefilter("ignore")  # of what a workbook holds beside its cells
    try:
        if what == "read":
            Path(goal).write_text(_csv(list(_read(Path(source).read_bytes(), column[0]))), "utf-8", newline="")
        else:
            _write(goal, **json.loads(Path(source).read_text("utf-8")))
    except UnreadableError as error:
        told = error.told
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _csv(rows: Sequence[tuple[Value, ...]]) -> str:
    """Return rows as CSV, all as long as the longest, but for blank ones: an empty cell at the end says something."""
    width = max(map(len, rows), default=0)
    return "".join(table.line((*row, *[""] * (width - len(row))) if row else row) for row in rows)


def _read(raw: bytes, column: str) -> Iterator[tuple[Value, ...]]:
    """Yield the cells of each row, from the first of its sheet on, so that row numbers are those of the spreadsheet."""
    try:
        has_merged, has_formulas = _look(raw)
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=not has_merged, data_only=True)
        sheet = _sheet(book, column)
        formulas = (
            openpyxl.load_workbook(io.BytesIO(raw), read_only=not has_merged)[sheet.title] if has_formulas else None
        )
        yield from _filled(_rows(sheet), _rows(formulas) if formulas else None)
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:  # whatever openpyxl stumbles over in what a stranger gave
        raise UnreadableError(BROKEN) from error


def _look(raw: bytes) -> tuple[bool, bool]:
    """Return whether cells are merged and whether some compute.  Raises UnreadableError if it is too large."""
    has_merged = has_formulas = False
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED_BYTES:
            raise UnreadableError(TOO_LARGE)
        for each in packed.infolist():
            if not each.filename.endswith((".xml", ".rels")):
                continue
            part = packed.read(each)
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise UnreadableError(BROKEN)
            if "worksheets/" in each.filename:
                has_merged |= b"mergeCell " in part
                has_formulas |= b"<f>" in part or b"<f " in part
    return has_merged, has_formulas


def _sheet(book: Workbook, column: str) -> Worksheet:
    """Return the first visible sheet whose head has ``column``, else the first one."""
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in visible:
        for cells in sheet.iter_rows(max_row=HEAD_WITHIN, max_col=MOST_COLUMNS, values_only=True):
            if column in {str(cell).strip().casefold() for cell in cells if cell is not None}:
                return sheet
    if not visible:
        raise UnreadableError(BROKEN)
    return visible[0]


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """Yield the cells of each row; in a merged range every cell is its first one."""
    merged: dict[tuple[int, int], Cell] = {}
    if hasattr(sheet, "merged_cells"):
        for span in sheet.merged_cells.ranges:
            first = sheet.cell(span.min_row, span.min_col)
            merged |= dict.fromkeys(((row, at) for row, at in span.cells if at <= MOST_COLUMNS), first)
    else:
        sheet.reset_dimensions()  # which some programs write wrongly
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        yield tuple(merged.get((number, at), cell) for at, cell in enumerate(cells, start=1)) if merged else cells


def _filled(rows: Iterable[Row], formulas: Iterator[Row] | None) -> Iterator[tuple[Value, ...]]:
    """Yield the values of each row, without the blank ones at the end, of which some sheets have a million."""
    blank = 0
    for number, cells in enumerate(rows, start=1):
        computing = next(formulas, ()) if formulas else ()
        values = _values(number, cells, computing)
        if not values:
            blank += 1
            if blank > MOST_BLANK:
                return
            continue
        yield from [BLANK] * blank
        blank = 0
        yield values


def _values(number: int, cells: Sequence[Cell], computing: Sequence[Cell]) -> tuple[Value, ...]:
    for at, cell in enumerate(computing, start=1):
        if cell.data_type == "f" and (at > len(cells) or cells[at - 1].value is None):
            raise UnreadableError(NOT_COMPUTED, cell=f"{get_column_letter(at)}{number}")
    values = [_value(cell, number, at) for at, cell in enumerate(cells, start=1)]
    while values and values[-1] in (None, ""):
        values.pop()
    return tuple(values)


def _value(cell: Cell, number: int, at: int) -> Value:
    value: object = cell.value
    if cell.data_type == "e":
        raise UnreadableError(ERROR, cell=f"{get_column_letter(at)}{number}", error=str(value))
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, str):
        return str(unescape(value)).replace("\r\n", "\n")
    if value is None or isinstance(value, int | float):
        return value
    return str(value)


def _write(
    goal: str,
    *,
    head: Sequence[str],
    choices: Mapping[str, Sequence[str]],
    rows: Sequence[Sequence[Value]],
    title: str = "",
    wrapped: Sequence[str] = (),
) -> None:
    """Write a workbook of one sheet whose head stays in sight; where choices are given, they can be picked."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title or None)
    sheet.freeze_panes = "B2"
    for at, name in enumerate(head, start=1):
        longest = max(len(str(row[at - 1])) for row in [head, *rows[:MEASURED_ROWS]])
        sheet.column_dimensions[get_column_letter(at)].width = min(max(longest + 2, NARROWEST), WIDEST)
        if name in choices:
            choice = DataValidation("list", formula1=f'"{",".join(choices[name])}"', showErrorMessage=True)
            choice.add(f"{get_column_letter(at)}2:{get_column_letter(at)}{len(rows) + 1000}")
            sheet.data_validations.dataValidation.append(choice)
    sheet.append([_cell(sheet, name, bold=True) for name in head])
    lying = [Alignment(vertical="top", wrap_text=name in wrapped) if wrapped else None for name in head]
    for row in rows:
        sheet.append([_cell(sheet, value, how=how) for how, value in zip(lying, row, strict=True)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"
    book.save(goal)


def _cell(sheet: Worksheet, value: Value, *, bold: bool = False, how: Alignment | None = None) -> Cell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    if DAY.fullmatch(value):
        cell = WriteOnlyCell(sheet, datetime.date.fromisoformat(value))
        cell.number_format = "DD.MM.YYYY"
        return cell
    cell = WriteOnlyCell(sheet, CONTROL.sub("", value))
    cell.data_type, cell.number_format = "s", "@"  # also where it looks like a formula or a number
    if bold:
        cell.font = Font(bold=True)
    if how:
        cell.alignment = how
    return cell

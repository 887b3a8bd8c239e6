"""Workbooks: what a spreadsheet shows is what is read, and what leaves computes nothing."""

import datetime
import io
import json
import zipfile

import openpyxl
import pytest

from app.exchange import table, workbook

MIDNIGHT = datetime.datetime.fromisoformat("2026-11-20")  # in no zone, as Excel has it
HEAD = ["code", "station", "ort_de", "lage_am", "blick_grad"]


def made(*sheets, after=lambda book: None):
    """Return a workbook of sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    after(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(tmp_path, capsys, raw):
    """Return the rows, or what is said instead of them."""
    source, goal = tmp_path / "given", tmp_path / "made"
    source.write_bytes(raw)
    workbook.main(["read", str(source), str(goal), "station"])
    said = json.loads(capsys.readouterr().out)
    return said["wrong"] % said["values"] if said else list(table.read(goal.read_bytes().decode()))


def with_part(raw, name, change):
    """Return a workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
    return out.getvalue()


def test_a_cell_counts_as_what_the_spreadsheet_shows(tmp_path, capsys):
    day, moment = datetime.date(2026, 11, 20), MIDNIGHT
    rows = [
        HEAD,
        ["ABCDEF", "platz", "Am Gleis\r\n2", day, 271.5],
        [222222, "platz", None, moment, 90.0],
        ["", "", True],
    ]

    assert read(tmp_path, capsys, made(rows)) == [
        HEAD,
        ["ABCDEF", "platz", "Am Gleis\n2", "2026-11-20", "271,5"],
        ["222222", "platz", "", "2026-11-20", "90"],
        ["", "", "WAHR", "", ""],
    ]


def test_row_numbers_are_those_of_the_spreadsheet_and_blank_rows_at_the_end_are_none(tmp_path, capsys):
    def paint(book):
        book.worksheets[0].cell(4_000, 3).font = openpyxl.styles.Font(bold=True)

    raw = made([["Schilder der Linie"], [], HEAD[:2], [], ["", "platz"]], after=paint)

    assert [row[:2] for row in read(tmp_path, capsys, raw)] == [
        ["Schilder der Linie", ""],
        [],
        HEAD[:2],
        [],
        ["", "platz"],
    ]


def test_the_first_sheet_in_sight_that_has_the_head_is_read(tmp_path, capsys):
    def hide(book):
        book.worksheets[1].sheet_state = "hidden"

    raw = made([["Hinweise"]], [["station"], ["alt"]], [["Station"], ["neu"]], after=hide)

    assert read(tmp_path, capsys, raw) == [["Station"], ["neu"]]


def test_merged_cells_all_have_their_one_value(tmp_path, capsys):
    def merge(book):
        book.worksheets[0].merge_cells("B2:B3")

    raw = made([HEAD[:2], ["", "platz"], ["x", None]], after=merge)

    assert read(tmp_path, capsys, raw) == [HEAD[:2], ["", "platz"], ["x", "platz"]]


def test_of_a_formula_its_result_counts_and_one_without_is_named(tmp_path, capsys):
    raw = made([HEAD[:2], ["", "=1+1"]])

    assert read(tmp_path, capsys, raw).startswith("In Zelle B2 steht eine Formel ohne Ergebnis.")
    computed = with_part(
        raw,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"),
    )
    assert read(tmp_path, capsys, computed)[1] == ["", "2"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (lambda: made([HEAD[:2], ["", "#N/A"]]), "In Zelle B2 steht der Fehler #N/A."),
        (lambda: made([HEAD])[:-30], "beschädigt oder unvollständig"),
        (lambda: with_part(made([HEAD]), "xl/workbook.xml", lambda _xml: b"<nothing/>"), "beschädigt"),
        (lambda: with_part(made([HEAD]), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]), "beschädigt"),
        (
            lambda: with_part(
                made([HEAD]),
                "xl/worksheets/sheet1.xml",
                lambda xml: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + xml,
            ),
            "beschädigt",
        ),
        (
            lambda: with_part(made([HEAD]), "xl/styles.xml", lambda _xml: b" " * (workbook.MOST_UNPACKED_BYTES + 1)),
            "Ausgepackt ist die Arbeitsmappe zu groß.",
        ),
    ],
    ids=["error", "cut off", "no workbook", "half a sheet", "entity", "bomb"],
)
def test_what_is_not_to_be_relied_on_is_refused_with_what_to_do(tmp_path, capsys, raw, told):
    assert told in read(tmp_path, capsys, raw())


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 209", "-links", "@summe", "2E4567", "00123", "'so", "#N/A", "20.11.2026"]
)
def test_text_leaves_as_text_and_comes_back(tmp_path, capsys, text):
    source, goal = tmp_path / "rows", tmp_path / "book.xlsx"
    source.write_text(json.dumps({"head": ["station", "ort_de"], "choices": {}, "rows": [["platz", text]]}))

    workbook.main(["write", str(source), str(goal)])

    cell = openpyxl.load_workbook(goal).worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", text)
    capsys.readouterr()
    assert read(tmp_path, capsys, goal.read_bytes())[1] == ["platz", text]


def test_days_and_numbers_leave_as_such_and_words_can_be_picked(tmp_path, capsys):
    source, goal = tmp_path / "rows", tmp_path / "book.xlsx"
    rows = [["platz", "A3", "2026-11-20", 51.57793]]
    head = ["station", "art", "lage_am", "breitengrad"]
    source.write_text(json.dumps({"head": head, "choices": {"art": ["A3", "A4"]}, "rows": rows}))

    workbook.main(["write", str(source), str(goal)])

    sheet = openpyxl.load_workbook(goal).worksheets[0]
    assert (sheet["C2"].value, sheet["C2"].number_format) == (MIDNIGHT, "DD.MM.YYYY")
    assert sheet["D2"].value == 51.57793
    assert [each.formula1 for each in sheet.data_validations.dataValidation] == ['"A3,A4"']
    capsys.readouterr()
    assert read(tmp_path, capsys, goal.read_bytes()) == [head, ["platz", "A3", "2026-11-20", "51,57793"]]

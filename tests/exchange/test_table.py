"""Tables: what leaves computes nothing and opens as it is; what any spreadsheet saves is read."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import table

HEAD = ["code", "ort", "grad"]
ROWS = [["7K2M9P", "Über der Brücke; „Ende“", "7,5"], ["", 'zwei\r\nZeilen "so"', "-3"]]
SEMICOLONS = (
    'code;ort;grad\r\n7K2M9P;"Über der Brücke; „Ende“";7,5\r\n;"zwei\r\nZeilen ""so""";-3\r\n'  # as Excel saves it
)
TABS = SEMICOLONS.replace(";", "\t").replace("Brücke\t", "Brücke;")
COMMAS = 'code,ort,grad\n7K2M9P,"Über der Brücke; „Ende“","7,5"\n,"zwei\r\nZeilen ""so""",-3\n'


@pytest.mark.parametrize(
    ("cell", "leaves"),
    [
        ("=1+1", "'=1+1"),
        ("+49 209 1", "'+49 209 1"),
        ("-links", "'-links"),
        ("@summe", "'@summe"),
        ("\t=1", "'\t=1"),
        ("\r=1", '"\'\r=1"'),
        ("\n=1", '"\'\n=1"'),
        ("'=1", "''=1"),
        ("'s-Heerenberg", "'s-Heerenberg"),
        ("a;b", '"a;b"'),
        ('ein "Wort"', '"ein ""Wort"""'),
        ("a=1", "a=1"),
        ("", ""),
        (None, ""),
        (-3, "-3"),
        (51.506, "51,506"),
        (-7.0, "-7"),
        (datetime.date(2026, 11, 20), "2026-11-20"),
    ],
)
def test_a_cell_leaves_as_a_spreadsheet_shows_it_and_never_computes(cell, leaves):
    assert table.line(["x", cell]) == f"x;{leaves}\r\n"


def test_a_file_says_its_letters_and_separates_by_semicolons():
    assert table.write(["a", "b"], [["ü", 1]]) == b"\xef\xbb\xbfa;b\r\n\xc3\xbc;1\r\n"


def test_a_file_for_programs_says_every_value_as_it_is():
    assert table.for_programs(["a", "b"], [["=ü, so", 1.5]]) == 'a,b\n"=ü, so",1.5\n'.encode()


@pytest.mark.parametrize(
    "raw",
    [
        SEMICOLONS.encode("utf-8-sig"),
        SEMICOLONS.encode(),
        SEMICOLONS.encode("cp1252"),
        SEMICOLONS.encode("utf-16"),
        b"\xfe\xff" + SEMICOLONS.encode("utf-16-be"),
        TABS.encode("utf-8-sig"),
        TABS.encode("utf-16"),
        COMMAS.encode(),
        f"sep=;\r\n{SEMICOLONS}".encode("utf-8-sig"),
        f"sep=\t\r\n{TABS}".encode(),
    ],
    ids=["utf8 marked", "utf8", "windows", "utf16", "utf16 be", "tabs", "unicode text", "commas", "sep ;", "sep tab"],
)
def test_what_a_spreadsheet_saves_is_read(raw):
    assert list(table.read(table.text_of(raw))) == [HEAD, *ROWS]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_lines_may_end_as_they_like(end):
    text = end.join(["a;b", "1;2", "3;4", ""])

    assert list(table.read(text)) == [["a", "b"], ["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"\xff\xfea", b"%PDF-1.7\x00\xff", b"sep=", b'"open'])
def test_what_is_hardly_a_table_is_read_all_the_same(raw):
    assert len(list(table.read(table.text_of(raw)))) <= 1


def test_a_cell_without_end_is_refused():
    with pytest.raises(ValueError, match="field larger"):
        list(table.read(f'a;b\n"{"x" * 200_000}";1'))


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_every_text_comes_in_as_it_went_out(rows):
    assert list(table.read(table.text_of(table.write(HEAD[:2], rows)))) == [HEAD[:2], *rows]

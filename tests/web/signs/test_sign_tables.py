"""The table of signs at the upload page: any file gets a sentence, and what comes back unchanged changes nothing."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.models import ImportState, Sign, TableImport
from tests.web.studio_world import CODE

UPLOAD = "/studio/schilder/einlesen"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def keeper(small_studio):
    return small_studio.client("Keeper Own")


def given_file(keeper, raw, name="schilder.csv", **fields):
    return keeper.post(UPLOAD, data={"file": (io.BytesIO(raw), name), **fields})


def packed(*names, first=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, first)
    return out.getvalue()


def edited(raw, change):
    """Return a workbook as somebody has saved it who changed something."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet, name):
    return next(cell.column for cell in sheet[1] if cell.value == name)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "Die Datei ist leer."),
        (b" \r\n ", "Die Datei ist leer."),
        (b"%PDF-1.7", "Das ist keine Tabelle."),
        (b"\x89PNG\r\n\x1a\n", "Das ist keine Tabelle."),
        (b"<html><table><tr><td>code", "Das ist eine Seite (HTML oder XML)"),
        (OLE + b"\0" * 600, "im alten Format von Excel (.xls)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mit einem Passwort geschützt"),
        (packed("mimetype", first=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument (.ods)"),
        (packed("Index/Document.iwa"), "Tabelle aus Numbers"),
        (packed("xl/workbook.bin"), "binäre Arbeitsmappe"),
        (packed("word/document.xml"), "Das ist keine Tabelle."),
        (packed("xl/workbook.xml"), "beschädigt oder unvollständig"),
        (packed("word/document.xml")[:40], "unvollständig oder beschädigt"),
        (b"name;farbe\r\na;rot", "fehlt die Spalte „station“"),
        (b"station\r\n" + b"x" * 200_000, "Eine Zelle nimmt kein Ende"),
        ("station\r\n".encode("utf-16")[:-1], "station"),
        (b"station\r\n" + b"platz\r\n" * 10_001, "mehr als 10000 Zeilen"),
    ],
    ids=range(17),
)
def test_what_is_no_table_is_refused_with_what_to_do(keeper, raw, told):
    answer = given_file(keeper, raw)

    assert answer.status_code in (200, 422)
    assert told in answer.text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300)
    | st.binary(max_size=200).map(lambda raw: b"code;station;ort_de;ausrichtung_grad\r\n" + raw)
    | st.text(max_size=200).map(lambda text: f"code;station;lage_am\n;station-own;{text}".encode("utf-16", "replace"))
)
def test_no_file_whatsoever_is_a_fault_of_ours(small_studio, raw):
    answer = given_file(small_studio.client("Keeper Own"), raw, really="1")

    assert answer.status_code in (200, 303, 422)
    with small_studio.session() as session:
        assert {sign.record["where"]["de"] for sign in session.scalars(select(Sign))} == {"Am Bahnsteig"}
    if answer.status_code == 303:
        small_studio.forget()


def test_a_workbook_comes_back_unchanged_and_says_what_somebody_changed(small_studio, keeper):
    book = keeper.get("/studio/schilder.xlsx")
    assert book.status_code == 200
    assert book.data.startswith(b"PK")

    untouched = given_file(keeper, edited(book.data, lambda sheet: None), "schilder.xlsx")
    assert "Nichts würde sich ändern" in untouched.text
    assert "Übernehmen" not in untouched.text

    def turn(sheet):
        sheet.cell(2, column(sheet, "ausrichtung_grad")).value = 271.5
        sheet.cell(2, column(sheet, "ort_de")).value = "Am Kiosk"

    shown = given_file(keeper, edited(book.data, turn), "schilder.xlsx")
    assert "1 geändertes" in shown.text
    for words in ("ausrichtung_grad", ">90<", "<strong>271,5</strong>", "Am Bahnsteig", "<strong>Am Kiosk</strong>"):
        assert words in shown.text


def test_a_title_above_the_head_may_hold_anything(small_studio, keeper):
    table = f"\0Schilder\x07\r\ncode;station;ausrichtung_grad\r\n{CODE};station-own;100"

    assert given_file(keeper, table.encode(), really="1").status_code == 303


def test_what_looks_like_a_slip_has_to_be_confirmed(small_studio, keeper):
    table = f"code;station;breitengrad;laengengrad\r\n{CODE};station-own;48,137;11,575"

    shown = given_file(keeper, table.encode())
    assert "km von der Haltestelle" in shown.text
    assert 'name="sure"' in shown.text

    refused = keeper.post(UPLOAD, data={"table": table, "really": "1"})
    assert refused.status_code == 422
    assert "Bitte erst prüfen und unten bestätigen." in refused.text
    assert table.splitlines()[1] in refused.text

    taken = keeper.post(UPLOAD, data={"table": table, "really": "1", "sure": "1"})
    assert taken.status_code == 303
    with small_studio.session() as session:
        assert session.scalars(select(TableImport.state).order_by(TableImport.id.desc())).first() is ImportState.WAITING


def test_thousands_of_long_rows_can_be_confirmed(small_studio, keeper):
    row = ";station-own;A4;" + "Am Mast, mit Blick auf die Kreuzung " * 10 + ";51,5;7,1;10;90;15"
    head = "code;station;art;ort_de;breitengrad;laengengrad;lage_genauigkeit_m"
    head += ";ausrichtung_grad;ausrichtung_genauigkeit_grad"
    table = "\r\n".join([head, *[row] * 3_000])  # over a megabyte

    answer = keeper.post(UPLOAD, data={"table": table, "really": "1", "sure": "1"})

    assert answer.status_code == 303
    with small_studio.session() as session:
        assert session.scalars(select(TableImport.rows).order_by(TableImport.id.desc())).first() == 3_000


def test_keepers_get_their_own_signs_unless_they_ask_for_all(small_studio):
    own, other, planner = (small_studio.client(name) for name in ("Keeper Own", "Keeper Other", "Planner Other"))
    rows = {
        name: client.get(address).text.count(CODE)
        for name, client, address in (
            ("own", own, "/studio/schilder.csv"),
            ("other", other, "/studio/schilder.csv"),
            ("all", other, "/studio/schilder.csv?alle=1"),
            ("planner", planner, "/studio/schilder.csv"),
        )
    }

    assert rows == {"own": 1, "other": 0, "all": 1, "planner": 1}

"""The pages of the table for translators: load it, bring it back, look, take over; any file gets a sentence."""

import csv
import html
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.actions.translations import take_table
from app.database import writing
from app.models import Planning, Revision, TableImport

PAGE = "/studio/uebersetzungen/"
UPLOAD = f"{PAGE}einlesen"


@pytest.fixture
def planner(small_studio):
    return small_studio.client("Planner Own")


def uploaded(client, raw, name="uebersetzung-en.csv"):
    return client.post(UPLOAD, data={"file": (io.BytesIO(raw), name)})


def rows_of(client):
    text = client.get(f"{PAGE[:-1]}.csv?language=en&open=1").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def confirmed(page):
    """Return what the page would send that shows what a table changes."""
    return html.unescape(page.text.partition('<textarea name="table" hidden>\n')[2].partition("</textarea>")[0])


def job(studio):
    with writing(studio.engine).begin() as session:
        for number in take_table.waiting(session):
            while take_table.take(session, number):
                pass


def test_a_workbook_that_was_filled_in_becomes_drafts(small_studio, planner):
    book = openpyxl.load_workbook(io.BytesIO(planner.get(f"{PAGE[:-1]}.xlsx?language=en").data))
    sheet = book.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[names.index("ort")].value.endswith("› Planung plain, neu"):
            row[names.index("text_en")].value = f"=Translation, line\n{row[names.index('feld')].value}"
            row[names.index("text_en")].data_type = "s"
    out = io.BytesIO()
    book.save(out)

    shown = uploaded(planner, out.getvalue(), "fertig.xlsx")
    taken = planner.post(UPLOAD, data={"table": confirmed(shown), "really": "1"})

    assert shown.status_code == 200
    assert "=Translation, line Titel" in shown.text
    assert taken.status_code == 303
    assert "0 von 1 Entwürfen gespeichert" in planner.get(taken.headers["Location"]).text
    job(small_studio)
    done = planner.get(taken.headers["Location"]).text
    assert "Alles steht in Ihren Entwürfen" in done
    assert "1 Entwurf ist noch nicht zur Freigabe gegeben" in done
    with small_studio.session() as session:
        newest = select(Revision).join(Planning, Planning.id == Revision.item_id).where(Planning.slug == "plain")
        english = session.scalars(newest.order_by(Revision.number.desc())).first().record["texts"]["en"]
    assert english["title"] == "=Translation, line Titel"
    assert english["body"] == "=Translation, line\nText"


def test_nothing_is_written_before_one_confirms(small_studio, planner):
    rows = rows_of(planner)
    for row in rows:
        row["text_en"] = "A translation"
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)

    shown = uploaded(planner, out.getvalue().encode("utf-8-sig"))

    assert "Das würde sich ändern" in shown.text
    with small_studio.session() as session:
        assert not session.scalars(select(TableImport).where(TableImport.table != "")).all()


def test_what_comes_back_as_it_was_changes_nothing(planner):
    page = uploaded(planner, planner.get(f"{PAGE[:-1]}.csv").data)

    assert page.status_code == 200
    assert "Nichts würde sich ändern" in page.text
    assert 'name="really"' not in page.text
    assert planner.post(UPLOAD, data={"table": "kennung;text_en;fingerabdruck", "really": "1"}).status_code == 422


def test_the_page_of_the_other_kind_of_table_leads_on(small_studio, planner):
    with small_studio.session() as session:
        number = session.scalars(select(TableImport.id)).first()

    assert planner.get(f"{UPLOAD}/{number}/").headers["Location"] == f"/studio/schilder/einlesen/{number}/"
    assert planner.get(f"{UPLOAD}/{number + 99}/").status_code == 404


@pytest.mark.parametrize("query", ["language=de", "language=xx", "language=%00", "station=abc", "station=99999999999"])
def test_odd_wishes_are_answered(planner, query):
    for end in ("csv", "xlsx"):
        assert planner.get(f"{PAGE[:-1]}.{end}?{query}").status_code in (200, 404, 422)


def packed(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "Die Datei ist leer."),
        (b"%PDF-1.7", "Das ist keine Tabelle."),
        (packed("Index/Document.iwa"), "Tabelle aus Numbers"),
        (packed("xl/workbook.xml"), "beschädigt oder unvollständig"),
        (b"code;station\r\n", "fehlt die Spalte „kennung“"),
        (b"kennung;text_en\r\n", "fehlt die Spalte „fingerabdruck“"),
        (b"kennung;text_en;text_tr;fingerabdruck\r\n", "in mehrere Sprachen"),
        (b"kennung\r\n" + b"x" * 200_000, "Eine Zelle nimmt kein Ende"),
    ],
    ids=range(8),
)
def test_what_is_no_table_is_refused_with_what_to_do(planner, raw, told):
    answer = uploaded(planner, raw)

    assert answer.status_code == 422
    assert told in answer.text
    assert 'role="alert" tabindex="-1" autofocus' in answer.text


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=4), max_size=5))
def test_whatever_stands_in_the_cells_is_answered(planner, rows):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([["kennung", "text_en", "fingerabdruck", "stand"], *rows])

    answer = uploaded(planner, out.getvalue().encode("utf-8", "replace"))

    assert answer.status_code in (200, 422)


def test_only_stations_are_offered_of_which_the_table_has_rows(small_studio, planner):
    offered = re.findall(r'<option value="(\d+)"', planner.get(PAGE).text)

    for each in offered:
        assert planner.get(f"{PAGE[:-1]}.csv?language=en&station={each}").text.count("\n") > 1
    assert offered
    assert len(re.findall(r'<option value="(\d+)"', small_studio.client("Admin").get(PAGE).text)) > len(offered)

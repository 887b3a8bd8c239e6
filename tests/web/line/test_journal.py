"""The journal as a table: whole, in the order of the page, and harmless to whoever opens it."""

import csv
import io

import pytest
from sqlalchemy import select

from app.database import writing
from app.models import Account, Event, EventKind
from tests.web.studio_world import CODE


@pytest.fixture
def keeper(small_studio):
    return small_studio.client("Keeper Own")


def read(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_every_line_of_the_journal_is_in_the_table(small_studio, keeper):
    with small_studio.session() as session:
        count = len(session.scalars(select(Event)).all())
    keeper.post(f"/studio/schilder/{CODE}/zustand", data={"state": "printed"})

    rows = read(keeper.get("/studio/journal.csv"))

    assert len(rows) == count + 1
    assert (rows[0]["Wer"], rows[0]["Woran"]) == ("Keeper Own", "Station own")


def test_the_table_has_what_the_filter_leaves(small_studio, keeper):
    keeper.post(f"/studio/schilder/{CODE}/zustand", data={"state": "printed"})

    rows = read(keeper.get(f"/studio/journal.csv?code={CODE.lower()}"))

    assert rows
    assert {row["Woran"] for row in rows} == {"Station own"}
    assert len(rows) < len(read(keeper.get("/studio/journal.csv")))


def test_no_spreadsheet_computes_what_somebody_wrote(small_studio, keeper):
    with writing(small_studio.engine).begin() as session:
        by = session.scalars(select(Account).order_by(Account.id)).first()
        session.add(Event(what=EventKind.DRAFT, by=by, comment='=HYPERLINK("https://x.example";"Größe")'))

    (row,) = (row for row in read(keeper.get("/studio/journal.csv")) if "HYPERLINK" in row["Warum"])

    assert row["Warum"] == '\'=HYPERLINK("https://x.example";"Größe")'

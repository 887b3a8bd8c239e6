"""The journal as a table: whole, in the order of the page, and harmless to whoever opens it."""

import csv
import io
import re

import pytest
from sqlalchemy import select

from app.database import writing
from app.models import ABOUT_PEOPLE, Account, Event, EventKind, Sign
from tests.studio_pages import addresses
from tests.test_layers import APP
from tests.web.studio_world import CODE


@pytest.fixture
def keeper(small_studio):
    return small_studio.client("Keeper Own")


def read(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_every_line_of_the_journal_is_in_the_table(small_studio, keeper):
    with small_studio.session() as session:
        count = len(session.scalars(select(Event).where(Event.account_id.is_(None))).all())
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


@pytest.mark.parametrize("kind", [*sorted(ABOUT_PEOPLE), EventKind.DRAFT])
def test_what_was_done_to_accounts_is_for_the_administration(small_studio, kind):
    """By its kind, and also of a kind that nobody thought of, because it is about an account."""
    with writing(small_studio.engine).begin() as session:
        by, sign = session.get(Account, 1), session.scalars(select(Sign)).one()
        about = None if kind in ABOUT_PEOPLE else by
        session.add(Event(what=kind, by=by, account=about, sign=sign, comment="gone@linie.example: planner own"))
    places = ("/studio/journal/", f"/studio/journal/?kind={kind}", "/studio/journal.csv", f"/studio/schilder/{CODE}/")

    seen = {
        person: [place for place in places if "gone@linie.example" in small_studio.client(person).get(place).text]
        for person in ("Planner Own", "Approver Own", "Keeper Own", "Admin")
    }

    assert seen == {"Planner Own": [], "Approver Own": [], "Keeper Own": [], "Admin": list(places[:3])}


def test_an_erased_name_is_gone_from_every_page_of_the_studio(small_studio):
    admin = small_studio.client("Admin")
    with small_studio.session() as session:
        number = session.scalar(select(Account.id).where(Account.name == "Writer"))
        pages = {address for _, address in addresses(small_studio.app, session)}
    named = {page for page in pages if "Writer" in text_of(admin, page)}
    for step in ("sperren", "loeschen"):
        assert admin.post(f"/studio/menschen/{number}/{step}").status_code == 303

    assert {page for page in pages if "Writer" in text_of(admin, page)} == set()
    assert {"/studio/journal/", "/studio/journal.csv"} <= named
    assert f"Ehemaliges Konto {number}" in text_of(admin, "/studio/journal.csv")


def text_of(client, page):
    with client.get(page) as answer:
        return answer.get_data().decode(errors="replace")


def test_every_action_about_people_writes_of_a_kind_that_is_kept_from_others():
    of_partners = APP / "actions/people/drafts.py"
    source = "".join(path.read_text() for path in (APP / "actions/people").glob("*.py") if path != of_partners)

    assert {EventKind[name] for name in re.findall(r"EventKind\.([A-Z_]+)", source)} == ABOUT_PEOPLE

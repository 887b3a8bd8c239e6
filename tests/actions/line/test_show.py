"""What the studio shows: states, what waits for whom, and that the number of queries does not grow."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.actions.content import edit, publish, review, show_inbox, show_item
from app.actions.line import show_journal, show_line, show_todo
from app.actions.line.show_journal import Wanted
from app.actions.signs import show_signs
from app.errors import Missing
from app.models import DayOfScans, EventKind, Item, Planning, Revision, Sign, SignStage, State, Station, now
from tests.conftest import session_on
from tests.factories import today
from tests.web.studio_world import build, found_in

DAYS = [today() + timedelta(days=each) for each in range(-6, 1)]


@pytest.fixture(scope="module")
def laid_down(engine):
    """A transaction in which the small line lies, and that line."""
    with engine.connect() as connection, connection.begin() as transaction:
        with session_on(connection) as session:
            world = build(session)
            session.commit()
        yield connection, world
        transaction.rollback()


@pytest.fixture
def session(laid_down):
    """A session over it whose commits end with the test."""
    connection, _ = laid_down
    with connection.begin_nested() as point:
        with session_on(connection) as session:
            yield session
        point.rollback()


@pytest.fixture
def world(laid_down, session):
    return found_in(session, laid_down[1])


def kinds(marks):
    return [(each.kind, each.count) for each in marks]


def test_a_station_sums_up_what_its_plannings_wait_for(session, world):
    own, other = show_line.stations(session, days=DAYS)

    assert (own.title, own.partner, own.plannings, own.signs, own.sign) == (
        "Station own",
        "Eigene Stadt",
        5,
        1,
        SignStage.PLANNED,
    )
    assert kinds(own.marks) == [("published", 1), ("submitted", 1), ("approved", 1), ("draft", 2)]
    assert kinds(other.marks) == [("published", 1)]


def test_a_station_shows_its_own_draft(session, world):
    edit.start(session, world.stations["other"], by=world.people["planner other"])

    _, other = show_line.stations(session, days=DAYS)

    assert kinds(other.marks) == [("published", 1), ("draft", 1)]


def test_drafts_in_the_archive_do_not_count(session, world):
    for each in session.scalars(select(Revision).where(Revision.state == State.DRAFT)):
        each.item.archived_at = now()
    session.flush()

    own, _ = show_line.stations(session, days=DAYS)

    assert "draft" not in [kind for kind, _count in kinds(own.marks)]
    assert show_line.count(session, show_line.Filter(state="draft")) == 0


def test_a_scheduled_version_says_when(session, world):
    at = now() + timedelta(days=1)
    publish.schedule(session, world.revisions["approved"], at=at, by=world.people["approver own"])

    own, _ = show_line.stations(session, days=DAYS)

    assert ("scheduled", at) in [(each.kind, each.at) for each in own.marks]


def test_what_was_taken_down_is_not_published(session, world):
    publish.take_down(session, world.stations["other"], by=world.people["approver other"], reason="Darum.")

    _, other = show_line.stations(session, days=DAYS)

    assert (other.is_published, kinds(other.marks)) == (False, [("withdrawn", 1)])


def test_scans_are_summed_day_by_day(session, world):
    for ago, count in ((0, 5), (1, 3), (1 + 30, 100)):
        for language in ("de", "tr"):
            day = DAYS[-1] - timedelta(days=ago)
            session.add(DayOfScans(day_on=day, sign_id=world.sign.id, language=language, count=count))
    session.flush()

    own, other = show_line.stations(session, days=DAYS)

    assert own.scans == (0, 0, 0, 0, 0, 6, 10)
    assert other.scans == (0,) * 7


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("approver own", ["submitted", "approved"]),
        ("approver other", []),
        ("planner own", []),
        ("writer", ["returned", "remarked", "draft"]),
        ("admin", ["submitted", "approved"]),
    ],
)
def test_everybody_is_told_what_waits_for_them(session, world, who, expected):
    assert [each.kind for each in show_todo.todo(session, world.people[who])] == expected


def test_what_one_has_written_oneself_does_not_wait_for_ones_decision(session, world):
    own = edit.start(session, world.plannings["plain"], by=world.people["admin"])
    review.submit(session, own, by=world.people["admin"])

    assert show_todo.waiting(session, world.people["admin"]) == 1
    assert show_todo.waiting(session, world.people["approver own"]) == 2


def test_the_inbox_counts_what_differs_from_what_riders_see(session, world):
    rows = {each.state: each for each in show_inbox.rows(session)[0]}

    assert {state: (row.title, row.author, row.changes) for state, row in rows.items()} == {
        State.SUBMITTED: ("Planung submitted", "Writer", 1),
        State.APPROVED: ("Planung approved", "Writer", 1),
    }


def test_what_a_later_approval_replaced_is_in_nobodys_inbox(session, world):
    planning, writer, approver = world.plannings["approved"], world.people["writer"], world.people["approver own"]
    later = edit.start(session, planning, by=writer)
    review.submit(session, later, by=writer)
    review.approve(session, later, by=approver)

    approved = [each.id for each in show_inbox.rows(session)[0] if each.state is State.APPROVED]

    assert approved == [later.id]


def test_an_item_that_was_never_public_goes_by_its_newest_words(session, world):
    item = Planning(slug="new", station=world.stations["own"])
    session.add(item)
    session.flush()
    assert show_item.head(session, item).title == "new"

    record = {**world.revisions["draft"].record, "slug": "new"}
    record["texts"] = {"de": {"title": "Ganz neu", "summary": "Neu."}}
    edit.add_draft(session, item, record, by=world.people["writer"])

    assert show_item.head(session, item).title == "Ganz neu"


def test_there_is_no_page_about_nothing(session):
    with pytest.raises(Missing):
        show_item.head(session, None)
    with pytest.raises(Missing):
        show_signs.sign(session, "ABCDEF")


def test_signs_in_need_are_those_of_ones_partners(session, world):
    shown = {name: show_signs.in_need(session, world.people[name]) for name in ("keeper own", "keeper other", "admin")}

    assert {name: len(rows) for name, rows in shown.items()} == {"keeper own": 1, "keeper other": 0, "admin": 1}
    assert shown["admin"][0].where == "Am Bahnsteig"


def test_the_journal_tells_the_newest_first_and_goes_on_where_it_stopped(session, world):
    entries = show_journal.entries(session)
    older = show_journal.entries(session, before=entries[2].id)

    assert [each.what for each in entries[:2]] == [EventKind.ORDER, EventKind.ADD_SIGN]
    assert entries[1].code == world.sign.code
    assert [each.id for each in older[:2]] == [entries[3].id, entries[4].id]


def test_the_journal_of_one_item_is_about_nothing_else(session, world):
    entries = show_journal.entries(session, Wanted(item_id=world.plannings["returned"].id))

    assert {each.item_id for each in entries} == {world.plannings["returned"].id}
    assert (entries[0].what, entries[0].comment) == (EventKind.GIVE_BACK, "Bitte kürzer.")


def test_the_journal_is_found_by_the_title_of_a_station_with_its_plannings(session, world):
    station = session.scalars(select(Station).where(Station.slug == "station-own")).one()
    planning = world.plannings["returned"]

    of_station = show_journal.entries(session, Wanted(words="STATION own"))
    of_planning = show_journal.entries(session, Wanted(words="returned"))

    assert {planning.id, station.id} <= {each.item_id for each in of_station}
    assert {each.item_id for each in of_station} <= {station.id, *(each.id for each in station.plannings)}
    assert {each.item_id for each in of_planning} == {planning.id}
    assert show_journal.entries(session, Wanted(words="gibt es nicht")) == []


def test_more_stations_need_no_more_queries(session, world):
    few = count_queries(session, world)
    system = world.people["system"]
    for number in range(30):
        station = Station(slug=f"more-{number}", partner=world.stations["own"].partner, stop=world.stations["own"].stop)
        session.add(station)
        session.flush()
        record = {**world.stations["own"].current.record, "slug": station.slug}
        edit.add_draft(session, station, record, by=system)
        session.add(Sign(code=f"CODE{number:02}", station=station, record=world.sign.record))
    session.flush()

    assert count_queries(session, world) == few


def count_queries(session, world):
    """Return how many statements the start page and the lists send."""
    session.expire_all()
    sent = []
    people = [world.people[name] for name in ("admin", "writer")]
    for each in people:
        assert each.memberships
    session.scalars(select(Item)).all()
    connection = session.connection()

    def note(*arguments):
        sent.append(arguments[2])

    event.listen(connection, "before_cursor_execute", note)
    show_line.stations(session, days=DAYS)
    for each in people:
        show_todo.todo(session, each)
        show_signs.in_need(session, each)
    show_inbox.rows(session)
    show_signs.signs(session, show_signs.Filter())
    show_journal.entries(session)
    event.remove(connection, "before_cursor_execute", note)
    return len(sent)

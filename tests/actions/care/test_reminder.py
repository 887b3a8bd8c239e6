"""Days on which something is looked at again: chosen by its own people, told once, at rest while it is not public."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.actions.care import reminder
from app.actions.content import publish
from app.actions.line import show_health, show_moments, show_todo
from app.actions.line.show_health import Lack
from app.actions.people import accounts, notices
from app.errors import Forbidden, Invalid, Overtaken, WrongState
from app.models import Event, EventKind, Membership, Notice, NoticeKind, Reminder, Role, now
from tests.factories import make_account, make_planning, make_station, today


@pytest.fixture
def planner(session):
    accounts.system(session)
    return make_account(session, Role.PLANNER)


@pytest.fixture
def planning(session):
    return make_planning(session, make_station(session, public=True), public=True)


def remind(session, item, by, *, in_days=30, note="Stimmt der Zeitplan?", seen=None):
    on = today() + timedelta(days=in_days)
    seen = reminder.seen(session, item) if seen is None else seen
    return reminder.remind(session, item, on=on, note=note, seen=seen, by=by)


def has_come(session, item, by, **more):
    """Let ``item`` have a day that has come."""
    found = remind(session, item, by, **more)
    found.due_on = today()
    session.flush()
    return found


def told(session, *accounts):
    """Return what these were told; whoever made the line of the test is a planner, too."""
    query = select(Notice).where(Notice.kind == NoticeKind.DUE).order_by(Notice.id)
    found = [each for each in session.scalars(query) if each.account in accounts]
    return [(each.account_id, each.title, each.comment) for each in found]


def shown(session, account):
    """Return where ``account`` meets what is due or to come: tasks, moments, health."""
    return (
        [each.note for each in show_todo.todo(session, account) if each.kind == "look"],
        [(each.day, each.is_overdue) for each in show_moments.moments(session) if each.kind == show_moments.LOOK],
        [
            finding.key
            for station in show_health.stations(session, at=now())
            for finding in station.by_lack.get(Lack.DUE, ())
        ],
    )


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_end_where_they_end(day, months, later):
    assert reminder.in_months(day, months) == later


def test_a_day_to_come_is_in_the_moments_and_nowhere_else(session, planner, planning):
    found = remind(session, planning, planner)

    assert shown(session, planner) == ([], [(found.due_on, False)], [])
    assert reminder.due(session) == 0
    event = session.scalars(select(Event).where(Event.what == EventKind.REMIND)).one()
    assert (event.item, event.by) == (planning, planner)
    assert event.comment == f"remind {found.due_on.isoformat()} Stimmt der Zeitplan?"


def test_a_day_that_has_come_is_everywhere_and_told_once_to_who_plans_there(session, planner, planning):
    colleague, stranger = make_account(session, Role.PLANNER), make_account(session, Role.PLANNER, "sued")
    approver, gone = make_account(session, Role.APPROVER), make_account(session, Role.PLANNER)
    gone.active = False
    has_come(session, planning, approver)

    assert [reminder.due(session) for _ in range(2)] == [1, 0]

    note = ("Planung segel", "Stimmt der Zeitplan?")
    assert told(session, planner, colleague, stranger, approver, gone) == [(planner.id, *note), (colleague.id, *note)]
    assert shown(session, planner) == (["Stimmt der Zeitplan?"], [(today(), True)], [planning.id])
    assert shown(session, stranger)[0] == shown(session, approver)[0] == []


def test_who_has_two_tasks_is_told_once(session, planner, planning):
    planner.memberships.append(Membership(role=Role.APPROVER, partner=planning.owner))
    has_come(session, planning, planner)

    reminder.due(session)

    assert len(told(session, planner)) == 1


def test_moved_it_is_told_again_on_the_other_day(session, planner, planning):
    has_come(session, planning, planner)
    reminder.due(session)
    found = remind(session, planning, planner, note="Noch einmal.")
    assert notices.unseen(session, planner) == 0, "what was told is past"
    assert shown(session, planner)[0] == []

    found.due_on = today() - timedelta(days=3)
    session.flush()

    assert reminder.due(session) == 1
    assert told(session, planner)[-1][2] == "Noch einmal."


def test_who_has_looked_chooses_the_next_day_or_none(session, planner, planning):
    has_come(session, planning, planner)
    later = reminder.choices(session)[6]

    reminder.look_at(session, planning, next_on=later, note="", seen=reminder.seen(session, planning), by=planner)
    assert (reminder.of(session, planning).due_on, reminder.of(session, planning).note) == (later, "")
    reminder.look_at(session, planning, next_on=None, note="", seen=reminder.seen(session, planning), by=planner)

    assert reminder.of(session, planning) is None
    assert shown(session, planner) == ([], [], [])
    done = session.scalars(select(Event.comment).where(Event.what == EventKind.LOOK_AT).order_by(Event.id)).all()
    assert done == [f"remind {later.isoformat()}", ""]


def test_a_day_is_taken_away_twice_as_well_as_once(session, planner, planning):
    remind(session, planning, planner)

    for _ in range(2):
        reminder.drop(session, planning, seen=reminder.seen(session, planning), by=planner)

    assert reminder.of(session, planning) is None
    assert len(session.scalars(select(Event).where(Event.what == EventKind.DROP_REMINDER)).all()) == 1


@pytest.mark.parametrize("then", ["taken down", "archived", "station taken down"])
def test_it_rests_while_riders_do_not_see_it_and_comes_back_with_it(session, planner, planning, then):
    approver = make_account(session, Role.APPROVER)
    has_come(session, planning, planner)
    kept = planning.current
    item = planning.station if then == "station taken down" else planning
    publish.take_down(session, item, by=approver, reason="Darum.")
    planning.archived_at = now() if then == "archived" else None
    session.flush()

    assert reminder.rests(planning)
    assert reminder.due(session) == 0
    assert shown(session, planner) == ([], [], [])
    with pytest.raises(WrongState, match="gerade nicht"):
        remind(session, planning, planner)
    planning.archived_at, planning.current = None, kept
    item.current = item.editions[-1]
    session.flush()
    assert reminder.due(session) == 1


def test_of_what_rests_the_day_can_be_taken_away(session, planner, planning):
    remind(session, planning, planner)
    publish.take_down(session, planning, by=make_account(session, Role.APPROVER), reason="Darum.")

    reminder.drop(session, planning, seen=reminder.seen(session, planning), by=planner)

    assert reminder.of(session, planning) is None


@pytest.mark.parametrize(("in_days", "words"), [(0, "ab morgen"), (-1, "ab morgen"), (3654, "10 Jahren")])
def test_another_day_is_refused(session, planner, planning, in_days, words):
    with pytest.raises(Invalid, match=words):
        remind(session, planning, planner, in_days=in_days)


def test_a_note_too_long_is_refused_and_one_of_many_lines_is_one(session, planner, planning):
    with pytest.raises(Invalid, match="500"):
        remind(session, planning, planner, note="x" * 501)

    assert remind(session, planning, planner, note=" Zeitplan \n und  Kosten ").note == "Zeitplan und Kosten"


@pytest.mark.parametrize(
    ("role", "partner", "may"),
    [
        (Role.PLANNER, "nord", True),
        (Role.APPROVER, "nord", True),
        (Role.ADMIN, "nord", True),
        (Role.KEEPER, "nord", False),
        (Role.PLANNER, "sued", False),
        (Role.APPROVER, "sued", False),
    ],
)
def test_only_who_plans_or_approves_there_chooses(session, planner, planning, role, partner, may):
    somebody = make_account(session, role, partner)
    if may:
        remind(session, planning, somebody)
        return
    acts = {
        "remind": lambda: remind(session, planning, somebody),
        "look": lambda: reminder.look_at(session, planning, next_on=None, note="", seen=0, by=somebody),
        "drop": lambda: reminder.drop(session, planning, seen=0, by=somebody),
    }
    for act in acts.values():
        with pytest.raises(Forbidden):
            act()


def test_who_has_not_seen_what_somebody_else_chose_is_asked_to_look(session, planner, planning):
    remind(session, planning, planner, note="Von mir.")

    with pytest.raises(Overtaken, match="jemand anderes"):
        remind(session, planning, make_account(session, Role.APPROVER), note="Von mir auch.", seen=0)
    stale = reminder.seen(session, planning)
    reminder.drop(session, planning, seen=stale, by=planner)
    remind(session, planning, planner, note="Wieder.")
    with pytest.raises(Overtaken):
        reminder.drop(session, planning, seen=stale, by=planner)

    assert session.scalars(select(Reminder)).one().note == "Wieder."

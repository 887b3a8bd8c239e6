"""Editions: made from what was approved, current or not, at once or at a moment."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.content import publish
from app.errors import Forbidden, Invalid, Overtaken, WrongState
from app.exchange.reading import plain
from app.models import Event, EventKind, Role, State, now
from tests.factories import (
    make_account,
    make_planning,
    make_revision,
    make_station,
    planning_record,
    publish_record,
    words,
)


@pytest.fixture
def approver(session):
    return make_account(session, Role.APPROVER)


def approved(session, item=None, title="Neu"):
    return make_revision(session, item, State.APPROVED, texts=words(title))


def journal(session):
    return [event.what for event in session.scalars(select(Event).order_by(Event.id))]


def test_publishing_freezes_the_record_as_the_current_edition(session, approver):
    revision = approved(session)

    edition = publish.publish(session, revision, by=approver)

    assert revision.item.current is edition
    assert (edition.record, edition.revision, edition.by) == (revision.record, revision, approver)
    assert journal(session)[-1] is EventKind.PUBLISH


def test_editions_are_counted_per_item(session, approver):
    planning = make_planning(session, public=True)

    edition = publish.publish(session, approved(session, planning), by=approver)

    assert [each.number for each in planning.editions] == [1, 2]
    assert planning.current is edition


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED])
def test_only_what_is_approved_is_published(session, approver, state):
    with pytest.raises(WrongState, match="freigegebene"):
        publish.publish(session, make_revision(session, state=state), by=approver)


@pytest.mark.parametrize(("role", "partner"), [(Role.PLANNER, "nord"), (Role.APPROVER, "sued")])
def test_only_approvers_of_the_owner_publish_or_take_down(session, role, partner):
    planning = make_planning(session, public=True)
    somebody = make_account(session, role, partner)

    for act in (
        lambda: publish.publish(session, approved(session, planning), by=somebody),
        lambda: publish.take_down(session, planning, by=somebody, reason="Darum."),
        lambda: publish.roll_back(session, planning.current, by=somebody, reason="Darum."),
        lambda: publish.schedule(session, approved(session, planning), at=None, by=somebody),
        lambda: publish.schedule_take_down(session, planning, at=None, by=somebody, reason="Darum."),
    ):
        with pytest.raises(Forbidden, match="Freigabe von"):
            act()


def test_a_planning_needs_its_station_in_public(session, approver):
    planning = make_planning(session, make_station(session))

    with pytest.raises(WrongState, match="zuerst die Station"):
        publish.publish(session, approved(session, planning), by=approver)


def test_the_same_revision_is_not_published_twice(session, approver):
    revision = approved(session)
    publish.publish(session, revision, by=approver)

    with pytest.raises(WrongState, match="schon veröffentlicht"):
        publish.publish(session, revision, by=approver)


def test_what_was_overtaken_is_not_published(session, approver):
    planning = make_planning(session, public=True)
    slower = approved(session, planning)
    publish_record(session, planning, plain(planning_record(texts=words("Schneller"), rotation_deg=5.0)))
    slower.based_on = planning.editions[0].revision
    overtaken = make_revision(session, planning, State.APPROVED)
    overtaken.based_on = planning.editions[0].revision

    with pytest.raises(Overtaken):
        publish.publish(session, overtaken, by=approver)


def test_rolling_back_makes_a_new_edition_from_an_old_record(session, approver):
    planning = make_planning(session, public=True)
    old = planning.current
    publish.publish(session, approved(session, planning), by=approver)

    again = publish.roll_back(session, old, by=approver, reason=" Darum. ")

    assert planning.current is again
    assert (again.number, again.record) == (3, old.record)
    assert journal(session)[-1] is EventKind.ROLL_BACK


def test_the_current_edition_is_not_rolled_back_to(session, approver):
    with pytest.raises(WrongState, match="schon die aktuelle"):
        publish.roll_back(session, make_planning(session, public=True).current, by=approver, reason="Darum.")


def test_taking_down_leaves_editions_and_no_current_one(session, approver):
    planning = make_planning(session, public=True)

    publish.take_down(session, planning, by=approver, reason="Darum.")

    assert planning.current is None
    assert len(planning.editions) == 1
    with pytest.raises(WrongState, match="nicht öffentlich"):
        publish.take_down(session, planning, by=approver, reason="Darum.")


def test_a_moment_in_the_past_is_refused(session, approver):
    with pytest.raises(Invalid, match="Vergangenheit"):
        publish.schedule(session, approved(session), at=now() - timedelta(minutes=1), by=approver)


def test_what_is_due_is_published_and_taken_down_in_the_systems_name(session, approver):
    coming, later, going = approved(session), approved(session), make_planning(session, public=True)
    soon, tomorrow = now() + timedelta(minutes=5), now() + timedelta(days=1)
    publish.schedule(session, coming, at=soon, by=approver)
    publish.schedule(session, later, at=tomorrow, by=approver)
    publish.schedule_take_down(session, going, at=soon, by=approver, reason="Darum.")

    assert publish.due(session) == 0
    assert publish.due(session, at=soon) == 2

    assert coming.item.current.revision is coming
    assert coming.item.current.by.is_system
    assert going.current is None
    assert later.item.current is None
    assert publish.due(session, at=soon) == 0


def test_a_plan_is_taken_back(session, approver):
    revision = approved(session)
    publish.schedule(session, revision, at=now() + timedelta(minutes=5), by=approver)

    publish.schedule(session, revision, at=None, by=approver)

    assert publish.due(session, at=now() + timedelta(days=1)) == 0


def test_a_plan_that_no_longer_holds_is_dropped_with_a_line_in_the_journal(session, approver):
    revision = approved(session)
    soon = now() + timedelta(minutes=5)
    publish.schedule(session, revision, at=soon, by=approver)
    publish.take_down(session, revision.item.station, by=approver, reason="Darum.")

    assert publish.due(session, at=soon) == 0

    assert revision.publish_at is None
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.what, event.by.is_system) == (EventKind.SCHEDULE, True)
    assert "Station" in event.comment


def test_why_is_asked_for_and_stands_in_the_journal(session, approver):
    planning = make_planning(session, public=True)
    old = planning.current
    publish.publish(session, approved(session, planning), by=approver)

    for act in (
        lambda: publish.roll_back(session, old, by=approver, reason=" "),
        lambda: publish.take_down(session, planning, by=approver, reason=""),
        lambda: publish.schedule_take_down(session, planning, at=now() + timedelta(hours=1), by=approver),
    ):
        with pytest.raises(Invalid, match="warum"):
            act()
    again = publish.roll_back(session, old, by=approver, reason="Zu kurz.")
    publish.take_down(session, planning, by=approver, reason="Umbau.")

    assert again.reason == "Zu kurz."
    said = session.scalars(select(Event.comment).order_by(Event.id.desc()).limit(2)).all()
    assert said == ["Umbau.", "Zu kurz."]


def test_a_moment_for_taking_down_is_moved_with_its_reason(session, approver):
    planning, later = make_planning(session, public=True), now() + timedelta(hours=2)
    publish.schedule_take_down(session, planning, at=now() + timedelta(hours=1), by=approver, reason="Umbau.")

    publish.schedule_take_down(session, planning, at=later, by=approver)

    assert publish.due(session, at=later) == 1
    assert session.scalars(select(Event.comment).order_by(Event.id.desc())).first() == "Umbau."
    assert (planning.take_down_at, planning.take_down_reason) == (None, "")


def test_no_edition_comes_back_before_its_station(session, approver):
    planning = make_planning(session, public=True)
    edition = planning.current
    publish.take_down(session, planning, by=approver, reason="Umbau.")
    publish.take_down(session, planning.station, by=approver, reason="Umbau.")

    with pytest.raises(WrongState, match="zuerst die Station"):
        publish.roll_back(session, edition, by=approver, reason="Fertig.")

"""The moments: all that happens by itself, and plannings that would come before their station."""

from datetime import timedelta

import pytest

from app.actions.content import publish, share
from app.actions.line import show_moments
from app.errors import Forbidden, Invalid, Missing
from app.models import Role, State, now
from tests.factories import make_account, make_planning, make_revision, make_station

LATER = now() + timedelta(days=10)


@pytest.fixture
def approver(session):
    return make_account(session, Role.APPROVER)


@pytest.fixture
def planned(session, approver):
    """Return how to plan the publication of an item at LATER and some hours."""

    def plan(item, hours=0):
        revision = make_revision(session, item, state=State.APPROVED)
        publish.schedule(session, revision, at=LATER + timedelta(hours=hours), by=approver)
        return revision

    return plan


def early(session):
    return [each.item_id for each in show_moments.moments(session) if each.is_early]


def test_all_that_happens_by_itself_is_there_the_soonest_first(session, approver, planned):
    planning = make_planning(session, make_station(session, public=True), public=True)
    planned(planning)
    publish.schedule_take_down(session, planning.station, at=LATER + timedelta(hours=1), by=approver, reason="Darum.")
    shown = share.make(session, planning.revisions[0], days=7, note="Beirat", by=planning.revisions[0].author)
    gone = share.make(session, planning.revisions[0], days=7, note="", by=planning.revisions[0].author)
    share.revoke(session, gone, by=gone.by)

    found = [(each.kind, each.item_id) for each in show_moments.moments(session)]

    assert found == [("share", planning.id), ("publish", planning.id), ("take_down", planning.station.id)]
    assert show_moments.moments(session)[0].about_id == shown.id


@pytest.mark.parametrize(("station_hours", "is_early"), [(None, True), (1, True), (0, False), (-1, False)])
def test_a_planning_before_its_station_is_said(session, planned, station_hours, is_early):
    planning = make_planning(session, make_station(session))
    planned(planning)
    if station_hours is not None:
        planned(planning.station, station_hours)

    assert early(session) == ([planning.id] if is_early else [])


def test_a_planning_after_its_station_is_gone_is_said(session, approver, planned):
    planning = make_planning(session, make_station(session, public=True))
    planned(planning)
    assert early(session) == []

    publish.schedule_take_down(session, planning.station, at=LATER - timedelta(hours=1), by=approver, reason="Darum.")

    assert early(session) == [planning.id]


def test_a_station_and_its_planning_of_one_moment_both_appear(session, planned):
    planning = make_planning(session, make_station(session))
    planned(planning)
    planned(planning.station)

    assert publish.due(session, at=LATER) == 2
    assert planning.current is not None and planning.station.current is not None


def test_a_link_ends_when_one_wants_within_what_a_new_one_could(session):
    revision = make_revision(session)
    link = share.make(session, revision, days=7, note="", by=revision.author)

    share.move(session, link, at=now() + timedelta(days=20), by=revision.author)

    assert link.expires_at > now() + timedelta(days=19)
    for at in (now() - timedelta(minutes=1), now() + timedelta(days=31)):
        with pytest.raises(Invalid, match="frühestens gleich"):
            share.move(session, link, at=at, by=revision.author)
    with pytest.raises(Forbidden):
        share.move(session, link, at=LATER, by=make_account(session, Role.PLANNER, "sued"))
    share.revoke(session, link, by=revision.author)
    with pytest.raises(Missing):
        share.move(session, link, at=LATER, by=revision.author)

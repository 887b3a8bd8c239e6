"""Leading a code elsewhere: from a day, until another, and back; two keepers at once; and riders' codes follow."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.actions.records.line_record import today
from app.actions.riders import stale_pages
from app.actions.riders.bundle import Frozen
from app.actions.signs import lead_sign, signs
from app.actions.signs.lead_sign import Lead
from app.errors import Forbidden, Invalid, Overtaken, WrongState
from app.models import Event, EventKind, GoalKind, Role, SignGoal, SignStage
from tests.factories import SETTINGS, make_account, make_planning, make_sign, make_station

DAY = date(2026, 12, 1)


@pytest.fixture
def sign(session):
    station = make_station(session, public=True)
    make_planning(session, station, public=True)
    return make_sign(session, station)


@pytest.fixture
def keeper(session):
    return make_account(session, Role.KEEPER)


def lead(session, sign, by, kind=GoalKind.LINE, *, seen=0, from_on=DAY, until_on=None, planning="", reason="Umbau"):
    wanted = Lead(kind=kind, from_on=from_on, until_on=until_on, planning=planning, reason=reason)
    return lead_sign.lead(session, sign, wanted, seen=seen, by=by)


def leads_to(session, media, sign):
    [bundle] = [each for name, each in stale_pages.every(session, SETTINGS).items() if name == "codes"]
    return json.loads(bundle.draw(Frozen(session=session, media=media))["codes.json"])["codes"][sign.code]["to"]


def test_riders_are_led_there_on_these_days_and_back_after_them(session, media, sign, keeper):
    slug = sign.station.slug
    lead(session, sign, keeper, from_on=DAY + timedelta(days=1), until_on=DAY + timedelta(days=2))
    found = {}

    for days in range(5):
        with time_machine.travel(f"{DAY + timedelta(days=days)}T12:00:00Z", tick=False):
            session.expire_all()
            found[days] = leads_to(session, media, sign)

    assert list(found.values()) == [f"302/{slug}/", "302/", "302/", f"302/{slug}/", f"302/{slug}/"]


def test_the_newest_that_holds_counts_and_taking_it_back_leads_to_the_one_before(session, media, sign, keeper):
    [planning] = sign.station.plannings
    on = today(session)
    lead(session, sign, keeper, from_on=on)
    lead(session, sign, keeper, GoalKind.PLANNING, planning=planning.slug, seen=1, from_on=on)
    assert leads_to(session, media, sign) == f"302/{sign.station.slug}/{planning.slug}/"

    lead_sign.take_back(session, sign, 2, by=keeper)
    assert leads_to(session, media, sign) == "302/"
    lead_sign.take_back(session, sign, 1, by=keeper)
    lead_sign.take_back(session, sign, 1, by=keeper)

    assert leads_to(session, media, sign) == f"302/{sign.station.slug}/"
    assert [each.number for each in lead_sign.goals(session, sign)] == [2, 1]
    assert len(session.scalars(select(Event).where(Event.what == EventKind.LEAD_SIGN)).all()) == 4


def test_a_sign_of_a_planning_may_lead_to_its_station(session, media, sign, keeper):
    [planning] = sign.station.plannings
    sign.planning = planning
    session.flush()

    lead(session, sign, keeper, GoalKind.STATION, from_on=today(session))

    assert leads_to(session, media, sign) == f"302/{sign.station.slug}/"


def test_of_two_at_once_the_later_is_asked_to_look_again(session, sign, keeper):
    lead(session, sign, keeper)

    with pytest.raises(Overtaken, match="inzwischen jemand anderes"):
        lead(session, sign, keeper, GoalKind.STATION)

    assert len(session.scalars(select(SignGoal)).all()) == 1


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"reason": "  "}, "Warum"),
        ({"reason": "x" * 301}, "zu lang"),
        ({"until_on": DAY - timedelta(days=1)}, "vor dem ersten"),
        ({"kind": GoalKind.PLANNING, "planning": "gibt-es-nicht"}, "Planung gibt es"),
        ({"kind": GoalKind.PLANNING}, "Planung gibt es"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(session, sign, keeper, wanted, why):
    with pytest.raises(Invalid, match=why):
        lead(session, sign, keeper, **wanted)
    assert session.scalars(select(SignGoal)).all() == []


def test_only_keepers_lead_and_nobody_leads_a_retired_sign(session, sign, keeper):
    with pytest.raises(Forbidden):
        lead(session, sign, make_account(session, Role.PLANNER))
    goal = lead(session, sign, keeper)
    with pytest.raises(Forbidden):
        lead_sign.take_back(session, sign, goal.number, by=make_account(session, Role.APPROVER))
    with pytest.raises(Invalid):
        lead_sign.take_back(session, sign, 7, by=keeper)
    signs.move(session, sign, SignStage.RETIRED, by=keeper)
    with pytest.raises(WrongState):
        lead(session, sign, keeper, seen=1)

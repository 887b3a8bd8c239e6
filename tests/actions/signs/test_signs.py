"""Signs: new ones, many at once, what is known about them, and the end of their life."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.actions.records import record_json
from app.actions.signs import signs
from app.errors import Forbidden, Invalid, Missing, Overtaken
from app.exchange import codes
from app.exchange.records import SignKind
from app.models import Event, EventKind, Role, Sign, SignStage
from tests.factories import make_account, make_planning, make_sign, make_station, sign_record

SOURCE = random.Random(302)


@pytest.fixture
def keeper(session):
    return make_account(session, Role.KEEPER)


def test_a_new_sign_gets_a_code_of_its_own_and_is_as_wide_as_its_kind(session, keeper):
    station = make_station(session)

    sign = signs.add_sign(session, station, sign_record(kind=SignKind.POLE), by=keeper, source=SOURCE)

    assert codes.is_code(sign.code)
    assert record_json.sign_record(sign).code_mm == 52
    assert sign.state is SignStage.PLANNED


def test_a_code_that_somebody_has_is_not_drawn_again_even_if_retired(session, keeper):
    station = make_station(session)
    first = signs.add_sign(session, station, sign_record(), by=keeper, source=random.Random(1))
    signs.move(session, first, SignStage.RETIRED, by=keeper)

    second = signs.add_sign(session, station, sign_record(), by=keeper, source=random.Random(1))

    assert second.code != first.code


def test_many_are_made_at_once_each_at_its_stop(session, keeper):
    stations = [make_station(session), make_station(session)]
    counts = {SignKind.A3: 1, SignKind.WINDOW: 2}

    made = signs.add_many(session, stations, counts, by=keeper, source=SOURCE)

    assert [record_json.sign_record(sign).kind.value for sign in made] == ["a3", "window", "window"] * 2
    assert len({sign.code for sign in made}) == 6
    first = record_json.sign_record(made[0])
    assert (first.place.lat, first.facing_uncertainty_deg) == (stations[0].stop.record["lat"], 180)
    assert session.scalar(select(func.count()).where(Event.what == EventKind.ADD_SIGN)) == 6


@pytest.mark.parametrize(("count", "why"), [(0, "kein Schild"), (501, "mehr als 500")])
def test_no_sign_or_too_many_are_refused(session, keeper, count, why):
    with pytest.raises(Invalid, match=why):
        signs.add_many(session, [make_station(session)], {SignKind.A3: count}, by=keeper, source=SOURCE)


def test_who_keeps_no_signs_there_makes_and_changes_none(session, keeper):
    station = make_station(session, partner="sued")
    sign = make_sign(session, station)

    with pytest.raises(Forbidden):
        signs.add_many(session, [station], {SignKind.A3: 1}, by=keeper, source=SOURCE)
    with pytest.raises(Forbidden):
        signs.edit(session, sign, record_json.sign_record(sign), version=sign.version, by=keeper)


def test_a_change_holds_at_once_and_the_journal_says_what_it_was(session, keeper):
    planning = make_planning(session, make_station(session, public=True))
    sign = make_sign(session, planning.station)

    is_changed = signs.edit(
        session, sign, sign_record(facing_deg=95.0, planning="segel"), version=sign.version, by=keeper
    )

    assert is_changed
    assert (record_json.sign_record(sign).facing_deg, sign.planning) == (95.0, planning)
    told = session.scalars(select(Event).where(Event.what == EventKind.EDIT_SIGN)).one()
    assert told.comment == "planning: – → segel; facing_deg: 90.0 → 95.0"
    assert told.by is keeper


def test_the_journal_says_also_what_was_as_it_is_by_default(session, keeper):
    sign = make_sign(session, make_station(session))
    was = record_json.sign_record(sign)

    signs.edit(session, sign, replace(was, code_height_m=1.6), version=sign.version, by=keeper)
    signs.edit(session, sign, was, version=sign.version, by=keeper)

    told = session.scalars(select(Event.comment).where(Event.what == EventKind.EDIT_SIGN).order_by(Event.id)).all()
    assert told == ["code_height_m: 1.4 → 1.6", "code_height_m: 1.6 → 1.4"]


def test_what_is_the_same_as_before_leaves_no_trace(session, keeper):
    sign = make_sign(session, make_station(session))
    before = sign.version

    assert not signs.edit(session, sign, record_json.sign_record(sign), version=sign.version, by=keeper)
    assert sign.version == before
    assert session.scalars(select(Event).where(Event.what == EventKind.EDIT_SIGN)).all() == []


def test_who_was_overtaken_is_told(session, keeper):
    sign = make_sign(session, make_station(session))
    seen = sign.version
    signs.edit(session, sign, sign_record(facing_deg=95.0), version=seen, by=keeper)

    with pytest.raises(Overtaken, match="jemand anderes"):
        signs.edit(session, sign, sign_record(facing_deg=100.0), version=seen, by=keeper)


def test_a_planned_sign_may_become_of_another_kind_a_printed_one_may_not(session, keeper):
    sign = make_sign(session, make_station(session))
    signs.edit(session, sign, sign_record(kind=SignKind.FLOOR), version=sign.version, by=keeper)
    assert record_json.sign_record(sign).code_mm == 200

    signs.move(session, sign, SignStage.PRINTED, by=keeper)
    with pytest.raises(Invalid, match="schon gedruckt"):
        signs.edit(session, sign, sign_record(kind=SignKind.A4), version=sign.version, by=keeper)


def test_a_planning_of_another_station_is_refused(session, keeper):
    make_planning(session, slug="anderswo")
    sign = make_sign(session, make_station(session))

    with pytest.raises(Missing, match="anderswo"):
        signs.edit(session, sign, sign_record(planning="anderswo"), version=sign.version, by=keeper)


def test_a_retired_sign_names_the_one_in_its_stead_but_never_itself_or_a_dead_one(session, keeper):
    station = make_station(session)
    old, new, dead = (make_sign(session, station) for _ in range(3))
    signs.move(session, dead, SignStage.RETIRED, by=keeper)

    for wrong in (old, dead):
        with pytest.raises(Invalid, match="ein anderes Schild"):
            signs.move(session, old, SignStage.RETIRED, by=keeper, moved_to=wrong)
    signs.move(session, old, SignStage.RETIRED, by=keeper, moved_to=new)

    assert old.moved_to is new
    assert session.scalar(select(func.count()).select_from(Sign)) == 3

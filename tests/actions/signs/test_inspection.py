"""Which signs are to be looked at, and which fell silent among their neighbours."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.actions.signs import inspection
from app.actions.signs.inspection import DAYS, WINDOW_DAYS, Heard, silent
from app.errors import Invalid
from app.exchange.records import SignKind
from app.models import Check, DayOfScans, Event, EventKind, Finding, Role, SignStage
from tests.factories import make_account, make_sign, make_station

ON = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=1000)


def make(session, *, state=SignStage.MOUNTED, made=LONG_AGO, checked=None, station=None, **changes):
    sign = make_sign(session, station, **changes)
    sign.created_at = made
    for step in (SignStage.PRINTED, SignStage.MOUNTED, SignStage.DAMAGED):
        if sign.state is not state and state is not SignStage.PLANNED:
            sign.move(step)
    by = make_account(session, Role.KEEPER)
    if checked:
        session.add(Check(request_id=f"{sign.code}-{checked}", sign=sign, found=Finding.GOOD, seen_at=checked, by=by))
    session.flush()
    return sign


def due(session, account=None, **intervals):
    account = account or make_account(session, Role.KEEPER)
    return inspection.due(session, account, on=ON, interval=inspection.intervals(intervals))


@pytest.mark.parametrize("kind", SignKind)
@pytest.mark.parametrize(("early", "is_due"), [(0, True), (30, True), (31, False)])
def test_a_sign_is_due_so_long_after_its_last_check_and_told_a_month_before(session, kind, early, is_due):
    checked = NOON - timedelta(days=DAYS[kind] - early)
    sign = make(session, kind=kind, checked=checked)

    found = {each.code: each for each in due(session)}

    assert (sign.code in found) is is_due
    if is_due:
        assert found[sign.code].due_on == ON + timedelta(days=early)
        assert found[sign.code].last_on == checked.date()


@pytest.mark.parametrize(("state", "days"), [(SignStage.DAMAGED, 14), (SignStage.MOUNTED, 365)])
def test_a_state_may_matter_more_than_the_kind(session, state, days):
    make(session, state=state, checked=NOON - timedelta(days=days))

    assert [each.due_on for each in due(session)] == [ON]


def test_who_was_never_checked_counts_from_the_day_it_was_made(session):
    make(session, made=NOON - timedelta(days=400))

    (found,) = due(session)
    assert (found.last_on, found.due_on) == (None, ON - timedelta(days=35))


def test_who_was_put_up_lately_counts_from_that_day(session):
    sign = make(session)
    by = make_account(session, Role.KEEPER)
    for at, comment in ((NOON - timedelta(days=340), "printed → mounted"), (NOON, "mounted → damaged")):
        session.add(Event(what=EventKind.MOVE_SIGN, sign=sign, item=sign.station, by=by, at=at, comment=comment))
    session.flush()

    assert [each.due_on for each in due(session)] == [ON + timedelta(days=25)]


def test_settings_may_still_name_the_state_that_is_looked_at_no_more():
    assert inspection.intervals({"printed": 7, "damaged": 7}) == {**DAYS, "damaged": 7}


def test_what_never_hung_or_is_out_of_service_is_not_looked_at(session):
    make(session, state=SignStage.PLANNED)
    make(session, state=SignStage.PRINTED)
    gone = make(session)
    gone.move(SignStage.RETIRED)
    session.flush()

    assert due(session) == []


def test_everybody_sees_their_own_partners_signs_in_the_order_of_the_line(session):
    first, other, last = (make_station(session, partner=partner) for partner in ("nord", "sued", "nord"))
    late, theirs, early = make(session, station=last), make(session, station=other), make(session, station=first)

    assert [each.code for each in due(session)] == [early.code, late.code]
    everybody = make_account(session, Role.ADMIN)
    assert [each.code for each in due(session, everybody)] == [early.code, theirs.code, late.code]


def test_settings_say_other_intervals_and_nonsense_is_refused(session):
    make(session, kind=SignKind.A3, checked=NOON - timedelta(days=60))

    assert due(session) == []
    assert [each.due_on for each in due(session, a3=60)] == [ON]
    with pytest.raises(Invalid):
        inspection.intervals({"a7": 3})


LONG = date(2025, 1, 1)
ONE_WAY = [[f"stop {place}" for place in range(9)]]


def row(*scans):
    return [Heard(f"sign {place}", f"stop {place}", count, LONG) for place, count in enumerate(scans)]


@pytest.mark.parametrize(
    ("scans", "found"),
    [
        ((12, 14, 0, 11, 20), {"sign 2"}),
        ((12, 14, 1, 11, 20), set()),  # one scan is not silence
        ((2, 3, 0, 4, 3), set()),  # too little traffic to tell
        ((0, 0, 0, 0, 0), set()),  # the counting may be broken, or it is a quiet line
        ((50, 0), set()),  # too few neighbours
        ((0, 12, 14, 11), {"sign 0"}),  # at the end of the line
        ((12, 0, 14, 0, 11, 30), {"sign 1", "sign 3"}),
        ((900, 0, 0, 0, 0, 0, 0), set()),  # one loud neighbour is no measure
    ],
)
def test_a_sign_is_silent_only_among_signs_that_are_not(scans, found):
    assert silent(row(*scans), ONE_WAY, on=ON) == found


def test_what_was_put_up_within_the_window_is_left_alone_and_no_measure_for_others():
    fresh = ON - timedelta(days=WINDOW_DAYS)
    signs = row(12, 14, 0, 11, 20)

    assert silent([*signs[:2], replace(signs[2], since=fresh), *signs[3:]], ONE_WAY, on=ON) == set()
    assert silent([replace(each, since=fresh) for each in signs[:2]] + signs[2:], ONE_WAY, on=ON) == set()


TRUNK, ARM, OTHER_ARM = ["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]


@pytest.mark.parametrize(
    ("trunk", "arm", "other_arm", "found"),
    [
        ((20, 20, 20), (0, 0, 0), (0, 15, 15), {"d", "e", "g"}),  # the other arm's silence excuses nobody
        ((2, 2, 2), (20, 20, 20), (0, 2, 2), set()),  # nor does its noise accuse: no tram runs from there
        ((20, 20, 0), (20, 20, 20), (2, 2, 2), {"c"}),  # before the fork both arms are neighbours
    ],
)
def test_neighbours_are_those_on_the_ways_of_trams(trunk, arm, other_arm, found):
    stops = [*TRUNK, *ARM, *OTHER_ARM]
    signs = [Heard(stop, stop, count, LONG) for stop, count in zip(stops, (*trunk, *arm, *other_arm), strict=True)]

    assert silent(signs, [TRUNK, TRUNK + ARM, TRUNK + OTHER_ARM], on=ON) == found


def test_a_silent_sign_is_raised_although_it_is_not_due(session):
    signs = [make(session, checked=NOON - timedelta(days=3)) for _ in range(5)]
    for place, sign in enumerate(signs):
        if place != 2:
            session.add(DayOfScans(day_on=ON - timedelta(days=5), sign_id=sign.id, language="de", count=12))
    session.add(DayOfScans(day_on=ON, sign_id=signs[2].id, language="de", count=9))  # today is not over
    session.flush()

    (found,) = due(session)
    assert (found.code, found.is_silent) == (signs[2].code, True)

    by = make_account(session, Role.KEEPER)
    session.add(Event(what=EventKind.MOVE_SIGN, sign=signs[2], by=by, at=NOON - timedelta(days=2)))
    session.flush()
    assert due(session) == []

"""A survey holds at once, says what was measured how well, and leaves alone what was not."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.actions.records import record_json
from app.actions.signs import idempotency, signs, survey
from app.errors import Forbidden, Invalid, Overtaken
from app.exchange.records import Survey
from app.models import Event, EventKind, Role, SignStage
from tests.factories import make_account, make_sign

ON = date(2026, 11, 25)
AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
PLACE = {"place.lat": 51.5061, "place.lon": 7.1002, "place.uncertainty_m": 2.4, "place.source": "auf der Karte gezogen"}
FACING = {"facing_deg": 147.5, "facing_uncertainty_deg": 3.2}
HEIGHT = {"code_height_m": 1.52, "code_height_uncertainty_m": 0.02}


def put(session, sign, given, *parts, by=None, was=None, request_id=None):
    by = by or make_account(session, Role.KEEPER)
    how = {
        "request_id": request_id or idempotency.new_id(),
        "was": was or survey.seen(sign),
        "by": by,
        "on": ON,
        "at": AT,
    }
    survey.save_survey(session, sign, given, parts=parts, **how)
    return record_json.sign_record(sign)


def test_a_place_is_kept_with_its_uncertainty_and_says_by_whom_and_when(session):
    sign = make_sign(session)

    place = put(session, sign, PLACE, "place").place

    assert (place.lat, place.lon, place.uncertainty_m) == (51.5061, 7.1002, 2.4)
    assert (place.status, place.source, place.on) == (Survey.MEASURED, "auf der Karte gezogen", "2026-11-25")
    assert place.by == "Schildpflege Stadt nord"


def test_what_was_not_measured_stays_estimated(session):
    sign = make_sign(session)
    before = record_json.sign_record(sign)

    record = put(session, sign, {**PLACE, **FACING}, "facing")

    assert (record.facing_deg, record.facing_uncertainty_deg) == (147.5, 3.2)
    assert (record.facing_status, record.facing_on) == (Survey.MEASURED, "2026-11-25")
    assert record.place == before.place
    assert record.code_height_status is Survey.ESTIMATED


def test_all_at_once_and_the_journal_says_what(session):
    sign = make_sign(session)

    put(session, sign, {**PLACE, **FACING, **HEIGHT}, "place", "facing", "code_height")

    event = session.scalars(select(Event).where(Event.what == EventKind.SURVEY_SIGN)).one()
    assert event.comment == "Lage ± 2.4 m, Ausrichtung 147.5° ± 3.2°, Höhe 1.52 m ± 0.02 m"


def test_it_makes_the_signs_pages_stale(session):
    sign = make_sign(session)
    version = sign.version

    put(session, sign, HEIGHT, "code_height")

    assert sign.version == version + 1


def test_whoever_was_overtaken_measures_again(session):
    sign = make_sign(session)
    was = survey.seen(sign)
    put(session, sign, HEIGHT, "code_height")

    with pytest.raises(Overtaken):
        put(session, sign, FACING, "facing", was=was)


def test_what_is_delivered_twice_counts_once_and_overtakes_nobody(session):
    sign = make_sign(session)
    was, request_id = survey.seen(sign), idempotency.new_id()
    put(session, sign, FACING, "facing", was=was, request_id=request_id)
    later = put(session, sign, {**FACING, "facing_deg": 150.0}, "facing")

    again = put(session, sign, FACING, "facing", was=was, request_id=request_id)

    assert again == later
    assert len(session.scalars(select(Event).where(Event.what == EventKind.SURVEY_SIGN)).all()) == 2


def test_a_sign_that_is_mounted_meanwhile_overtakes_no_survey(session):
    sign = make_sign(session)
    was = survey.seen(sign)
    for state in (SignStage.PRINTED, SignStage.MOUNTED):
        signs.move(session, sign, state, by=make_account(session, Role.KEEPER))

    assert put(session, sign, FACING, "facing", was=was).facing_deg == 147.5


def test_without_an_id_nothing_is_kept(session):
    with pytest.raises(Invalid, match="Kennung"):
        put(session, make_sign(session), FACING, "facing", request_id="1")


@pytest.mark.parametrize(
    ("given", "parts", "field"),
    [
        ({**FACING, "facing_deg": 360.0}, ("facing",), "facing_deg"),
        ({**FACING, "facing_deg": "Südost"}, ("facing",), "facing_deg"),
        ({**PLACE, "place.lat": 7.1}, ("place",), "place.lat"),
        ({**PLACE, "place.uncertainty_m": 0.0}, ("place",), "place.uncertainty_m"),
        ({**HEIGHT, "code_height_m": 12.0}, ("code_height",), "code_height_m"),
        ({}, ("facing",), "facing_deg"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(session, given, parts, field):
    sign = make_sign(session)

    with pytest.raises(Invalid) as refusal:
        put(session, sign, given, *parts)

    assert field in [fault.field for fault in refusal.value.faults]


def test_nothing_measured_is_nothing_to_keep(session):
    with pytest.raises(Invalid, match="Nichts ist als gemessen angekreuzt"):
        put(session, make_sign(session), FACING)


def test_only_the_keepers_of_its_partner_survey_a_sign(session):
    with pytest.raises(Forbidden):
        put(session, make_sign(session), FACING, "facing", by=make_account(session, Role.KEEPER, "sued"))

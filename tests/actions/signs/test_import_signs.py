"""A table is taken over some rows at a time, each once, whatever happens meanwhile."""

import random

import pytest
from sqlalchemy import func, select

from app.actions.records import record_json
from app.actions.signs import import_signs, sign_table
from app.models import Event, ImportState, Role, Sign, SignStage
from tests.factories import make_account, make_sign, make_station

SOURCE = random.Random(302)
HEAD = (
    "code;station;art;ort_de;breitengrad;laengengrad;lage_genauigkeit_m;ausrichtung_grad;ausrichtung_genauigkeit_grad"
)
MANY = 2 * import_signs.BATCH + 1


@pytest.fixture
def keeper(session):
    return make_account(session, Role.KEEPER)


def ordered(session, keeper, rows, head=HEAD):
    raw = "\r\n".join([head, *rows]).encode()
    return import_signs.order(session, raw, sign_table.read(session, raw, by=keeper), by=keeper)


def new(number):
    return f";platz;A4;Am Mast {number};51,5;7,1;10;90;15"


def test_many_rows_are_taken_over_in_several_steps_each_row_once(session, keeper):
    make_station(session, "platz")
    wanted = ordered(session, keeper, [new(number) for number in range(MANY)])

    seen = []
    while import_signs.take(session, wanted.id, source=SOURCE):
        seen.append(session.scalar(select(func.count(Sign.id))))

    assert seen == [import_signs.BATCH, 2 * import_signs.BATCH]
    places = [record_json.sign_record(sign).where["de"] for sign in session.scalars(select(Sign).order_by(Sign.id))]
    assert places == [f"Am Mast {number}" for number in range(MANY)]
    assert (wanted.state, wanted.done, wanted.ended_at is None, wanted.faults) == (ImportState.DONE, MANY, False, [])
    assert session.scalar(select(func.count(Event.id))) == MANY
    assert import_signs.waiting(session) == []


def test_what_is_done_is_not_done_again(session, keeper):
    make_station(session, "platz")
    wanted = ordered(session, keeper, [new(0)])
    import_signs.take(session, wanted.id, source=SOURCE)

    assert not import_signs.take(session, wanted.id, source=SOURCE)
    assert session.scalar(select(func.count(Sign.id))) == 1


def test_a_row_that_no_longer_fits_is_left_out_and_said(session, keeper):
    station = make_station(session, "platz")
    hung, other = make_sign(session, station), make_sign(session, station)
    rows = [f"{hung.code};platz;Fenster;Am Kiosk", f"{other.code};platz;A3;Am Kiosk"]
    wanted = ordered(session, keeper, rows, head="code;station;art;ort_de")
    hung.move(SignStage.PRINTED)  # now its kind is what it is
    session.flush()

    assert not import_signs.take(session, wanted.id, source=SOURCE)

    assert [(each.file, each.field) for each in import_signs.faults(wanted)] == [("Zeile 2", "art")]
    assert record_json.sign_record(hung).where["de"] != "Am Kiosk"
    assert record_json.sign_record(other).where["de"] == "Am Kiosk"


def test_who_no_longer_keeps_the_signs_changes_none(session, keeper):
    sign = make_sign(session, make_station(session, "platz"))
    wanted = ordered(session, keeper, [f"{sign.code};platz;Am Kiosk"], head="code;station;ort_de")
    keeper.memberships.clear()
    session.flush()

    import_signs.take(session, wanted.id, source=SOURCE)

    assert [fault.field for fault in import_signs.faults(wanted)] == ["station"]
    assert record_json.sign_record(sign).where["de"] != "Am Kiosk"

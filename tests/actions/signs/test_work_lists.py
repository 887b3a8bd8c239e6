"""Signs given to a company: one list by a secret link that ends, done with photo and number, and never retired."""

import hashlib
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.signs import work_lists
from app.actions.signs.work_lists import Wanted
from app.errors import Forbidden, Invalid, Missing
from app.models import Check, Event, EventKind, Role, SignStage, WorkList, now
from tests.factories import make_account, make_sign, make_station


@pytest.fixture
def sign(session):
    sign = make_sign(session, make_station(session, public=True))
    sign.move(SignStage.PRINTED)
    session.flush()
    return sign


@pytest.fixture
def keeper(session):
    return make_account(session, Role.KEEPER)


def make(session, by, *codes, **changes):
    return work_lists.make(
        session, Wanted(**{"codes": codes, "company": "Aushang GmbH", "days": 7, **changes}), by=by, at=now()
    )


def done(session, found, code, **changes):
    given = {"number": code, "photo": "private/1/photo.jpg", "note": "", "request_id": str(uuid.uuid4()), "at": now()}
    return work_lists.done(session, found, code, **{**given, **changes})


def test_only_the_hash_of_a_link_of_32_bytes_is_kept(session, sign, keeper):
    made, secret = make(session, keeper, sign.code)

    assert len(secret) >= 43
    assert made.token_hash == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(vars(made))
    assert work_lists.opened(session, secret, at=now()) is made


def test_a_link_opens_nothing_once_it_is_over_or_revoked_or_guessed(session, sign, keeper):
    made, secret = make(session, keeper, sign.code)

    for wrong, at in ((secret[:-1], now()), ("", now()), (made.token_hash, now()), (secret, now() + timedelta(days=7))):
        with pytest.raises(Missing, match="gilt nicht"):
            work_lists.opened(session, wrong, at=at)
    with pytest.raises(Forbidden):
        work_lists.revoke(session, made, by=make_account(session, Role.PLANNER), at=now())
    work_lists.revoke(session, made, by=keeper, at=now())
    with pytest.raises(Missing, match="gilt nicht"):
        work_lists.opened(session, secret, at=now())


def test_what_hangs_is_noted_once_with_photo_and_the_journal_names_the_company(session, sign, keeper):
    made, _secret = make(session, keeper, sign.code)

    done(session, made, sign.code, note="Mast gewechselt")
    done(session, made, sign.code, note="noch einmal")

    check = session.scalars(select(Check)).one()
    assert sign.state is SignStage.MOUNTED
    assert (check.note, check.photos, check.by) == ("Aushang GmbH: Mast gewechselt", ["private/1/photo.jpg"], keeper)
    told = session.scalars(select(Event.comment).where(Event.what == EventKind.CHECK_SIGN)).one()
    assert "Aushang GmbH" in told


@pytest.mark.parametrize(("wrong", "why"), [({"number": "ABCDEF"}, "andere Nummer"), ({"photo": ""}, "Foto")])
def test_without_the_right_number_and_a_photo_nothing_is_done(session, sign, keeper, wrong, why):
    made, _secret = make(session, keeper, sign.code)

    with pytest.raises(Invalid, match=why):
        done(session, made, sign.code, **wrong)

    assert (sign.state, made.tasks[0].done_at) == (SignStage.PRINTED, None)


def test_a_list_opens_its_own_signs_alone_and_retires_none(session, sign, keeper):
    other = make_sign(session, sign.station)
    made, _secret = make(session, keeper, sign.code)

    with pytest.raises(Missing, match="nicht auf der Liste"):
        done(session, made, other.code)
    sign.move(SignStage.RETIRED)
    done(session, made, sign.code)

    assert sign.state is SignStage.RETIRED
    assert session.scalars(select(Check)).one().conflict


def test_who_hurries_too_much_is_asked_to_wait(session, sign, keeper):
    signs = [make_sign(session, sign.station) for _ in range(work_lists.NOTES_A_MINUTE + 1)]
    made, _secret = make(session, keeper, *(each.code for each in signs))
    for each in signs[:-1]:
        work_lists.trouble(session, made, each.code, note="Kein Mast", at=now())

    with pytest.raises(Invalid, match="kurz warten"):
        work_lists.trouble(session, made, signs[-1].code, note="Kein Mast", at=now())
    work_lists.trouble(session, made, signs[-1].code, note="Kein Mast", at=now() + timedelta(minutes=2))


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"days": 0}, "1 bis 14"),
        ({"days": 15}, "1 bis 14"),
        ({"company": ""}, "Wer hängt"),
        ({"company": "x" * 121}, "zu lang"),
        ({"tools": "x" * 501}, "zu lang"),
        ({"codes": []}, "kein Schild"),
    ],
)
def test_what_cannot_be_given_is_refused_with_a_sentence(session, sign, keeper, wanted, why):
    with pytest.raises(Invalid, match=why):
        make(session, keeper, sign.code, **wanted)
    with pytest.raises(Missing):
        make(session, keeper, "ZZZZZZ")
    with pytest.raises(Forbidden):
        make(session, make_account(session, Role.PLANNER), sign.code)
    assert session.scalars(select(WorkList)).all() == []

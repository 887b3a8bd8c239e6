"""Accounts and signs: made once, by whom it is allowed, with their line in the journal."""

import random

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from app.actions.people import accounts
from app.actions.records import record_json
from app.actions.signs import signs
from app.errors import Forbidden, Invalid, Missing, WrongState
from app.exchange.codes import is_code
from app.models import Event, EventKind, Role, SignStage
from tests.factories import make_account, make_partner, make_planning, make_sign, make_station, sign_record

PERSON = {"email": "Ada@Example.org ", "name": "Ada", "password": "correct horse battery", "role": Role.PLANNER}


def test_an_account_keeps_a_hash_and_never_the_password(session):
    make_partner(session)

    account = accounts.add_account(session, **PERSON, partner="nord")

    assert account.email == "ada@example.org"
    assert PasswordHasher().verify(account.password, PERSON["password"])
    assert not PasswordHasher().check_needs_rehash(account.password), "hashed for less than argon2 asks for"
    assert account.may(Role.PLANNER, make_partner(session))
    assert session.scalars(select(Event)).one().what is EventKind.ADD_ACCOUNT


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "ada"}, "keine Mailadresse"),
        ({"password": "short"}, "mindestens 12 Zeichen"),
        ({"partner": "west"}, "Vorhanden: nord"),
        ({"role": Role.ADMIN}, "zu keinem Partner"),
    ],
)
def test_what_is_wrong_is_said(session, changes, sentence):
    make_partner(session)

    with pytest.raises(Invalid, match=sentence):
        accounts.add_account(session, **{**PERSON, "partner": "nord", **changes})


def test_an_address_is_taken_once(session):
    make_partner(session)
    accounts.add_account(session, **PERSON, partner="nord")

    with pytest.raises(Invalid, match="gibt es schon"):
        accounts.add_account(session, **{**PERSON, "email": "ADA@example.org"}, partner="nord")


def test_the_system_is_one_account_that_nobody_signs_in_to(session):
    system = accounts.system(session)

    assert accounts.system(session) is system
    assert system.is_system and not system.active and system.password is None


def test_a_new_sign_gets_a_code_that_nobody_has_had(session):
    station = make_station(session, public=True)
    keeper = make_account(session, Role.KEEPER)
    first = signs.add_sign(session, station, sign_record(), by=keeper, source=random.Random(1))

    second = signs.add_sign(session, station, sign_record(), by=keeper, source=random.Random(1))

    assert is_code(first.code) and is_code(second.code) and first.code != second.code
    assert record_json.sign_record(second).where == {"de": "Am Bahnsteig"}


def test_a_sign_leads_to_a_planning_of_its_own_station_only(session):
    station, keeper = make_station(session, public=True), make_account(session, Role.KEEPER)
    make_planning(session, slug="anderswo")

    with pytest.raises(Missing, match="an dieser Station"):
        signs.add_sign(session, station, sign_record(planning="anderswo"), by=keeper, source=random.Random(1))


@pytest.mark.parametrize(("role", "partner"), [(Role.PLANNER, "nord"), (Role.KEEPER, "sued")])
def test_only_keepers_of_the_owner_move_signs(session, role, partner):
    sign = make_sign(session)

    with pytest.raises(Forbidden, match="Schildpflege"):
        signs.move(session, sign, SignStage.PRINTED, by=make_account(session, role, partner))


def test_moving_a_sign_writes_the_journal_and_a_new_version(session):
    sign, keeper = make_sign(session), make_account(session, Role.KEEPER)
    was = sign.version

    signs.move(session, sign, SignStage.PRINTED, by=keeper)

    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.what, event.sign, event.comment) == (EventKind.MOVE_SIGN, sign, "planned → printed")
    assert sign.version == was + 1


def test_a_retired_sign_stays_retired(session):
    sign, keeper = make_sign(session), make_account(session, Role.KEEPER)
    signs.move(session, sign, SignStage.RETIRED, by=keeper)

    with pytest.raises(WrongState):
        signs.move(session, sign, SignStage.MOUNTED, by=keeper)


def test_a_code_of_another_station_is_refused(session):
    sign, other = make_sign(session), make_station(session, public=True)
    record = record_json.sign_record(sign)

    with pytest.raises(Invalid, match="anderen Station"):
        signs.load_sign(session, other, record, by=make_account(session), is_public=True)


@pytest.mark.parametrize(
    "address",
    [
        *("erika", "erika@", "@stadt.example", "erika@stadt", "erika..m@stadt.example", ".erika@stadt.example"),
        *("erika m@stadt.example", "erika@stadt..example", "erika@-stadt.example", "erika,max@stadt.example"),
        *("käthe@stadt.example", "erika@städt.example", "<erika@stadt.example>", f"{'e' * 250}@stadt.example"),
    ],
)
def test_an_address_that_a_mail_server_does_not_take_is_refused(session, address):
    with pytest.raises(Invalid, match="keine Mailadresse"):
        accounts.make(session, email=address, name="Erika")


def test_an_address_as_mail_servers_take_it_is_kept(session):
    for address in ("erika.muster@stadt.example", "o'neill+302@sub.stadt-nord.example"):
        assert accounts.make(session, email=address.upper(), name="").email == address

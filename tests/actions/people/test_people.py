"""People: only admins change what somebody may do, never so that no admin is left, and the journal knows."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.actions.people import mail_queue, people
from app.errors import Forbidden, Invalid, WrongState
from app.models import Base, Event, EventKind, Membership, Passkey, Role, now
from tests.factories import make_account, make_partner


@pytest.fixture
def admin(session):
    return make_account(session, Role.ADMIN)


def last(session):
    return session.scalars(select(Event).order_by(Event.id.desc())).first()


def test_somebody_is_invited_with_tasks_and_without_a_password(session, admin):
    nord, sued = make_partner(session), make_partner(session, "sued")
    tasks = [(Role.PLANNER, nord.id), (Role.APPROVER, sued.id)]

    account = people.invite(session, email=" Sule@Example.org", name="Şule Iğdır", tasks=tasks, by=admin)

    assert (account.email, account.password) == ("sule@example.org", None)
    assert account.may(Role.PLANNER, nord) and account.may(Role.APPROVER, sued) and not account.may(Role.PLANNER, sued)
    kinds = [each.what for each in session.scalars(select(Event).where(Event.account == account).order_by(Event.id))]
    assert kinds == [EventKind.ADD_ACCOUNT, EventKind.CHANGE_ROLES]


@pytest.mark.parametrize("email", ["", "ada", "a b@example.org"])
def test_an_address_that_is_none_is_refused(session, admin, email):
    with pytest.raises(Invalid, match="keine Mailadresse"):
        people.invite(session, email=email, name="Ada", tasks=[], by=admin)


def test_tasks_are_replaced_and_the_journal_tells_which(session, admin):
    account, sued = make_account(session, Role.PLANNER), make_partner(session, "sued")

    people.set_roles(session, account, [(Role.KEEPER, sued.id)], by=admin)

    assert [(each.role, each.partner) for each in account.memberships] == [(Role.KEEPER, sued)]
    assert (last(session).what, last(session).account) == (EventKind.CHANGE_ROLES, account)
    assert last(session).comment == "keeper sued"
    assert len(session.scalars(select(Membership).where(Membership.account == account)).all()) == 1


@pytest.mark.parametrize("task", [(Role.ADMIN, 1), (Role.PLANNER, None), (Role.PLANNER, 99999)])
def test_a_task_that_does_not_exist_is_refused(session, admin, task):
    make_partner(session)

    with pytest.raises(Invalid, match="gibt es nicht"):
        people.set_roles(session, make_account(session), [task], by=admin)


def test_nobody_removes_the_last_admin(session, admin):
    with pytest.raises(WrongState, match="letzte Konto des Betriebs"):
        people.set_roles(session, admin, [], by=admin)
    with pytest.raises(WrongState, match="letzte Konto des Betriebs"):
        people.deactivate(session, admin, by=admin)

    other = make_account(session, Role.ADMIN)
    people.deactivate(session, admin, by=other)
    with pytest.raises(WrongState, match="letzte Konto des Betriebs"):
        people.deactivate(session, other, by=other)


def test_whoever_is_deactivated_is_out_everywhere_and_can_come_back(session, admin):
    account = make_account(session)
    was = account.fs_uniquifier

    people.deactivate(session, account, by=admin)
    assert (account.active, account.fs_uniquifier == was) == (False, False)
    people.activate(session, account, by=admin)

    assert account.active
    assert last(session).what is EventKind.ACTIVATE_ACCOUNT


def test_a_lost_factor_is_forgotten_with_all_that_belongs_to_it(session, admin):
    account = make_account(session)
    account.tf_primary_method, account.tf_totp_secret, account.mf_recovery_codes = "authenticator", "secret", ["code"]

    people.forget_factor(session, account, by=admin)

    assert not account.has_second_factor
    assert account.mf_recovery_codes is None
    with pytest.raises(WrongState, match="keinen zweiten Faktor"):
        people.forget_factor(session, account, by=admin)


@pytest.mark.parametrize("role", [Role.PLANNER, Role.APPROVER, Role.KEEPER])
def test_all_others_change_nothing(session, role):
    somebody, account = make_account(session, role), make_account(session)

    for deed in (
        people.deactivate,
        people.activate,
        people.forget_factor,
        people.note_link,
        people.unbind,
        people.erase,
    ):
        with pytest.raises(Forbidden, match="nur der Betrieb"):
            deed(session, account, by=somebody)
    with pytest.raises(Forbidden, match="nur der Betrieb"):
        people.set_roles(session, somebody, [(Role.ADMIN, None)], by=somebody)
    with pytest.raises(Forbidden, match="nur der Betrieb"):
        people.invite(session, email="neu@example.org", name="Neu", tasks=[], by=somebody)


def test_an_erased_account_says_nowhere_who_it_was(session, admin):
    account = people.invite(session, email="mia@example.org", name="Mia Muster", tasks=[(Role.ADMIN, None)], by=admin)
    account.webauthn.append(make_passkey())
    account.preferences, account.password, account.oidc_subject = {"language": "en"}, "a hash", "4711"
    mail_queue.write(session, to="mia@example.org", subject="Ihr Konto", body="Guten Tag Mia Muster")
    people.invite(session, email="neu@example.org", name="Neu", tasks=[], by=account)
    people.deactivate(session, account, by=admin)

    people.erase(session, account, by=admin)

    assert account.name == f"Ehemaliges Konto {account.id}"
    assert {"mia", "muster"} & set(re.findall(r"[a-z]+", everything(session).lower())) == set()
    assert (account.memberships, account.webauthn, account.password, account.oidc_subject) == ([], [], None, None)


def test_an_erased_account_stays_as_it_is(session, admin):
    account = make_account(session)
    with pytest.raises(WrongState, match="zuerst sperren"):
        people.erase(session, account, by=admin)
    people.deactivate(session, account, by=admin)
    people.erase(session, account, by=admin)

    for deed in (
        people.erase,
        people.activate,
        people.deactivate,
        people.forget_factor,
        people.note_link,
        people.unbind,
    ):
        with pytest.raises(WrongState, match="Dieses Konto ist gelöscht"):
            deed(session, account, by=admin)
    with pytest.raises(WrongState, match="Dieses Konto ist gelöscht"):
        people.set_roles(session, account, [], by=admin)


def make_passkey():
    keys = {"credential_id": b"1", "public_key": b"2", "sign_count": 0, "transports": []}
    more = {"backup_state": False, "device_type": "single_device", "usage": "secondary", "lastuse_datetime": now()}
    return Passkey(name="Mias Telefon", **keys, **more)


def everything(session):
    """Return what all tables hold, as text."""
    session.flush()
    return "\n".join(str(session.execute(select(table)).all()) for table in Base.metadata.sorted_tables)


TODAY = date(2026, 3, 3)


def test_an_account_ends_with_its_last_day_and_not_before(session, admin):
    account = make_account(session)
    uniquifier = account.fs_uniquifier
    people.end_on(session, account, TODAY, today=TODAY, by=admin)
    assert last(session).comment == "2026-03-03"

    assert people.end_due(session, today=TODAY) == 0
    assert account.active
    assert people.end_due(session, today=TODAY + timedelta(days=1)) == 1

    assert not account.active
    assert account.fs_uniquifier != uniquifier  # its windows are closed
    assert (last(session).what, last(session).by.is_system) == (EventKind.DEACTIVATE_ACCOUNT, True)
    assert people.end_due(session, today=TODAY + timedelta(days=2)) == 0


def test_who_is_let_in_again_stays(session, admin):
    account = make_account(session)
    people.end_on(session, account, TODAY, today=TODAY, by=admin)
    people.end_due(session, today=TODAY + timedelta(days=1))

    people.activate(session, account, by=admin)

    assert people.end_due(session, today=TODAY + timedelta(days=9)) == 0
    assert account.active and account.ends_on is None


def test_a_day_that_is_over_is_refused_and_none_is_allowed(session, admin):
    account = make_account(session)
    people.end_on(session, account, TODAY, today=TODAY, by=admin)

    with pytest.raises(Invalid, match="schon vorbei"):
        people.end_on(session, account, TODAY - timedelta(days=1), today=TODAY, by=admin)

    assert account.ends_on == TODAY
    people.end_on(session, account, None, today=TODAY, by=admin)
    assert people.end_due(session, today=TODAY + timedelta(days=1)) == 0


def test_the_last_admin_has_no_last_day(session, admin):
    with pytest.raises(WrongState, match="letzte Konto"):
        people.end_on(session, admin, TODAY, today=TODAY, by=admin)

    admin.ends_on = TODAY
    session.flush()
    assert people.end_due(session, today=TODAY + timedelta(days=1)) == 0
    assert admin.active


def test_only_admins_say_when_an_account_ends(session):
    account = make_account(session)

    with pytest.raises(Forbidden):
        people.end_on(session, account, TODAY, today=TODAY, by=account)

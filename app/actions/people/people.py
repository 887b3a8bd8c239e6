"""People: who works in the studio, and what they may do there.  Only admins change that; each change is in the journal.

An erased account stays as it is: whatever would change it raises WrongState.

invite              a new person, who sets a password by a link
rename              what a person is called
set_roles           what a person may do, at which partner
deactivate          nobody signs in with this account any more
activate            they may again
end_on              the last day of an account, as of somebody with a contract
end_due             accounts whose last day is over are switched off
note_link           an admin was shown a link with which a person sets a password
ask_for_password    a person wants one, and no mail can be sent
forget_factor       a person lost phone and codes
unbind              a person got another number at the provider of their house
erase               an account that is not used any more loses its name, everywhere
erase_again         the same in a restored database, in which it still has one
forget_passkey      a person does not want one of their passkeys any more
sign_out            all windows of a person, everywhere
alone               two admins at once wait for one another, and see what the other did
"""

import secrets
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.people import accounts, identities, mail_queue, notices, sign_ins
from app.errors import Forbidden, Invalid, Missing, WrongState
from app.models import SYSTEM_MAIL, Account, Event, EventKind, Item, Membership, Partner, Role, now

NAME_MAX = 80
PSEUDONYM = "Ehemaliges Konto %s"
NOWHERE = "konto.invalid"  # to which no mail can be sent (RFC 2606)
Task = tuple[Role, int | None]  # a role, and the id of the partner where it is held; an admin's has none


def invite(session: Session, *, email: str, name: str, tasks: Iterable[Task], by: Account) -> Account:
    """Make an account with these tasks.

    Raises Forbidden unless ``by`` is an admin, Invalid for an address that is taken or none, and for an unknown task.
    """
    check_admin(by)
    account = accounts.make(session, email=email, name=name)
    session.add(Event(what=EventKind.ADD_ACCOUNT, by=by, account=account, comment=""))
    set_roles(session, account, tasks, by=by)
    return account


def rename(session: Session, account: Account, name: str) -> None:
    """Change what a person is called.  Raises Invalid for none, or a very long one."""
    name = name.strip()
    if not 0 < len(name) <= NAME_MAX:
        raise Invalid("Der Name braucht 1 bis %(limit)s Zeichen.", limit=NAME_MAX)
    account.name = name
    session.flush()


def set_roles(session: Session, account: Account, tasks: Iterable[Task], *, by: Account) -> None:
    """Give ``account`` these tasks and no others.

    Raises Forbidden unless ``by`` is an admin, Invalid for a task that does not exist, WrongState if nobody would be
    an admin any more.
    """
    check_admin(by, account)
    alone(session, account)
    partners = {each.id: each for each in session.scalars(select(Partner))}
    wanted, held = set(tasks), {(each.role, each.partner_id): each for each in account.memberships}
    if any((role is Role.ADMIN) != (partner is None) or partner not in {None, *partners} for role, partner in wanted):
        raise Invalid("Diese Aufgabe gibt es nicht. Bitte die Seite neu laden.")
    if account.is_admin and (Role.ADMIN, None) not in wanted:
        _check_not_last(session, account)
    if wanted == set(held):
        return
    for task in set(held) - wanted:
        account.memberships.remove(held[task])
    for role, partner in sorted(wanted - set(held), key=str):
        account.memberships.append(Membership(role=role, partner=partners[partner] if partner else None))
    named = ", ".join(sorted(f"{role} {partners[partner].slug if partner else ''}".strip() for role, partner in wanted))
    note(session, EventKind.CHANGE_ROLES, account, by, named or "–")


def deactivate(session: Session, account: Account, *, by: Account) -> None:
    """Let nobody sign in with this account, and close all its windows.

    Raises Forbidden unless ``by`` is an admin, WrongState for the last of them, or if it is so already.
    """
    check_admin(by, account)
    if not account.active:
        raise WrongState("Dieses Konto ist schon gesperrt.")
    if account.is_admin:
        _check_not_last(session, account)
    account.active = False
    sign_out(session, account)
    note(session, EventKind.DEACTIVATE_ACCOUNT, account, by)


def activate(session: Session, account: Account, *, by: Account) -> None:
    """Let a person sign in again.  Raises Forbidden unless ``by`` is an admin, WrongState if they may already."""
    check_admin(by, account)
    if account.active:
        raise WrongState("Dieses Konto ist nicht gesperrt.")
    account.active, account.ends_on = True, None
    note(session, EventKind.ACTIVATE_ACCOUNT, account, by)


def end_on(session: Session, account: Account, day: date | None, *, today: date, by: Account) -> None:
    """Let ``day`` be the last on which anybody signs in with this account; None lets it go on.

    Raises Forbidden unless ``by`` is an admin, WrongState for the last of them or an account that is switched off,
    Invalid for a day that is over.
    """
    check_admin(by, account)
    if not account.active:
        raise WrongState("Dieses Konto ist gesperrt. Bitte zuerst wieder freigeben.")
    if day is not None and day < today:
        raise Invalid("Dieser Tag ist schon vorbei. Soll das Konto gleich enden, bitte „Sperren“ drücken.")
    if day is not None and account.is_admin:
        _check_not_last(session, account)
    if day != account.ends_on:
        account.ends_on = day
        note(session, EventKind.CHANGE_END, account, by, day.isoformat() if day else "–")


def end_due(session: Session, *, today: date) -> int:
    """Switch off the accounts whose last day is over, and return how many; the last admin's goes on."""
    query = select(Account).where(Account.active, Account.ends_on < today).order_by(Account.id)
    ended = 0
    for account in session.scalars(query).all():
        if account.is_admin and _is_last(session, account):
            continue
        account.active = False
        sign_out(session, account)
        note(session, EventKind.DEACTIVATE_ACCOUNT, account, accounts.system(session), f"{account.ends_on:%Y-%m-%d}")
        ended += 1
    return ended


def note_link(session: Session, account: Account, *, by: Account) -> None:
    """Write down that an admin may see a link with which this person's password can be set.

    Raises Forbidden unless ``by`` is an admin, WrongState if the account is switched off.
    """
    check_admin(by, account)
    if not account.active:
        raise WrongState("Dieses Konto ist gesperrt. Bitte zuerst wieder freigeben.")
    account.reset_asked_at = None
    note(session, EventKind.SHOW_LINK, account, by)


def ask_for_password(session: Session, account: Account) -> None:
    """Let admins see that a person waits for a new password."""
    account.reset_asked_at = now()
    session.flush()


def forget_factor(session: Session, account: Account, *, by: Account) -> None:
    """Remove app, passkeys and codes of a person who lost them, and close all their windows.

    Raises Forbidden unless ``by`` is an admin, WrongState if there is none.
    """
    check_admin(by, account)
    if not account.has_second_factor:
        raise WrongState("Dieses Konto hat keinen zweiten Faktor.")
    _forget_factors(account)
    sign_out(session, account)
    note(session, EventKind.FORGET_FACTOR, account, by)


def unbind(session: Session, account: Account, *, by: Account) -> None:
    """Let the provider's next verified sign-in with this person's address bind the account anew.

    Raises Forbidden unless ``by`` is an admin, WrongState if the account is bound to nobody there.
    """
    check_admin(by, account)
    if account.oidc_subject is None:
        raise WrongState("Dieses Konto ist mit keinem Zugang des Anmeldedienstes verbunden.")
    identities.unbind(account)
    note(session, EventKind.UNBIND_ACCOUNT, account, by)


def erase(session: Session, account: Account, *, by: Account) -> None:
    """Take everything from the account that says who it was; what was done stays, under a pseudonym.

    Names stand nowhere but here, so they are gone from the journal, its table and the history as well.
    Raises Forbidden unless ``by`` is an admin, WrongState unless the account is switched off.
    """
    check_admin(by, account)
    if account.active:
        raise WrongState("Bitte das Konto zuerst sperren; dann lässt es sich löschen.")
    _take_name(session, account, by)


def erase_again(session: Session, numbers: Iterable[int]) -> int:
    """Erase accounts that were erased after this database was saved, and return how many that were.

    A number that no account has, or the system's own, is left out: the list may be newer than the database.
    """
    query = select(Account).where(Account.id.in_([*numbers]), Account.erased_at.is_(None), Account.email != SYSTEM_MAIL)
    found = session.scalars(query.order_by(Account.id)).all()
    for account in found:
        account.active = False
        _take_name(session, account, accounts.system(session))
    return len(found)


def _take_name(session: Session, account: Account, by: Account) -> None:
    mail_queue.forget_all(session, account.email)
    notices.forget_all(session, account)
    account.name, account.email = PSEUDONYM % account.id, f"{account.id}@{NOWHERE}"
    account.password = account.reset_asked_at = account.fs_webauthn_user_handle = None
    account.preferences = {}
    account.memberships.clear()
    _forget_factors(account)
    identities.unbind(account)
    sign_out(session, account)
    account.erased_at = now()
    note(session, EventKind.ERASE_ACCOUNT, account, by)


def forget_passkey(session: Session, account: Account, passkey_id: int) -> str:
    """Remove a passkey of the person's own and return what it was called.  Raises Missing if it is not there."""
    found = next((each for each in account.webauthn if each.id == passkey_id), None)
    if found is None:
        raise Missing("Diesen Passkey gibt es nicht mehr. Das Konto zeigt, welche es noch gibt.")
    account.webauthn.remove(found)
    session.flush()
    return found.name


def sign_out(session: Session, account: Account) -> None:
    """Close all windows of a person: the cookies out there name somebody who is no more, and so do links."""
    account.fs_uniquifier = secrets.token_hex(32)
    sign_ins.end_all(session, account)
    session.flush()


def alone(session: Session, account: Account) -> None:
    """Let nobody else change what ``account`` may do until the transaction ends, and look at it anew."""
    session.execute(select(Account.id).where(Account.id == account.id).with_for_update())
    for each in account.memberships:
        session.expire(each)
    session.expire(account, ["memberships"])


def _forget_factors(account: Account) -> None:
    account.tf_primary_method = account.tf_totp_secret = account.mf_recovery_codes = account.tf_counter = None
    account.webauthn.clear()


def check_admin(by: Account, account: Account | None = None) -> None:
    """Raise Forbidden unless ``by`` is an admin and ``account`` a person's, WrongState if it was erased."""
    if not by.is_admin:
        raise Forbidden("Das darf nur der Betrieb.")
    if account is not None and account.is_system:
        raise Forbidden("Das ist das Konto des Systems selbst. Es bleibt, wie es ist.")
    if account is not None and account.erased_at is not None:
        raise WrongState("Dieses Konto ist gelöscht.")


def _check_not_last(session: Session, account: Account) -> None:
    if _is_last(session, account):
        raise WrongState("Das ist das letzte Konto des Betriebs. Bitte zuerst jemand anderen dazu machen.")


def _is_last(session: Session, account: Account) -> bool:
    """Tell whether nobody else is an admin; the others stay so until the transaction ends."""
    admins = select(Account).join(Membership).where(Membership.role == Role.ADMIN, Account.active).order_by(Account.id)
    return all(each is account for each in session.scalars(admins.with_for_update(of=Account)))


def note(
    session: Session, what: EventKind, account: Account, by: Account, more: str = "", *, item: Item | None = None
) -> None:
    """Write into the journal what was done; whose account it is, its number says, so that no name is kept twice."""
    session.add(Event(what=what, by=by, account=account, comment=more, item=item))
    session.flush()

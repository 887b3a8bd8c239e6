"""Identities: who somebody is at the provider of their house, by its name and the number that it gives them.

A mail address is passed on to whoever comes next; that number is not.  So the first sign-in finds the account by its
address, and from then on the number decides.

known   the account of a number
bind    the account of an address, which from now on belongs to a number
unbind  a person got another number, and may find the account by their address once more
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import WrongState
from app.models import Account, Event, EventKind


def known(session: Session, *, issuer: str, subject: str) -> Account | None:
    """Return the account that belongs to ``subject`` of ``issuer``, or None."""
    query = select(Account).where(Account.oidc_issuer == issuer, Account.oidc_subject == subject)
    return session.scalars(query).first()


def bind(session: Session, *, issuer: str, subject: str, email: str) -> Account | None:
    """Give the open account with the address ``email`` to ``subject`` of ``issuer`` and return it.

    None if there is no such account.  The issuer must have verified the address.  Raises WrongState if the account
    belongs to somebody else there.
    """
    query = select(Account).where(func.lower(Account.email) == email.strip().lower(), Account.active)
    account = session.scalars(query.with_for_update()).first()
    if account is None:
        return None
    if account.oidc_issuer == issuer and account.oidc_subject != subject:
        raise WrongState(
            "Das Konto zu %(email)s ist schon mit einem anderen Zugang des Anmeldedienstes verbunden. "
            "Der Betrieb kann die Verbindung lösen.",
            email=account.email,
        )
    account.oidc_issuer, account.oidc_subject = issuer, subject
    session.add(Event(what=EventKind.BIND_ACCOUNT, by=account, account=account, comment=issuer))
    session.flush()
    return account


def unbind(account: Account) -> None:
    """Let the next verified sign-in with the account's address bind it anew."""
    account.oidc_issuer = account.oidc_subject = None

"""Sign-ins: in which browsers a person is signed in; a cookie without one of these opens nothing.

begin     a browser in which somebody has just signed in
account   who is signed in with a cookie
end       a browser is signed out, and with it every copy of its cookie
end_all   all browsers of a person
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.models import Account, SignIn

LONGEST = timedelta(hours=12)  # a working day; then everybody signs in again


def begin(session: Session, account: Account, *, at: datetime) -> str:
    """Return the key that the browser shows from now on.  Whatever is over is forgotten, everybody's."""
    session.execute(delete(SignIn).where(SignIn.started_at <= at - LONGEST))
    key = secrets.token_urlsafe(32)
    session.add(SignIn(account_id=account.id, key_hash=_hash(key), started_at=at))
    session.flush()
    return key


def account(session: Session, *, uniquifier: str, key: str, at: datetime, today: date) -> Account | None:
    """Return whose cookie it is that holds ``uniquifier`` and ``key``; None if it is over or nobody's.

    An account whose last day is before ``today`` opens nothing, also where nobody has switched it off yet.
    """
    query = select(Account).join(SignIn, SignIn.account_id == Account.id)
    query = query.where(SignIn.key_hash == _hash(key), SignIn.started_at > at - LONGEST)
    is_open = or_(Account.ends_on.is_(None), Account.ends_on >= today)
    return session.scalars(query.where(Account.fs_uniquifier == uniquifier, Account.active, is_open)).first()


def end(session: Session, key: str) -> None:
    """Let ``key`` open nothing any more, wherever it was copied to."""
    session.execute(delete(SignIn).where(SignIn.key_hash == _hash(key)))


def end_all(session: Session, account: Account) -> None:
    """Close all windows of a person, everywhere."""
    session.execute(delete(SignIn).where(SignIn.account_id == account.id))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()

"""Rate limit: how often somebody may guess or ask; after that they are throttled, twice as long every time.

locked_until  the moment before which somebody is not let in, or None
failed        one more wrong guess; from a certain one on each locks, twice as long every time
succeeded     forget the failures

Each limit counts for itself, so that a right password does not forget wrong codes.
"""

import enum
import hashlib
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.models import Attempt


class RateLimit(enum.StrEnum):
    """What is guessed at or asked for, and by whom: a mail address, or for the last two the address of a machine."""

    PASSWORD = "password"  # noqa: S105 -- the name of a limit
    FACTOR = "factor"  # codes, after the password
    RESET = "reset"  # asking for a new password
    NETWORK = "network"  # passwords of whomever, from one machine
    ASKING = "asking"  # for new passwords of whomever, from one machine


FREE = {  # guesses without a consequence
    RateLimit.PASSWORD: 4,
    RateLimit.FACTOR: 4,
    RateLimit.RESET: 2,
    RateLimit.NETWORK: 29,
    RateLimit.ASKING: 9,
}
FIRST_S = 60
LONGEST_S = 15 * 60
FORGET_S = 24 * 3600
FORGET_MACHINE_S = 3600  # a whole office may be one machine, and people mistype every day
MACHINES = {RateLimit.NETWORK, RateLimit.ASKING}


def locked_until(session: Session, who: str, *, at: datetime, limit: RateLimit = RateLimit.PASSWORD) -> datetime | None:
    """Return until when ``who`` is locked out, or None."""
    found = session.get(Attempt, _hash(who, limit))
    return found.locked_until if found and found.locked_until and found.locked_until > at else None


def failed(session: Session, who: str, *, at: datetime, limit: RateLimit = RateLimit.PASSWORD) -> None:
    """Count a wrong guess.  Failures of yesterday are forgotten, everybody's."""
    session.execute(delete(Attempt).where(Attempt.last_at < at - timedelta(seconds=FORGET_S)))
    found = _held(session, _hash(who, limit), at)
    forget_s = FORGET_MACHINE_S if limit in MACHINES else FORGET_S
    is_long_ago = found.last_at < at - timedelta(seconds=forget_s)
    found.failures = 1 if is_long_ago else found.failures + 1
    found.last_at = at
    beyond = found.failures - FREE[limit]
    if beyond > 0:
        found.locked_until = at + timedelta(seconds=min(FIRST_S * 2 ** (beyond - 1), LONGEST_S))
    session.flush()


def succeeded(session: Session, who: str, *, limit: RateLimit = RateLimit.PASSWORD) -> None:
    """Forget what failed before."""
    session.execute(delete(Attempt).where(Attempt.address_hash == _hash(who, limit)))


def _held(session: Session, name: str, at: datetime) -> Attempt:
    """Return the row of ``name``, kept from others until this is over; of two that make it at once, one waits."""
    found = session.get(Attempt, name, with_for_update=True)
    if found is None:
        with suppress(IntegrityError), session.begin_nested():
            session.add(Attempt(address_hash=name, failures=0, last_at=at))
        found = session.get_one(Attempt, name, with_for_update=True)
    return found


def _hash(who: str, limit: RateLimit) -> str:
    return hashlib.sha256(f"{limit}:{who.strip().casefold()}".encode()).hexdigest()

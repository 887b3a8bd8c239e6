"""Sign in: how often somebody may guess.

locked_until  the moment before which an address is not let in, or None
failed        one more wrong password; from the fifth on each locks the address, twice as long every time
succeeded     forget the failures
"""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.models import Attempt

FREE = 4  # wrong passwords without a consequence
FIRST_S = 60
LONGEST_S = 15 * 60
FORGET_S = 24 * 3600


def locked_until(session: Session, address: str, *, at: datetime) -> datetime | None:
    """Return until when ``address`` is locked, or None."""
    found = session.get(Attempt, _hash(address))
    return found.locked_until if found and found.locked_until and found.locked_until > at else None


def failed(session: Session, address: str, *, at: datetime) -> None:
    """Count a wrong password.  Failures of yesterday are forgotten, everybody's."""
    session.execute(delete(Attempt).where(Attempt.last_at < at - timedelta(seconds=FORGET_S)))
    found = session.get(Attempt, _hash(address), with_for_update=True)
    if found is None:
        found = Attempt(address_hash=_hash(address), failures=0, last_at=at)
        session.add(found)
    found.failures += 1
    found.last_at = at
    if found.failures > FREE:
        found.locked_until = at + timedelta(seconds=min(FIRST_S * 2 ** (found.failures - FREE - 1), LONGEST_S))
    session.flush()


def succeeded(session: Session, address: str) -> None:
    """Forget what failed before."""
    session.execute(delete(Attempt).where(Attempt.address_hash == _hash(address)))


def _hash(address: str) -> str:
    return hashlib.sha256(address.strip().casefold().encode()).hexdigest()

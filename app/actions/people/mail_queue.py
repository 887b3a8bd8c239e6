"""Mail queue (outbox): mails are written down with what caused them, in one transaction, and sent by a job.

write   a mail, which is committed with its cause or not at all
due     those that are to be sent now
claim   one of them, for whoever sends it
sent    one is gone, and what it said is forgotten
failed  one could not be sent; tried again later, and later still, for five days
forget  what is long past
forget_all  everything to somebody
stuck   the last one to somebody, if it could not be sent yet
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models import Letter

BATCH = 50
LEASE_S = 300  # so long nobody else sends what somebody has claimed
FIRST_S = 60
LONGEST_S = 4 * 3600
GIVE_UP = timedelta(days=5)  # as mail servers do: longer than Easter
FORGET = timedelta(days=30)


def write(session: Session, *, to: str, subject: str, body: str) -> None:
    """Put a letter down."""
    session.add(Letter(to=to, subject=" ".join(subject.split()), body=body))
    session.flush()


def due(session: Session, *, at: datetime) -> Sequence[int]:
    """Return the ids of the next letters to be sent, the oldest first."""
    query = select(Letter.id).where(Letter.due_at <= at).order_by(Letter.due_at, Letter.id)
    return session.scalars(query.limit(BATCH)).all()


def claim(session: Session, letter_id: int, *, at: datetime) -> Letter | None:
    """Return a letter that is still due, for a while kept from everybody else who sends; None if one was faster."""
    query = select(Letter).where(Letter.id == letter_id, Letter.due_at <= at)
    letter = session.scalars(query.with_for_update(skip_locked=True)).first()
    if letter is not None:
        letter.due_at = at + timedelta(seconds=LEASE_S)
        session.flush()
    return letter


def sent(session: Session, letter: Letter, *, at: datetime) -> None:
    """Note that a letter is gone."""
    letter.sent_at, letter.due_at, letter.body = at, None, ""
    session.flush()


def failed(session: Session, letter: Letter, *, at: datetime) -> None:
    """Try a letter again later, up to LONGEST_S; give it up in the end, and what it said with it."""
    letter.failures += 1
    later = at + timedelta(seconds=min(FIRST_S * 2 ** (letter.failures - 1), LONGEST_S))
    letter.due_at = later
    if later > letter.made_at + GIVE_UP:
        letter.due_at, letter.body = None, ""
    session.flush()


def forget(session: Session, *, at: datetime) -> None:
    """Remove letters that are gone, or given up, for long: nobody needs to know who got what."""
    session.execute(delete(Letter).where(Letter.due_at.is_(None), Letter.made_at < at - FORGET))


def forget_all(session: Session, to: str) -> None:
    """Remove every letter to ``to``, sent or not."""
    session.execute(delete(Letter).where(Letter.to == to))


def stuck(session: Session, to: str) -> Letter | None:
    """Return the last letter to ``to`` if sending it has failed so far."""
    last = session.scalars(select(Letter).where(Letter.to == to).order_by(Letter.id.desc()).limit(1)).first()
    return last if last is not None and last.sent_at is None and last.failures else None

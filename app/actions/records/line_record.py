"""Line record: what the line says of itself, read once a session: its languages, where it runs, when its days begin.

find             the record, None before a line is loaded
catalogues       what it brings along of the words of pages or signs
first_language   the one that every text has; titles and places in words are told in it
languages        all that it is told in, that one first
day_of           the day that a moment lies in where the line runs
start_of         the moment with which a day begins there
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.exchange.reading import Faults, read
from app.exchange.records import LANGUAGES, LineRecord
from app.models import Line, now
from app.models.base import Json

KEPT = "line record"  # in the session: the row, the JSON that was read, and what it says
TIME_ZONE = "Europe/Berlin"  # before a line is loaded


def find(session: Session) -> LineRecord | None:
    """Return the record of the line, None as long as none is loaded."""
    kept: tuple[Line | None, Json | None, LineRecord | None] = session.info.get(KEPT, (None, None, None))
    row, given, record = kept
    if row is None or row not in session:
        row = session.scalars(select(Line)).first()
    if row is None:
        return None
    if row.record is not given:
        given, record = row.record, read(LineRecord, row.record, Faults("line"))
    session.info[KEPT] = (row, given, record)
    return record


def catalogues(session: Session, name: str) -> dict[str, str]:
    """Return the line's own catalogues of one kind, ``site`` or ``signage``, by language."""
    find(session)
    row = session.info.get(KEPT, (None,))[0]
    return {tag: found[name] for tag, found in row.words.items() if name in found} if row else {}


def first_language(session: Session) -> str:
    """Return the language that every text of the line has."""
    record = find(session)
    return record.first_language if record else LANGUAGES[0]


def languages(session: Session) -> Sequence[str]:
    """Return the languages of the line, the first of which every text has."""
    record = find(session)
    return record.languages if record else LANGUAGES


def time_zone(session: Session) -> ZoneInfo:
    """Return the zone where the line runs."""
    record = find(session)
    return ZoneInfo(record.time_zone if record else TIME_ZONE)


def day_of(session: Session, moment: datetime) -> date:
    """Return the day that a moment lies in where the line runs."""
    return moment.astimezone(time_zone(session)).date()


def start_of(session: Session, day: date) -> datetime:
    """Return the moment with which a day begins where the line runs."""
    return datetime.combine(day, time.min, tzinfo=time_zone(session))


def today(session: Session) -> date:
    """Return the day that it is where the line runs."""
    return day_of(session, now())

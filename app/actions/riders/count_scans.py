"""Count scans: aggregate them from the spool into sums in the database.

collect   add up spool files whose minute is over, and return those that may be removed after the commit
pending   whether there is any
add_up    one count in all the sums that it belongs to

What is no sign's code counts as a miss; of those only the ``MISSES_MAX`` most tried are kept, whoever tries what.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.actions.records.line_record import day_of
from app.actions.riders import spooled
from app.models import DayOfLine, DayOfScans, Miss, MonthOfScans, Scan, Sign

SUFFIX = ".scans"
MISSES_MAX = 500
FORGET_MISSES = timedelta(days=180)
Counts = Counter[tuple[str, str, str]]  # code, hour, language


def collect(session: Session, spool: Path, *, at: datetime) -> list[Path]:
    """Count what lies in ``spool`` and return the files that are done with."""
    done = list(spooled.finished(spool, SUFFIX, at=at))
    counts: Counts = Counter(
        (code, hour, language) for code, hour, language in spooled.new(session, done, words=3, at=at)
    )
    _count(session, counts)
    return done


def pending(spool: Path, *, at: datetime) -> bool:
    """Tell whether a spool file's minute is over."""
    return any(True for _ in spooled.finished(spool, SUFFIX, at=at))


def _count(session: Session, counts: Counts) -> None:
    ids = dict(session.execute(select(Sign.code, Sign.id)).all())
    days: Counter[tuple[date, int, str]] = Counter()
    misses: dict[str, tuple[int, date]] = {}
    for (code, hour, language), count in sorted(counts.items()):
        hour_at = spooled.hour(hour)
        if code in ids:
            spooled.add(session, Scan, {"sign_id": ids[code], "hour_at": hour_at, "language": language}, count)
            days[day_of(session, hour_at), ids[code], language] += count
        else:
            misses[code] = (misses.get(code, (0, None))[0] + count, day_of(session, hour_at))
    for (day_on, sign_id, language), count in sorted(days.items()):
        add_up(session, sign_id, day_on, language, count)
    for code, (count, last_on) in misses.items():
        spooled.add(session, Miss, {"code": code}, count, last_on=last_on)
    if misses:
        _make_room(session)


def add_up(session: Session, sign_id: int, day_on: date, language: str, count: int) -> None:
    """Add ``count`` to what statistics read: the sums of the sign's day and month, and of the line's day."""
    of_sign, month_on = {"sign_id": sign_id, "language": language}, day_on.replace(day=1)
    spooled.add(session, DayOfScans, {"day_on": day_on, **of_sign}, count)
    spooled.add(session, MonthOfScans, {"month_on": month_on, **of_sign}, count)
    spooled.add(session, DayOfLine, {"day_on": day_on, "language": language}, count)


def _make_room(session: Session) -> None:
    """Forget the misses that nobody tried for long, and the least tried ones beyond ``MISSES_MAX``."""
    newest = session.scalar(select(func.max(Miss.last_on)))
    assert newest is not None, "there is one"
    session.execute(delete(Miss).where(Miss.last_on < newest - FORGET_MISSES))
    most_tried = select(Miss.code).order_by(Miss.count.desc(), Miss.last_on.desc(), Miss.code).limit(MISSES_MAX)
    session.execute(delete(Miss).where(Miss.code.not_in(most_tried)))

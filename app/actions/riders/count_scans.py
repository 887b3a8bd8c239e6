"""Count scans: aggregate them from the spool into sums in the database.

collect   add up spool files whose minute is over, and return those that may be removed after the commit
pending   whether there is any
add_up    one count in all the sums that it belongs to

A file's name is noted together with its counts, so that one that could not be removed in time does not count twice.
What is no sign's code counts as a miss; of those only the ``MISSES_MAX`` most tried are kept, whoever tries what.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.actions.records.line_record import day_of
from app.models import Base, DayOfLine, DayOfScans, Delivery, Miss, MonthOfScans, Scan, Sign

SUFFIX = ".scans"
MINUTE = "%Y%m%dT%H%M"
GRACE = timedelta(seconds=10)  # so long after its minute a file may still be written to: the web chose it in time
FORGET = timedelta(days=30)
MISSES_MAX = 500
FORGET_MISSES = timedelta(days=180)
Counts = Counter[tuple[str, str, str]]  # code, hour, language


def collect(session: Session, spool: Path, *, at: datetime) -> list[Path]:
    """Count what lies in ``spool`` and return the files that are done with."""
    done = []
    counts: Counts = Counter()
    for path in _finished(spool, at):
        if session.get(Delivery, path.name) is None:
            session.add(Delivery(name=path.name, at=at))
            counts.update(_lines(path))
        done.append(path)
    if counts:
        _count(session, counts)
    session.execute(delete(Delivery).where(Delivery.at < at - FORGET))
    session.flush()
    return done


def pending(spool: Path, *, at: datetime) -> bool:
    """Tell whether a spool file's minute is over."""
    return any(True for _ in _finished(spool, at))


def _finished(spool: Path, at: datetime) -> Iterator[Path]:
    minute = (at - GRACE).astimezone(UTC).strftime(MINUTE)
    for path in sorted(spool.glob(f"*{SUFFIX}")):
        if path.name.partition("-")[0] < minute:
            yield path


def _lines(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of a spool file; one that a full disk cut short is left out."""
    for line in path.read_text(errors="replace").splitlines():
        parts = line.split(" ")
        if len(parts) == 3:
            yield parts[0], parts[1], parts[2]


def _count(session: Session, counts: Counts) -> None:
    ids = dict(session.execute(select(Sign.code, Sign.id)).all())
    days: Counter[tuple[date, int, str]] = Counter()
    misses: dict[str, tuple[int, date]] = {}
    for (code, hour, language), count in sorted(counts.items()):
        hour_at = datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=UTC)
        if code in ids:
            _add(session, Scan, {"sign_id": ids[code], "hour_at": hour_at, "language": language}, count)
            days[day_of(session, hour_at), ids[code], language] += count
        else:
            misses[code] = (misses.get(code, (0, None))[0] + count, day_of(session, hour_at))
    for (day_on, sign_id, language), count in sorted(days.items()):
        add_up(session, sign_id, day_on, language, count)
    for code, (count, last_on) in misses.items():
        _add(session, Miss, {"code": code}, count, last_on=last_on)
    if misses:
        _make_room(session)


def add_up(session: Session, sign_id: int, day_on: date, language: str, count: int) -> None:
    """Add ``count`` to what statistics read: the sums of the sign's day and month, and of the line's day."""
    of_sign, month_on = {"sign_id": sign_id, "language": language}, day_on.replace(day=1)
    _add(session, DayOfScans, {"day_on": day_on, **of_sign}, count)
    _add(session, MonthOfScans, {"month_on": month_on, **of_sign}, count)
    _add(session, DayOfLine, {"day_on": day_on, "language": language}, count)


def _add(session: Session, table: type[Base], key: dict[str, object], count: int, **newest: object) -> None:
    """Add ``count`` to the row with ``key``, which is made if need be, and write ``newest`` over what it had."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**key, count=count, **newest)
    changed = {"count": table.__table__.c.count + statement.excluded.count, **newest}
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))


def _make_room(session: Session) -> None:
    """Forget the misses that nobody tried for long, and the least tried ones beyond ``MISSES_MAX``."""
    newest = session.scalar(select(func.max(Miss.last_on)))
    assert newest is not None, "there is one"
    session.execute(delete(Miss).where(Miss.last_on < newest - FORGET_MISSES))
    most_tried = select(Miss.code).order_by(Miss.count.desc(), Miss.last_on.desc(), Miss.code).limit(MISSES_MAX)
    session.execute(delete(Miss).where(Miss.code.not_in(most_tried)))

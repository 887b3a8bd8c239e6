"""Scan: counts from the spool into the database.

collect   add up spool files whose minute has passed, and return those that may be removed after the commit
pending   whether there is any

A file's name is noted together with its counts, so that one that could not be removed in time does not count twice.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import Delivery, Scan, Sign

SUFFIX = ".scans"
MINUTE = "%Y%m%dT%H%M"
FORGET = timedelta(days=30)
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
    ids = dict(session.execute(select(Sign.code, Sign.id)).all()) if counts else {}
    for (code, hour, language), count in sorted(counts.items()):
        if code in ids:
            _add(session, ids[code], datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=UTC), language, count)
    session.execute(delete(Delivery).where(Delivery.at < at - FORGET))
    session.flush()
    return done


def pending(spool: Path, *, at: datetime) -> bool:
    """Tell whether a spool file's minute has passed."""
    return any(True for _ in _finished(spool, at))


def _finished(spool: Path, at: datetime) -> Iterator[Path]:
    minute = at.astimezone(UTC).strftime(MINUTE)
    for path in sorted(spool.glob(f"*{SUFFIX}")):
        if path.name.partition("-")[0] < minute:
            yield path


def _lines(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of a spool file; one that a full disk cut short is left out."""
    for line in path.read_text(errors="replace").splitlines():
        parts = line.split(" ")
        if len(parts) == 3:
            yield parts[0], parts[1], parts[2]


def _add(session: Session, sign_id: int, hour_at: datetime, language: str, count: int) -> None:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Scan).values(sign_id=sign_id, hour_at=hour_at, language=language, count=count)
    changed = {"count": Scan.count + statement.excluded.count}
    session.execute(statement.on_conflict_do_update(index_elements=["sign_id", "hour_at", "language"], set_=changed))

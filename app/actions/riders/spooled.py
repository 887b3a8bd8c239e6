"""What the web left in the spool: files whose minute is over, each read once, and sums that are added to.

finished   those that nobody writes to any more
new        their lines, once, whatever happens on the way
hour       the hour of a line
add        one count to one sum

A file's name is noted together with its counts, so that one that could not be removed in time does not count twice.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import Base, Delivery

MINUTE = "%Y%m%dT%H%M"
GRACE = timedelta(seconds=10)  # so long after its minute a file may still be written to: the web chose it in time
FORGET = timedelta(days=30)


def finished(spool: Path, suffix: str, *, at: datetime) -> Iterator[Path]:
    """Yield the files whose minute is over, oldest first."""
    minute = (at - GRACE).astimezone(UTC).strftime(MINUTE)
    for path in sorted(spool.glob(f"*{suffix}")):
        if path.name.partition("-")[0] < minute:
            yield path


def new(session: Session, paths: Sequence[Path], *, words: int, at: datetime) -> Iterator[Sequence[str]]:
    """Yield the lines of what has not come in yet, in ``words`` words; one that a full disk cut short is left out."""
    for path in paths:
        if session.get(Delivery, path.name) is None:
            session.add(Delivery(name=path.name, at=at))
            lines = (line.split(" ") for line in path.read_text(errors="replace").splitlines())
            yield from (line for line in lines if len(line) == words)
    session.execute(delete(Delivery).where(Delivery.at < at - FORGET))
    session.flush()


def hour(words: str) -> datetime:
    """Return when an hour of a line began."""
    return datetime.strptime(words, "%Y-%m-%dT%H").replace(tzinfo=UTC)


def add(session: Session, table: type[Base], key: dict[str, object], count: int, **newest: object) -> None:
    """Add ``count`` to the row with ``key``, which is made if need be, and write ``newest`` over what it had."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**key, count=count, **newest)
    changed = {"count": table.__table__.c.count + statement.excluded.count, **newest}
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))

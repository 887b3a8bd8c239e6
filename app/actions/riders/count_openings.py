"""Count openings: aggregate from the spool how often riders opened what in which way, by day and language.

collect   add up spool files whose minute is over, and return those that may be removed after the commit
pending   whether there is any

Whoever can reach a page can also pretend to open something on it; what no station or planning has is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.actions.records.line_record import day_of
from app.actions.riders import spooled
from app.models import DayOfOpenings, Planning, Station

SUFFIX = ".openings"


def collect(session: Session, spool: Path, *, at: datetime) -> list[Path]:
    """Count what lies in ``spool`` and return the files that are done with."""
    done = list(spooled.finished(spool, SUFFIX, at=at))
    counts = Counter(tuple(line) for line in spooled.new(session, done, words=4, at=at))
    known = _items(session, {page for _way, _hour, _language, page in counts})
    for (way, hour, language, page), count in sorted(counts.items()):
        if page in known:
            day_on = day_of(session, spooled.hour(hour))
            key = {"day_on": day_on, "item_id": known[page], "language": language, "way": way}
            spooled.add(session, DayOfOpenings, key, count)
    return done


def pending(spool: Path, *, at: datetime) -> bool:
    """Tell whether a spool file's minute is over."""
    return any(True for _ in spooled.finished(spool, SUFFIX, at=at))


def _items(session: Session, pages: Iterable[str]) -> Mapping[str, int]:
    """Return page -> id of its station or planning."""
    slugs = {page.partition("/")[0] for page in pages}
    stations = select(Station.slug, Station.id).where(Station.slug.in_(slugs))
    planning = aliased(Planning)
    plannings = select(Station.slug, planning.slug, planning.id).join(planning, planning.station_id == Station.id)
    found = dict(session.execute(stations).all())
    within = session.execute(plannings.where(Station.slug.in_(slugs)))
    return {**found, **{f"{station}/{planning}": number for station, planning, number in within}}

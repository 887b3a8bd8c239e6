"""Show scans: how often which sign was scanned, added up for the statistics page, its picture and its table.

    days        of a period, also those without a scan     weeks       the same, Monday to Sunday
    stations    in the order of the line                    signs       a page of them
    plannings   those that have a sign of their own         languages
    rows        every day of every sign, for a table        misses      codes that no sign has
    names       of what was asked for                       told        a number for somebody outside

Everything is added up by the database, in a number of queries that does not grow with signs or days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from app.actions.titles import title_of
from app.models import DayOfScans, Item, Miss, Planning, Sign, Station, Stop

PAGE = 50
MISSES_SHOWN = 20
TRIED_OFTEN = 3
CHUNK = 2000
FEWEST_TOLD = 5  # outside the studio; of fewer, somebody who was there could tell who they were


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A period, both days in it, and which scans of it; what is empty leaves none out."""

    first: date
    last: date
    language: str = ""
    sign: str = ""
    station: int = 0
    planning: int = 0

    @property
    def before(self) -> "Asked":
        """The same for the period of the same length before."""
        days = (self.last - self.first).days + 1
        return Asked(
            first=self.first - timedelta(days=days),
            last=self.first - timedelta(days=1),
            language=self.language,
            sign=self.sign,
            station=self.station,
            planning=self.planning,
        )


@dataclass(frozen=True)
class StationScans:
    id: int
    dhid: str
    title: str
    partner_id: int
    count: int


@dataclass(frozen=True)
class SignScans:
    code: str
    station: str
    planning: str
    where: str
    count: int


def total(session: Session, asked: Asked) -> int:
    """Return the sum of a period."""
    return session.scalar(_among(select(func.coalesce(func.sum(DayOfScans.count), 0)), asked)) or 0


def days(session: Session, asked: Asked) -> list[tuple[date, int]]:
    """Return every day of a period with its scans, oldest first."""
    query = _among(select(DayOfScans.day_on, func.sum(DayOfScans.count)), asked).group_by(DayOfScans.day_on)
    found = dict(session.execute(query).all())
    length = (asked.last - asked.first).days + 1
    every = [asked.first + timedelta(days=number) for number in range(length)]
    return [(day, found.get(day, 0)) for day in every]


def weeks(each_day: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """Return weeks by their Mondays; the first and the last one may be cut short by the period."""
    sums: dict[date, int] = {}
    for day, count in each_day:
        monday = day - timedelta(days=day.weekday())
        sums[monday] = sums.get(monday, 0) + count
    return list(sums.items())


def stations(session: Session, asked: Asked) -> list[StationScans]:
    """Return every station with its scans."""
    counted = _among(select(Sign.station_id, func.sum(DayOfScans.count).label("count")), asked, joined=True)
    counts = counted.group_by(Sign.station_id).subquery()
    query = (
        select(Station.id, Stop.dhid, title_of(Station), Station.partner_id, func.coalesce(counts.c.count, 0))
        .join(Stop, Stop.id == Station.stop_id)
        .outerjoin(counts, counts.c.station_id == Station.id)
        .order_by(Stop.position)
    )
    return [StationScans(*row) for row in session.execute(query)]


def signs(session: Session, asked: Asked, *, page: int = 1) -> list[SignScans]:
    """Return a page of signs with their scans, the most scanned first."""
    counts = _among(select(DayOfScans.sign_id, func.sum(DayOfScans.count).label("count")), asked)
    counted = counts.group_by(DayOfScans.sign_id).subquery()
    count, planning = func.coalesce(counted.c.count, 0), aliased(Planning)
    query = (
        select(Sign.code, title_of(Station), func.coalesce(title_of(planning), ""), Sign.record, count)
        .join(Station, Station.id == Sign.station_id)
        .outerjoin(planning, planning.id == Sign.planning_id)
        .outerjoin(counted, counted.c.sign_id == Sign.id)
        .where(*_of(asked))
        .order_by(count.desc(), Sign.code)
    )
    return [
        SignScans(code, station, planned, record["where"].get("de", ""), number)
        for code, station, planned, record, number in session.execute(query.limit(PAGE).offset((page - 1) * PAGE))
    ]


def sign_count(session: Session, asked: Asked) -> int:
    """Return how many signs ``signs`` pages through."""
    return session.scalar(select(func.count()).select_from(Sign).where(*_of(asked))) or 0


def plannings(session: Session, asked: Asked) -> list[tuple[int, str, int]]:
    """Return id, title and scans of plannings that have a sign of their own, the most scanned first."""
    count = func.sum(DayOfScans.count)
    query = _among(select(Planning.id, title_of(Planning), count), asked, joined=True)
    query = query.join(Planning, Planning.id == Sign.planning_id).group_by(Planning.id).order_by(count.desc())
    return [(number, title, scans) for number, title, scans in session.execute(query.limit(PAGE))]


def languages(session: Session, asked: Asked) -> list[tuple[str, int]]:
    """Return languages and their scans, the most asked for first."""
    count = func.sum(DayOfScans.count)
    query = _among(select(DayOfScans.language, count), asked).group_by(DayOfScans.language)
    return [(language, scans) for language, scans in session.execute(query.order_by(count.desc()))]


def rows(session: Session, asked: Asked) -> Iterator[tuple[date, str, str, str, str, int]]:
    """Yield day, code, station, planning, language and scans; station and planning by their slugs."""
    planning = aliased(Planning)
    query = _among(
        select(
            DayOfScans.day_on,
            Sign.code,
            Station.slug,
            func.coalesce(planning.slug, ""),
            DayOfScans.language,
            DayOfScans.count,
        ),
        asked,
        joined=True,
    )
    query = query.join(Station, Station.id == Sign.station_id).outerjoin(planning, planning.id == Sign.planning_id)
    query = query.order_by(DayOfScans.day_on, Sign.code, DayOfScans.language)
    for row in session.execute(query.execution_options(yield_per=CHUNK)):
        day, code, station, planned, language, count = row
        yield day, code, station, planned, language, count


def told(count: int) -> int | str:
    """Return a number as it is told outside the studio: the few as “<5”."""
    return f"<{FEWEST_TOLD}" if 0 < count < FEWEST_TOLD else count


def names(session: Session, asked: Asked) -> list[str]:
    """Return the sign's code and the titles of station and planning that were asked for."""
    wanted = [number for number in (asked.station, asked.planning) if number]
    titles = session.scalars(select(title_of(Item)).where(Item.id.in_(wanted)).order_by(Item.id)) if wanted else ()
    return [*([asked.sign] if asked.sign else []), *titles]


def misses(session: Session) -> list[Miss]:
    """Return the codes that no sign has and that are tried often, the most tried first."""
    query = select(Miss).where(Miss.count >= TRIED_OFTEN).order_by(Miss.count.desc(), Miss.code)
    return list(session.scalars(query.limit(MISSES_SHOWN)))


def _among(query: Select[*tuple[Any, ...]], asked: Asked, *, joined: bool = False) -> Any:
    """Return a query over days of scans, of those alone that were asked for; ``joined``: with their signs."""
    of = _of(asked)
    if joined or of:
        query = query.select_from(DayOfScans).join(Sign, Sign.id == DayOfScans.sign_id)
    if asked.language:
        query = query.where(DayOfScans.language == asked.language)
    return query.where(DayOfScans.day_on.between(asked.first, asked.last), *of)


def _of(asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions on signs."""
    given = {Sign.code: asked.sign, Sign.station_id: asked.station, Sign.planning_id: asked.planning}
    return [column == value for column, value in given.items() if value]

"""Show scans: how often which sign was scanned, added up for the statistics page, its picture and its table.

    days        of a period, also those without a scan     weeks       the same, Monday to Sunday
    stations    in the order of the line                    signs       a page of them
    plannings   those that have a sign of their own         languages
    rows        every day of every sign, for a table        misses      codes that no sign has
    names       of what was asked for                       told        a number for somebody outside

Everything is added up by the database, in a number of queries that does not grow with signs or days, and from the
coarsest sums that hold it: the line by days, signs by months.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.actions.records.line_record import first_language
from app.actions.records.titles import title_of
from app.models import Base, DayOfLine, DayOfScans, Item, Miss, MonthOfScans, Planning, Sign, Station, Stop

Q = TypeVar("Q", bound=Select[*tuple[Any, ...]])
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
    return sum(count for _day, count in days(session, asked))


def days(session: Session, asked: Asked) -> list[tuple[date, int]]:
    """Return every day of a period with its scans, oldest first."""
    table: type[DayOfScans | DayOfLine] = DayOfScans if _of(asked) else DayOfLine
    query = select(table.day_on, func.sum(table.count)).where(table.day_on.between(asked.first, asked.last))
    return every_day(asked, dict(session.execute(_part(query, table, asked).group_by(table.day_on)).all()))


def every_day(asked: Asked, found: Mapping[date, int]) -> list[tuple[date, int]]:
    """Return every day of a period with what was found for it, or 0."""
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
    sums = _by_sign(asked)
    counted = select(Sign.station_id, func.sum(sums.c.count).label("count")).join(sums, sums.c.sign_id == Sign.id)
    counts = counted.group_by(Sign.station_id).subquery()
    query = (
        select(
            Station.id,
            Stop.dhid,
            title_of(session, Station),
            Station.partner_id,
            func.coalesce(counts.c.count, 0),
        )
        .join(Stop, Stop.id == Station.stop_id)
        .outerjoin(counts, counts.c.station_id == Station.id)
        .order_by(Stop.position)
    )
    return [StationScans(*row) for row in session.execute(query)]


def signs(session: Session, asked: Asked, *, page: int = 1) -> list[SignScans]:
    """Return a page of signs with their scans, the most scanned first."""
    sums, planning = _by_sign(asked), aliased(Planning)
    count = func.coalesce(sums.c.count, 0)
    query = (
        select(
            Sign.code,
            title_of(session, Station),
            func.coalesce(title_of(session, planning), ""),
            Sign.record,
            count,
        )
        .join(Station, Station.id == Sign.station_id)
        .outerjoin(planning, planning.id == Sign.planning_id)
        .outerjoin(sums, sums.c.sign_id == Sign.id)
        .where(*_of(asked))
        .order_by(count.desc(), Sign.code)
    )
    return [
        SignScans(code, station, planned, record["where"].get(first_language(session), ""), number)
        for code, station, planned, record, number in session.execute(query.limit(PAGE).offset((page - 1) * PAGE))
    ]


def sign_count(session: Session, asked: Asked) -> int:
    """Return how many signs ``signs`` pages through."""
    return session.scalar(select(func.count()).select_from(Sign).where(*_of(asked))) or 0


def plannings(session: Session, asked: Asked) -> list[tuple[int, str, int]]:
    """Return id, title and scans of plannings that have a sign of their own, the most scanned first."""
    sums = _by_sign(asked)
    count = func.sum(sums.c.count)
    query = select(Planning.id, title_of(session, Planning), count).join(Sign, Sign.planning_id == Planning.id)
    query = query.join(sums, sums.c.sign_id == Sign.id).group_by(Planning.id).order_by(count.desc())
    return [(number, title, scans) for number, title, scans in session.execute(query.limit(PAGE))]


def languages(session: Session, asked: Asked) -> list[tuple[str, int]]:
    """Return languages and their scans, the most asked for first."""
    counts = _counts(asked)
    count = func.sum(counts.c.count)
    query = select(counts.c.language, count).group_by(counts.c.language).order_by(count.desc())
    return [(language, scans) for language, scans in session.execute(query)]


def rows(session: Session, asked: Asked) -> Iterator[tuple[date, str, str, str, str, int]]:
    """Yield day, code, station, planning, language and scans, day by day; station and planning by their slugs."""
    planning = aliased(Planning)
    query = (
        select(
            DayOfScans.day_on,
            Sign.code,
            Station.slug,
            func.coalesce(planning.slug, ""),
            DayOfScans.language,
            DayOfScans.count,
        )
        .join(Sign, Sign.id == DayOfScans.sign_id)
        .join(Station, Station.id == Sign.station_id)
        .outerjoin(planning, planning.id == Sign.planning_id)
        .where(DayOfScans.day_on.between(asked.first, asked.last), *_of(asked))
        .order_by(DayOfScans.day_on, DayOfScans.sign_id, DayOfScans.language)  # as they lie there
    )
    if asked.language:
        query = query.where(DayOfScans.language == asked.language)
    for row in session.execute(query.execution_options(yield_per=CHUNK)):
        day, code, station, planned, language, count = row
        yield day, code, station, planned, language, count


def told(count: int) -> int | str:
    """Return a number as it is told outside the studio: the few as “<5”."""
    return f"<{FEWEST_TOLD}" if 0 < count < FEWEST_TOLD else count


def names(session: Session, asked: Asked) -> list[str]:
    """Return the sign's code and the titles of station and planning that were asked for."""
    wanted = [number for number in (asked.station, asked.planning) if number]
    titles = (
        session.scalars(select(title_of(session, Item)).where(Item.id.in_(wanted)).order_by(Item.id)) if wanted else ()
    )
    return [*([asked.sign] if asked.sign else []), *titles]


def misses(session: Session) -> list[Miss]:
    """Return the codes that no sign has and that are tried often, the most tried first."""
    query = select(Miss).where(Miss.count >= TRIED_OFTEN).order_by(Miss.count.desc(), Miss.code)
    return list(session.scalars(query.limit(MISSES_SHOWN)))


def _by_sign(asked: Asked) -> Subquery:
    """Return the sums of a period by sign."""
    counts = _counts(asked)
    query = select(counts.c.sign_id, func.sum(counts.c.count).label("count"))
    return query.group_by(counts.c.sign_id).subquery()


def _counts(asked: Asked) -> Subquery:
    """Return sign, language and count of a period: of months that are whole, and of the days before and after them."""
    start, end = _whole_months(asked)
    month, day = MonthOfScans.month_on, DayOfScans.day_on
    whole = select(MonthOfScans.sign_id, MonthOfScans.language, MonthOfScans.count).where(month >= start, month < end)
    at_ends = select(DayOfScans.sign_id, DayOfScans.language, DayOfScans.count).where(
        or_(and_(day >= asked.first, day < start), and_(day >= end, day <= asked.last))
    )
    return union_all(_part(whole, MonthOfScans, asked), _part(at_ends, DayOfScans, asked)).subquery()


def _whole_months(asked: Asked) -> tuple[date, date]:
    """Return the first day of the whole months in a period and the first one behind them; twice the same for none."""
    after = asked.last + timedelta(days=1)
    start = (asked.first - timedelta(days=1)).replace(day=1) + timedelta(days=31)
    start, end = start.replace(day=1), after.replace(day=1)
    return (start, end) if start < end else (after, after)


def _part(query: Q, table: type[Base], asked: Asked) -> Q:
    """Return a query over sums, of those alone that were asked for."""
    columns = table.__table__.c
    if of := _of(asked):
        query = query.join(Sign, Sign.id == columns.sign_id).where(*of)
    return query.where(columns.language == asked.language) if asked.language else query


def _of(asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions on signs."""
    given = {Sign.code: asked.sign, Sign.station_id: asked.station, Sign.planning_id: asked.planning}
    return [column == value for column, value in given.items() if value]

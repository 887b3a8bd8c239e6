"""Show openings: how often riders opened what in which way, added up for a page and its table.

sums      of every day of a period, and of the languages of the pages on which it was
total     of a period
of_items  stations and plannings with their sums by way, the most opened first
rows      every day of every item, way and language, for a table
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.actions.line.show_scans import CHUNK, Asked, every_day
from app.actions.records.titles import title_of
from app.exchange.ways import WAYS
from app.models import DayOfOpenings, Item, Planning, Station

Q = TypeVar("Q", bound=Select[*tuple[Any, ...]])
PAGE = 50


@dataclass(frozen=True)
class Sums:
    """What was opened on every day of a period, oldest first, and in which languages, the most used first."""

    days: Sequence[tuple[date, int]]
    languages: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class ItemOpenings:
    """A station or planning, and how often it was opened by way; ``station`` is empty for a station itself."""

    id: int
    title: str
    station: str
    by_way: Mapping[str, int]

    @property
    def count(self) -> int:
        return sum(self.by_way.values())


def sums(session: Session, asked: Asked) -> Sums:
    """Return what was opened by day and by language, read together: a year of a thousand stations is long."""
    day, language = DayOfOpenings.day_on, DayOfOpenings.language
    query = _of(select(day, language, func.sum(DayOfOpenings.count)), asked).group_by(day, language)
    by_day: Counter[date] = Counter()
    by_language: Counter[str] = Counter()
    for on, tag, count in session.execute(query):
        by_day[on] += count
        by_language[tag] += count
    return Sums(days=every_day(asked, by_day), languages=by_language.most_common())


def total(session: Session, asked: Asked) -> int:
    """Return the sum of a period."""
    return session.scalar(_of(select(func.sum(DayOfOpenings.count)), asked)) or 0


def of_items(session: Session, asked: Asked, *, page: int = 1) -> tuple[list[ItemOpenings], int]:
    """Return a page of stations and plannings of which something was opened, and how many there are."""
    station, planning = aliased(Station), aliased(Planning)
    count = func.sum(DayOfOpenings.count)
    by_way = [func.sum(case((DayOfOpenings.way == way, DayOfOpenings.count), else_=0)) for way in WAYS]
    of_all = func.count().over().label("of_all")
    query = _of(select(DayOfOpenings.item_id, *by_way, count.label("count"), of_all), asked)
    found = query.group_by(DayOfOpenings.item_id).order_by(count.desc(), DayOfOpenings.item_id)
    by_item = found.limit(PAGE).offset((page - 1) * PAGE).subquery()
    named = (
        select(title_of(session, Item), func.coalesce(title_of(session, station), ""), by_item)
        .join(Item, Item.id == by_item.c.item_id)
        .outerjoin(planning, planning.id == Item.id)
        .outerjoin(station, station.id == planning.station_id)
        .order_by(by_item.c.count.desc(), by_item.c.item_id)
    )
    named_rows = session.execute(named).all()
    items = [
        ItemOpenings(number, title, of, dict(zip(WAYS, counts, strict=True)))
        for title, of, number, *counts, _count, _of_all in named_rows
    ]
    return items, named_rows[0].of_all if named_rows else 0


def rows(session: Session, asked: Asked) -> Iterator[tuple[date, str, str, str, str, int]]:
    """Yield day, station, planning, language, way and count, day by day; station and planning by their slugs."""
    planning, station = aliased(Planning), aliased(Station)
    query = (
        select(
            DayOfOpenings.day_on,
            func.coalesce(station.slug, Item.slug),
            func.coalesce(planning.slug, ""),
            DayOfOpenings.language,
            DayOfOpenings.way,
            DayOfOpenings.count,
        )
        .join(Item, Item.id == DayOfOpenings.item_id)
        .outerjoin(planning, planning.id == Item.id)
        .outerjoin(station, station.id == planning.station_id)
        .order_by(DayOfOpenings.day_on, DayOfOpenings.item_id, DayOfOpenings.language, DayOfOpenings.way)
    )
    for row in session.execute(_of(query, asked).execution_options(yield_per=CHUNK)):
        day, of, planned, language, way, count = row
        yield day, of, planned, language, way, count


def _of(query: Q, asked: Asked) -> Q:
    """Return a query over sums, of those alone that were asked for."""
    query = query.where(DayOfOpenings.day_on.between(asked.first, asked.last))
    if asked.language:
        query = query.where(DayOfOpenings.language == asked.language)
    if asked.planning:
        query = query.where(DayOfOpenings.item_id == asked.planning)
    if asked.station:
        planning = aliased(Planning)
        within = select(planning.id).where(planning.station_id == asked.station)
        query = query.where(or_(DayOfOpenings.item_id == asked.station, DayOfOpenings.item_id.in_(within)))
    return query

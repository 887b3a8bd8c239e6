"""Show openings: how often riders opened what in which way, added up for a page and its table.

days        of a period, also those without any
of_items    stations and plannings with their sums by way, the most opened first
languages   of the pages on which it was
rows        every day of every item, way and language, for a table
"""

from collections.abc import Iterator, Mapping
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
class ItemOpenings:
    """A station or planning, and how often it was opened by way; ``station`` is empty for a station itself."""

    id: int
    title: str
    station: str
    by_way: Mapping[str, int]

    @property
    def count(self) -> int:
        return sum(self.by_way.values())


def days(session: Session, asked: Asked) -> list[tuple[date, int]]:
    """Return every day of a period with what was opened, oldest first."""
    query = _of(select(DayOfOpenings.day_on, func.sum(DayOfOpenings.count)), asked)
    return every_day(asked, dict(session.execute(query.group_by(DayOfOpenings.day_on)).all()))


def of_items(session: Session, asked: Asked, *, page: int = 1) -> list[ItemOpenings]:
    """Return a page of stations and plannings of which something was opened."""
    station = aliased(Station)
    count = func.sum(DayOfOpenings.count)
    sums = [func.sum(case((DayOfOpenings.way == way, DayOfOpenings.count), else_=0)) for way in WAYS]
    query = _of(select(DayOfOpenings.item_id, *sums, count.label("count")), asked)
    found = query.group_by(DayOfOpenings.item_id).order_by(count.desc(), DayOfOpenings.item_id)
    by_item = found.limit(PAGE).offset((page - 1) * PAGE).subquery()
    planning = aliased(Planning)
    named = (
        select(title_of(session, Item), func.coalesce(title_of(session, station), ""), by_item)
        .join(Item, Item.id == by_item.c.item_id)
        .outerjoin(planning, planning.id == Item.id)
        .outerjoin(station, station.id == planning.station_id)
        .order_by(by_item.c.count.desc(), by_item.c.item_id)
    )
    return [
        ItemOpenings(number, title, of, dict(zip(WAYS, counts, strict=True)))
        for title, of, number, *counts, _count in session.execute(named)
    ]


def item_count(session: Session, asked: Asked) -> int:
    """Return how many ``of_items`` pages through."""
    return session.scalar(_of(select(func.count(func.distinct(DayOfOpenings.item_id))), asked)) or 0


def languages(session: Session, asked: Asked) -> list[tuple[str, int]]:
    """Return languages and what was opened in them, the most used first."""
    count = func.sum(DayOfOpenings.count)
    query = _of(select(DayOfOpenings.language, count), asked).group_by(DayOfOpenings.language)
    return [(language, number) for language, number in session.execute(query.order_by(count.desc()))]


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

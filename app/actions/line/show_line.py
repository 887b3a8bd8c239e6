"""Show the line: every station with the state of its content, its signs and its scans, for the studio's start page.

line      its record, and its stops
stations  one row each, page by page, in a number of queries that does not grow
totals    how much there is on the whole line
marks     the state of the content of items, in the order in which people want to see it
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, Text, cast, exists, func, select
from sqlalchemy.orm import Session

from app.actions.content import item_states
from app.actions.records import record_json
from app.actions.records.line_record import find
from app.actions.records.titles import title_of
from app.exchange.records import LineRecord, StopRecord
from app.models import (
    DayOfScans,
    Edition,
    Item,
    Kind,
    Partner,
    Planning,
    Revision,
    Sign,
    SignStage,
    Station,
    Stop,
)

WORST_FIRST = (SignStage.DAMAGED, SignStage.PLANNED, SignStage.PRINTED, SignStage.MOUNTED)
PAGE = 40  # stations

NEW, WITHDRAWN, ARCHIVED = "new", "withdrawn", "archived"
STATES = (NEW, WITHDRAWN, "draft", "submitted", "approved", "scheduled", ARCHIVED)  # by which the line can be filtered


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which stations to show; empty means all.  ``partner`` and ``topic`` are slugs, ``state`` is one of STATES."""

    partner: str = ""
    state: str = ""
    topic: str = ""


ALL = Filter()


@dataclass(frozen=True, kw_only=True)
class Totals:
    stations: int
    plannings: int
    signs: int


@dataclass(frozen=True)
class StationRow:
    """A station on the diagram.  ``scans`` are those of each day; ``sign`` is the worst state of its signs."""

    id: int
    dhid: str
    title: str
    partner: str
    is_published: bool
    plannings: int
    marks: tuple[item_states.Mark, ...]
    sign: str
    signs: int
    scans: tuple[int, ...]


def line(session: Session) -> LineRecord | None:
    """Return the record of the line, None as long as none is loaded."""
    return find(session)


def stops(session: Session) -> list[StopRecord]:
    """Return the records of all stops in the order of the feed's list."""
    given = session.scalars(select(cast(Stop.record, Text)).order_by(Stop.position))
    return [record_json.stored_text(StopRecord, each) for each in given]


def stations(session: Session, *, days: Sequence[date], only: Filter = ALL, page: int = 1) -> list[StationRow]:
    """Return the stations of a page (from 1) in line order.

    ``days`` are those to count scans for, oldest first.
    """
    query = (
        select(Station.id, Stop.dhid, title_of(session, Station), Partner.name, Station.current_id)
        .join(Stop, Stop.id == Station.stop_id)
        .join(Partner, Partner.id == Station.partner_id)
        .where(Station.id.in_(_chosen(only)))
        .order_by(Stop.position, Station.id)
    )
    found = session.execute(query.offset((page - 1) * PAGE).limit(PAGE)).all()
    ids = [row.id for row in found]
    plannings = _plannings(session, ids)
    states = item_states.marks(session, by=item_states.BELONGS, among=item_states.BELONGS.in_(ids))
    stands = item_states.standing(session, ids)
    signs, scans = _signs(session, ids), _scans(session, days, ids)
    return [
        StationRow(
            id=number,
            dhid=dhid,
            title=title,
            partner=partner,
            is_published=current is not None,
            plannings=plannings.get(number, 0),
            marks=(stands[number], *states[number]),
            sign=next((state for state in WORST_FIRST if signs[number][state]), ""),
            signs=sum(signs[number].values()),
            scans=scans.get(number, (0,) * len(days)),
        )
        for number, dhid, title, partner, current in found
    ]


def count(session: Session, only: Filter) -> int:
    """Return how many stations ``only`` lets through."""
    return session.scalar(select(func.count()).select_from(_chosen(only).subquery())) or 0


def totals(session: Session) -> Totals:
    """Return how many stations, plannings and signs there are; what is archived or out of service does not count."""
    kinds = select(Item.kind, func.count()).where(Item.archived_at.is_(None)).group_by(Item.kind)
    counts = dict(session.execute(kinds).all())
    signs = session.scalar(select(func.count()).select_from(Sign).where(Sign.state != SignStage.RETIRED))
    return Totals(stations=counts.get(Kind.STATION, 0), plannings=counts.get(Kind.PLANNING, 0), signs=signs or 0)


def _chosen(only: Filter) -> Select[int]:
    """Return a query for the ids of the stations that ``only`` lets through."""
    kept = Station.archived_at.is_not(None) if only.state == ARCHIVED else Station.archived_at.is_(None)
    query = select(Station.id).where(kept)
    if only.partner:
        query = query.join(Partner, Partner.id == Station.partner_id).where(Partner.slug == only.partner)
    if only.topic:
        query = query.where(Station.id.in_(_about(only.topic)))
    if only.state and only.state != ARCHIVED:
        query = query.where(Station.id.in_(_with(only.state)))
    return query


def _about(topic: str) -> Select[int | None]:
    """Return a query for the ids of stations with a planning of ``topic``: as published, else as written last."""
    public = select(Edition.card["topic"].as_string()).where(Edition.id == Planning.current_id).scalar_subquery()
    newest = select(Revision.record["topic"].as_string()).where(Revision.item_id == Planning.id)
    newest = newest.order_by(Revision.number.desc()).limit(1)
    return select(Planning.station_id).where(func.coalesce(public, newest.scalar_subquery()) == topic)


def _with(state: str) -> Select[int | None]:
    """Return a query for the ids of stations where something is in ``state``, be it one of their plannings."""
    if state in (NEW, WITHDRAWN):
        was_public = exists().where(Edition.item_id == Item.id)
        unseen = (
            Item.current_id.is_(None),
            Item.archived_at.is_(None),
            was_public if state == WITHDRAWN else ~was_public,
        )
        return select(item_states.BELONGS).select_from(Item).where(*unseen)
    query = (
        select(item_states.BELONGS)
        .select_from(Revision)
        .join(Item, Item.id == Revision.item_id)
        .where(item_states.is_open(), Item.archived_at.is_(None))
    )
    if state == "scheduled":
        return query.where(Revision.publish_at.is_not(None))
    return query.where(Revision.state == state, Revision.publish_at.is_(None))


def _plannings(session: Session, stations: Sequence[int]) -> dict[int, int]:
    query = select(Planning.station_id, func.count()).where(Planning.archived_at.is_(None))
    query = query.where(Planning.station_id.in_(stations)).group_by(Planning.station_id)
    return {number: count for number, count in session.execute(query) if number is not None}


def _signs(session: Session, stations: Sequence[int]) -> dict[int, dict[SignStage, int]]:
    query = (
        select(Sign.station_id, Sign.state, func.count())
        .where(Sign.state != SignStage.RETIRED, Sign.station_id.in_(stations))
        .group_by(Sign.station_id, Sign.state)
    )
    found: dict[int, dict[SignStage, int]] = defaultdict(lambda: defaultdict(int))
    for number, state, count in session.execute(query):
        found[number][state] = count
    return found


def _scans(session: Session, days: Sequence[date], stations: Sequence[int]) -> dict[int, tuple[int, ...]]:
    query = (
        select(Sign.station_id, DayOfScans.day_on, func.sum(DayOfScans.count))
        .join(Sign, Sign.id == DayOfScans.sign_id)
        .where(DayOfScans.day_on.in_(days), Sign.station_id.in_(stations))  # both are looked up in one index
        .group_by(Sign.station_id, DayOfScans.day_on)
    )
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for number, day, count in session.execute(query):
        found[number][day] = count
    return {number: tuple(counts.get(day, 0) for day in days) for number, counts in found.items()}

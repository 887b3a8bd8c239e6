"""Show the line: every station with the state of its content, its signs and its scans, for the studio's start page.

line      its record, and its stops
stations  one row each, in a number of queries that does not grow
marks     the state of the content of items, in the order in which people want to see it
todo      what waits for one person
waiting   how many revisions one person can decide on
"""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.actions.titles import title_of
from app.exchange.reading import Faults, read
from app.exchange.records import LineRecord
from app.exchange.records import Stop as StopRecord
from app.models import (
    Account,
    Edition,
    Item,
    Line,
    Partner,
    Planning,
    Revision,
    Role,
    Scan,
    Sign,
    SignState,
    State,
    Station,
    Stop,
)
from app.models.revision import contribution

WORST_FIRST = (SignState.DAMAGED, SignState.PLANNED, SignState.PRINTED, SignState.MOUNTED)
TODO_MAX = 12


@dataclass(frozen=True)
class Mark:
    """A state of content: published, new, draft, submitted, approved or scheduled; how often; when, if scheduled."""

    kind: str
    count: int = 1
    at: datetime | None = None


@dataclass(frozen=True)
class StationRow:
    """A station on the diagram.  ``scans`` are those of each day; ``sign`` is the worst state of its signs."""

    id: int
    dhid: str
    title: str
    partner: str
    is_published: bool
    plannings: int
    marks: tuple[Mark, ...]
    sign: str
    signs: int
    scans: tuple[int, ...]


@dataclass(frozen=True)
class Todo:
    """Something that waits for a person: ``kind`` is submitted, approved, returned or draft."""

    kind: str
    item_id: int
    revision_id: int
    title: str
    author: str
    note: str
    at: datetime


def line(session: Session) -> LineRecord | None:
    """Return the record of the line, None as long as none is loaded."""
    found = session.scalars(select(Line)).first()
    return None if found is None else read(LineRecord, found.record, Faults("line"))


def stops(session: Session) -> list[StopRecord]:
    """Return the records of all stops in the order of the feed's list."""
    given = session.scalars(select(Stop.record).order_by(Stop.position))
    return [stop for each in given if (stop := read(StopRecord, each, Faults("stops")))]


def stations(session: Session, *, days: Sequence[datetime]) -> list[StationRow]:
    """Return every station.  ``days`` are the beginnings of the days to count scans for, and the end of the last."""
    query = (
        select(Station.id, Stop.dhid, title_of(Station), Partner.name, Station.current_id)
        .join(Stop, Stop.id == Station.stop_id)
        .join(Partner, Partner.id == Station.partner_id)
        .order_by(Stop.position)
    )
    found = session.execute(query).all()
    plannings = _plannings(session)
    states = marks(session, by=func.coalesce(Planning.station_id, Item.id))
    signs, scans = _signs(session), _scans(session, days)
    return [
        StationRow(
            id=number,
            dhid=dhid,
            title=title,
            partner=partner,
            is_published=current is not None,
            plannings=plannings.get(number, 0),
            marks=(Mark("published" if current else "new"), *states[number]),
            sign=next((state for state in WORST_FIRST if signs[number][state]), ""),
            signs=sum(signs[number].values()),
            scans=scans.get(number, (0,) * (len(days) - 1)),
        )
        for number, dhid, title, partner, current in found
    ]


def marks(session: Session, *, by: Any = Item.id, among: ColumnElement[bool] | None = None) -> dict[int, list[Mark]]:
    """Return what is on its way to the public: id -> marks, grouped ``by`` item or by station."""
    query = (
        select(by, Revision.state, func.count(), func.min(Revision.publish_at))
        .join(Item, Item.id == Revision.item_id)
        .where(is_open())
        .group_by(by, Revision.state, Revision.publish_at.is_(None))
    )
    if among is not None:
        query = query.where(among)
    found: dict[int, list[Mark]] = defaultdict(list)
    for number, state, count, publish_at in session.execute(query):
        found[number].append(Mark("scheduled" if publish_at else str(state), count, publish_at))
    order = ["submitted", "approved", "scheduled", "draft"]
    for each in found.values():
        each.sort(key=lambda mark: order.index(mark.kind))
    return found


def is_open() -> ColumnElement[bool]:
    """Tell in a query whether a Revision is on its way: no longer, once it is public or a later one is approved."""
    later, edition = aliased(Revision), aliased(Edition)
    was_public = exists().where(edition.revision_id == Revision.id)
    is_replaced = exists().where(
        later.item_id == Revision.item_id, later.state == State.APPROVED, later.number > Revision.number
    )
    return or_(Revision.state != State.APPROVED, and_(~was_public, ~is_replaced))


def todo(session: Session, account: Account) -> list[Todo]:
    """Return what waits for ``account``: decisions first, then what may be published, then own drafts."""
    mine = Revision.author_id == account.id
    kind = case(
        (Revision.state != State.DRAFT, Revision.state),
        (Revision.note != "", "returned"),
        else_="draft",
    )
    decide = and_(Revision.state == State.SUBMITTED, *_may_decide(account))
    publish = and_(Revision.state == State.APPROVED, Revision.publish_at.is_(None), *_at(account, Role.APPROVER))
    query = (
        select(kind, Item.id, Revision.id, title_of(Item), Account.name, Revision.note, Revision.changed_at)
        .join(Item, Item.id == Revision.item_id)
        .join(Account, Account.id == Revision.author_id)
        .where(is_open(), or_(decide, publish, and_(Revision.state == State.DRAFT, mine)))
        .order_by(case({"submitted": 0, "approved": 1, "returned": 2}, value=kind, else_=3), Revision.changed_at)
    )
    return [Todo(*each) for each in session.execute(query.limit(TODO_MAX))]


def waiting(session: Session, account: Account) -> int:
    """Return how many submitted revisions ``account`` can decide on."""
    query = select(func.count()).select_from(Revision).join(Item, Item.id == Revision.item_id)
    return session.scalar(query.where(Revision.state == State.SUBMITTED, *_may_decide(account))) or 0


def _may_decide(account: Account) -> list[ColumnElement[bool]]:
    own = exists().where(contribution.c.revision_id == Revision.id, contribution.c.account_id == account.id)
    return [*_at(account, Role.APPROVER), ~own]


def _at(account: Account, role: Role) -> list[ColumnElement[bool]]:
    """Return the conditions that an Item belongs to a partner where ``account`` has ``role``."""
    if account.is_admin:
        return []
    partners = [each.partner_id for each in account.memberships if each.role is role]
    owned = select(Station.id).where(Station.partner_id.in_(partners)).scalar_subquery()
    return [func.coalesce(Planning.station_id, Item.id).in_(owned)]


def _plannings(session: Session) -> dict[int, int]:
    query = select(Planning.station_id, func.count()).group_by(Planning.station_id)
    return {number: count for number, count in session.execute(query) if number is not None}


def _signs(session: Session) -> dict[int, dict[SignState, int]]:
    query = (
        select(Sign.station_id, Sign.state, func.count())
        .where(Sign.state != SignState.RETIRED)
        .group_by(Sign.station_id, Sign.state)
    )
    found: dict[int, dict[SignState, int]] = defaultdict(lambda: defaultdict(int))
    for number, state, count in session.execute(query):
        found[number][state] = count
    return found


def _scans(session: Session, days: Sequence[datetime]) -> dict[int, tuple[int, ...]]:
    sums = [
        func.sum(case((and_(Scan.hour_at >= start, Scan.hour_at < end), Scan.count), else_=0))
        for start, end in itertools.pairwise(days)
    ]
    query = (
        select(Sign.station_id, *sums)
        .join(Sign, Sign.id == Scan.sign_id)
        .where(Scan.hour_at >= days[0])
        .group_by(Sign.station_id)
    )
    return {number: tuple(counts) for number, *counts in session.execute(query)}

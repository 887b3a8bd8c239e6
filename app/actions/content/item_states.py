"""Item states: what of a station or planning is on its way to the public, as parts of queries and as marks."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, exists, func, select, union_all
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from app.models import (
    Edition,
    Item,
    Revision,
    State,
)

ITEMS, STATION = Item.__table__.alias(), Item.__table__.alias()  # the query may hold others of them
EDITION = aliased(Edition)
BEGUN, APPROVED = aliased(Revision), aliased(Revision)
BELONGS = func.coalesce(Item.__table__.c.station_id, Item.id)  # of both kinds: Planning's would leave out stations


@dataclass(frozen=True)
class Mark:
    """A state of content; how often; when, if planned.

    Its kind: published, withdrawn, with_station (taken down with it), archived or new; draft, submitted, approved,
    scheduled or ends.
    """

    kind: str
    count: int = 1
    at: datetime | None = None


def marks(
    session: Session, *, by: SQLCoreOperations[int] = Item.id, among: ColumnElement[bool] | None = None
) -> dict[int, list[Mark]]:
    """Return what is on its way to the public: id -> marks, grouped ``by`` item or by station.

    What waits in the archive is on no way.
    """
    query = (
        select(by, Revision.state, func.count(), func.min(Revision.publish_at))
        .join(Item, Item.id == Revision.item_id)
        .where(is_open(), Item.archived_at.is_(None))
        .group_by(by, Revision.state, Revision.publish_at.is_(None))
    )
    if among is not None:
        query = query.where(among)
    found: dict[int, list[Mark]] = defaultdict(list)
    for number, state, count, publish_at in session.execute(query):
        found[number].append(Mark("scheduled" if publish_at else str(state), count, publish_at))
    ending = select(by, Item.take_down_at).where(Item.take_down_at.is_not(None), Item.current_id.is_not(None))
    for number, at in session.execute(ending if among is None else ending.where(among)):
        found[number].append(Mark("ends", 1, at))
    order = ["submitted", "approved", "scheduled", "ends", "draft"]
    for each in found.values():
        each.sort(key=lambda mark: order.index(mark.kind))
    return found


def standing(session: Session, items: Collection[int]) -> dict[int, Mark]:
    """Return of each of ``items`` (ids) whether riders see it, saw it once, never did, or it lies in the archive."""
    item, station = Item.__table__.c, STATION.c
    is_public = item.current_id.is_not(None)
    stands = case(
        (item.archived_at.is_not(None), "archived"),
        (is_public & exists().where(station.id == item.station_id, station.current_id.is_(None)), "with_station"),
        (is_public, "published"),
        (exists().where(Edition.item_id == item.id), "withdrawn"),
        else_="new",
    )
    found = session.execute(select(item.id, stands, item.archived_at).where(item.id.in_(items)))
    return {number: Mark(kind, at=archived) for number, kind, archived in found}


def is_open(*, of: Item | None = None) -> ColumnElement[bool]:
    """Tell in a query whether a Revision is on its way: no longer, once it is public or a later one is approved.

    ``of`` an item alone, where the query is about one.  Items are looked through, since there are many times as many
    versions: of each the one that was approved last.
    """
    last = select(APPROVED.id).where(APPROVED.item_id == ITEMS.c.id, APPROVED.state == State.APPROVED)
    newest = select(last.order_by(APPROVED.number.desc()).limit(1).scalar_subquery().label("id")).select_from(ITEMS)
    on_way = select(BEGUN.id).where(BEGUN.state.in_((State.DRAFT, State.SUBMITTED)))
    if of is not None:
        newest, on_way = newest.where(ITEMS.c.id == of.id), on_way.where(BEGUN.item_id == of.id)
    each = newest.subquery()
    ready = select(each.c.id).where(~exists().where(EDITION.revision_id == each.c.id))
    return Revision.id.in_(union_all(on_way, ready))

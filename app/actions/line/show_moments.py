"""Show the moments: everything that is to happen by itself, the soonest first.

moments  what will be published, several versions of a package as one, or taken down, which links to share end, and what
         somebody is to look at again, also what is overdue
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import SQLCoreOperations

from app.actions.care import reminder
from app.actions.content.item_states import BELONGS, is_open
from app.actions.records.line_record import start_of, today
from app.actions.records.titles import title_of
from app.models import Item, Package, Partner, Reminder, Revision, Share, State, now

PUBLISH, TOGETHER, TAKE_DOWN, SHARE, LOOK = "publish", "together", "take_down", "share", "look"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One thing that happens at a moment.  ``about_id``: the revision, package, item or link that it happens to.

    ``day``: where it has no time of day, from whose beginning it is due; ``seen`` is what whoever moves that has seen.
    ``is_early``: a planning that would appear before its station does, or after that is gone, and so stays away.
    """

    kind: str  # PUBLISH, TOGETHER, TAKE_DOWN, SHARE or LOOK
    at: datetime
    about_id: int
    item_id: int
    station_id: int | None
    title: str
    partner: Partner
    note: str = ""
    is_early: bool = False
    day: date | None = None
    is_overdue: bool = False
    seen: int = 0


def moments(session: Session) -> list[Moment]:
    """Return all that is still to come."""
    published, ending = list(_published(session)), list(_taken_down(session))
    stations = _stations(session, {each.station_id for each in published if each.station_id})
    appear = _first(each for each in published if each.station_id is None)
    vanish = _first(each for each in ending if each.station_id is None)
    seen = [replace(each, is_early=_is_early(each, stations, appear, vanish)) for each in published]
    found = [*_together(session, seen), *ending, *_shared(session), *_to_look_at(session)]
    return sorted(found, key=lambda each: (each.at, each.station_id is not None))


def _together(session: Session, found: Iterable[Moment]) -> Iterator[Moment]:
    """Yield the moments, those of versions that become public as one package as one of it."""
    query = select(Revision.id, Package).join(Package, Package.id == Revision.package_id)
    query = query.where(Revision.publish_at.is_not(None), Revision.state == State.APPROVED)
    packages = dict(session.execute(query).all())
    parts: dict[object, list[Moment]] = defaultdict(list)
    for each in found:
        package = packages.get(each.about_id)
        parts[(package.id, each.at) if package else each.about_id].append(each)
    for among in parts.values():
        first, package = among[0], packages.get(among[0].about_id)
        if package is None or len(among) == 1:
            yield first
        else:
            yield replace(
                first,
                kind=TOGETHER,
                about_id=package.id,
                title=package.title,
                note=", ".join(each.title for each in among),
                is_early=any(each.is_early for each in among),
            )


def _first(found: Iterable[Moment]) -> Mapping[int, datetime]:
    """Return when each item's first moment is: id of the item -> moment."""
    return {each.item_id: each.at for each in sorted(found, key=lambda each: each.at, reverse=True)}


def _is_early(
    each: Moment, public: Mapping[int, bool], appear: Mapping[int, datetime], vanish: Mapping[int, datetime]
) -> bool:
    if each.station_id is None:
        return False
    if public[each.station_id]:
        return each.station_id in vanish and vanish[each.station_id] <= each.at
    return each.station_id not in appear or appear[each.station_id] > each.at


def _stations(session: Session, ids: set[int]) -> Mapping[int, bool]:
    """Return which stations are public: id -> whether."""
    query = select(Item.id, Item.current_id.is_not(None)).where(Item.id.in_(ids))
    return {number: bool(is_public) for number, is_public in session.execute(query)}


def _published(session: Session) -> Iterator[Moment]:
    query = _of_items(session, Revision.publish_at, Revision.id, Revision.name)
    query = query.join(Revision, Revision.item_id == Item.id)
    wanted = (Revision.publish_at.is_not(None), Revision.state == State.APPROVED, is_open())
    return (_moment(PUBLISH, row) for row in session.execute(query.where(*wanted)))


def _taken_down(session: Session) -> Iterator[Moment]:
    query = _of_items(session, Item.take_down_at, Item.id, literal(""))
    query = query.where(Item.take_down_at.is_not(None), Item.current_id.is_not(None))
    return (_moment(TAKE_DOWN, row) for row in session.execute(query))


def _shared(session: Session) -> Iterator[Moment]:
    query = _of_items(session, Share.expires_at, Share.id, Share.note)
    query = query.join(Revision, Revision.item_id == Item.id).join(Share, Share.revision_id == Revision.id)
    wanted = (Share.revoked_at.is_(None), Share.expires_at > now(), Revision.state != State.DISCARDED)
    return (_moment(SHARE, row) for row in session.execute(query.where(*wanted)))


def _to_look_at(session: Session) -> Iterator[Moment]:
    query = _of_items(session, Reminder.due_on, Item.id, Reminder.note).add_columns(Reminder.version)
    query = query.join(Reminder, Reminder.item_id == Item.id).where(Reminder.due_on.is_not(None), reminder.is_shown())
    for day, *rest, version in session.execute(query):
        found = _moment(LOOK, (start_of(session, day), *rest))
        yield replace(found, day=day, is_overdue=day <= today(session), seen=version)


def _of_items(session: Session, *columns: SQLCoreOperations[Any]) -> Select[*tuple[Any, ...]]:
    """Return a query for columns of what is not archived, with what it is about and whose it is."""
    owner = Item.__table__.alias()
    query = select(*columns, Item.id, Item.__table__.c.station_id, title_of(session, Item), Partner).select_from(Item)
    query = query.join(owner, owner.c.id == BELONGS).join(Partner, Partner.id == owner.c.partner_id)
    return query.where(Item.archived_at.is_(None))


def _moment(kind: str, row: Sequence[Any]) -> Moment:
    at, about, note, item, station, title, partner = row
    return Moment(
        kind=kind, at=at, about_id=about, note=note, item_id=item, station_id=station, title=title, partner=partner
    )

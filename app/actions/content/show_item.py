"""Show an item: what the studio's pages about one station or planning need.

head       the item with its name, its station and the partner who owns it; ``heads`` those of several
plannings  of a station, in the order riders see them, with their state
left_out   what was too heavy for a station's own 3D view
revisions  its versions, newest first
editions   what was published, each state once, shown last first
were_public  which versions riders ever saw
first      the edition that first showed what another shows
withdrawal who took it down, when and why
draft      the person's own open draft
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from app.actions.content.item_states import Mark, is_open, marks, standing
from app.actions.records import record_json
from app.actions.records.titles import title_of
from app.errors import Missing
from app.exchange.stored import AssetBuild
from app.models import (
    Asset,
    Edition,
    Event,
    EventKind,
    Item,
    LineWords,
    Partner,
    Planning,
    Revision,
    SignDesign,
    Station,
)

LIST_MAX = 20


@dataclass(frozen=True)
class Head:
    """An item and where it belongs; ``at`` is its station or itself, None for what the line says of itself."""

    item: Item
    title: str
    at: Station | None
    station_title: str
    partner: Partner
    marks: Sequence[Mark]

    @property
    def id(self) -> int:
        return self.item.id

    @property
    def is_planning(self) -> bool:
        return isinstance(self.item, Planning)

    @property
    def is_design(self) -> bool:
        return isinstance(self.item, SignDesign)

    @property
    def is_words(self) -> bool:
        return isinstance(self.item, LineWords)

    @property
    def station(self) -> Station:
        """Its station.  Raises Missing if it is at none."""
        if self.at is None:
            raise Missing("Das gehört zu keiner Station.")
        return self.at


@dataclass(frozen=True)
class PlanningRow:
    """A planning in its station's list."""

    id: int
    title: str
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Issue:
    """A state that was published: the edition that first showed it, and the last one that did."""

    first: Edition
    edition: Edition


def head(session: Session, item: Item | None) -> Head:
    """Return what the head of a page about ``item`` says.  Raises Missing for None."""
    if item is None:
        raise Missing("Diesen Inhalt gibt es nicht.")
    return heads(session, [item])[item.id]


def heads(session: Session, items: Collection[Item]) -> dict[int, Head]:
    """Return what the heads of pages about items say: id of the item -> its head."""
    ids = [each.id for each in items]
    at = {each.id: _station(each) for each in items}
    titles = _titles(session, *items, *filter(None, at.values()))
    own, stands = marks(session, among=Item.id.in_(ids)), standing(session, ids)
    return {
        each.id: Head(
            item=each,
            title=titles[each.id],
            at=(station := at[each.id]),
            station_title=titles[station.id] if station else "",
            partner=each.owner,
            marks=(stands[each.id], *own[each.id]),
        )
        for each in items
    }


def plannings(session: Session, station: Station) -> list[PlanningRow]:
    """Return the plannings of ``station``; those that its record does not name come last."""
    order = station.current.record.get("plannings", []) if station.current else []
    own = marks(session, among=Planning.station_id == station.id)
    query = select(Planning.id, Planning.slug, title_of(session, Planning))
    found = session.execute(
        query.where(Planning.station_id == station.id, Planning.archived_at.is_(None)).order_by(Planning.id)
    ).all()
    place = {slug: number for number, slug in enumerate(order)}
    stands = standing(session, [each.id for each in found])
    return [
        PlanningRow(number, title, (stands[number], *own[number]))
        for number, slug, title in sorted(found, key=lambda each: place.get(each[1], len(place)))
    ]


def left_out(session: Session, station: Station) -> list[str]:
    """Return the titles of the uploaded models that were too heavy to stand in the station's own 3D view."""
    build = session.scalars(select(Asset.build).where(Asset.station_id == station.id)).first()
    slugs = record_json.stored(AssetBuild, build).left_out if build else ()
    if not slugs:
        return []
    query = select(Asset.record[("title",)].as_string()).where(Asset.slug.in_(slugs))
    return list(session.scalars(query.order_by(Asset.id)))


def revisions(session: Session, item: Item) -> Sequence[Revision]:
    """Return the newest versions of ``item``."""
    query = select(Revision).where(Revision.item_id == item.id).order_by(Revision.number.desc())
    return session.scalars(query.limit(LIST_MAX)).all()


def open_revisions(session: Session, item: Item) -> Sequence[Revision]:
    """Return the versions of ``item`` that are on their way to the public."""
    query = select(Revision).where(Revision.item_id == item.id, is_open(of=item))
    return session.scalars(query.order_by(Revision.number)).all()


def editions(session: Session, item: Item) -> list[Issue]:
    """Return what was published of ``item``, each version once, in the order in which they were shown last."""
    query = select(Edition).where(Edition.item_id == item.id).options(defer(Edition.record), joinedload(Edition.by))
    found: dict[int, Issue] = {}
    for each in session.scalars(query.order_by(Edition.number)):
        first = found[each.revision_id].first if each.revision_id in found else each
        found[each.revision_id] = Issue(first=first, edition=each)
    return sorted(found.values(), key=lambda issue: issue.edition.number, reverse=True)[:LIST_MAX]


def were_public(session: Session, versions: Collection[Revision]) -> set[int]:
    """Return the ids of those of ``versions`` that riders see or ever saw."""
    query = select(Edition.revision_id).where(Edition.revision_id.in_([each.id for each in versions]))
    return set(session.scalars(query))


def first(session: Session, edition: Edition) -> Edition:
    """Return the edition that first showed the version which ``edition`` shows: by it people call that state."""
    query = select(Edition).where(Edition.item_id == edition.item_id, Edition.revision_id == edition.revision_id)
    return session.scalars(query.order_by(Edition.number).limit(1)).one()


def withdrawal(session: Session, item: Item) -> Event | None:
    """Return who took ``item`` down, when and why, in the journal's words; None unless it was public and is no more."""
    if item.current_id is not None:
        return None
    query = select(Event).where(Event.item_id == item.id, Event.what == EventKind.TAKE_DOWN)
    return session.scalars(query.order_by(Event.id.desc()).limit(1).options(joinedload(Event.by))).first()


def _station(item: Item) -> Station | None:
    return item.station if isinstance(item, Planning) else item if isinstance(item, Station) else None


def _titles(session: Session, *items: Item) -> dict[int, str]:
    query = select(Item.id, title_of(session, Item)).where(Item.id.in_([each.id for each in items]))
    return {row.id: row[1] for row in session.execute(query)}

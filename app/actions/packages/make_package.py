"""Make packages: what was begun at a station goes to review together, with one note and one person to ask.

offered  the drafts of a station and its plannings
own      those of them that one person has begun
early    plannings among them that cannot appear, since their station does not
make     a new package of some of them, handed in
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.actions.content import announce, review
from app.actions.packages.together import Stuck, ordered, together
from app.actions.people.rights import check_item
from app.actions.records.titles import title_of
from app.errors import Invalid
from app.models import Account, Item, NoticeKind, Package, Planning, Revision, Role, State, Station


@dataclass(frozen=True)
class Offer:
    """A draft that may go along, and what its station or planning is called."""

    revision: Revision
    title: str


@dataclass(frozen=True)
class Made:
    """The new package; or None, and why each part that is not ready keeps it back."""

    package: Package | None
    stuck: Stuck


def offered(session: Session, station: Station) -> list[Offer]:
    """Return the drafts of a station and its plannings, the station first; what is archived is on no way."""
    at_station = Item.__table__.c.station_id == station.id
    query = (
        select(Revision, title_of(session, Item))
        .join(Item, Item.id == Revision.item_id)
        .where(or_(Item.id == station.id, at_station), Item.archived_at.is_(None), Revision.state == State.DRAFT)
        .options(joinedload(Revision.author), contains_eager(Revision.item))
    )
    titles = dict(session.execute(query).all())
    return [Offer(each, titles[each]) for each in ordered(titles)]


def own(offers: Sequence[Offer], of: Account) -> list[Offer]:
    """Return those that ``of`` has begun, of each station and planning the one that editing goes on with."""
    found = {each.revision.item_id: each for each in offers if each.revision.author_id == of.id}
    return list(found.values())


def early(revisions: Sequence[Revision]) -> list[Revision]:
    """Return the plannings among ``revisions`` whose station is neither public nor among them."""
    among = {each.item for each in revisions}
    plannings = [(each, each.item) for each in revisions if isinstance(each.item, Planning)]
    return [each for each, item in plannings if item.station.current is None and item.station not in among]


def make(
    session: Session,
    station: Station,
    revisions: Sequence[Revision],
    *,
    by: Account,
    title: str,
    note: str = "",
    asked: Account | None = None,
) -> Made:
    """Hand in drafts of a station and its plannings as one package, each by ``review.submit_saved``, or none of them.

    Raises Forbidden unless ``by`` plans for the station's partner, Invalid without a draft, for two of the same thing
    or for one of another station.
    """
    check_item(by, Role.PLANNER, station)
    _check_parts(session, station, revisions)
    package = Package(title=title.strip(), owner=station.owner, by=by)

    def submit(each: Revision) -> None:
        review.submit_saved(session, each, by=by, note=note, asked=asked, tells=False)
        each.package = package

    stuck = together(session, revisions, submit)
    session.flush()
    if stuck:
        return Made(None, stuck)
    readers = [person for each in revisions for person in review.deciders(session, each)]
    announce.together(session, package, NoticeKind.HANDED_IN, readers, at=station, note=note, by=by)
    return Made(package, stuck)


def _check_parts(session: Session, station: Station, revisions: Sequence[Revision]) -> None:
    items = {each.item_id for each in revisions}
    there = {each.revision for each in offered(session, station)}
    if not revisions or not there.issuperset(revisions):
        raise Invalid(
            "Bitte mindestens einen Entwurf dieser Station wählen. Was schon zur Freigabe gegeben ist, steht nicht "
            "hier."
        )
    if len(items) < len(revisions):
        raise Invalid("Von jeder Station und jeder Planung geht nur ein Entwurf mit. Bitte einen davon wählen.")

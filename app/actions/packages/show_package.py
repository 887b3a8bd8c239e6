"""Show packages: what is in them, and how far each part has come.

parts_of  the parts of one, in their order
on_way    the packages that wait for a decision or for the public, the oldest first
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, joinedload

from app.actions.content.item_states import is_open
from app.actions.packages.together import ordered
from app.actions.records.titles import title_of
from app.models import Edition, Item, Package, Revision, State
from app.models.revision import PAST

WAITING = (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True)
class Part:
    """A version in a package; ``was_public``: riders see it, or saw it."""

    revision: Revision
    title: str
    was_public: bool

    @property
    def is_lost(self) -> bool:
        """Tell whether it was given back or thrown away, so that the package is not whole."""
        return self.revision.state is State.DRAFT or self.revision.state in PAST

    @property
    def is_on_way(self) -> bool:
        return not self.is_lost and not self.was_public


@dataclass(frozen=True, kw_only=True)
class PackageRow:
    """A package in a list."""

    id: int
    title: str
    partner: str
    by: str
    at: datetime
    note: str
    asked: str
    parts: Sequence[Part]

    @property
    def waiting(self) -> int:
        """Return how many parts wait for a decision."""
        return sum(each.revision.state is State.SUBMITTED for each in self.parts)

    @property
    def lost(self) -> int:
        return sum(each.is_lost for each in self.parts)

    @property
    def publish_at(self) -> datetime | None:
        return min((each.revision.publish_at for each in self.parts if each.revision.publish_at), default=None)


def parts_of(session: Session, package: Package) -> list[Part]:
    """Return the parts of a package in their order."""
    return list(_parts(session, Revision.package_id == package.id).get(package.id, []))


def on_way(session: Session) -> list[PackageRow]:
    """Return the packages of which something waits for a decision or for the public."""
    waiting = (Revision.package_id.is_not(None), Revision.state.in_(WAITING), is_open())
    found = select(Revision.package_id).where(*waiting)
    query = select(Package).where(Package.id.in_(found)).order_by(Package.created_at, Package.id)
    packages = session.scalars(query.options(joinedload(Package.owner), joinedload(Package.by))).all()
    parts = _parts(session, Revision.package_id.in_([each.id for each in packages]))
    return [_row(each, parts[each.id]) for each in packages]


def _row(package: Package, parts: Sequence[Part]) -> PackageRow:
    first = next((each.revision for each in parts if each.revision.state is State.SUBMITTED), parts[0].revision)
    return PackageRow(
        id=package.id,
        title=package.title,
        partner=package.owner.name,
        by=package.by.name,
        at=package.created_at,
        note=first.note,
        asked=first.asked.name if first.asked else "",
        parts=parts,
    )


def _parts(session: Session, wanted: ColumnElement[bool]) -> Mapping[int | None, Sequence[Part]]:
    """Return parts by package."""
    was_public = exists().where(Edition.revision_id == Revision.id)
    query = select(Revision, title_of(session, Item), was_public).join(Item, Item.id == Revision.item_id).where(wanted)
    query = query.options(joinedload(Revision.author), joinedload(Revision.asked), joinedload(Revision.item))
    found = {revision: Part(revision, title, public) for revision, title, public in session.execute(query)}
    parts = defaultdict(list)
    for each in ordered(found):
        parts[each.package_id].append(found[each])
    return parts

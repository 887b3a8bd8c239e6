"""Show the history of an item, page by page, and two of its versions beside one another.

page      versions, newest first
numbered  one version by its number
changes   what differs between two, field by field
moved_m   how far the place has moved
posters   a picture of each file that either of them shows
"""

import math
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app import geodesy
from app.actions.records.compare import Change, compare
from app.actions.records.record_json import stored
from app.exchange.stored import Posters
from app.models import Asset, Item, Picture, Revision
from app.models.use import assets_in

PAGE_ROWS = 25


def page(session: Session, item: Item, number: int) -> tuple[Sequence[Revision], int]:
    """Return one page of versions, counted from 1, and how many pages there are."""
    of_item = Revision.item_id == item.id
    count = session.scalar(select(func.count()).select_from(Revision).where(of_item)) or 0
    query = select(Revision).where(of_item).options(joinedload(Revision.author))
    query = query.order_by(Revision.number.desc()).offset((number - 1) * PAGE_ROWS).limit(PAGE_ROWS)
    return session.scalars(query).all(), max(1, math.ceil(count / PAGE_ROWS))


def numbered(session: Session, item: Item, number: int) -> Revision | None:
    """Return the version of ``item`` with that number, if there is one."""
    query = select(Revision).where(Revision.item_id == item.id, Revision.number == number)
    return session.scalars(query).first()


def changes(old: Revision, new: Revision) -> list[Change]:
    """Return what the new version says and the old one does not, and the other way round."""
    return compare(old.record, new.record)


def moved_m(old: Revision, new: Revision) -> float:
    """Return how far the place has moved, in metres along the ground; 0 where there is none."""
    first, second = old.record.get("place"), new.record.get("place")
    if not first or not second:
        return 0.0
    return geodesy.distance_m((first["lat"], first["lon"]), (second["lat"], second["lon"]))


def posters(session: Session, *revisions: Revision) -> dict[str, str]:
    """Return a small picture of each asset and picture that one of the versions shows: slug -> address."""
    assets = {slug for each in revisions for slug in assets_in(each.record)}
    pictures = {slug for each in revisions for slug in each.record.get("pictures", ())}
    rows = session.execute(select(Asset.slug, Asset.posters).where(Asset.slug.in_(assets)))
    found = {slug: _smallest(stored(Posters, given).last) for slug, given in rows if slug}
    cut = session.execute(select(Picture.slug, Picture.crops).where(Picture.slug.in_(pictures)))
    return found | {slug: _smallest(crops or {}) for slug, crops in cut}


def _smallest(forms: Mapping[str, str]) -> str:
    """Return the address of the first form, of those in the order of their names, that every browser shows."""
    return next((forms[name] for name in sorted(forms) if forms[name].endswith((".webp", ".jpg", ".png"))), "")

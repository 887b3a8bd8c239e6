"""Show the history of an item, page by page, and two of its versions beside one another.

page      versions, newest first
numbered  one version by its number
issued    what was published under a number
moved_m   how far the place has moved
places    where both stand
posters   a picture of each file that either of them shows
"""

import math
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app import geodesy
from app.actions.records.record_json import stored
from app.exchange.stored import Posters
from app.geodesy import Point
from app.models import Asset, Edition, Item, Picture, Revision
from app.models.base import Json
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


def issued(session: Session, item: Item, number: int) -> Edition | None:
    """Return the edition of ``item`` with that number, if there is one."""
    return session.scalars(select(Edition).where(Edition.item_id == item.id, Edition.number == number)).first()


def moved_m(old: Json, new: Json) -> float:
    """Return how far the place of a record has moved, in metres along the ground; 0 where there is none."""
    ends = places(old, new)
    return geodesy.distance_m(*ends) if ends else 0.0


def places(old: Json, new: Json) -> tuple[Point, Point] | None:
    """Return where two records say that a thing stands, None unless both say it."""
    first, second = old.get("place"), new.get("place")
    if not first or not second:
        return None
    return (first["lat"], first["lon"]), (second["lat"], second["lon"])


def posters(session: Session, *records: Json) -> dict[str, str]:
    """Return a small picture of each asset and picture that one of the records shows: slug -> address."""
    assets = {slug for each in records for slug in assets_in(each)}
    pictures = {slug for each in records for slug in each.get("pictures", ())}
    rows = session.execute(select(Asset.slug, Asset.posters).where(Asset.slug.in_(assets)))
    found = {slug: _smallest(stored(Posters, given).last) for slug, given in rows if slug}
    cut = session.execute(select(Picture.slug, Picture.crops).where(Picture.slug.in_(pictures)))
    return found | {slug: _smallest(crops or {}) for slug, crops in cut}


def _smallest(forms: Mapping[str, str]) -> str:
    """Return the address of the first form, of those in the order of their names, that every browser shows."""
    return next((forms[name] for name in sorted(forms) if forms[name].endswith((".webp", ".jpg", ".png"))), "")

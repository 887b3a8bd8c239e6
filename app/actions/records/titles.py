"""Titles: what things are called, without reading their records.

title_of  an item: in the line's first language, as riders see it; before the first edition, as its newest revision says
called    whatever a field of a record names by its address
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from app.actions.records.line_record import first_language
from app.models import Asset, Document, Edition, Item, Picture, Planning, Revision, Stop

FILES: Mapping[str, type[Asset | Picture | Document]] = {
    "asset": Asset,
    "pictures": Picture,
    "documents": Document,
}
EDITION, REVISION = aliased(Edition), aliased(Revision)  # the query may hold others of them


def title_of(session: Session, item: type[Item]) -> ColumnElement[str]:
    """Return the title of ``item`` (Item, Station, Planning or an alias of one) as a part of a query."""
    path, name = ("texts", first_language(session), "title"), ("name",)  # a partner has no texts
    public = select(_either(EDITION, path, name)).where(EDITION.id == item.current_id)
    newest = select(_either(REVISION, path, name)).where(REVISION.item_id == item.id)
    newest = newest.order_by(REVISION.number.desc()).limit(1)
    return func.coalesce(public.scalar_subquery(), newest.scalar_subquery(), item.slug)


def called(session: Session, field: str, slug: str) -> str:
    """Return the title of what a field names; empty if it names nothing, or several (plannings of two stations)."""
    query = _named(session, field, slug)
    found = set(session.scalars(query)) if query is not None else set()
    return found.pop() if len(found) == 1 else ""


def _named(session: Session, field: str, slug: str) -> Select[str] | None:
    if field in ("planning", "plannings"):
        return select(title_of(session, Planning)).where(Planning.slug == slug)
    if field == "stop":
        return select(Stop.name).where(Stop.dhid == slug)
    table = FILES.get(field)
    return select(table.record["title"].as_string()).where(table.slug == slug) if table else None


def _either(table: type[Edition | Revision], *paths: tuple[str, ...]) -> ColumnElement[str]:
    return func.coalesce(*(table.record[path].as_string() for path in paths))

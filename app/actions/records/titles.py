"""Titles: what an item is called in lists, without reading its record.

In the line's first language, as riders see it; before the first edition, as its newest revision says.
"""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from app.actions.records.line_record import first_language
from app.models import Edition, Item, Revision

EDITION, REVISION = aliased(Edition), aliased(Revision)  # the query may hold others of them


def title_of(session: Session, item: type[Item]) -> ColumnElement[str]:
    """Return the title of ``item`` (Item, Station, Planning or an alias of one) as a part of a query."""
    path, name = ("texts", first_language(session), "title"), ("name",)  # a partner has no texts
    public = select(_either(EDITION, path, name)).where(EDITION.id == item.current_id)
    newest = select(_either(REVISION, path, name)).where(REVISION.item_id == item.id)
    newest = newest.order_by(REVISION.number.desc()).limit(1)
    return func.coalesce(public.scalar_subquery(), newest.scalar_subquery(), item.slug)


def _either(table: type[Edition | Revision], *paths: tuple[str, ...]) -> ColumnElement[str]:
    return func.coalesce(*(table.record[path].as_string() for path in paths))

"""Make items of what the line says of itself: its words, its partners' names and its pages, each with an edition.

What riders see of them stays where it is; the first edition of each says the same.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.models.search import words_of

revision = "0017"
down_revision = "0016"

KEEPS = sa.JSON(none_as_null=True)
AS_JSON = {"record", "pages", "pins", "card"}
MOMENTS = {"created_at", "changed_at", "published_at"}
SYSTEM_MAIL = "system@localhost"
IS_WORDS = sa.text("kind IN ('line', 'partner', 'page')")


def upgrade() -> None:
    op.create_index(
        "uq_item_kind_slug", "item", ["kind", "slug"], unique=True, sqlite_where=IS_WORDS, postgresql_where=IS_WORDS
    )
    line = op.get_bind().execute(sa.select(_table("line", "record", "pages"))).first()
    if line is not None:
        account, partner = _table("account", "id", "email"), _table("partner", "id", "slug")
        by_id = op.get_bind().scalar(sa.select(account.c.id).where(account.c.email == SYSTEM_MAIL))
        rows = op.get_bind().execute(sa.select(partner.c.slug, partner.c.id)).all()
        partners: dict[str, int] = {row.slug: row.id for row in rows}
        first_id = partners.get(line.record["partners"][0]["slug"])
        if by_id is not None and first_id is not None:
            for kind, slug, record in _parts(line.record, line.pages):
                owner_id = partners[slug] if kind == "partner" and slug in partners else first_id
                _publish(kind, slug, record, owner_id=owner_id, by_id=by_id)


def _parts(record: dict[str, Any], pages: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    own = {name: record[name] for name in ("texts", "funding") if record.get(name)}
    yield "line", record["slug"], {"slug": record["slug"], **own}
    for partner in record["partners"]:
        yield "partner", partner["slug"], partner
    for slug, texts in sorted(pages.items()):
        yield "page", slug, {"slug": slug, "texts": texts}


def _publish(kind: str, slug: str, record: dict[str, Any], *, owner_id: int, by_id: int) -> None:
    """Make an item with one approved revision and its edition."""
    at = datetime.now(UTC)
    item = _table("item", "id", "kind", "slug", "partner_id", "words", "created_at", "current_id")
    item_id = _insert(item, kind=kind, slug=slug, partner_id=owner_id, words=words_of(record), created_at=at)
    whose = {"item_id": item_id, "number": 1, "record": record, "pins": []}
    told = {"name": "", "note": "", "is_told": True, "version": 1, "created_at": at, "changed_at": at}
    columns = ("id", *whose, *told, "state", "author_id")
    revision_id = _insert(_table("revision", *columns), **whose, **told, state="approved", author_id=by_id)
    _insert_only(_table("contribution", "revision_id", "account_id"), revision_id=revision_id, account_id=by_id)
    shown = {"revision_id": revision_id, "card": {}, "published_at": at, "by_id": by_id}
    edition_id = _insert(_table("edition", "id", *whose, *shown), **whose, **shown)
    op.execute(sa.update(item).where(item.c.id == item_id).values(current_id=edition_id))


def _insert(table: sa.TableClause, **values: object) -> int:
    found: int = op.get_bind().execute(sa.insert(table).values(**values).returning(table.c.id)).scalar_one()
    return found


def _insert_only(table: sa.TableClause, **values: object) -> None:
    op.execute(sa.insert(table).values(**values))


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(each, _kind(each)) for each in columns))


def _kind(column: str) -> sa.types.TypeEngine[Any] | None:
    if column in AS_JSON:
        return KEEPS
    return sa.DateTime(timezone=True) if column in MOMENTS else None

"""Show the editor: what stands beside its fields and what they are compared with.

alts    what those are told who cannot read the documents that a record offers
said    all that is said of them: words, author, licence and origin, as an approver has to see it
source  the words that a translation was made from
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.library import library_files, show_library
from app.actions.library.pins import TABLES
from app.actions.records import record_json
from app.actions.records.compare import leaves
from app.actions.records.line_record import first_language
from app.exchange.records import Text
from app.exchange.translation import digest
from app.models import Document, Item, Revision, Used
from app.models.base import Json
from app.models.use import uses

LOOK_BACK = 60  # versions


@dataclass(frozen=True)
class Alt:
    """A file that is shown: ``field`` is where it is chosen, ``words`` what is said of it, by language and variant."""

    field: str
    id: int
    title: str
    words: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Said:
    """A file that is shown, and what is said of it: ``words`` by language and by the path of the field."""

    kind: Used
    id: int
    title: str
    picture: str
    about: Mapping[str, str]
    words: Mapping[str, Mapping[str, object]]


def alts(session: Session, record: record_json.Record) -> list[Alt]:
    """Return what is said of each document that ``record`` offers."""
    found = []
    for place, slug in enumerate(record_json.documents_of(record)):
        found += _said(session, Document, f"documents.{place}.slug", slug)
    return found


def said(session: Session, record: Json) -> list[Said]:
    """Return all that is said of each file that a plain record shows."""
    found = []
    for use in uses(record):
        row = _called(session, TABLES[use.kind], use.slug)
        if row is not None:
            about = {name: str(row.record.get(name, "")) for name in ("author", "licence", "origin")}
            texts = {tag: dict(leaves(words)) for tag, words in row.record.get("texts", {}).items()}
            found.append(Said(use.kind, row.id, row.record["title"], show_library.thumbnail(row), about, texts))
    return found


def source(session: Session, item: Item, text: Text) -> Text | None:
    """Return the words that the translation ``text`` was made from, if a version of ``item`` still has them."""
    first = first_language(session)
    query = select(Revision.record).where(Revision.item_id == item.id).order_by(Revision.number.desc())
    for given in session.scalars(query.limit(LOOK_BACK)):
        texts = record_json.texts_of(record_json.record(item.kind, given))
        if first in texts and digest(texts[first]) == text.made_from:
            return texts[first]
    return None


def _said(session: Session, table: type[library_files.T], field: str, slug: str) -> list[Alt]:
    row = _called(session, table, slug)
    if row is None:
        return []
    texts = row.record.get("texts", {})
    words = {tag: dict(leaves({"alt": each["alt"]})) for tag, each in texts.items() if each.get("alt")}
    return [Alt(field, row.id, row.record.get("title", slug), words)]


def _called(session: Session, table: type[library_files.T], slug: str) -> library_files.T | None:
    return session.scalars(select(table).where(table.slug == slug)).first()

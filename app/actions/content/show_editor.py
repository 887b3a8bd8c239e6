"""Show the editor: what stands beside its fields and what they are compared with.

alts    what eyes that do not see are told of the files that a record shows
source  the words that a translation was made from
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.library import library_files
from app.actions.records import record_json
from app.actions.records.line_record import first_language
from app.exchange.records import PlanningRecord, Text
from app.exchange.translation import digest
from app.models import Asset, Item, Picture, Revision

LOOK_BACK = 60  # versions


@dataclass(frozen=True)
class Alt:
    """A file that is shown: ``field`` is where it is chosen, ``words`` what is said of it, by language and state."""

    field: str
    id: int
    title: str
    words: Mapping[str, Mapping[str, str]]


def alts(session: Session, record: record_json.Record) -> list[Alt]:
    """Return what is said of each file that ``record`` shows."""
    found = []
    if isinstance(record, PlanningRecord) and record.asset:
        found += _said(session, Asset, "asset", record.asset, ("alt_before", "alt_after"))
    for place, slug in enumerate(record_json.pictures_of(record)):
        found += _said(session, Picture, f"pictures.{place}.slug", slug, ("alt",))
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


def _said(session: Session, table: type[library_files.T], field: str, slug: str, parts: Sequence[str]) -> list[Alt]:
    row = session.scalars(select(table).where(table.slug == slug)).first()
    if row is None:
        return []
    texts = row.record.get("texts", {})
    words = {tag: {part: each[part] for part in parts if each.get(part)} for tag, each in texts.items()}
    return [Alt(field, row.id, row.record.get("title", slug), words)]

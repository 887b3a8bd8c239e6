"""Show the editor: what its fields are chosen from and compared with.

choices   assets and pictures of the library to choose from: what is ready and the newest of its versions
alts      what eyes that do not see are told of the files that a record shows
german    the German words that a translation was made from
"""

import enum
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.actions import shape
from app.exchange.records import PlanningRecord, Text
from app.exchange.translation import SOURCE, digest
from app.models import Asset, Item, Picture, Revision

LOOK_BACK = 60  # versions
CHOICES_MAX = 500


class Gone(enum.StrEnum):
    """Why a file is not offered any more."""

    DELETED = "deleted"
    UNREADY = "unready"  # still being built, or faulty
    REPLACED = "replaced"  # there is a newer version that is ready


@dataclass(frozen=True)
class Choice:
    """A file to choose; ``gone`` says why it stands there only because it is chosen already."""

    slug: str
    title: str
    gone: Gone | None


@dataclass(frozen=True)
class Alt:
    """A file that is shown: ``field`` is where it is chosen, ``words`` what is said of it, by language and state."""

    field: str
    title: str
    words: Mapping[str, Mapping[str, str]]


def choices(session: Session, table: type[Any], chosen: Collection[str]) -> list[Choice]:
    """Return every Asset or Picture of the library that can be shown, and those that are ``chosen``, by title."""
    title, gone, is_chosen = table.record[("title",)].as_string(), _gone(table), table.slug.in_(chosen)
    query = select(table.slug, title, gone).where(table.slug.is_not(None), or_(gone == "", is_chosen))
    found = session.execute(query.order_by(is_chosen.desc(), title).limit(CHOICES_MAX))
    rows = [Choice(slug, name or slug, Gone(why) if why else None) for slug, name, why in found]
    return sorted(rows, key=lambda each: each.title.casefold())


def _gone(table: type[Any]) -> ColumnElement[str]:
    """Return why a row is not offered, empty if it is."""
    follower = aliased(table)
    newer = exists().where(follower.follows_id == table.id, follower.deleted_at.is_(None), _is_ready(follower))
    reasons = ((table.deleted_at.is_not(None), Gone.DELETED), (~_is_ready(table), Gone.UNREADY), (newer, Gone.REPLACED))
    return case(*((is_so, why.value) for is_so, why in reasons), else_="")


def _is_ready(table: Any) -> ColumnElement[bool]:
    is_ready: ColumnElement[bool] = table.made_from != "" if hasattr(table, "made_from") else table.build.is_not(None)
    return is_ready


def alts(session: Session, record: shape.Record) -> list[Alt]:
    """Return what is said of each file that ``record`` shows."""
    found = []
    if isinstance(record, PlanningRecord) and record.asset:
        found += _said(session, Asset, "asset", record.asset, ("alt_before", "alt_after"))
    for place, slug in enumerate(record.pictures):
        found += _said(session, Picture, f"pictures.{place}.slug", slug, ("alt",))
    return found


def german(session: Session, item: Item, text: Text) -> Text | None:
    """Return the German words that the translation ``text`` was made from, if a version of ``item`` still has them."""
    query = select(Revision.record).where(Revision.item_id == item.id).order_by(Revision.number.desc())
    for given in session.scalars(query.limit(LOOK_BACK)):
        record = shape.record(item.kind, given)
        if SOURCE in record.texts and digest(record.texts[SOURCE]) == text.made_from:
            return record.texts[SOURCE]
    return None


def _said(session: Session, table: type[Any], field: str, slug: str, parts: Sequence[str]) -> list[Alt]:
    row = session.scalars(select(table).where(table.slug == slug)).first()
    if row is None:
        return []
    texts = row.record.get("texts", {})
    words = {tag: {part: each[part] for part in parts if each.get(part)} for tag, each in texts.items()}
    return [Alt(field, row.record.get("title", slug), words)]

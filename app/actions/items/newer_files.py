"""Newer files: what an item shows of the library and what has been followed since, and a draft with the newest.

newer       the files of an item that have a newer version, of the same partner or the item's, which is not on its way
use_newest  the draft of somebody, with those in their places
use         the draft of somebody, with one file in the place of another
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.library.pins import TABLES, T
from app.models import Account, Item, Revision, State, Used
from app.models.base import Json
from app.models.use import uses


@dataclass(frozen=True)
class Newer:
    """A file that is shown, by ``slug``, and the newest of those that follow it."""

    kind: Used
    slug: str
    title: str
    newest: str


def newer(session: Session, item: Item, *, of: Account) -> list[Newer]:
    """Return what the draft of ``of``, or what is newest, shows in an older version than there is.

    What a version shows that waits for an approver is on its way and nobody's business.
    """
    base = edit.open_draft(session, item, of=of) or edit.newest(session, item)
    if base is None:
        return []
    waiting = select(Revision.record).where(Revision.item == item, Revision.state == State.SUBMITTED)
    coming = {(use.kind, use.slug) for record in session.scalars(waiting) for use in uses(record)}
    return [each for each in _newer(session, item, base.record) if (each.kind, each.newest) not in coming]


def use_newest(session: Session, item: Item, *, by: Account) -> Revision:
    """Return the draft of ``by``, which shows the newest version of each file.  Raises as ``edit.start`` does."""
    draft = edit.start(session, item, by=by)
    found = {(each.kind, each.slug): each.newest for each in _newer(session, item, draft.record)}
    edit.save(session, draft, replaced(draft.record, found), version=draft.version, by=by)
    return draft


def use(session: Session, item: Item, kind: Used, before: str, after: str, *, by: Account) -> Revision:
    """Return the draft of ``by``, which shows the file ``after`` wherever it showed ``before``.

    Raises as ``edit.start`` does.
    """
    draft = edit.start(session, item, by=by)
    edit.save(session, draft, replaced(draft.record, {(kind, before): after}), version=draft.version, by=by)
    return draft


def _newer(session: Session, item: Item, record: Json) -> list[Newer]:
    found = []
    for use in uses(record):
        thing = _called(session, TABLES[use.kind], use.slug)
        last = _newest(session, item, thing) if thing is not None else None
        if last is not None:
            found.append(Newer(use.kind, use.slug, str(last.record["title"]), str(last.slug)))
    return found


def replaced(record: Json, found: Mapping[tuple[Used, str], str]) -> Json:
    """Return a plain record with the files that ``found`` names in the place of others, by kind and slug."""
    files: Json = {}
    if record.get("asset"):
        files["asset"] = found.get((Used.ASSET, record["asset"]), record["asset"])
    if record.get("variants"):
        files["variants"] = [
            {**each, "asset": found.get((Used.ASSET, each["asset"]), each["asset"])} if each.get("asset") else each
            for each in record["variants"]
        ]
    for field, kind in (("pictures", Used.PICTURE), ("documents", Used.DOCUMENT)):
        if record.get(field):
            files[field] = list(dict.fromkeys(found.get((kind, slug), slug) for slug in record[field]))
    return {**record, **files}


def _newest(session: Session, item: Item, thing: T) -> T | None:
    """Return the last version that follows ``thing``, of its partner or the item's; None if there is none."""
    table, wanted = type(thing), {item.owner.id, thing.partner_id}
    found: dict[int, T] = {}
    waiting = [thing.id]
    while waiting:
        later = session.scalars(select(table).where(table.follows_id == waiting.pop(), table.deleted_at.is_(None)))
        for each in later.all():
            found[each.id] = each
            waiting.append(each.id)
    own = [number for number, each in found.items() if each.partner_id in wanted]
    return found[max(own)] if own else None


def _called(session: Session, table: type[T], slug: str) -> T | None:
    return session.scalars(select(table).where(table.slug == slug)).first()

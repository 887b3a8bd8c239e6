"""Replace everywhere: another file in the place of one, in drafts of whatever shows it, which are reviewed as any.

places   the stations and plannings that show a file, in a draft or in what was written last; which somebody may change
replace  begin or go on with drafts that show the other file; one that refuses stops no other
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.items import newer_files
from app.actions.library import library_files, shown_variants
from app.actions.library.library_files import KINDS, Thing
from app.actions.people import rights
from app.actions.records.record_json import stored
from app.errors import Invalid, Refusal
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord
from app.i18n import N_
from app.models import Account, Item, Kind, Role
from app.models.base import Json
from app.models.use import uses

SAME = N_("Das ist dieselbe Datei. Bitte eine andere wählen.")


@dataclass(frozen=True, kw_only=True)
class Place:
    """What shows a file; ``may_change``: whether it is somebody's own to change."""

    item_id: int
    title: str
    may_change: bool


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """Where drafts show the other file now, and by item why one does not."""

    places: Sequence[Place]
    stuck: Mapping[int, Refusal]


def places(session: Session, thing: Thing, account: Account) -> list[Place]:
    """Return what shows ``thing`` in the draft of ``account`` or in what was written last."""
    found = []
    for each in library_files.uses(session, thing):
        item = session.get_one(Item, each.item_id)
        if item.archived_at is None and _shows(_newest(session, item, account), thing):
            may_change = rights.may_item(account, Role.PLANNER, item)
            found.append(Place(item_id=item.id, title=each.title, may_change=may_change))
    return found


def replace(session: Session, before: Thing, after: Thing, items: Collection[int], *, by: Account) -> Replaced:
    """Let drafts of ``by`` show ``after`` where ``items`` show ``before``.  Raises Invalid if both are one.

    Of an item that shows ``before`` no more, as when this is asked for twice, nothing is begun.
    """
    if before.id == after.id:
        raise Invalid(SAME)
    done: list[Place] = []
    stuck: dict[int, Refusal] = {}
    for each in places(session, before, by):
        if each.item_id not in items:
            continue
        try:
            with session.begin_nested():
                _use(session, session.get_one(Item, each.item_id), before, after, by)
            done.append(each)
        except Refusal as refusal:
            stuck[each.item_id] = refusal
    return Replaced(places=done, stuck=stuck)


def _use(session: Session, item: Item, before: Thing, after: Thing, by: Account) -> None:
    draft = edit.start(session, item, by=by)
    now = newer_files.replaced(draft.record, {(KINDS[type(before)], str(before.slug)): str(after.slug)})
    if item.kind is Kind.PLANNING:
        said, wanted = (stored(PlanningRecord, each) for each in (draft.record, now))
        now = plain(shown_variants.followed(session, said, wanted))
    edit.save(session, draft, now, version=draft.version, by=by)


def _newest(session: Session, item: Item, account: Account) -> Json:
    found = edit.open_draft(session, item, of=account) or edit.newest(session, item)
    return found.record if found is not None else {}


def _shows(record: Json, thing: Thing) -> bool:
    return any(each.kind is KINDS[type(thing)] and each.slug == thing.slug for each in uses(record))

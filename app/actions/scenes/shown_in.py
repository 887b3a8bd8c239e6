"""Shown in: lets a draft of a planning show a scene, with the states that this has.

show     a new scene in place of all that the planning showed
replace  a new version in place of the one before, or the same with other states
others   what else shows a scene
"""

import dataclasses
from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.items import newer_files
from app.actions.library import library_files
from app.actions.library.build_assets import SCENE
from app.actions.library.library_files import Shown, Where
from app.actions.records.record_json import stored
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord
from app.exchange.variants import of_files, refitted
from app.models import Account, Asset, Item, Planning, Used
from app.models.base import Json


def show(session: Session, planning: Planning, asset: Asset, text: str, *, by: Account) -> None:
    """Let the draft of ``by`` show ``asset`` and nothing else in 3D.  Raises as ``edit.start`` does."""
    draft = edit.start(session, planning, by=by)
    record = stored(PlanningRecord, draft.record)
    named = [dataclasses.replace(each, asset="") for each in record.variants]
    shown = dataclasses.replace(record, asset=str(asset.slug), variants=refitted(named, _states(text)))
    edit.save(session, draft, plain(shown), version=draft.version, by=by)


def replace(session: Session, planning: Planning, before: Asset, after: Asset, text: str, *, by: Account) -> None:
    """Let the draft of ``by`` show ``after`` where it showed ``before``.  Raises as ``edit.start`` does.

    Where the planning goes on as it is no draft is begun.
    """
    if after is not before:
        newer_files.use(session, planning, Used.ASSET, str(before.slug), str(after.slug), by=by)
    newest = edit.open_draft(session, planning, of=by) or edit.newest(session, planning)
    if newest is not None and (now := _named(newest.record, str(after.slug), _states(text))) != newest.record:
        draft = edit.start(session, planning, by=by)
        edit.save(session, draft, now, version=draft.version, by=by)


def others(session: Session, asset: Asset, item: Item | None) -> list[Shown]:
    """Return what shows ``asset`` or will, besides ``item``; without one all of it, where it is more than one."""
    found = [each for each in library_files.uses(session, asset) if each.where is not Where.PAST]
    if item is None:
        return found if len(found) > 1 else []
    return [each for each in found if each.item_id != item.id]


def _named(record: Json, slug: str, states: Sequence[str]) -> Json:
    """Return a planning with the states of its scene, if it names some and they are others."""
    found = stored(PlanningRecord, record)
    variants = refitted(found.variants, states) if found.asset == slug else found.variants
    return plain(dataclasses.replace(found, variants=variants)) if variants != found.variants else record


def _states(text: str) -> Sequence[str]:
    return of_files({SCENE: text.encode()})

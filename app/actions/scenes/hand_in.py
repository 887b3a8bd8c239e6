"""Hand in: what is still to be said of a scene and its states, at one place, and then the planning goes to an approver.

states   the states of a scene, with what eyes that do not see them are told
lacking  what else the planning needs before it may be handed in
tell     keep what somebody said of the scene and of how its states are called
check    refuse states of which nobody says what is to be seen
submit   hand the draft in
"""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.actions.content import checklist, edit, review
from app.actions.content.checklist import Requirement
from app.actions.library import add_asset, library_files
from app.actions.library.build_assets import SCENE
from app.actions.records import record_json
from app.actions.records.line_record import first_language
from app.actions.scenes import working_copy
from app.errors import Invalid
from app.exchange.reading import Fault
from app.exchange.variants import of_files
from app.i18n import N_
from app.models import Account, Asset, Planning, Revision
from app.models.base import Json
from app.storage import Store

Words = Mapping[str, Mapping[str, str]]  # language -> state -> words
NOT_YET = N_("Für die Freigabe fehlt noch etwas. Es steht bei den Feldern.")
UNSEEN = N_("Hier fehlt, was zu sehen ist.")
WRITE = N_("Bitte in einem Satz sagen, für alle, die es nicht sehen.")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody says: ``about`` is author, licence and origin, ``alt`` what is to be seen, ``labels`` are names."""

    about: Mapping[str, str] = field(default_factory=dict)
    alt: Words = field(default_factory=dict)
    labels: Words = field(default_factory=dict)


@dataclass(frozen=True)
class ShownState:
    """A state of a scene: by language what is said of it, and how the planning calls it."""

    id: str
    alt: Mapping[str, str]
    labels: Mapping[str, str]


def states(media: Store, asset: Asset, record: Json) -> list[ShownState]:
    """Return the states of a scene as the plain record of a planning calls them."""
    alt = {tag: words.get("alt", {}) for tag, words in asset.record.get("texts", {}).items()}
    named = {tag: words.get("variants", {}) for tag, words in record.get("texts", {}).items()}
    called = {each.get("scene") or each["id"]: each["id"] for each in record.get("variants", ())}
    return [
        ShownState(
            each,
            {tag: words[each] for tag, words in alt.items() if each in words},
            {tag: words.get(called.get(each, each), {}).get("label", "") for tag, words in named.items()},
        )
        for each in _names(media, asset)
    ]


def lacking(session: Session, planning: Planning, asset: Asset, record: Json) -> list[Requirement]:
    """Return what is demanded of a planning besides what is said of ``asset``."""
    found = checklist.points(
        session, planning, record_json.record(planning.kind, record), record, [first_language(session)]
    )
    of_asset = [each for each in found if each.faults and all(fault.file == asset.slug for fault in each.faults)]
    return [each for each in found if each.is_demanded and not each.is_met and each not in of_asset]


def tell(session: Session, planning: Planning, asset: Asset, told: Told, *, by: Account) -> Revision:
    """Keep what was said, and return the draft of ``by``.

    Raises as ``edit.start``, ``edit.save`` and ``add_asset.describe`` do; of a scene that has to stay as it is nothing
    is kept.
    """
    if library_files.why_not(session, asset, by) is None:
        now = _described(asset.record, told)
        if now != asset.record:
            add_asset.describe(session, asset, now, by=by)
    draft = edit.start(session, planning, by=by)
    edit.save(session, draft, _named(draft.record, told.labels), version=draft.version, by=by)
    return draft


def check(session: Session, media: Store, asset: Asset) -> None:
    """Raise Invalid unless each state has words in the line's first language."""
    first = first_language(session)
    alt = asset.record.get("texts", {}).get(first, {}).get("alt", {})
    unsaid = [each for each in _names(media, asset) if each not in alt]
    if unsaid:
        faults = [Fault(str(asset.slug), field_of(first, each), UNSEEN, WRITE) for each in unsaid]
        raise Invalid(NOT_YET, faults=faults)


def submit(session: Session, media: Store, draft: Revision, asset: Asset, *, by: Account) -> None:
    """Hand a draft in that shows ``asset``.  Raises as ``check`` and ``review.submit_saved`` do."""
    check(session, media, asset)
    review.submit_saved(session, draft, by=by)


def field_of(language: str, state: str) -> str:
    """Return where the record of an asset says what is to be seen in a state."""
    return f"texts.{language}.alt.{state}"


def _names(media: Store, asset: Asset) -> Sequence[str]:
    return of_files({SCENE: working_copy.saved_text(media, asset).encode()})


def _described(record: Json, told: Told) -> Json:
    now = {**copy.deepcopy(record), **{name: words for name, words in told.about.items() if words}}
    texts = now.setdefault("texts", {})
    for tag, said in told.alt.items():
        alt = {state: words for state, words in {**texts.get(tag, {}).get("alt", {}), **said}.items() if words}
        if alt:
            texts[tag] = {**texts.get(tag, {}), "alt": alt}
    return now


def _named(record: Json, labels: Words) -> Json:
    now = copy.deepcopy(record)
    called = {each.get("scene") or each["id"]: each["id"] for each in record.get("variants", ())}
    for tag, said in labels.items():
        for state, words in said.items():
            if words and tag in now.get("texts", {}):
                variants = now["texts"][tag].setdefault("variants", {})
                name = called.get(state, state)
                variants[name] = {**variants.get(name, {}), "label": words}
    return now

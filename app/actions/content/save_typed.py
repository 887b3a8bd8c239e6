"""Save typed: what somebody typed becomes their draft, merged with what others stored meanwhile.

catch_up    merge what was typed with what was stored since, as far as no choice is needed
save        the same, and store it as the person's draft; hand it in where that was wanted, or store nothing
keep_aside  keep it beside the history, as autosave does, where it says something new

Whoever is overtaken keeps what they typed.  What only one side changed is merged at once (three-way merge); a field
that both changed differently is a clash: nothing is stored until somebody has chosen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from app.actions.content import autosave, checklist, describe, edit, merge, review
from app.actions.content.describe import Key, Said
from app.actions.content.merge import Clash
from app.actions.content.origin import Later, Origin, base_of, later, merged_with, source, sources
from app.actions.library import library_files
from app.actions.records import record_json
from app.actions.records.record_json import Record
from app.errors import Invalid
from app.exchange.reading import plain
from app.models import Account, Item, Revision

NO_CHOICES: Mapping[str, str] = {}
NOTHING_SAID: Mapping[Key, Said] = {}


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What a form says; ``said`` is what it says of files.

    ``choices`` maps clashing fields to ``merge.MINE``, ``THEIRS`` or ``BOTH``; they were made against the revision that
    ``chosen_against`` marks (``Later.mark``).  ``kept`` is the version of the autosave that the window has seen last.
    """

    record: Record
    origin: Origin
    choices: Mapping[str, str] = field(default_factory=lambda: NO_CHOICES)
    chosen_against: str = ""
    kept: int = 0
    said: Mapping[Key, Said] = field(default_factory=lambda: NOTHING_SAID)


@dataclass(frozen=True)
class HandIn:
    """What is said along with handing in: what is new, and who is asked to decide."""

    note: str = ""
    asked: Account | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of it: ``record`` and ``origin`` are what the editor goes on with.

    ``revision`` is the stored draft, None if nothing was stored: because of ``clashes`` with what is ``later``, because
    of a ``refusal``, or because only a merge was wanted.  ``building`` are the titles of files that keep what was to be
    handed in back, and nothing else does: it is stored, and handed in once they are ready.
    """

    record: Record
    origin: Origin
    later: Later | None = None
    clashes: tuple[Clash, ...] = ()
    refusal: Invalid | None = None
    revision: Revision | None = None
    building: Sequence[str] = ()


def catch_up(session: Session, item: Item, typed: Typed, *, by: Account) -> Outcome:
    """Merge.  ``refusal`` says what is wrong with what was typed, which then is not merged yet."""
    found = later(session, item, typed.origin, of=by)
    if found is None:
        return Outcome(record=typed.record, origin=typed.origin)
    own, theirs = plain(typed.record), found.revision.record
    clashes = tuple(merge.clashes(found.was, theirs, own))
    if clashes and typed.chosen_against != found.mark:
        return Outcome(record=typed.record, origin=typed.origin, later=found, clashes=clashes)
    try:
        given = record_json.checked(session, item, merge.merged(found.was, theirs, own, typed.choices))
    except Invalid as refusal:
        return Outcome(record=typed.record, origin=typed.origin, later=found, refusal=refusal)
    origin = merged_with(session, item, found, typed.origin, of=by)
    return Outcome(record=record_json.record(item.kind, given), origin=origin, later=found)


def save(
    session: Session,
    item: Item,
    typed: Typed,
    *,
    by: Account,
    hand_in: HandIn | None = None,
    store: bool = True,
) -> Outcome:
    """Store what was typed as the draft of ``by``, a new one where there is none; with ``hand_in`` submit it as well.

    Handed in or not even saved: what cannot be submitted is not stored either, unless it only has to wait for files.
    Without ``store`` it is only merged.
    Raises Forbidden unless ``by`` plans for the item's partner, WrongState if the item is archived, Missing if there is
    nothing to start from.
    """
    try:
        record_json.checked(session, item, plain(typed.record))
    except Invalid as refusal:
        wrong = _all(session, refusal, typed.record, typed) if hand_in else refusal
        return Outcome(record=typed.record, origin=typed.origin, refusal=wrong)
    caught_up = catch_up(session, item, typed, by=by)
    if caught_up.clashes or caught_up.refusal or (caught_up.later is not None and not store):
        return caught_up
    try:
        with session.begin_nested():
            if typed.said:
                caught_up = replace(caught_up, record=describe.save(session, caught_up.record, typed.said, by=by))
            draft = _store(session, item, caught_up, kept=typed.kept, by=by)
            if hand_in:
                review.submit(session, draft, by=by, note=hand_in.note, asked=hand_in.asked)
    except Invalid as refusal:
        if building := library_files.only_building(refusal):
            return replace(save(session, item, typed, by=by), building=building)
        return replace(caught_up, refusal=_all(session, refusal, caught_up.record, typed) if hand_in else refusal)
    return replace(caught_up, revision=draft)


def _all(session: Session, refusal: Invalid, record: Record, typed: Typed) -> Invalid:
    """Return ``refusal`` with all that keeps back what was to be handed in."""
    return checklist.beside(session, refusal, record, described=describe.overlaid(session, record, typed.said))


def keep_aside(
    session: Session, item: Item, form: Mapping[str, str], typed: Typed, *, is_new: bool = False, by: Account
) -> int:
    """Keep ``form``, the fields as typed, and return the version of the autosave; 0 if they say nothing new.

    With ``is_new`` they do, whatever ``typed`` says.  Nothing new is what the form was filled from, or what ``by`` has
    saved, handed in or thrown away while this was on its way.  Raises as ``autosave.keep`` does.
    """
    origin = typed.origin
    seen = source(session, item, origin, of=by)
    last = edit.stored_last(session, item, of=by)
    stored = [seen.record, base_of(session, item, of=by).record, *([last.record] if last else [])]
    is_said = bool(typed.said) and describe.is_new(session, typed.record, typed.said)
    if (
        not is_new
        and not is_said
        and any(plain(typed.record) == plain(record_json.record(item.kind, record)) for record in stored)
    ):
        autosave.forget(session, item, version=typed.kept, by=by)
        return 0
    base = session.get(Revision, int(origin.base)) if origin.base else seen
    number = int(origin.number) if origin.number else seen.number
    fields = {**form, "before": origin.before} if origin.before else form
    return autosave.keep(session, item, fields, base=base or seen, number=number, version=typed.kept, by=by).version


def _store(session: Session, item: Item, merged: Outcome, *, kept: int, by: Account) -> Revision:
    """Keep the record in the person's draft, or begin one, and forget what was kept while they typed."""
    credited = sources(session, item, merged.origin, of=by)  # as they were before this
    draft, given = edit.open_draft(session, item, of=by), plain(merged.record)
    if draft is None:
        draft = edit.begin(session, item, given, by=by)
    else:
        keep = edit.rebase if merged.origin.merged else edit.save
        keep(session, draft, given, version=draft.version, by=by)
    for each in credited:
        edit.credit(session, draft, each)
    autosave.forget(session, item, version=kept, by=by)
    return draft

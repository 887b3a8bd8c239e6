"""Translate: the words of one item in one language, beside those that they are made from.

rows    what there is to translate of an item
unsaved what one has typed there and not saved
keep    what is typed, beside the history, with what is kept there of other fields
save    the words as a draft, merged with what others stored meanwhile; handed in where that was wanted
"""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.actions.content import autosave, edit, merge, save_typed
from app.actions.content.origin import Origin
from app.actions.content.save_typed import HandIn, Outcome, Typed
from app.actions.people import rights
from app.actions.records import record_json
from app.actions.records.compare import leaves
from app.actions.records.line_record import first_language
from app.actions.translations import translation_table, worded
from app.actions.translations.worded import Row, Standing
from app.errors import Forbidden, Invalid, Missing
from app.exchange.translation import digest
from app.models import Account, Autosave, Item, Role
from app.models.base import Json


def rows(session: Session, item: Item, language: str, *, by: Account) -> Sequence[Row]:
    """Return a row for each field that has words in the first language, as the next draft of ``by`` begins.

    Raises Forbidden unless ``by`` plans the item or translates it into that language, Missing if the line has no such
    language or the item no words yet.
    """
    _check(session, item, language, by)
    found = worded.items(session, by=by, among=[item.id])
    if not found:
        raise Missing("Hier gibt es noch nichts zu übersetzen.")
    return worded.rows(session, found, language)


def unsaved(
    session: Session, found: Sequence[Row], language: str, *, of: Account
) -> tuple[Autosave | None, dict[str, str]]:
    """Return what ``of`` has typed and not saved, here or in the editor, and the words that it has for ``found``."""
    kept = autosave.found(session, _item(session, found), of=of)
    names = {each.path: worded.field_of(each.item, each.path, language) for each in found}
    return kept, {path: kept.form[name] for path, name in names.items() if kept is not None and name in kept.form}


def keep(
    session: Session,
    item: Item,
    language: str,
    words: Mapping[str, str],
    *,
    origin: Origin,
    kept: int,
    by: Account,
) -> int:
    """Keep what is typed and return the version of the autosave, 0 if it says nothing new.

    Raises as ``rows`` and ``autosave.keep`` do.
    """
    found = rows(session, item, language, by=by)
    others = _others(session, found, language, of=by)
    is_same = _filled(session, found, language, words) == found[0].item.record
    is_new = bool(others) or not (is_same or _is_stored(session, found, language, words, by=by))
    form = {**others, **{worded.field_of(found[0].item, path, language): said for path, said in words.items()}}
    typed = Typed(record=record_json.record(item.kind, found[0].item.record), origin=origin, kept=kept)
    return save_typed.keep_aside(session, item, form, typed, is_new=is_new, by=by)


def save(
    session: Session,
    item: Item,
    language: str,
    words: Mapping[str, str],
    *,
    origin: Origin,
    fits: bool = False,
    theirs: str = "",
    kept: int = 0,
    by: Account,
    hand_in: HandIn | None = None,
) -> Outcome:
    """Store ``words``, path -> words, as the draft of ``by``; ``fits`` says that all of it is of the source of now.

    ``theirs`` marks what somebody else stored and was shown: then the words typed stand against it; ``kept`` is the
    autosave that the window has seen last.  What is typed in the editor about other fields stays kept, and is not
    handed in without.  Raises as ``rows`` and ``save_typed.save`` do.
    """
    found = rows(session, item, language, by=by)
    others = _others(session, found, language, of=by)
    record = _filled(session, found, language, words, fits=fits)
    try:
        record_json.checked(session, item, record)
        if others and hand_in:
            autosave.check_saved(session, item, by=by)
    except Invalid as refusal:
        return Outcome(record=record_json.record(item.kind, found[0].item.record), origin=origin, refusal=refusal)
    typed = Typed(record=record_json.record(item.kind, record), origin=origin, kept=kept)
    outcome = save_typed.save(session, item, typed, by=by, hand_in=hand_in)
    if outcome.clashes and outcome.later is not None and theirs == outcome.later.mark:
        mine = {each.field: merge.MINE for each in outcome.clashes}
        typed = replace(typed, choices=mine, chosen_against=theirs)
        outcome = save_typed.save(session, item, typed, by=by, hand_in=hand_in)
    if outcome.revision is not None and others and autosave.found(session, item, of=by) is None:
        autosave.keep(session, item, others, base=outcome.revision, number=outcome.revision.number, version=kept, by=by)
    return outcome


def _item(session: Session, found: Sequence[Row]) -> Item:
    return session.get_one(Item, found[0].item.id)


def _others(session: Session, found: Sequence[Row], language: str, *, of: Account) -> dict[str, str]:
    """Return what is kept of the editor's other fields."""
    kept = autosave.found(session, _item(session, found), of=of)
    own = {worded.field_of(each.item, each.path, language) for each in found}
    return {name: said for name, said in kept.form.items() if name not in own} if kept else {}


def _is_stored(session: Session, found: Sequence[Row], language: str, words: Mapping[str, str], *, by: Account) -> bool:
    """Tell whether ``words`` are what ``by`` has stored last: then they were on their way meanwhile."""
    last = edit.stored_last(session, _item(session, found), of=by)
    return last is not None and all(
        _said(last.record, worded.field_of(found[0].item, path, language)) == said for path, said in words.items()
    )


def _said(record: Json, field: str) -> object:
    inner: object = record
    for each in field.split("."):
        inner = inner.get(each, "") if isinstance(inner, Mapping) else ""
    return inner


def _check(session: Session, item: Item, language: str, by: Account) -> None:
    if not rights.may_item(by, Role.PLANNER, item) and language not in rights.translates(by, item):
        raise Forbidden(rights.REFUSALS[Role.TRANSLATOR], partner=item.owner.name)
    if language not in translation_table.languages(session):
        raise Missing("In diese Sprache wird hier nicht übersetzt.")


def _filled(
    session: Session, found: Sequence[Row], language: str, words: Mapping[str, str], *, fits: bool = False
) -> Json:
    item, first = found[0].item, first_language(session)
    record: Json = copy.deepcopy(item.record)
    changed = {each.path for each in found if each.path in words and words[each.path] != each.words}
    for path in changed:
        *sections, name = worded.field_of(item, path, language).split(".")
        inner = record
        for each in sections:
            inner = inner.setdefault(each, {})
        inner[name] = words[path]
    if changed and language in record.get("texts", {}):
        _complete(record["texts"], language)
    stale = {each.path for each in found if each.standing is Standing.STALE}
    if fits or (changed and not stale - changed):
        text = record["texts"].get(language)
        if text:
            text["made_from"] = digest(record_json.stored(item.text_shape, record["texts"][first]))
    return record


def _complete(texts: Json, language: str) -> None:
    """Let a text have the fields that each has, or none where no words are left, as the editor does."""
    if any(words for path, words in leaves(texts[language]) if path not in worded.NO_WORDS):
        texts[language] = {"title": "", "summary": "", **texts[language]}
    else:
        del texts[language]

"""Describe: what is said of the pictures and 3D that a record shows, typed beside them and saved with its words.

values     what is said of a file, by path: author, texts.de.alt …
field      where a form says that; ``mark`` is what it was filled with
called     the file itself
overlaid   the records of files with what somebody typed of them
is_new     whether that says anything that the library does not say already
save       store it, and return the record that shows it; ``is_overtaken`` of its refusals

The words stay the library's: they hold wherever the file is shown.  What was handed in or public stays as it is; other
words for it make its next version, which the record shows then.  Refused is what somebody else has said meanwhile.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content.merge import nested
from app.actions.library import add_asset, add_picture, library_files, stored_asset
from app.actions.records import line_record
from app.actions.records.compare import leaves
from app.actions.records.record_json import Record
from app.errors import Invalid, WrongState
from app.exchange.languages import is_simple
from app.exchange.reading import Fault, plain
from app.exchange.records import PlanningRecord, StationRecord
from app.i18n import N_
from app.models import Account, Asset, Partner, Picture, Used
from app.models.base import Json
from app.models.use import uses

Thing = Asset | Picture
Key = tuple[Used, str]  # kind and slug of a file
KINDS = (Used.ASSET, Used.PICTURE)
ABOUT = ("author", "licence", "origin")
OF_PICTURE = ("alt", "caption")
UNFIT = N_("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.")
OVERTAKEN = N_("Jemand hat hier inzwischen „%(words)s“ eingetragen.")
OVERTAKEN_TO_NOTHING = N_("Jemand hat das hier inzwischen geleert.")
AGAIN = N_("Noch einmal speichern ersetzt es.")


@dataclass(frozen=True)
class Said:
    """What a form says of one file, by path; ``was`` are the marks of what stood there when it was filled."""

    typed: Mapping[str, str]
    was: Mapping[str, str]


def values(thing: Thing, languages: Sequence[str]) -> dict[str, str]:
    """Return what is said of ``thing`` by path, in each language that its words are demanded in."""
    record = thing.record
    found = {name: record.get(name, "") for name in ABOUT}
    for tag in languages:
        if not is_simple(tag):
            text = record.get("texts", {}).get(tag, {})
            found |= {f"texts.{tag}.{path}": words for path, words in _words(thing, text)}
    return found


def mark(words: str) -> str:
    """Return what tells words from others, for a form to send along."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def called(session: Session, key: Key) -> Thing | None:
    """Return the file of that kind and slug, if the library has it."""
    kind, slug = key
    if kind is Used.PICTURE:
        return session.scalars(select(Picture).where(Picture.slug == slug, Picture.deleted_at.is_(None))).first()
    return session.scalars(select(Asset).where(Asset.slug == slug, Asset.deleted_at.is_(None))).first()


def overlaid(session: Session, record: Record, said: Mapping[Key, Said]) -> dict[Key, Json]:
    """Return the records of the files that ``record`` shows as they would be with what is typed."""
    return {key: _with(thing, changes) for key, thing, changes in _changed(session, record, said)}


def is_new(session: Session, record: Record, said: Mapping[Key, Said]) -> bool:
    """Tell whether anything typed of a file that ``record`` shows differs from what the library says."""
    return next(_changed(session, record, said), None) is not None


def save(session: Session, record: Record, said: Mapping[Key, Said], *, by: Account) -> Record:
    """Store what is typed, in the file or in its next version, and return the record that shows it.

    Raises Invalid with every fault, Forbidden unless ``by`` may change the file.
    """
    faults: list[Fault] = []
    newer: dict[Key, str] = {}
    for key, thing, changes in _changed(session, record, said):
        faults += _overtaken(key, thing, said[key], changes)
        if faults:
            continue
        try:
            newer[key] = str(_store(session, thing, changes, by=by).slug)
        except Invalid as refusal:
            faults += [_at(key, each) for each in refusal.faults if isinstance(each, Fault)]
    if faults:
        raise Invalid(UNFIT, faults=faults)
    return _showing(record, newer)


def _words(thing: Thing, text: Json) -> Iterator[tuple[str, str]]:
    if isinstance(thing, Asset):
        for name in stored_asset.worded(thing):
            yield f"alt.{name}", text.get("alt", {}).get(name, "")
    else:
        yield from ((name, text.get(name, "")) for name in OF_PICTURE)


def _changed(
    session: Session, record: Record, said: Mapping[Key, Said]
) -> Iterator[tuple[Key, Thing, Mapping[str, str]]]:
    """Yield each file of ``record`` of which somebody typed something else than it says and said, with that."""
    languages = line_record.languages(session)
    for use in uses(plain(record)):
        key = (use.kind, use.slug)
        thing = called(session, key) if key in said and use.kind in KINDS else None
        if thing is None:
            continue
        form, now = said[key], values(thing, languages)
        typed = {path: words for path, words in form.typed.items() if mark(words) != form.was.get(path)}
        changes = {path: words for path, words in typed.items() if words != now.get(path, words)}
        if changes:
            yield key, thing, changes


def _overtaken(key: Key, thing: Thing, form: Said, changes: Mapping[str, str]) -> Iterator[Fault]:
    """Yield a fault for each path at which the library says something else by now than the form was filled with."""
    now = dict(leaves(thing.record))
    for path in changes:
        words = str(now.get(path, ""))
        if path in form.was and mark(words) != form.was[path]:
            wrong = OVERTAKEN if words else OVERTAKEN_TO_NOTHING
            yield Fault(key[1], field(key, path), wrong, AGAIN, {"words": words} if words else {})


def field(key: Key, path: str) -> str:
    """Return the name of the input in which something is said of a file."""
    kind, slug = key
    return f"about.{kind.value}.{slug}.{path}"


def _at(key: Key, fault: Fault) -> Fault:
    return replace(fault, field=field(key, fault.field))


def _store(session: Session, thing: Thing, changes: Mapping[str, str], *, by: Account) -> Thing:
    """Change ``thing``, or its next version where it has to stay as it is; return which."""
    refusal = library_files.why_not(session, thing, by)
    owner = thing.partner
    if refusal is not None and not (isinstance(refusal, WrongState) and owner is not None):
        raise refusal
    if isinstance(thing, Asset):
        asset = thing if refusal is None else add_asset.follow(session, thing, owner=_owner(session, owner, by), by=by)
        add_asset.describe(session, asset, _with(asset, changes), by=by)
        return asset
    picture = thing if refusal is None else add_picture.follow(session, thing, owner=_owner(session, owner, by), by=by)
    add_picture.change(session, picture, _with(picture, changes), by=by)
    return picture


def _owner(session: Session, owner: Partner | None, by: Account) -> Partner:
    return library_files.partner(session, owner.slug if owner else "", by=by)


def is_overtaken(refusal: Invalid) -> bool:
    """Tell whether ``refusal`` is about what somebody else has said meanwhile."""
    faults = [each for each in refusal.faults if isinstance(each, Fault)]
    return any(each.wrong in (OVERTAKEN, OVERTAKEN_TO_NOTHING) for each in faults)


def _with(thing: Thing, changes: Mapping[str, str]) -> Json:
    """Return the record of ``thing`` with other words; what is emptied is left out."""
    flat = {**dict(leaves(thing.record)), **changes}
    return nested({path: value for path, value in flat.items() if value != ""})


def _showing(record: Record, newer: Mapping[Key, str]) -> Record:
    """Return ``record`` with the newer versions of its files."""
    if not isinstance(record, StationRecord | PlanningRecord):
        return record
    pictures = tuple(newer.get((Used.PICTURE, slug), slug) for slug in record.pictures)
    if not isinstance(record, PlanningRecord):
        return replace(record, pictures=pictures)
    states = tuple(replace(each, asset=newer.get((Used.ASSET, each.asset), each.asset)) for each in record.variants)
    asset = newer.get((Used.ASSET, record.asset), record.asset)
    return replace(record, pictures=pictures, asset=asset, variants=states)

"""Read a translation table: what it would change, row by row, and why a row is left out; nothing is written.

A row counts as long as the words that it translates are still those of now, and nobody has translated them otherwise
meanwhile: both its fingerprint tells.  What is left out changes nothing, and keeps no other row from being taken over.
"""

import copy
import dataclasses
import enum
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.records import record_json
from app.actions.records.compare import Piece, diff
from app.actions.records.line_record import first_language
from app.actions.translations import translation_table, worded
from app.actions.translations.translation_table import Given
from app.actions.translations.worded import Row, Standing, Worded, field_of, fingerprint, is_of_text, tidy
from app.errors import Invalid
from app.exchange.lost_letters import LOST_LETTER, lost_word
from app.exchange.reading import Fault
from app.exchange.translation import digest
from app.exchange.typed import CONTROL
from app.i18n import N_
from app.models import Account, Item
from app.models.base import Json

ASKS_INSIDE = re.compile(r"\w+\?\w+")
FINGERPRINT = re.compile(r"t[0-9a-f]{8}-[0-9a-f]{8}")


class Why(enum.StrEnum):
    """Why a row is left out, the grave ones first."""

    UNKNOWN = "unknown"
    RIGHT = "right"
    FOREIGN = "foreign"
    SOURCE = "source"
    MEANWHILE = "meanwhile"
    DOUBLED = "doubled"
    LETTERS = "letters"
    WRONG = "wrong"
    EMPTY = "empty"
    UNCHANGED = "unchanged"


QUIET = (Why.EMPTY, Why.UNCHANGED)  # what is nothing to see to
REASONS = {
    Why.UNKNOWN: N_("Diesen Text gibt es hier nicht, oder nicht mehr."),
    Why.RIGHT: N_("Das darf nur die Planung von %(partner)s."),
    Why.FOREIGN: N_("Der Fingerabdruck fehlt oder ist keiner von hier. Bitte diese Spalte lassen, wie sie ist."),
    Why.SOURCE: N_("Der Text, von dem die Übersetzung ausging, lautet inzwischen anders. Bitte die Tabelle neu laden."),
    Why.MEANWHILE: N_("Inzwischen steht hier eine andere Übersetzung: „%(now)s“. Bitte im Editor vergleichen."),
    Why.DOUBLED: N_("Diese Kennung steht schon in Zeile %(row)s."),
    Why.EMPTY: N_("Die Zelle ist leer. Es bleibt, wie es ist."),
    Why.UNCHANGED: N_("Wie bisher."),
}
LOST = N_("Hier gingen Buchstaben verloren: Aus „%(was)s“ wurde „%(now)s“.")
SAVE_ANEW = N_("Bitte als Excel-Arbeitsmappe (.xlsx) oder als CSV UTF-8 speichern.")
ASKED = N_("„%(word)s“ hat ein Fragezeichen mitten im Wort.")
ASKED_ALLOWED = N_("Bitte prüfen, ob dort ein Buchstabe verloren ging.")
CONTROLLED = N_("Hier steht ein unsichtbares Steuerzeichen."), N_("Bitte die Zelle neu eintippen.")


@dataclass(frozen=True, kw_only=True)
class Change:
    """A row that is taken over.  ``after`` are its words; where they are as before, they fit the source of now."""

    given: Given
    row: Row
    after: str
    language: str

    @property
    def field(self) -> str:
        return field_of(self.row.item, self.row.path, self.language)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The word diff."""
        return diff(tidy(self.row.path, self.row.words), self.after)

    @property
    def is_confirmed(self) -> bool:
        return self.after == tidy(self.row.path, self.row.words)


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A row that is not taken over: where it belongs, as far as one knows, and why."""

    number: int
    why: Why
    where: str = ""
    field: str = ""
    wrong: str = ""
    allowed: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def fault(self) -> Fault:
        return Fault(f"Zeile {self.number}", self.field, self.wrong or REASONS[self.why], self.allowed, self.values)


@dataclass
class Reading:
    """A table that was read.  ``records`` are the changed items' plain records, by id."""

    language: str
    changes: list[Change] = dataclasses.field(default_factory=list)
    left_out: list[LeftOut] = dataclasses.field(default_factory=list)
    records: dict[int, Json] = dataclasses.field(default_factory=dict)

    @property
    def items(self) -> dict[int, Worded]:
        return {each.row.item.id: each.row.item for each in self.changes}

    @property
    def by_why(self) -> dict[Why, list[LeftOut]]:
        return {why: found for why in Why if (found := [each for each in self.left_out if each.why is why])}


def read(session: Session, text: str, *, by: Account, first: int = 0, most: int | None = None) -> Reading:
    """Return what a table would change, of ``most`` items from ``first`` on, or of all.

    Raises Invalid if it is no such table at all.
    """
    language, given = translation_table.read(session, text)
    wanted = sorted({each.item_id for each in given if each.item_id is not None})
    window = wanted[first:] if most is None else wanted[first : first + most]
    if most is not None or first:
        given = [each for each in given if each.item_id in window]
    there = {each.id: each for each in worded.items(session, by=by, among=window)}
    known = {each.key: each for each in worded.rows(session, list(there.values()), language)}
    found = Reading(language)
    seen: dict[str, int] = {}
    for each in given:
        judged = _judged(each, there.get(each.item_id or 0), known.get(each.key), seen, language)
        seen.setdefault(each.key, each.number)
        if isinstance(judged, Change):
            found.changes.append(judged)
        else:
            found.left_out.append(judged)
    _fit(session, found, known)
    found.left_out.sort(key=lambda each: each.number)
    return found


def _judged(
    given: Given, item: Worded | None, row: Row | None, seen: Mapping[str, int], language: str
) -> Change | LeftOut:
    """Return what becomes of a row, looked at alone."""
    out = LeftOut(number=given.number, why=Why.UNKNOWN, where=given.key)
    if item is not None and not item.may:
        return dataclasses.replace(out, why=Why.RIGHT, values={"partner": item.partner})
    if row is None:
        return out
    out = dataclasses.replace(out, where=row.item.where, field=field_of(row.item, row.path, language))
    after = tidy(row.path, given.words)
    if not after:
        return dataclasses.replace(out, why=Why.EMPTY)
    if given.key in seen:
        return dataclasses.replace(out, why=Why.DOUBLED, values={"row": seen[given.key]})
    why, values = _compared(given, row, after)
    if why is not None:
        return dataclasses.replace(out, why=why, values=values)
    if wrong := _unreadable(after, tidy(row.path, row.words), row.source):
        return dataclasses.replace(out, why=Why.LETTERS, wrong=wrong[0], allowed=wrong[1], values=wrong[2])
    return Change(given=given, row=row, after=after, language=language)


def _compared(given: Given, row: Row, after: str) -> tuple[Why | None, Mapping[str, object]]:
    """Return what speaks against a row, seen beside what is there now; None if it changes something."""
    if after == tidy(row.path, row.words):
        is_confirmed = given.says_fitting and row.standing is Standing.STALE and _is_of(given, row)
        return (None if is_confirmed else Why.UNCHANGED), {}
    if not FINGERPRINT.fullmatch(given.fingerprint):
        return Why.FOREIGN, {}
    was_source, was_words = given.fingerprint.split("-")
    now_source, now_words = row.fingerprint.split("-")
    if was_words == fingerprint(row.path, "", after).split("-")[1]:
        return Why.UNCHANGED, {}  # by whoever had the table; somebody else has changed it since, which stays
    if was_source != now_source:
        return Why.SOURCE, {}
    return (Why.MEANWHILE, {"now": row.words}) if was_words != now_words else (None, {})


def _is_of(given: Given, row: Row) -> bool:
    """Tell whether a row was made for the words of now."""
    return given.fingerprint == row.fingerprint


def _unreadable(after: str, before: str, source: str) -> tuple[str, str, dict[str, object]] | None:
    """Return what is wrong with the letters of a text that some program has saved."""
    if CONTROL.search(after):
        return *CONTROLLED, {}
    if LOST_LETTER in after:
        return LOST, SAVE_ANEW, {"was": "…", "now": LOST_LETTER}
    if lost := lost_word(before, after):
        return LOST, SAVE_ANEW, {"was": lost[0], "now": lost[1]}
    asked = next((each for each in ASKS_INSIDE.findall(after) if each not in source and each not in before), None)
    return (ASKED, ASKED_ALLOWED, {"word": asked}) if asked else None


def _fit(session: Session, found: Reading, known: Mapping[str, Row]) -> None:
    """Make the record of each item that changes, and leave out the rows that no record may have."""
    of_item: dict[int, list[Change]] = defaultdict(list)
    for change in found.changes:
        of_item[change.row.item.id].append(change)
    rows = {each.id: each for each in session.scalars(select(Item).where(Item.id.in_(of_item)))}
    stale: dict[int, set[str]] = defaultdict(set)
    for row in known.values():
        if row.standing is Standing.STALE:
            stale[row.item.id].add(row.path)
    found.changes = []
    first = first_language(session)
    for number, wanted in of_item.items():
        gone: set[int] = set()
        for wrong, record in _tries(session, rows[number], wanted, stale[number], found.language, first):
            found.left_out += wrong
            gone |= {each.number for each in wrong}
            if record is not None:
                found.records[number] = record
        found.changes += [each for each in wanted if each.given.number not in gone]
    found.changes.sort(key=lambda each: each.given.number)


def _tries(
    session: Session, item: Item, changes: Sequence[Change], stale: set[str], language: str, first: str
) -> Iterator[tuple[list[LeftOut], Json | None]]:
    """Yield the rows that do not fit, as often as there are some, and then the record that fits, if any row is left."""
    while changes:
        try:
            record = record_json.checked(session, item, changed(changes, stale, language, first))
        except Invalid as refusal:
            wrong = _left_out(changes, [each for each in refusal.faults if isinstance(each, Fault)], language)
            gone = {each.number for each in wrong}
            changes = [each for each in changes if each.given.number not in gone]
            yield wrong, None
        else:
            yield [], record
            return


def changed(changes: Sequence[Change], stale: set[str], language: str, first: str) -> Json:
    """Return the plain record of an item with the words of some rows.

    The translation belongs to the source of now, unless words that are ``stale`` were left as they are.
    """
    item = changes[0].row.item
    record: Json = copy.deepcopy(item.record)
    paths = {each.row.path for each in changes}
    for each in changes:
        _put(record, item, each.row.path, language, each.after)
    if any(is_of_text(item, path) for path in paths) and not stale - paths:
        texts = record["texts"]
        texts[language]["made_from"] = digest(record_json.stored(item.text_shape, texts[first]))
    return record


def _put(record: Json, item: Worded, path: str, language: str, words: str) -> None:
    *sections, name = field_of(item, path, language).split(".")
    inner = record
    for each in sections:
        inner = inner.setdefault(each, {})
    inner[name] = words


def _left_out(changes: Sequence[Change], faults: Sequence[Fault], language: str) -> list[LeftOut]:
    """Return the rows that faults of a record are about; all of them where it is about none of them in particular."""
    by_field = {field_of(each.row.item, each.row.path, language): each for each in changes}
    own = [(by_field[fault.field], fault) for fault in faults if fault.field in by_field]
    about = own or [(each, fault) for fault in faults[:1] for each in changes]
    return [
        LeftOut(
            number=each.given.number,
            why=Why.WRONG,
            where=each.row.item.where,
            field=fault.field,
            wrong=fault.wrong,
            allowed=fault.allowed,
            values=dict(fault.values),
        )
        for each, fault in about
    ] or [LeftOut(number=each.given.number, why=Why.UNKNOWN, where=each.row.item.where) for each in changes]

"""Sign cells: what stands above the columns of the sign table and in its cells, and the fields of a record it means.

columns   what stands above each column, and its field
rows      number and cells (field -> text) of each row of a table
nested    a record as plain values, with cells over it
flat      the fields of a record that have a column
shown     a value as it stands in a cell

Heads are known however they are spelled (``Längengrad``, ``LAENGENGRAD``), days as people write them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from app.actions.records import line_record
from app.errors import Invalid
from app.exchange import codes, table
from app.exchange.languages import is_simple
from app.exchange.reading import Fault, Faults
from app.exchange.records import SignKind, SignRecord, Survey
from app.exchange.typed import CONTROL, cleaned
from app.i18n import N_
from app.models import SignStage
from app.models.base import Json

STATION = "station"  # without it a table is none of signs
WHAT: Mapping[str, str] = {  # what stands above a column -> the field of the record
    "code": "code",
    "station": "station",
    "planung": "planning",
    "art": "kind",
    "zustand": "state",
}
HOW: Mapping[str, str] = {  # the same behind the columns of the place in words
    "breitengrad": "place.lat",
    "laengengrad": "place.lon",
    "lage_genauigkeit_m": "place.uncertainty_m",
    "lage": "place.status",
    "lage_quelle": "place.source",
    "lage_von": "place.by",
    "lage_am": "place.on",
    "ausrichtung_grad": "facing_deg",
    "ausrichtung_genauigkeit_grad": "facing_uncertainty_deg",
    "ausrichtung": "facing_status",
    "ausrichtung_von": "facing_by",
    "ausrichtung_am": "facing_on",
    "hoehe_m": "code_height_m",
    "hoehe_genauigkeit_m": "code_height_uncertainty_m",
    "hoehe": "code_height_status",
    "hoehe_von": "code_height_by",
    "hoehe_am": "code_height_on",
}
FORMER = re.compile(
    r"blick(richtung)?(?=_|$)"
)  # in words on a sign *Blick* is the reader's, who faces what hangs there
SURVEYS: Mapping[StrEnum, str] = {Survey.MEASURED: "vermessen", Survey.ESTIMATED: "geschätzt"}
WORDS: Mapping[str, Mapping[StrEnum, str]] = {  # field -> value -> its word in a cell
    "kind": {
        SignKind.A4: "A4",
        SignKind.A3: "A3",
        SignKind.DIN_LANG: "DIN lang",
        SignKind.CITY_LIGHT: "City-Light-Poster",
        SignKind.FLOOR: "Boden",
        SignKind.WINDOW: "Fenster",
        SignKind.POLE: "Mast",
        SignKind.TABLE: "Tisch",
    },
    "state": {
        SignStage.PLANNED: "geplant",
        SignStage.PRINTED: "gedruckt",
        SignStage.MOUNTED: "hängt",
        SignStage.DAMAGED: "beschädigt",
        SignStage.RETIRED: "außer Dienst",
    },
    "place.status": SURVEYS,
    "facing_status": SURVEYS,
    "code_height_status": SURVEYS,
}
NUMBERS = {name for name in HOW.values() if name.endswith(("_m", "_deg", ".lat", ".lon"))}
DATES = {name for name in HOW.values() if name.endswith(("_on", ".on"))}
CHOICES: Mapping[str, list[str]] = {  # what stands above a column -> the words that may stand in it
    name: list(WORDS[path].values()) for name, path in {**WHAT, **HOW}.items() if path in WORDS
}
GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:[ T]0?0:00(?::00)?)?", re.ASCII)
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]0?0:00(?::00)?)?", re.ASCII)
SERIAL_DAY = re.compile(r"[3-7][0-9]{4}")  # as Excel counts days, from 1982 to 2119
FIRST_SERIAL = date(1899, 12, 30)
NUMBER = re.compile(r"[+-]?(\d+|\d*[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)
MAX_ROWS = 10_000
HEAD_WITHIN = 20  # lines: a title or a note may stand above


def columns(session: Session) -> dict[str, str]:
    """Return what stands above each column and its field; the place in words has one for each language of the line."""
    line = line_record.find(session)
    spoken = [tag for tag in line.languages if not is_simple(tag)] if line else []
    return {**WHAT, **{f"ort_{tag}": f"where.{tag}" for tag in spoken}, **HOW}


def rows(text: str, names: Mapping[str, str], faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield number and cells of each row; rows without anything are left out.

    What is wrong with the head, and characters that cannot be kept, come into ``faults``.  Raises Invalid for what is
    no table of signs, or too long a one.
    """
    lines = enumerate(_lines(text), start=1)
    head = next((each for each in lines if _is_head(each)), None)
    if head is None:
        raise Invalid("Das ist keine Tabelle von Schildern: In der ersten Zeile fehlt die Spalte „station“.")
    fields = _fields(head, names, faults)
    headed = {at: cell.strip() for at, cell in enumerate(head[1]) if _spelled(cell)}
    count = 0
    for number, cells in lines:
        filled = {at: cell for at, cell in enumerate(cells) if cell.strip()}
        count += bool(filled)
        if count > MAX_ROWS:
            raise Invalid("Das sind mehr als %(most)s Zeilen. Bitte die Tabelle teilen.", most=MAX_ROWS)
        if filled:
            faults += _unfit(number, filled, headed)
            yield number, {name: _typed(name, cells[at]) for at, name in fields.items() if at < len(cells)}


def _typed(name: str, cell: str) -> str:
    """Return what a cell says, without what nobody sees; a code as it is printed, an address in small letters."""
    text = cleaned(cell).strip()
    if name == "code":
        return codes.spelled(text) or text
    return text.casefold() if name == STATION else text


def _lines(text: str) -> Iterator[list[str]]:
    try:
        yield from table.read(text, head=STATION)
    except ValueError as error:
        raise Invalid("Das ist keine Tabelle von Schildern: Eine Zelle nimmt kein Ende.") from error


def _is_head(line: tuple[int, Sequence[str]]) -> bool:
    number, cells = line
    return number <= HEAD_WITHIN and STATION in {_spelled(cell) for cell in cells}


def _spelled(head: str) -> str:
    """Return what stands above a column as we would write it now."""
    return FORMER.sub("ausrichtung", table.spelled(head), count=1)


def _fields(head: tuple[int, Sequence[str]], names: Mapping[str, str], faults: list[Fault]) -> dict[int, str]:
    """Return the field of each column by its place; columns without a head are left out."""
    number, cells = head
    wrong, found = Faults(f"Zeile {number}"), dict[int, str]()
    for at, cell in enumerate(cells):
        name = _spelled(cell)
        if not name:
            continue
        if name not in names:
            allowed = ", ".join(names)
            wrong.add(cell.strip(), N_("Diese Spalte gibt es hier nicht."), N_("Erlaubt: %(names)s."), names=allowed)
        elif names[name] in found.values():
            wrong.add(name, N_("Diese Spalte steht doppelt da."), N_("Bitte eine der beiden löschen."))
        else:
            found[at] = names[name]
    faults += wrong.found
    return found


def _unfit(number: int, filled: Mapping[int, str], headed: Mapping[int, str]) -> Iterator[Fault]:
    """Yield a fault for what stands under no head, and for characters that no text may have."""
    for at, cell in filled.items():
        if at not in headed:
            wrong, allowed = N_("„%(given)s“ steht in einer Spalte ohne Namen."), N_("Bitte löschen.")
            yield Fault(f"Zeile {number}", "", wrong, allowed, {"given": cell.strip()[:40]})
        if CONTROL.search(cell):
            wrong, allowed = N_("Hier steht ein unsichtbares Steuerzeichen."), N_("Bitte die Zelle neu eintippen.")
            yield Fault(f"Zeile {number}", headed.get(at, ""), wrong, allowed)


def nested(before: Json, cells: Mapping[str, str]) -> Json:
    """Return the record as plain values: what it was, with the cells over it; an empty cell means the default."""
    made: Json = {**before, "where": dict(before.get("where", {})), "place": dict(before.get("place", {}))}
    for name, text in cells.items():
        if name in ("code", STATION) or (name == "state" and not text):
            continue
        parent, _, leaf = name.rpartition(".")
        target = made[parent] if parent else made
        target.pop(leaf, None)
        if text:
            target[leaf] = _value(name, text)
    return made


def _value(name: str, text: str) -> object:
    if name in DATES:
        return _day(text)
    if name in NUMBERS:
        plain = text.replace("−", "-")
        return float(plain.replace(",", ".")) if NUMBER.fullmatch(plain) else text
    folded = {word.casefold(): value.value for value, word in WORDS.get(name, {}).items()}
    return folded.get(text.casefold(), text)


def _day(text: str) -> str:
    """Return a day as ``2026-11-20``, however it is written; as it is what is no day, which its field refuses then."""
    if german := GERMAN_DAY.fullmatch(text):
        day, month, year = (int(each) for each in german.groups())
        year += 2000 if year < 100 else 0
    elif iso := ISO_DAY.fullmatch(text):
        year, month, day = (int(each) for each in iso.groups())
    elif SERIAL_DAY.fullmatch(text):
        return (FIRST_SERIAL + timedelta(days=int(text))).isoformat()
    else:
        return text
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{text} ?"


def flat(record: SignRecord, names: Mapping[str, str]) -> Json:
    """Return every field of a record that has a column."""
    found: Json = {}
    for name in names.values():
        value: object = record
        for part in name.split("."):
            value = value.get(part, "") if isinstance(value, Mapping) else getattr(value, part, "")
        found[name] = value
    return found


def word(name: str, value: object) -> object:
    """Return a value of a field as its cell holds it: a word, where its values have some."""
    return WORDS.get(name, {}).get(value, value) if isinstance(value, StrEnum) else value


def shown(name: str, value: object) -> str:
    """Return a value of a field as a spreadsheet shows its cell."""
    return table.cell(word(name, value))

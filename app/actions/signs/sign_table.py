"""Sign table: all signs as CSV, for a spreadsheet, and back.

write    the table, for a spreadsheet
read     a table as changes, without making any, with every fault by row and column
apply    make those of some rows

A row with a code changes that sign, one without makes a new one.  What is said of signs that
somebody else keeps must be as it is.
"""

import random
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.actions.records import line_record, record_json
from app.actions.signs import signs
from app.errors import Invalid
from app.exchange import reading, table
from app.exchange.languages import is_simple
from app.exchange.reading import LACKING, Fault, Faults, outside, plain
from app.exchange.records import LineRecord, SignKind, SignRecord, Survey
from app.i18n import N_
from app.models import SIGN_MOVES, Account, Role, Sign, SignStage, Station
from app.models.base import Json

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
    "blick_grad": "facing_deg",
    "blick_genauigkeit_grad": "facing_uncertainty_deg",
    "blick": "facing_status",
    "blick_von": "facing_by",
    "blick_am": "facing_on",
    "hoehe_m": "code_height_m",
    "hoehe_genauigkeit_m": "code_height_uncertainty_m",
    "hoehe": "code_height_status",
    "hoehe_von": "code_height_by",
    "hoehe_am": "code_height_on",
}
SURVEYS = {Survey.MEASURED: "vermessen", Survey.ESTIMATED: "geschätzt"}
WORDS: Mapping[str, Mapping[Any, str]] = {  # field -> value -> its word in a cell
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
GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")  # what a German spreadsheet makes of ours
MAX_ROWS = 10_000
SKIP = N_("Bitte diese Zeile weglassen.")


@dataclass(frozen=True)
class SignRow:
    """What one row of a table is about: a new sign at ``station``, or changes to ``sign``."""

    number: int  # in the file, from 1; the head is the first
    record: SignRecord
    station: Station
    sign: Sign | None


@dataclass
class Reading:
    """A table that was read: its rows, how many signs are new or change, and what is wrong."""

    rows: list[SignRow] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    faults: list[Fault] = field(default_factory=list)


def columns(session: Session) -> dict[str, str]:
    """Return what stands above each column and its field; the place in words has one for each language of the line."""
    line = line_record.find(session)
    spoken = [tag for tag in line.languages if not is_simple(tag)] if line else []
    return {**WHAT, **{f"ort_{tag}": f"where.{tag}" for tag in spoken}, **HOW}


def write(session: Session) -> bytes:
    """Return the table of all signs in the order of their stations."""
    names = columns(session)
    query = select(Sign).options(selectinload(Sign.station), selectinload(Sign.planning))
    found = sorted(session.scalars(query), key=lambda sign: (sign.station.slug, sign.id))
    rows = (_flat(record_json.sign_record(sign), names) | {"station": sign.station.slug} for sign in found)
    return table.write(names, ([_word(name, row[name]) for name in names.values()] for row in rows))


def read(session: Session, raw: bytes, *, by: Account, first: int = 0, most: int = MAX_ROWS) -> Reading:
    """Return what ``most`` rows of a table would change, from the row ``first`` on, counted from 0.

    Raises Invalid if it is no table of signs at all.
    """
    found = Reading()
    names = columns(session)
    wanted = list(_cells(raw, names, found.faults))[first : first + most]
    known = _Known(session, names, {cells.get("code", "") for _, cells in wanted})
    seen: dict[str, int] = {}
    for number, cells in wanted:
        faults = Faults(f"Zeile {number}")
        row = _row(number, cells, known, by, faults)
        code = cells.get("code", "")
        if code and code in seen:
            faults.add(
                "code",
                N_("Dieser Code steht schon in Zeile %(row)s."),
                N_("Erlaubt ist eine Zeile je Schild."),
                row=seen[code],
            )
        seen[code] = number
        found.faults += [_in_column(fault, names) for fault in faults.found]
        if row is not None and not faults.found:
            found.rows.append(row)
            found.new += row.sign is None
            found.changed += row.sign is not None and _is_changed(row.sign, row.record, names)
    return found


def apply(session: Session, rows: Sequence[SignRow], *, by: Account, source: random.Random) -> None:
    """Make the changes of rows that were read without a fault.  Raises as ``signs`` does."""
    new = [(row.station, row.record) for row in rows if row.sign is None]
    signs.add_signs(session, new, by=by, source=source)
    signs.edit_signs(session, [(row.sign, row.record) for row in rows if row.sign is not None], by=by)


class _Known:
    """Stations, the signs of some codes, and what the line asks of them, read at once."""

    def __init__(self, session: Session, names: dict[str, str], codes: Collection[str]) -> None:
        query = select(Station).options(selectinload(Station.plannings), selectinload(Station.partner))
        self.stations = {station.slug: station for station in session.scalars(query)}
        self.line = line_record.find(session)
        self.columns = names
        signs = select(Sign).where(Sign.code.in_(codes)).options(selectinload(Sign.planning))
        self.signs = {sign.code: sign for sign in session.scalars(signs)}


def _row(number: int, cells: Mapping[str, str], known: _Known, by: Account, faults: Faults) -> SignRow | None:
    station, sign = _station(cells, known, faults), known.signs.get(cells.get("code", ""))
    if cells.get("code") and sign is None:
        faults.add(
            "code",
            N_("Ein Schild mit dem Code %(code)s gibt es nicht."),
            N_("Neue Schilder haben keinen."),
            code=cells["code"],
        )
    if station is None:
        return None
    if sign is not None and sign.station is not station:
        faults.add(
            "station", N_("Das Schild gehört zur Station %(slug)s."), N_("Dort bleibt es."), slug=sign.station.slug
        )
        return None
    may_keep = by.may(Role.KEEPER, station.owner)
    record = _record(sign, cells, faults if may_keep else Faults(faults.file))
    if not may_keep:
        if sign is None or record is None or _is_changed(sign, record, known.columns):
            wrong = N_("Die Schilder von %(partner)s pflegt jemand anderes.")
            faults.add("station", wrong, SKIP, partner=station.owner.name)
        return None
    if record is None:
        return None
    _check(record, sign, station, faults)
    if known.line is not None:
        _check_place(record, known.line, faults)
    return SignRow(number, record, station, sign)


def _record(sign: Sign | None, cells: Mapping[str, str], faults: Faults) -> SignRecord | None:
    before = plain(record_json.sign_record(sign)) if sign is not None else {"code": "new"}
    return reading.read(SignRecord, _nested(before, cells), faults)


def _station(cells: Mapping[str, str], known: _Known, faults: Faults) -> Station | None:
    slug = cells.get("station", "")
    station = known.stations.get(slug)
    if station is None:
        faults.add(
            "station",
            N_("Die Station „%(slug)s“ gibt es nicht."),
            N_("Erwartet wird ihr Name in der Adresse."),
            slug=slug,
        )
    return station


def _check(record: SignRecord, sign: Sign | None, station: Station, faults: Faults) -> None:
    """Add what a record alone does not show to be wrong."""
    if record.planning and record.planning not in {each.slug for each in station.plannings}:
        wrong = N_("Die Planung „%(slug)s“ gibt es an dieser Station nicht.")
        faults.add("planning", wrong, N_("Leer heißt: Das Schild führt zur Station."), slug=record.planning)
    was, to = (sign.state if sign else SignStage.PLANNED), SignStage(record.state.value)
    if to is not was and (sign is None or to not in SIGN_MOVES[was]):
        wrong = N_("Von „%(was)s“ nach „%(to)s“ wechselt kein Schild.")
        words = WORDS["state"]
        faults.add("state", wrong, N_("Bitte Schritt für Schritt."), was=words[was], to=words[to])
    if (
        sign is not None
        and sign.state is not SignStage.PLANNED
        and record.kind is not record_json.sign_record(sign).kind
    ):
        faults.add("kind", N_("Das Schild ist schon gedruckt."), N_("Für eine andere Art bitte ein neues anlegen."))


def _check_place(record: SignRecord, line: LineRecord, faults: Faults) -> None:
    """Add what the line asks of a place: words in its first language, and that it lies where the line runs."""
    first = line.first_language
    if not record.where.get(first):
        faults.add(f"where.{first}", *LACKING, language=first)
    faults.found += outside(record.place, line.bounds)


def _cells(raw: bytes, columns: Mapping[str, str], faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield number and cells (field -> text) of each row; rows without anything are left out."""
    lines = _lines(raw)
    names = [name.strip().lower() for name in next(lines, [])]
    if "station" not in names:
        raise Invalid("Das ist keine Tabelle von Schildern: In der ersten Zeile fehlt die Spalte „station“.")
    head_faults = Faults("Zeile 1")
    for name in (name for name in names if name not in columns):
        head_faults.add(
            name or "?", N_("Diese Spalte gibt es hier nicht."), N_("Erlaubt: %(names)s."), names=", ".join(columns)
        )
    faults += head_faults.found
    for number, cells in enumerate(lines, start=2):
        if number > MAX_ROWS + 1:
            raise Invalid("Das sind mehr als %(most)s Zeilen. Bitte die Tabelle teilen.", most=MAX_ROWS)
        if any(cell.strip() for cell in cells):
            pairs = zip(names, cells, strict=False)
            yield number, {columns[name]: cell.strip() for name, cell in pairs if name in columns}


def _lines(raw: bytes) -> Iterator[list[str]]:
    try:
        yield from table.read(table.text_of(raw))
    except ValueError as error:
        raise Invalid("Das ist keine Tabelle von Schildern: Eine Zelle nimmt kein Ende.") from error


def _word(name: str, value: object) -> object:
    return WORDS.get(name, {}).get(value, value)


def _value(name: str, text: str) -> object:
    if name in DATES and (given := GERMAN_DATE.fullmatch(text)):
        day, month, year = given.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    if name in NUMBERS:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text
    folded = {word.casefold(): value.value for value, word in WORDS.get(name, {}).items()}
    return folded.get(text.casefold(), text)


def _nested(before: Json, cells: Mapping[str, str]) -> Json:
    """Return the record as plain values: what it was, with the cells over it; an empty cell means the default."""
    made: Json = {**before, "where": dict(before.get("where", {})), "place": dict(before.get("place", {}))}
    for name, text in cells.items():
        if name in ("code", "station") or (name == "state" and not text):
            continue
        parent, _, leaf = name.rpartition(".")
        target = made[parent] if parent else made
        target.pop(leaf, None)
        if text:
            target[leaf] = _value(name, text)
    return made


def _flat(record: SignRecord, columns: Mapping[str, str]) -> Json:
    """Return every field of a record that has a column."""
    found: Json = {}
    for name in columns.values():
        value: object = record
        for part in name.split("."):
            value = value.get(part, "") if isinstance(value, Mapping) else getattr(value, part, "")
        found[name] = value
    return found


def _is_changed(sign: Sign, record: SignRecord, columns: Mapping[str, str]) -> bool:
    return _flat(record_json.sign_record(sign), columns) != _flat(record, columns)


def _in_column(fault: Fault, names: Mapping[str, str]) -> Fault:
    """Return a fault with the name of its column in place of the record's field."""
    columns = {name: column for column, name in names.items()}
    return Fault(fault.file, columns.get(fault.field, fault.field), fault.wrong, fault.allowed, fault.values)

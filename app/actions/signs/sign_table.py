"""Sign table: all signs as CSV, for a spreadsheet, and back.

write    the table, for a spreadsheet
read     a table as changes, without making any, with every fault by row and column
apply    make those of some rows

A row with a code changes that sign, one without makes a new one.  What is said of signs that
somebody else keeps must be as it is.
"""

import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.actions.records import line_record, record_json
from app.actions.signs import nearness, sign_cells, signs
from app.actions.signs.show_signs import kept_by
from app.actions.signs.sign_cells import MAX_ROWS, STATION, WORDS, flat, shown, word
from app.exchange import reading, table
from app.exchange.lost_letters import LOST_LETTER, lost_word
from app.exchange.reading import LACKING, Fault, Faults, outside, plain
from app.exchange.records import LineRecord, SignRecord
from app.i18n import N_
from app.models import SIGN_MOVES, Account, Role, Sign, SignStage, Station

SKIP = N_("Bitte diese Zeile weglassen.")
LOST = N_("Hier gingen Buchstaben verloren: Aus „%(was)s“ wurde „%(now)s“.")
SAVE_ANEW = N_("Bitte als Excel-Arbeitsmappe (.xlsx) oder als CSV UTF-8 speichern.")
FAR_ALLOWED = N_("Bitte Breiten- und Längengrad prüfen.")
ASKED = N_("„%(word)s“ hat ein Fragezeichen mitten im Wort.")
ASKED_ALLOWED = N_("Bitte prüfen, ob dort ein Buchstabe verloren ging.")
ASKS_INSIDE = re.compile(r"\w+\?\w+")
PLACES = {"breitengrad", "laengengrad"}


@dataclass(frozen=True)
class SignRow:
    """What one row of a table is about: a new sign at ``station``, or changes to ``sign``."""

    number: int  # in the file, from 1; the head is the first
    record: SignRecord
    station: Station
    sign: Sign | None


@dataclass(frozen=True)
class CellChange:
    """A cell that says something else than the sign; both as a spreadsheet shows them."""

    row: SignRow
    column: str
    before: str
    after: str


@dataclass
class Reading:
    """A table that was read: its rows, what they change, and what is wrong.

    ``doubts`` are what may be meant but looks like a slip: whoever takes the table over has to say that it is right.
    """

    rows: list[SignRow] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    elsewhere: int = 0  # rows of signs that somebody else keeps, which are as they are
    changes: list[CellChange] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def take(self, row: SignRow, changes: Sequence[CellChange], doubts: Iterable[Fault]) -> None:
        """Count a row without fault."""
        self.rows.append(row)
        self.new += row.sign is None
        self.changed += bool(changes)
        self.changes += changes
        self.doubts += doubts


def cells(session: Session, *, keeper: Account | None = None) -> tuple[list[str], list[list[object]]]:
    """Return what stands above the columns, and the cells of signs, all or those of ``keeper``, by their stations."""
    names = sign_cells.columns(session)
    query = select(Sign).options(selectinload(Sign.station), selectinload(Sign.planning))
    if keeper is not None and not keeper.is_admin:
        query = query.join(Station, Station.id == Sign.station_id).where(Station.partner_id.in_(kept_by(keeper)))
    found = sorted(session.scalars(query), key=lambda sign: (sign.station.slug, sign.id))
    rows = (flat(record_json.sign_record(sign), names) | {STATION: sign.station.slug} for sign in found)
    return list(names), [[word(name, row[name]) for name in names.values()] for row in rows]


def write(session: Session, *, keeper: Account | None = None) -> bytes:
    """Return the table of all signs, or of those of ``keeper``."""
    return table.write(*cells(session, keeper=keeper))


def read(session: Session, raw: bytes, *, by: Account, first: int = 0, most: int = MAX_ROWS) -> Reading:
    """Return what ``most`` rows of a table would change, from the row ``first`` on, counted from 0.

    Raises Invalid if it is no table of signs at all.
    """
    found = Reading()
    names = sign_cells.columns(session)
    wanted = list(sign_cells.rows(table.text_of(raw), names, found.faults))[first : first + most]
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
        if row is not None:
            changes = _changes(row, names)
            faults.found += lost_letters(row, changes)
            if not faults.found:
                found.take(row, changes, doubts(row, changes))
        elif not faults.found:
            found.elsewhere += 1
        found.faults += [_in_column(fault, names) for fault in faults.found]
    return found


def apply(session: Session, rows: Sequence[SignRow], *, by: Account, source: random.Random) -> None:
    """Make the changes of rows that were read without a fault.  Raises as ``signs`` does."""
    new = [(row.station, row.record) for row in rows if row.sign is None]
    signs.add_signs(session, new, by=by, source=source)
    signs.edit_signs(session, [(row.sign, row.record) for row in rows if row.sign is not None], by=by)


class _Known:
    """Stations, the signs of some codes, and what the line asks of them, read at once."""

    def __init__(self, session: Session, names: dict[str, str], codes: Collection[str]) -> None:
        query = select(Station).options(
            selectinload(Station.plannings), selectinload(Station.partner), selectinload(Station.stop)
        )
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
        _check_unchanged(SignRow(number, record, station, sign) if record and sign else None, station, known, faults)
        return None
    if record is None:
        return None
    _check(record, sign, station, faults)
    if known.line is not None:
        _check_place(record, known.line, faults)
    return SignRow(number, record, station, sign)


def _check_unchanged(row: SignRow | None, station: Station, known: _Known, faults: Faults) -> None:
    """Add what a row says anew of a sign that somebody else keeps; if letters were lost, that is why."""
    changes = _changes(row, known.columns) if row else []
    lost = list(lost_letters(row, changes)) if row else []
    faults.found += lost
    if not row or (changes and not lost):
        wrong = N_("Die Schilder von %(partner)s pflegt jemand anderes.")
        faults.add("station", wrong, SKIP, partner=station.owner.name)


def _record(sign: Sign | None, cells: Mapping[str, str], faults: Faults) -> SignRecord | None:
    before = plain(record_json.sign_record(sign)) if sign is not None else {"code": "new"}
    return reading.read(SignRecord, sign_cells.nested(before, cells), faults)


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


def _changes(row: SignRow, columns: Mapping[str, str]) -> list[CellChange]:
    """Return what a row changes of its sign, column by column; nothing for a new one."""
    if row.sign is None:
        return []
    before, after = flat(record_json.sign_record(row.sign), columns), flat(row.record, columns)
    return [
        CellChange(row, column, shown(name, before[name]), shown(name, after[name]))
        for column, name in columns.items()
        if before[name] != after[name]
    ]


def lost_letters(row: SignRow, changes: Sequence[CellChange]) -> Iterator[Fault]:
    """Yield a fault for each cell in which letters were lost when the table was saved."""
    for change in changes:
        if lost := lost_word(change.before, change.after):
            values = {"was": lost[0], "now": lost[1]}
            yield Fault(f"Zeile {row.number}", change.column, LOST, SAVE_ANEW, values)
    for tag, text in row.record.where.items():
        if LOST_LETTER in text and not any(change.column == f"ort_{tag}" for change in changes if row.sign):
            yield Fault(f"Zeile {row.number}", f"where.{tag}", LOST, SAVE_ANEW, {"was": "…", "now": LOST_LETTER})


def doubts(row: SignRow, changes: Sequence[CellChange]) -> Iterator[Fault]:
    """Yield what looks like a slip: a sign far from its station, a word with a question mark inside."""
    is_moved = row.sign is None or any(change.column in PLACES for change in changes)
    values = nearness.far(row.station, row.record.place) if is_moved else None
    if values is not None:
        yield Fault(f"Zeile {row.number}", "breitengrad", nearness.FAR, FAR_ALLOWED, values)
    told = [change.after for change in changes] if row.sign else list(row.record.where.values())
    for text in told:
        if asked := ASKS_INSIDE.search(text):
            yield Fault(f"Zeile {row.number}", "", ASKED, ASKED_ALLOWED, {"word": asked[0]})


def _in_column(fault: Fault, names: Mapping[str, str]) -> Fault:
    """Return a fault as the table has it: with the name of the column, and the words that its cells may hold."""
    columns = {name: column for column, name in names.items()}
    values = dict(fault.values)
    if fault.field in WORDS and "names" in values:
        values["names"] = ", ".join(WORDS[fault.field].values())
    return replace(fault, field=columns.get(fault.field, fault.field), values=values)

"""Translation table: what is to be translated into one language, for a spreadsheet, and the rows of one that came back.

head    what stands above the columns
cells   the rows of the items that somebody plans for
read    language and rows of a table, whatever was done to it; other columns are nobody's business
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.actions.records import line_record
from app.actions.translations import worded
from app.actions.translations.worded import Row, Standing
from app.errors import Invalid
from app.exchange import table
from app.exchange.typed import cleaned, is_whole_number
from app.i18n import N_
from app.models import Account

KEY, WHERE, FIELD, STANDING, FINGERPRINT = "kennung", "ort", "feld", "stand", "fingerabdruck"
LINE = "zeile_der_datei"  # in what waits for the job
WORDS = "text_"  # how the columns with words begin: a language behind it
STANDINGS = {Standing.MISSING: "fehlt", Standing.STALE: "veraltet", Standing.FITTING: "aktuell"}
MAX_ROWS = 50_000
HEAD_WITHIN = 20  # lines: a title or a note may stand above
ITEM = re.compile(r"([a-z]+)-([0-9]{1,9})\.(\S+)")
NO_HEAD = N_("Das ist keine Tabelle zum Übersetzen: In der ersten Zeile fehlt die Spalte „%(name)s“.")
NO_LANGUAGE = N_("In der Tabelle fehlt die Spalte mit der Übersetzung, zum Beispiel „%(name)s“.")
TWO_LANGUAGES = N_("Die Tabelle hat Übersetzungen in mehrere Sprachen. Bitte für jede Sprache eine Tabelle einlesen.")
TWICE = N_("Die Spalte „%(name)s“ steht doppelt da. Bitte eine der beiden löschen.")


@dataclass(frozen=True, kw_only=True)
class Given:
    """A row of a table that came back.  ``number`` is that of the file, from 1; the head is the first."""

    number: int
    key: str
    words: str
    fingerprint: str
    says_fitting: bool

    @property
    def item_id(self) -> int | None:
        found = ITEM.fullmatch(self.key)
        return int(found[2]) if found else None

    @property
    def path(self) -> str:
        found = ITEM.fullmatch(self.key)
        return found[3] if found else ""


def languages(session: Session) -> list[str]:
    """Return the languages that are translated into."""
    line = line_record.find(session)
    return list(line.languages[1:]) if line else []


def head(session: Session, language: str) -> list[str]:
    """Return what stands above the columns."""
    first = line_record.first_language(session)
    return [KEY, WHERE, FIELD, STANDING, WORDS + first, WORDS + language, FINGERPRINT]


def cells(
    session: Session,
    language: str,
    *,
    by: Account,
    field_name: Callable[[Row], str],
    station: int | None = None,
    is_open: bool = False,
) -> list[list[object]]:
    """Return the cells of each row that ``by`` may change, of one station or of all; of ``is_open`` what is to do."""
    some = [each for each in worded.items(session, by=by, station=station) if each.may]
    return [
        _cells(row, field_name)
        for row in worded.rows(session, some, language)
        if not is_open or row.standing is not Standing.FITTING
    ]


def _cells(row: Row, field_name: Callable[[Row], str]) -> list[object]:
    standing = STANDINGS[row.standing]
    return [row.key, row.item.where, field_name(row), standing, row.source, row.words, row.fingerprint]


def written(session: Session, language: str, given: Sequence[Given]) -> str:
    """Return rows as a table that says no more than ``read`` takes."""
    names = [KEY, STANDING, WORDS + language, FINGERPRINT, LINE]
    said = {True: STANDINGS[Standing.FITTING], False: ""}
    rows = ([each.key, said[each.says_fitting], each.words, each.fingerprint, each.number] for each in given)
    return table.write(names, rows).decode()


def read(session: Session, text: str) -> tuple[str, list[Given]]:
    """Return the language of a table and its rows; those without anything are left out.

    Raises Invalid for what is no such table, or too long a one.
    """
    lines = enumerate(_lines(text), start=1)
    names = next((_spelled(cells) for number, cells in lines if number <= HEAD_WITHIN and KEY in _spelled(cells)), None)
    if names is None:
        raise Invalid(NO_HEAD, name=KEY)
    language = _language(session, names)
    if FINGERPRINT not in names:
        raise Invalid(NO_HEAD, name=FINGERPRINT)
    wanted = (KEY, FINGERPRINT, STANDING, LINE, _column(language))
    places = {name: names.index(name) for name in wanted if name in names}
    found: list[Given] = []
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(found) == MAX_ROWS:
            raise Invalid("Das sind mehr als %(most)s Zeilen. Bitte die Tabelle teilen.", most=MAX_ROWS)
        said = {name: cleaned(cells[at]).strip() if at < len(cells) else "" for name, at in places.items()}
        found.append(
            Given(
                number=int(said[LINE]) if is_whole_number(said.get(LINE, "")) else number,
                key=said[KEY].casefold(),
                words=said[_column(language)],
                fingerprint=said.get(FINGERPRINT, "").casefold(),
                says_fitting=said.get(STANDING, "").casefold() == STANDINGS[Standing.FITTING],
            )
        )
    return language, found


def _lines(text: str) -> list[list[str]]:
    try:
        return list(table.read(text, head=KEY))
    except ValueError as error:
        raise Invalid("Das ist keine Tabelle zum Übersetzen: Eine Zelle nimmt kein Ende.") from error


def _spelled(cells: Sequence[str]) -> list[str]:
    return [table.spelled(cell) for cell in cells]


def _column(language: str) -> str:
    return table.spelled(WORDS + language)


def _language(session: Session, names: Sequence[str]) -> str:
    """Return the language of the one column with translations."""
    there = [tag for tag in languages(session) if _column(tag) in names]
    if not there:
        raise Invalid(NO_LANGUAGE, name=_column(next(iter(languages(session)), "")))
    if len(there) > 1:
        raise Invalid(TWO_LANGUAGES)
    for name in (KEY, FINGERPRINT, _column(there[0])):
        if names.count(name) > 1:
            raise Invalid(TWICE, name=name)
    return there[0]

"""Take a translation table: what was shown and confirmed becomes drafts, by a job, some items at a time.

order    keep the rows that change something for the job
waiting  which tables are not done
take     save the next items as drafts of whoever ordered it, in a transaction of its own
drafts   what it became, of whoever ordered it, as far as that is not handed in yet
left     the rows that did not fit any more when their turn came

Each item is saved as from the editor: merged with what others have stored meanwhile, and nothing where both clash.
"""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import save_typed
from app.actions.content.save_typed import Typed
from app.actions.records import record_json
from app.actions.records.titles import title_of
from app.actions.translations import read_table, translation_table
from app.actions.translations.read_table import QUIET, LeftOut, Reading, Why
from app.errors import Invalid, Refusal
from app.exchange.reading import plain
from app.i18n import N_
from app.models import Account, ImportState, Item, Revision, State, TableImport

BATCH = 20  # items in one transaction: some 0.2 s in which nobody else writes to SQLite
KEYS = re.compile(r"^\ufeff?[a-z]+-(\d{1,9})\.", re.MULTILINE)  # how rows begin: of which item they are
CLASH = N_("%(name)s hat inzwischen anderes veröffentlicht. Bitte im Editor zusammenführen.")
NOTHING = N_("Daran ändert sich nichts. Es wurde nichts übernommen.")


def order(session: Session, reading: Reading, *, by: Account) -> TableImport:
    """Keep what a reading changes for the job.  Raises Invalid if that is nothing."""
    if not reading.changes:
        raise Invalid(NOTHING)
    text = translation_table.written(session, reading.language, [each.given for each in reading.changes])
    made = TableImport(table=text, rows=len(reading.items), by=by)
    session.add(made)
    session.flush()
    return made


def waiting(session: Session) -> list[int]:
    """Return the tables that are not done, the oldest first."""
    query = select(TableImport.id).where(TableImport.state == ImportState.WAITING).order_by(TableImport.id)
    return [number for number in session.scalars(query) if session.get_one(TableImport, number).is_of_translations]


def take(session: Session, import_id: int) -> bool:
    """Save the next items of a table, and tell whether any are left."""
    row = session.get_one(TableImport, import_id, with_for_update=True)
    if row.state is not ImportState.WAITING:
        return False
    reading = read_table.read(session, row.table, by=row.by, first=row.done, most=BATCH)
    left = [each for each in reading.left_out if each.why not in QUIET]
    for number in reading.items:
        left += _save(session, reading, number, by=row.by)
    row.faults = [*row.faults, *plain(left)]
    row.advance(BATCH)
    session.flush()
    return row.state is ImportState.WAITING


def drafts(session: Session, row: TableImport) -> list[tuple[int, str]]:
    """Return id and title of the items of a table of which its author has an open draft."""
    query = select(Item.id, title_of(session, Item)).join(Revision, Revision.item_id == Item.id)
    own = (Revision.author_id == row.by_id, Revision.state == State.DRAFT)
    query = query.where(Item.id.in_({int(each) for each in KEYS.findall(row.table)}), *own).distinct()
    return [(number, title) for number, title in session.execute(query.order_by(Item.id))]


def left(row: TableImport) -> list[LeftOut]:
    """Return the rows that were left out when their turn came."""
    return [record_json.stored(LeftOut, each) for each in row.faults]


def _save(session: Session, reading: Reading, number: int, *, by: Account) -> list[LeftOut]:
    """Save an item and return the rows that were not taken over."""
    worded, item = reading.items[number], session.get_one(Item, number)
    typed = Typed(record=record_json.record(item.kind, reading.records[number]), origin=worded.origin)
    try:
        outcome = save_typed.save(session, item, typed, by=by)
    except Refusal as refusal:
        return _left(reading, number, refusal.sentence, **refusal.values)
    if outcome.clashes and outcome.later is not None:
        return _left(reading, number, CLASH, name=outcome.later.revision.author.name)
    if outcome.refusal is not None:
        return _left(reading, number, outcome.refusal.sentence, **outcome.refusal.values)
    return []


def _left(reading: Reading, number: int, wrong: str, **values: object) -> list[LeftOut]:
    rows = [each for each in reading.changes if each.row.item.id == number]
    where = reading.items[number].where
    return [LeftOut(number=each.given.number, why=Why.WRONG, where=where, wrong=wrong, values=values) for each in rows]

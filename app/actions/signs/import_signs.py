"""Import signs: a table that was checked as a whole is taken over by a job, some rows at a time.

order     keep a table for the job; one with faults is refused as a whole
waiting   which imports are not done
take      take over the next rows of one, in a transaction of its own, so that nobody waits for all of them
faults    which rows were left out
"""

import random

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.records import record_json
from app.actions.signs import sign_table
from app.errors import Invalid
from app.exchange import table
from app.exchange.reading import Fault, plain
from app.models import Account, ImportState, TableImport

BATCH = 100  # rows in one transaction: some 0.1 s in which nobody else writes to SQLite


def order(session: Session, raw: bytes, wanted: sign_table.Reading, *, by: Account) -> TableImport:
    """Keep a table, which ``wanted`` is the reading of, for the job.  Raises Invalid with every fault if it has one."""
    if wanted.faults:
        raise Invalid("Die Tabelle hat Fehler. Es wurde nichts geändert.", faults=wanted.faults)
    made = TableImport(table=table.text_of(raw), rows=len(wanted.rows), by=by)
    session.add(made)
    session.flush()
    return made


def waiting(session: Session) -> list[int]:
    """Return the imports that are not done, the oldest first."""
    query = select(TableImport.id).where(TableImport.state == ImportState.WAITING).order_by(TableImport.id)
    return [number for number in session.scalars(query) if not session.get_one(TableImport, number).is_of_translations]


def take(session: Session, import_id: int, *, source: random.Random) -> bool:
    """Take over the next rows of an import, and tell whether any are left.

    A row that does not fit any more, because somebody has changed the sign meanwhile, is left out and noted.
    """
    row = session.get_one(TableImport, import_id, with_for_update=True)
    if row.state is not ImportState.WAITING:
        return False
    reading = sign_table.read(session, row.table.encode(), by=row.by, first=row.done, most=BATCH)
    sign_table.apply(session, reading.rows, by=row.by, source=source)
    row.faults = [*row.faults, *plain(reading.faults)]
    row.advance(BATCH)
    session.flush()
    return row.state is ImportState.WAITING


def faults(row: TableImport) -> list[Fault]:
    """Return what was wrong with the rows that were left out."""
    return [record_json.stored(Fault, each) for each in row.faults]

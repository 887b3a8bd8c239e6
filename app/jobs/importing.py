"""Importing: tables that were ordered to be taken over, some rows at a time."""

import random
import time

import structlog

from app import database
from app.actions.signs import import_signs
from app.actions.translations import take_table
from app.jobs.toolbox import Tools

IMPORTS = "imports"
PAUSE_S = 0.05  # between two transactions, so that whoever else waits to write to SQLite has a turn
SOURCE = random.SystemRandom()
log = structlog.get_logger()


def imports(on: Tools) -> int:
    """Take over what waits, and return how many imports that ended; one worker at a time.

    One that fails is left for the next look, goes on where it was, and stops no other.
    """
    ended = 0
    with database.one_at_a_time(on.engine, IMPORTS):
        with on.reading() as session:
            signs, translations = import_signs.waiting(session), take_table.waiting(session)
        for import_id in sorted([*signs, *translations]):
            try:
                _import(on, import_id, is_of_signs=import_id in signs)
                ended += 1
            except Exception:
                log.exception("a table could not be taken over", table_import=import_id)
    return ended


def _import(on: Tools, import_id: int, *, is_of_signs: bool) -> None:
    are_left = True
    while are_left:
        with on.writing.begin() as session:
            are_left = (
                import_signs.take(session, import_id, source=SOURCE)
                if is_of_signs
                else take_table.take(session, import_id)
            )
        time.sleep(PAUSE_S)

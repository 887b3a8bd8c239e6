"""Erasures: the numbers of accounts whose names are gone, so that no backup from before brings one back.

Each backup has the list as of then.  Whoever restores an older one gives the newest list there is.
"""

import re
from collections.abc import Iterable

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.actions.people import people
from app.backup import rows
from app.errors import Invalid
from app.models import Account

FILE = "erasures.txt"
HEAD = "# Nummern gelöschter Konten. Für: linie302 restore … --erasures erasures.txt\n"


def listed(connection: Connection) -> bytes:
    """Return the list as of this database, one number a line."""
    table = rows.reflected(connection, {Account.__tablename__})[0]
    numbers: Iterable[int] = ()
    if "erased_at" in table.columns:  # not yet in every earlier state
        numbers = connection.scalars(table.select().with_only_columns(table.c.id).where(table.c.erased_at.is_not(None)))
    return (HEAD + "".join(f"{number}\n" for number in sorted(numbers))).encode()


def read(text: str) -> list[int]:
    """Return the numbers of a list; what follows ``#`` is for people.  Raises Invalid for a line that is no number."""
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    wrong = [line for line in lines if line and not re.fullmatch(r"[0-9]{1,18}", line)]
    if wrong:
        raise Invalid("In der Liste gelöschter Konten sind das keine Nummern:", faults=wrong[:5])
    return [int(line) for line in lines if line]


def apply(connection: Connection, numbers: Iterable[int]) -> int:
    """Take their names from these accounts, in the transaction of ``connection``; return how many that were."""
    with Session(connection, join_transaction_mode="create_savepoint") as session, session.begin():
        return people.erase_again(session, numbers)

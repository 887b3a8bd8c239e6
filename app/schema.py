"""The schema of a database: which of its states this program knows, without Alembic, so that whoever starts can ask.

A newer program may have changed the database; an older one that goes on with it would only half understand it.  So it
does not start, and one that runs already reads and writes nothing more: each transaction asks at its beginning, and
until it ends no migration begins.
"""

import re
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from app.errors import Outdated, WrongState

STEPS = Path(__file__).parent / "migrations/versions"
STEP = re.compile(r'^revision = "(\w+)"\ndown_revision = (None|"\w+")$', re.MULTILINE)
TABLE = "alembic_version"
PATIENCE_S = 10  # of whoever reads or writes while the database is being migrated
TRIES = 150  # of a migration, a second each and one between, so that nobody waits behind it for long


@cache
def revisions() -> tuple[str, ...]:
    """Return all states, the first one first: each step names the state that it begins with."""
    steps = (STEP.findall(path.read_text()) for path in STEPS.glob("[0-9]*.py"))
    after = {before.strip('"'): state for ((state, before),) in steps}
    found, state = [], after["None"]
    while state:
        found.append(state)
        state = after.get(state, "")
    return tuple(found)


def head() -> str:
    """Return the newest state."""
    return revisions()[-1]


def current(connection: Connection) -> str | None:
    """Return the state of a database, None before the first step."""
    if not inspect(connection).has_table(TABLE):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {TABLE}"))  # noqa: S608 -- a name of ours
    return None if found is None else str(found)


def check(engine: Engine) -> None:
    """Raise WrongState, and let go of the database, if a newer program has changed it.

    One that is away is no matter here.
    """
    found = None
    with suppress(OperationalError), engine.connect() as connection:
        found = current(connection)
    if found is not None and found not in revisions():
        engine.dispose()
        raise WrongState(
            "Die Datenbank ist von einer neueren Fassung dieses Programms umgestellt (Stand %(found)s, dieses "
            "kennt höchstens %(head)s). Bitte die neuere Fassung starten, oder eine Sicherung von vorher in eine "
            "leere Datenbank zurückspielen.",
            found=found,
            head=head(),
        )


def guarded(sessions: sessionmaker[Session]) -> sessionmaker[Session]:
    """Return the same factory; its transactions raise Outdated unless the database is in the state that we know.

    On PostgreSQL each holds the table of the state until it ends, or fails after PATIENCE_S if a migration holds it.
    """
    event.listen(sessions, "after_begin", _insist)
    return sessions


def _insist(_session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.nested:
        return
    if connection.dialect.name != "sqlite":  # where whoever writes is alone
        connection.exec_driver_sql(  # before the first query, which decides what moment is seen
            f"SET LOCAL lock_timeout = '{PATIENCE_S}s'; LOCK TABLE {TABLE} IN ACCESS SHARE MODE; "
            "SET LOCAL lock_timeout = 0"
        )
    found = connection.exec_driver_sql(f"SELECT version_num FROM {TABLE}").scalar()  # noqa: S608 -- a name of ours
    if found == head():
        return
    if found in revisions():
        raise Outdated(
            "Das Programm ist neuer als seine Datenbank. Sobald sie umgestellt ist (linie302 migrate), geht es weiter."
        )
    raise Outdated(
        "Das Studio wird gerade aktualisiert: Die Datenbank ist schon umgestellt, dieses Programm noch nicht. Sobald "
        "es neu gestartet ist, geht es weiter; geändert wurde nichts."
    )


def keep_from_others(connection: Connection) -> None:
    """Let nobody begin a transaction that is ``guarded`` until this one ends, and wait for those that have begun.

    Raises WrongState if one of them takes minutes.
    """
    if connection.dialect.name == "sqlite" or current(connection) is None:
        return
    for _ in range(TRIES):
        try:
            with connection.begin_nested():
                connection.exec_driver_sql("SET LOCAL lock_timeout = '1s'")
                connection.exec_driver_sql(f"LOCK TABLE {TABLE} IN ACCESS EXCLUSIVE MODE")
                connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        except OperationalError:
            time.sleep(1)
        else:
            return
    raise WrongState(
        "Die Datenbank lässt sich gerade nicht umstellen: Seit Minuten arbeitet etwas mit ihr, etwa eine Sicherung. "
        "Es wurde nichts geändert; bitte danach noch einmal."
    )

"""The schema of a database: which of its states this program knows, without Alembic, so that whoever starts can ask.

A newer program may have changed the database; an older one that goes on with it would only half understand it.
"""

import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from app.errors import WrongState

STEPS = Path(__file__).parent / "migrations/versions"
STEP = re.compile(r'^revision = "(\w+)"\ndown_revision = (None|"\w+")$', re.MULTILINE)
TABLE = "alembic_version"


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

"""Sign workbook: the sign table as a file of Excel (xlsx), out and in, each in a process of its own.

as_csv   whatever file somebody has, as the text that ``sign_table`` reads
write    the table of all signs as a workbook
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from app import sandbox
from app.actions.signs import sign_cells, sign_table
from app.errors import Invalid
from app.exchange import table
from app.exchange.table_kinds import TableKind, kind_of
from app.i18n import N_

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 20_000_000
LIMITS = sandbox.Limits(cpu_s=40, wall_s=90.0)  # 10,000 signs take some 10 s
WORKER = "app.exchange.workbook"
TOO_MUCH = N_("Die Arbeitsmappe ist zu groß. Bitte nur das Blatt mit der Tabelle in eine neue kopieren.")
NOT_READ = N_("Die Arbeitsmappe lässt sich nicht lesen. Bitte als CSV UTF-8 speichern.")
NOT_WRITTEN = N_("Die Arbeitsmappe ließ sich gerade nicht schreiben. Bitte noch einmal versuchen oder die CSV laden.")


def as_csv(raw: bytes) -> str:
    """Return a table file as text.  Raises Invalid, with what to do, for what is none that is read."""
    kind = kind_of(raw)
    if kind is TableKind.TEXT:
        return table.text_of(raw)
    if isinstance(kind, TableKind):
        return _worked(raw, "read", sign_cells.STATION, wrong=NOT_READ).decode()
    raise Invalid(kind)


def write(session: Session) -> bytes:
    """Return the table of all signs as a workbook.  Raises Invalid if time or memory did not suffice."""
    head, rows = sign_table.cells(session)
    given = json.dumps({"head": head, "choices": sign_cells.CHOICES, "rows": rows}).encode()
    return _worked(given, "write", wrong=NOT_WRITTEN)


def _worked(given: bytes, what: str, *arguments: str, wrong: str) -> bytes:
    told: list[sandbox.Line] = []
    with TemporaryDirectory(prefix="linie302-") as folder:
        source, goal = Path(folder) / "given", Path(folder) / "made"
        source.write_bytes(given)
        try:
            sandbox.run(WORKER, [what, str(source), str(goal), *arguments], limits=LIMITS, told=told.append)
        except sandbox.DiedError as died:
            is_too_large = what == "read" and died.why in ("time", "memory")
            raise Invalid(TOO_MUCH if is_too_large else wrong) from died
        said = told[-1] if told else {}
        if said:
            sentence: str = said["wrong"]
            raise Invalid(sentence, **said["values"])
        return goal.read_bytes()

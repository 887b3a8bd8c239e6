"""Table files: whatever somebody has as the text of a table, and a table as a file of Excel (xlsx).

as_csv       a table file as text; a workbook is read in a process of its own
as_workbook  a table as a workbook, written in a process of its own
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from app import sandbox
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


def as_csv(raw: bytes, *, column: str) -> str:
    """Return a table file as text, of a workbook the sheet whose head has ``column``.

    Raises Invalid, with what to do, for what is none that is read.
    """
    kind = kind_of(raw)
    if kind is TableKind.TEXT:
        return table.text_of(raw)
    if isinstance(kind, TableKind):
        return _worked(raw, "read", column, wrong=NOT_READ).decode()
    raise Invalid(kind)


def as_workbook(
    head: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    title: str,
    choices: Mapping[str, Sequence[str]],
    wrapped: Sequence[str] = (),
) -> bytes:
    """Return a table as a workbook.  ``choices`` are what may be picked in a column, ``wrapped`` columns break lines.

    Raises Invalid if time or memory did not suffice.
    """
    given = {"head": head, "rows": rows, "title": title, "choices": choices, "wrapped": wrapped}
    return _worked(json.dumps(given).encode(), "write", wrong=NOT_WRITTEN)


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

"""Sign workbook: the sign table as a file of Excel (xlsx), out and in.

as_csv   whatever file somebody has, as the text that ``sign_table`` reads
write    the table of all signs as a workbook
"""

from sqlalchemy.orm import Session

from app.actions.records import table_file
from app.actions.signs import sign_cells, sign_table
from app.models import Account


def as_csv(raw: bytes) -> str:
    """Return a table file as text.  Raises Invalid, with what to do, for what is none that is read."""
    return table_file.as_csv(raw, column=sign_cells.STATION)


def write(session: Session, *, keeper: Account | None = None) -> bytes:
    """Return the table of all signs, or of those of ``keeper``, as a workbook.

    Raises Invalid if time or memory did not suffice.
    """
    head, rows = sign_table.cells(session, keeper=keeper)
    return table_file.as_workbook(head, rows, title="Schilder", choices=sign_cells.CHOICES)

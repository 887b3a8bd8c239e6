"""Table imports: a table that somebody wants taken over, and how far its rows are.

waiting ──▶ done
"""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, JsonList, now


class ImportState(enum.StrEnum):
    WAITING = "waiting"  # for the jobs
    DONE = "done"  # ``faults`` says which rows were left out


class TableImport(Base):
    """A table that was checked as a whole; ``done`` of its ``rows`` are taken over, from the first one on.

    A table of signs counts rows, one of translations the items that they are of.  ``faults`` are those of rows that no
    longer fitted when their turn came, as ``exchange.reading.Fault`` or ``actions.translations.read_table.LeftOut``.
    """

    __tablename__ = "table_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[ImportState] = mapped_column(default=ImportState.WAITING, index=True)
    table: Mapped[str] = mapped_column(deferred=True)
    rows: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    faults: Mapped[JsonList] = mapped_column(default=list)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    by: Mapped[Account] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_of_translations(self) -> bool:
        """Whether it is no table of signs: it says so itself by its first column."""
        return self.table.lstrip("\ufeff").startswith("kennung;")

    def advance(self, count: int) -> None:
        """Count rows as done; after the last one the import is."""
        self.done = min(self.done + count, self.rows)
        if self.done == self.rows:
            self.state = ImportState.DONE
            self.ended_at = now()

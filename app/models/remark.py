"""Remarks: what people say about a version, each at a field of it, and how that was settled.

    open ──answer──▶ answered ──reopen──▶ open
      ├───resolve──▶ resolved ──reopen──▶ open
      └──overrule──▶ overruled

An open remark keeps its version from the public.
"""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.errors import WrongState
from app.models.account import Account
from app.models.base import Base, now
from app.models.revision import Revision


class Settled(enum.StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    OVERRULED = "overruled"


class Remark(Base):
    """What one person says about one field; ``field`` is its path, empty for the version as a whole."""

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    field: Mapped[str]
    text: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[Settled] = mapped_column(default=Settled.OPEN, index=True)
    reply: Mapped[str] = mapped_column(default="")  # the answer, or why it was overruled
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    revision: Mapped[Revision] = relationship()
    by: Mapped[Account] = relationship(foreign_keys=by_id)
    settled_by: Mapped[Account | None] = relationship(foreign_keys=settled_by_id)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        return self.state is Settled.OPEN

    def settle(self, to: Settled, *, by: Account, reply: str = "") -> None:
        """Close an open remark.  Raises WrongState unless it is open."""
        if not self.is_open:
            raise WrongState("Diese Anmerkung ist schon erledigt. Bitte die Seite neu laden.")
        self.state, self.settled_by, self.settled_at, self.reply = to, by, now(), reply

    def reopen(self) -> None:
        """Open it again.  Raises WrongState if it is open, or was overruled."""
        if self.state not in (Settled.ANSWERED, Settled.RESOLVED):
            raise WrongState("Diese Anmerkung ist noch offen, oder die Freigabe hat sich über sie hinweggesetzt.")
        self.state = Settled.OPEN

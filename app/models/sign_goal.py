"""Where a sign's code leads instead of where it was printed for: from a day, maybe until another, and back.

Of several that hold on a day the newest counts; one that was taken back never counts.  Rows stay: they are the history
of the code.
"""

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, now
from app.models.item import Item
from app.models.sign import Sign


class GoalKind(enum.StrEnum):
    STATION = "station"  # its own, also where it was printed for a planning
    PLANNING = "planning"
    LINE = "line"


class SignGoal(Base):
    """One order of somebody that a code leads elsewhere.  ``number`` counts those of a sign, from 1."""

    __tablename__ = "sign_goal"
    __table_args__ = (UniqueConstraint("sign_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_id: Mapped[int] = mapped_column(ForeignKey("sign.id"), index=True)
    number: Mapped[int]
    kind: Mapped[GoalKind]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))  # the planning
    from_on: Mapped[date]
    until_on: Mapped[date | None]  # its last day
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    taken_back_at: Mapped[datetime | None]

    sign: Mapped[Sign] = relationship()
    item: Mapped[Item | None] = relationship()
    by: Mapped[Account] = relationship()

    def holds(self, on: date) -> bool:
        """Tell whether it may count on a day."""
        is_begun, is_over = self.from_on <= on, self.until_on is not None and self.until_on < on
        return self.taken_back_at is None and is_begun and not is_over

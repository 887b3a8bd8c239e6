"""Reminders: on which day somebody should look at a station or planning again, whatever it says until then."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, now
from app.models.item import Item


class Reminder(Base):
    """The day of one item, with what is to be looked at then (``note``); no day once it was taken away.

    The row stays, so that ``version`` counts on and nobody moves a day that they have not seen.
    """

    __tablename__ = "reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), unique=True)
    due_on: Mapped[date | None] = mapped_column(index=True)
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime] = mapped_column(default=now)
    told_at: Mapped[datetime | None]  # when people were told that the day has come
    version: Mapped[int] = mapped_column()

    item: Mapped[Item] = relationship()
    by: Mapped[Account] = relationship()

    __mapper_args__ = {"version_id_col": version}

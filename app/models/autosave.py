"""What is being typed: one rolling draft per person and item, which is no revision, and who sits at which item."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, Json, now
from app.models.item import Item
from app.models.revision import Revision


class Autosave(Base):
    """What one person has typed about one item and not yet saved.

    ``form`` is the editor's fields as they were typed, right or wrong.  They were filled from ``base`` when it had
    ``base_number``.  ``dropped_at`` is set when the person does not want it any more, until they take it back.
    """

    __tablename__ = "autosave"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    form: Mapped[Json]
    base_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    base_number: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(default=now)
    dropped_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()  # a window that has not seen the newest is not let over it

    item: Mapped[Item] = relationship()
    account: Mapped[Account] = relationship()
    base: Mapped[Revision] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Presence(Base):
    """A window in which somebody has an item open in the editor.  ``tab`` is drawn when the window is opened."""

    __tablename__ = "presence"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    tab: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    seen_at: Mapped[datetime] = mapped_column(default=now)

    account: Mapped[Account] = relationship()

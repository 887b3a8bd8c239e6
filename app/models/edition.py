"""Editions: snapshots of what riders, signs and data users got and get.  Never changed and never deleted."""

from datetime import datetime

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, Json, JsonList, now
from app.models.item import Item
from app.models.revision import Revision


class Edition(Base):
    """One published version of an item.

    ``card`` is what other pages show of it (names, summaries, topic, asset), so that they are found stale, and drawn,
    without reading every record.  ``pins`` are the files that it shows, by hash.
    """

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("item_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    number: Mapped[int]  # counts from 1 within the item
    record: Mapped[Json]
    card: Mapped[Json]
    pins: Mapped[JsonList] = mapped_column(default=list)
    reason: Mapped[str] = mapped_column(default="")  # why it was published again
    published_at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    item: Mapped[Item] = relationship(back_populates="editions", foreign_keys=item_id)
    revision: Mapped[Revision] = relationship()
    by: Mapped[Account] = relationship()


@event.listens_for(Edition, "before_update")
@event.listens_for(Edition, "before_delete")
def _refuse(_mapper: Mapper[Edition], _connection: Connection, _edition: Edition) -> None:
    raise TypeError("an edition is never changed")

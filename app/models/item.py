"""What lasts while it changes: a station, a planning, words of the line, a design; with one published pointer.

Riders see the edition that ``Item.current`` names, and no other; no current edition means taken down.
Items are never deleted: who wants them out of the way archives them.
"""

import enum
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Partner
from app.models.base import Base, now

if TYPE_CHECKING:
    from app.models.edition import Edition
    from app.models.revision import Revision


class Kind(enum.StrEnum):
    STATION = "station"
    PLANNING = "planning"
    LINE = "line"
    PARTNER = "partner"
    PAGE = "page"
    DESIGN = "design"


class Item(Base):
    """A station, a planning, or a part of what the line says of itself."""

    __tablename__ = "item"
    __mapper_args__ = {"polymorphic_on": "kind"}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind]
    slug: Mapped[str]
    current_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id", use_alter=True))
    take_down_at: Mapped[datetime | None]
    take_down_reason: Mapped[str] = mapped_column(default="")  # why it will be
    archived_at: Mapped[datetime | None]  # since then it is in no list
    words: Mapped[str] = mapped_column(default="")  # by which it is found, folded; search.py keeps them
    created_at: Mapped[datetime] = mapped_column(default=now)

    current: Mapped["Edition | None"] = relationship(foreign_keys=current_id, post_update=True)
    editions: Mapped[list["Edition"]] = relationship(
        back_populates="item", foreign_keys="Edition.item_id", order_by="Edition.number"
    )
    revisions: Mapped[list["Revision"]] = relationship(
        back_populates="item", foreign_keys="Revision.item_id", order_by="Revision.number"
    )

    @property
    def is_seen(self) -> bool:
        """Whether riders see it."""
        return self.current_id is not None

    @property
    def owner(self) -> Partner:
        """The partner whose people may change this."""
        raise NotImplementedError

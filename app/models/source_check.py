"""Checks of sources: what came of asking whether an address that riders find under a text is still there."""

import enum
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base

ENOUGH = 2  # so often something has failed, each time on another day, before anybody is told


class Reach(enum.StrEnum):
    FINE = "fine"
    MOVED = "moved"  # has another address for good
    SHUT = "shut"  # lets no program ask, or cannot be asked: no fault
    GONE = "gone"  # the host says that there is no such page
    AWAY = "away"  # the host says nothing, or that it is out of order


class SourceCheck(Base):
    """One address.  ``next_at`` is the first moment at which it may be asked (again).

    ``failed_at`` is the first of the failures in a row; ``failures`` counts the days on which it failed since.
    """

    __tablename__ = "source_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    host: Mapped[str] = mapped_column(index=True)
    is_shown: Mapped[bool] = mapped_column(default=True)  # to riders, when it was last looked
    next_at: Mapped[datetime] = mapped_column(index=True)
    checked_at: Mapped[datetime | None]
    found: Mapped[Reach | None]
    status: Mapped[int | None]  # of HTTP; None where nobody answered
    moved_to: Mapped[str] = mapped_column(default="")
    failed_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)

    @property
    def is_dead(self) -> bool:
        """Whether it has failed often enough to be told."""
        return self.failures >= ENOUGH

"""Signs of life: when a worker was last there, and when it last compared the site store with what was written there."""

import enum
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, now


class Beat(enum.StrEnum):
    WORKER = "worker"  # some worker is at work
    SIZES = "sizes"  # the site store was looked through
    HASHES = "hashes"  # every file of it was read
    MEDIA = "media"  # every file of the media store was read
    SOURCES = "sources"  # it was looked which addresses riders' pages name


class Heartbeat(Base):
    """The last time that something was done that is done again and again.

    Of looks at the site store: ``damaged`` is how many bundles could not be written then, of media how many files are
    damaged or missing; ``healed`` how many files were written anew, added up since the first day.
    """

    __tablename__ = "heartbeat"

    beat: Mapped[Beat] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    damaged: Mapped[int] = mapped_column(default=0)
    healed: Mapped[int] = mapped_column(default=0)

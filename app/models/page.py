"""What was rendered, from what, and what moved away: the memory of the site store."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, JsonList, now


class RenderedBundle(Base):
    """A bundle: all files that one item, or the line, has in the site store.

    ``key`` is the hash of everything they were made from; another key means stale, and none that they are being written
    or damaged.  ``files`` says what was written: key in the store -> size in bytes and SHA-256.  ``leftover`` are files
    of earlier renderings, finished or not, that are still to be removed.
    """

    __tablename__ = "page"

    bundle: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]
    files: Mapped[Json]
    leftover: Mapped[JsonList] = mapped_column(default=list)
    rendered_at: Mapped[datetime] = mapped_column(default=now)


class Redirect(Base):
    """An address that was public and moved, without its language: ``302/old/`` -> ``302/new/``."""

    __tablename__ = "redirect"

    old: Mapped[str] = mapped_column(primary_key=True)
    new: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)

"""Pictures: one clean source each, and the crops of it that pages use.

As with assets, what was handed in is never changed: a new version is a picture of its own that ``follows`` the old one
and shares its source.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account, Partner
from app.models.base import Base, Json, JsonList, now


class Picture(Base):
    """A picture.

    ``files`` maps the name of its source ("source.webp") to its key in the media store.  ``crops`` are what pages show:
    form ("1200.avif") -> address; ``source_hash`` is that of the file as it was given, so that none is kept twice.
    """

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    record: Mapped[Json] = mapped_column(default=dict)
    files: Mapped[Json] = mapped_column(default=dict)
    source_hash: Mapped[str] = mapped_column(index=True)
    width_px: Mapped[int]  # of the source
    height_px: Mapped[int]
    crops: Mapped[Json] = mapped_column(default=dict)
    made_from: Mapped[str] = mapped_column(default="")  # what the crops were cut from; another: they are cut anew
    changed_at: Mapped[datetime] = mapped_column(default=now)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))  # None: it was loaded
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"), index=True)
    deleted_at: Mapped[datetime | None]
    authors: Mapped[JsonList] = mapped_column(default=list)  # ids of everybody with a change of their own in it

    partner: Mapped[Partner | None] = relationship()
    by: Mapped[Account | None] = relationship()
    follows: Mapped["Picture | None"] = relationship(remote_side="Picture.id")

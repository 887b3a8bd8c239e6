"""Documents: PDFs that riders may download, one clean file each.

As with pictures, what was handed in is never changed: a new version is a document of its own that ``follows`` it.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account, Partner
from app.models.base import Base, Json, JsonList, now


class Document(Base):
    """A document.

    ``files`` maps "source.pdf" to its key in the media store, whose name is one that people read.  ``facts`` are what
    was found in it (``exchange.stored.DocumentFacts``); ``source_hash`` is that of the file as it was given.
    """

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    record: Mapped[Json] = mapped_column(default=dict)
    files: Mapped[Json] = mapped_column(default=dict)
    facts: Mapped[Json] = mapped_column(default=dict)
    source_hash: Mapped[str] = mapped_column(index=True)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))  # None: it was loaded
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    deleted_at: Mapped[datetime | None]
    authors: Mapped[JsonList] = mapped_column(default=list)  # ids of everybody with a change of their own in it

    partner: Mapped[Partner | None] = relationship()
    by: Mapped[Account | None] = relationship()
    follows: Mapped["Document | None"] = relationship(remote_side="Document.id")

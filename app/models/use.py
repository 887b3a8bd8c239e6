"""What revisions show: which files of the library, so that one finds where each is used without reading records.

Kept by the revision itself whenever its record is set.  A use outlives its revision's day: what was public once may be
published again, and needs its files.
"""

import enum
from collections.abc import Iterator

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json


class Used(enum.StrEnum):
    ASSET = "asset"
    PICTURE = "picture"
    DOCUMENT = "document"


class Use(Base):
    """One asset, picture or document that one revision shows."""

    __tablename__ = "use"
    __table_args__ = (Index(None, "kind", "slug"),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    kind: Mapped[Used] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)


def uses(record: Json) -> Iterator[Use]:
    """Yield what a plain record shows, each thing once."""
    for slug in assets_in(record):
        yield Use(kind=Used.ASSET, slug=slug)
    for slug in dict.fromkeys(record.get("pictures", ())):
        yield Use(kind=Used.PICTURE, slug=slug)
    for slug in dict.fromkeys(record.get("documents", ())):
        yield Use(kind=Used.DOCUMENT, slug=slug)


def assets_in(record: Json) -> list[str]:
    """Return the assets that a plain record and its variants show, each once."""
    named = [record.get("asset"), *(each.get("asset") for each in record.get("variants", ()))]
    return [str(each) for each in dict.fromkeys(named) if each]

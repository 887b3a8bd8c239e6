"""Tags of files: words by which people of the studio sort the library; no rider sees them."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.use import Used


class FileTag(Base):
    """One tag of one file of the library."""

    __tablename__ = "file_tag"
    __table_args__ = (Index(None, "kind", "name"),)

    kind: Mapped[Used] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)

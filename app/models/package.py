"""Packages: versions of a station and its plannings that go to review and to the public together."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account, Partner
from app.models.base import Base, now

if TYPE_CHECKING:
    from app.models.revision import Revision


class Package(Base):
    """Several versions of one partner, handed in at a time.  How far it has come stands in their states alone."""

    __tablename__ = "package"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    owner: Mapped[Partner] = relationship()
    by: Mapped[Account] = relationship()
    revisions: Mapped[list["Revision"]] = relationship(back_populates="package")

"""Permits: the paper by which somebody let a file be shown, where its licence is no open one.  For the studio alone."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, now
from app.models.use import Used


class Permit(Base):
    """The paper kept with one file of the library.

    ``key`` is in the private part of the media store, ``name`` what the paper was called at home.
    """

    __tablename__ = "permit"

    kind: Mapped[Used] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]
    name: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    by: Mapped[Account] = relationship()

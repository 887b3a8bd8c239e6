"""Scans: how often which sign was scanned in which hour and language.  Nothing else about anybody is kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, now
from app.models.sign import Sign


class Scan(Base):
    """The scans of one sign in one hour and language; ``hour_at`` is the hour's beginning."""

    __tablename__ = "scan"
    __table_args__ = (UniqueConstraint("sign_id", "hour_at", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_id: Mapped[int] = mapped_column(ForeignKey("sign.id"))
    hour_at: Mapped[datetime]
    language: Mapped[str]
    count: Mapped[int]

    sign: Mapped[Sign] = relationship()


class Delivery(Base):
    """A spool file whose counts are in: so none counts twice if a job is killed before it removes the file."""

    __tablename__ = "delivery"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)

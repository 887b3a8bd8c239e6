"""Scans: how often which sign was scanned in which hour and language.  Nothing else about anybody is kept."""

from datetime import date, datetime

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


class DayOfScans(Base):
    """The sum of one sign's scans of one day and language."""

    __tablename__ = "day_of_scans"

    day_on: Mapped[date] = mapped_column(primary_key=True)
    sign_id: Mapped[int] = mapped_column(ForeignKey("sign.id"), primary_key=True, index=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class MonthOfScans(Base):
    """The same of one month, whose first day is ``month_on``, so that a year of a thousand signs is read at once."""

    __tablename__ = "month_of_scans"

    month_on: Mapped[date] = mapped_column(primary_key=True)
    sign_id: Mapped[int] = mapped_column(ForeignKey("sign.id"), primary_key=True, index=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class DayOfLine(Base):
    """The sum of all signs' scans of one day and language, so that a year's days are read at once."""

    __tablename__ = "day_of_line"

    day_on: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class Miss(Base):
    """How often a code was tried that no sign has, and when last.  The least tried ones make room for others."""

    __tablename__ = "miss"

    code: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_on: Mapped[date]


class Delivery(Base):
    """What came in, by its name: a spool file whose counts are in, or what a phone delivered under an id of its own.

    So nothing counts twice if whoever brought it is stopped before it knows.
    """

    __tablename__ = "delivery"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)

"""Openings: how often riders opened what in which way on which day.  Nothing about anybody is kept."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class DayOfOpenings(Base):
    """The sum of one day, station or planning, language of the page, and way: one of ``app/exchange/ways.py``."""

    __tablename__ = "day_of_openings"

    day_on: Mapped[date] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    way: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]

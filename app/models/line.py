"""The line and all its stops.  An installation serves one line."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Json, JsonList


class Line(Base):
    """The line.  ``record`` is its LineRecord; ``pages`` are imprint and the like: slug -> language -> Text.

    ``words`` are its own catalogues for pages and signs: language -> site or signage -> text.  ``glossary`` are the
    words that its translations are to use, as a list of Terms, which no page shows.
    """

    __tablename__ = "line"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    record: Mapped[Json]
    pages: Mapped[Json]
    words: Mapped[Json] = mapped_column(default=dict)
    glossary: Mapped[JsonList] = mapped_column(default=list, server_default="[]", deferred=True)
    version: Mapped[int] = mapped_column()

    stops: Mapped[list["Stop"]] = relationship(back_populates="line", order_by="Stop.position")

    __mapper_args__ = {"version_id_col": version}


class Stop(Base):
    """One stop; ``position`` counts through all branches in the order of the timetable feed's list."""

    __tablename__ = "stop"
    __table_args__ = (UniqueConstraint("line_id", "dhid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    dhid: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]
    record: Mapped[Json]

    line: Mapped[Line] = relationship(back_populates="stops")

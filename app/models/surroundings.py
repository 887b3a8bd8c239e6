"""Surroundings of stations: the official tiles that people uploaded, and what is kept of them for each station.

A tile itself is not kept.  pending ──▶ ready | failed, as builds of 3D are.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.asset import BuildState
from app.models.base import Base, Json, JsonList, now
from app.models.station import Station


class Tile(Base):
    """A file of official data that was uploaded, and what of it lies near stations.

    ``content`` is "buildings" or "terrain" once it was read, and ``total`` how many buildings or points it had.
    ``kept`` maps the id of a station to its excerpt, as ``exchange.stored.KeptExcerpt``; ``faults`` say what is wrong.
    """

    __tablename__ = "tile"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    upload: Mapped[str] = mapped_column(default="")
    state: Mapped[BuildState] = mapped_column(default=BuildState.PENDING, index=True)
    content: Mapped[str] = mapped_column(default="")
    total: Mapped[int] = mapped_column(default=0)
    kept: Mapped[Json] = mapped_column(default=dict)
    faults: Mapped[JsonList] = mapped_column(default=list)
    source: Mapped[str]
    licence: Mapped[str]
    dated_on: Mapped[date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[Account] = relationship()


class Surroundings(Base):
    """What stands about a station, composed of all tiles: ``key`` is its GLB in the media store, empty for nothing.

    ``made_from`` names the excerpts and the place it was composed of; ``said`` is an ``exchange.stored.Composed``.
    """

    __tablename__ = "surroundings"

    station_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    key: Mapped[str] = mapped_column(default="")
    made_from: Mapped[str]
    said: Mapped[Json] = mapped_column(default=dict)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    station: Mapped[Station] = relationship()

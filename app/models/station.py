"""A station: a stop of the line that has AR content.  It belongs to one partner."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Partner
from app.models.item import Item, Kind
from app.models.line import Stop

if TYPE_CHECKING:
    from app.models.planning import Planning
    from app.models.sign import Sign


class Station(Item):
    """A station.  Which plannings riders see in which order is said by its record."""

    __mapper_args__ = {"polymorphic_identity": Kind.STATION}

    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("stop.id"))

    partner: Mapped[Partner] = relationship()
    stop: Mapped[Stop] = relationship()
    plannings: Mapped[list["Planning"]] = relationship(
        back_populates="station", foreign_keys="Planning.station_id", order_by="Planning.id"
    )
    signs: Mapped[list["Sign"]] = relationship(
        back_populates="station", foreign_keys="Sign.station_id", order_by="Sign.id"
    )

    @property
    def owner(self) -> Partner:
        return self.partner


IS_STATION = Item.kind == Kind.STATION
Index("uq_item_station_slug", Item.slug, unique=True, sqlite_where=IS_STATION, postgresql_where=IS_STATION)

"""A planning: one digital urban planning at a station, which decides to whom it belongs."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Partner
from app.models.item import Item, Kind
from app.models.station import Station


class Planning(Item):
    """A planning.  Its address is that of its station and its own slug."""

    __mapper_args__ = {"polymorphic_identity": Kind.PLANNING}

    station_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)

    station: Mapped[Station] = relationship(back_populates="plannings", foreign_keys=station_id, remote_side="Item.id")

    @property
    def is_seen(self) -> bool:
        """Whether riders see it: what is taken down takes its plannings along."""
        return super().is_seen and self.station.is_seen

    @property
    def owner(self) -> Partner:
        return self.station.partner


Index("uq_item_planning_slug", Planning.station_id, Item.slug, unique=True)

"""A drawing that lies below the plan of a scene, for everybody who builds it; no part of the scene."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.asset import Asset
from app.models.base import Base, Json, now
from app.models.scene_draft import PackedText


class SceneUnderlay(Base):
    """The lines of a drawing; one without a name says that nothing lies there, whatever the version before has.

    ``layers`` is JSON: name and path of each, in metres about the middle of the drawing.  ``said`` is what its reader
    found: unit, size, what was left out.  ``placed`` says where it lies: ``x`` and ``z`` in the world of the scene,
    metres, ``turn_deg``, ``scale``, ``opacity``, and the layers that are ``hidden``.
    """

    __tablename__ = "scene_underlay"

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), primary_key=True)
    name: Mapped[str]
    layers: Mapped[str] = mapped_column(PackedText, deferred=True)
    said: Mapped[Json]
    placed: Mapped[Json]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[datetime] = mapped_column(default=now)

    asset: Mapped[Asset] = relationship()
    by: Mapped[Account] = relationship()

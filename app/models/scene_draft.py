"""What one person makes of a scene in the editor and has not yet saved, step by step."""

import zlib
from datetime import datetime

from sqlalchemy import Dialect, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from app.models.account import Account
from app.models.asset import Asset
from app.models.base import Base, JsonList, now


class PackedText(TypeDecorator[str]):
    """A text, kept compressed: the scenes of a hundred steps differ by a line."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(value.encode(), 9)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else zlib.decompress(value).decode()


class SceneDraft(Base):
    """A person's working copy of a scene.

    ``base`` is the text that it was made from, and ``base_key`` the file of that; ``position`` is the step that shows:
    those after it were undone.  ``seen_at`` is the last sign of a window in which it is open.
    """

    __tablename__ = "scene_draft"
    __table_args__ = (UniqueConstraint("asset_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    base_key: Mapped[str]
    base: Mapped[str] = mapped_column(PackedText, deferred=True)
    position: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column()  # a window that has not seen the newest is not let over it

    asset: Mapped[Asset] = relationship()
    account: Mapped[Account] = relationship()

    __mapper_args__ = {"version_id_col": version}


class SceneStep(Base):
    """The text after one change; ``ids`` are those of its blocks, ``token`` is what the page calls the change."""

    __tablename__ = "scene_step"

    draft_id: Mapped[int] = mapped_column(ForeignKey("scene_draft.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str]
    label: Mapped[str]
    text: Mapped[str] = mapped_column(PackedText)
    ids: Mapped[JsonList]

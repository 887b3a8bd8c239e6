"""Shares: links that show one version to somebody without an account, until they end or are taken back."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, now
from app.models.revision import Revision


class Share(Base):
    """One such link.  Its address is its number, signed; ``note`` says for whom it was made."""

    __tablename__ = "share"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    revision: Mapped[Revision] = relationship()
    by: Mapped[Account] = relationship()

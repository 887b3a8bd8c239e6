"""Sign-ins: one for each browser in which somebody is signed in, so that it ends wherever its cookie was copied to."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, now


class SignIn(Base):
    """One browser.  Its cookie holds the key, of which only the hash is kept; without this row it opens nothing."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    key_hash: Mapped[str] = mapped_column(unique=True)  # SHA-256, hexadecimal
    started_at: Mapped[datetime] = mapped_column(default=now, index=True)

"""Failed attempts to sign in, counted by the hash of the address typed, so that unknown addresses count as well."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Attempt(Base):
    """What failed for one address since its last success; until ``locked_until`` nobody is let in with it."""

    __tablename__ = "attempt"

    address_hash: Mapped[str] = mapped_column(primary_key=True)  # SHA-256, hexadecimal
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)
    locked_until: Mapped[datetime | None]

"""Letters: mails that wait to be sent, and when they were.

Whoever writes one only adds a row; a job sends it.  What it said is forgotten as soon as it is gone.
"""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, now


class Letter(Base):
    """One mail to one address.  ``due_at`` is moved on when sending fails, and None once it is sent or given up."""

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime | None] = mapped_column(default=now, index=True)
    sent_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)

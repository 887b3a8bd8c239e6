"""Work lists: signs that a person or company without an account hangs, by a link that ends.

The link holds 32 random bytes, of which only the hash is kept; it opens one list, for two weeks at most, until it is
revoked.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account, Partner
from app.models.base import Base, JsonList, now
from app.models.sign import Sign


class WorkList(Base):
    """What ``company`` is to do.  ``by`` answers for it: the journal names both."""

    __tablename__ = "work_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    company: Mapped[str]
    tools: Mapped[str] = mapped_column(default="")  # and whatever else whoever goes there has to know
    token_hash: Mapped[str] = mapped_column(unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    partner: Mapped[Partner] = relationship()
    by: Mapped[Account] = relationship()
    tasks: Mapped[list["WorkTask"]] = relationship(back_populates="work_list", order_by="WorkTask.position")

    def is_open(self, at: datetime) -> bool:
        """Tell whether the link still opens it."""
        return self.revoked_at is None and at < self.expires_at


class WorkTask(Base):
    """One sign of a list.  ``note`` is what whoever was there wrote; ``done_at`` is set once it hangs."""

    __tablename__ = "work_task"
    __table_args__ = (UniqueConstraint("work_list_id", "sign_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    work_list_id: Mapped[int] = mapped_column(ForeignKey("work_list.id"))
    sign_id: Mapped[int] = mapped_column(ForeignKey("sign.id"), index=True)
    position: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    photos: Mapped[JsonList] = mapped_column(default=list)  # keys of the media store
    noted_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    work_list: Mapped[WorkList] = relationship(back_populates="tasks")
    sign: Mapped[Sign] = relationship()

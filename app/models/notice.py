"""Notices: what somebody is told about, until they have seen it and for a while after."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, now


class NoticeKind(enum.StrEnum):
    HANDED_IN = "handed_in"  # waits for their decision
    GIVEN_BACK = "given_back"  # what they wrote
    APPROVED = "approved"  # what they wrote
    REMARK = "remark"  # about what they wrote
    REPLY = "reply"  # to what they said
    MENTION = "mention"  # they are named in what somebody said
    FILE = "file"  # nothing came of what they uploaded
    DUE = "due"  # somebody wanted it to be looked at again from that day on


class Notice(Base):
    """One thing that one person is told about.

    ``title`` is what the thing was called, ``comment`` what somebody said about it.  ``by`` is None where the system
    found it.  ``is_posted``: it was seen to whether the person gets it by mail as well.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_account_id_seen_at", "account_id", "seen_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[NoticeKind]
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    title: Mapped[str]
    comment: Mapped[str] = mapped_column(default="")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"), index=True)
    package_id: Mapped[int | None] = mapped_column(ForeignKey("package.id"), index=True)  # as a whole
    remark_id: Mapped[int | None] = mapped_column(ForeignKey("remark.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    seen_at: Mapped[datetime | None]
    is_posted: Mapped[bool] = mapped_column(default=False, index=True)

    account: Mapped[Account] = relationship(foreign_keys=account_id)
    by: Mapped[Account | None] = relationship(foreign_keys=by_id)

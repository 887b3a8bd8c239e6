"""Campaigns: signs of one partner whose prints are all replaced by new ones, under the same codes.

How far a campaign is follows from the signs themselves: what was printed of each since it began, and whether somebody
said that the new print hangs.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account, Partner
from app.models.base import Base, now
from app.models.sign import Sign


class Campaign(Base):
    """Which signs are replaced, and why (``title``)."""

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    title: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    began_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    partner: Mapped[Partner] = relationship()
    by: Mapped[Account] = relationship()
    signs: Mapped[list["CampaignSign"]] = relationship(back_populates="campaign")


class CampaignSign(Base):
    """One sign of a campaign."""

    __tablename__ = "campaign_sign"
    __table_args__ = (UniqueConstraint("campaign_id", "sign_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    sign_id: Mapped[int] = mapped_column(ForeignKey("sign.id"), index=True)

    campaign: Mapped[Campaign] = relationship(back_populates="signs")
    sign: Mapped[Sign] = relationship()

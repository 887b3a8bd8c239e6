"""People, the partners they work for, and what they may do there.

A Membership is a role at one partner; an admin's membership has none and covers all of them, an agency's covers no more
than the items that are chosen for it, a translator's no more than the words in their languages.
Flask-Security signs people in; its own roles stay unused.  The columns named ``tf_``, ``mf_`` and ``fs_`` are its own.
"""

import enum
import secrets
from datetime import date, datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, true
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Json, now
from app.models.passkey import Passkey

SYSTEM_MAIL = "system@localhost"


class Role(enum.StrEnum):
    PLANNER = "planner"  # writes and hands in
    APPROVER = "approver"  # decides and publishes
    KEEPER = "keeper"  # looks after signs
    AGENCY = "agency"  # does for chosen items what a planner does
    TRANSLATOR = "translator"  # writes the words of some languages
    GUEST = "guest"  # reads what the partner's people read, and says something about it
    ADMIN = "admin"  # everything, everywhere; four eyes hold for them, too


class Partner(Base):
    """A city or company that works together with others on the line; its words are part of the line's record."""

    __tablename__ = "partner"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    shows_drafts: Mapped[bool] = mapped_column(default=True, server_default=true())  # to other partners' people


class Account(Base, UserMixin):
    """A person who signs in, or the system itself, which never does."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("oidc_issuer", "oidc_subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[str | None]  # a hash, argon2
    active: Mapped[bool] = mapped_column(default=True)
    ends_on: Mapped[date | None]  # the last day on which anybody signs in with it; afterwards a job switches it off
    fs_uniquifier: Mapped[str] = mapped_column(unique=True, default=lambda: secrets.token_hex(32))
    preferences: Mapped[Json] = mapped_column(default=dict)  # what the person chose for themselves, by name
    created_at: Mapped[datetime] = mapped_column(default=now)
    erased_at: Mapped[datetime | None]  # since then nothing here says who it was
    oidc_issuer: Mapped[str | None]  # the provider of their house, and the number that it gives the person
    oidc_subject: Mapped[str | None]
    reset_asked_at: Mapped[datetime | None]  # wants a new password, and no mail can be sent
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]  # encrypted
    tf_counter: Mapped[int | None]  # of the last code, which opens nothing a second time
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON(none_as_null=True)))
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(unique=True)  # type: ignore[assignment]  # none at first

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="account", cascade="all, delete-orphan", lazy="selectin"
    )
    webauthn: Mapped[list[Passkey]] = relationship(  # type: ignore[assignment]  # its keys, and no others
        cascade="all, delete-orphan", order_by=Passkey.id
    )

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]  # where Flask-Security has a list, nothing is ever written
        """No roles of Flask-Security's kind."""
        return []

    @property
    def is_system(self) -> bool:
        return self.email == SYSTEM_MAIL

    @property
    def is_admin(self) -> bool:
        return any(each.role is Role.ADMIN for each in self.memberships)

    @property
    def has_second_factor(self) -> bool:
        return bool(self.tf_totp_secret) or bool(self.webauthn)

    def may(self, role: Role, partner: Partner) -> bool:
        """Tell whether the person has ``role`` at ``partner``; an admin and the system have every role everywhere."""
        held = any(each.role is role and each.partner_id == partner.id for each in self.memberships)
        return held or self.is_admin or self.is_system


class Membership(Base):
    """One role of one person at one partner; an admin's has no partner."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("account_id", "partner_id", "role"),
        CheckConstraint("(role = 'admin') = (partner_id IS NULL)", name="admin_has_no_partner"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    role: Mapped[Role]

    account: Mapped[Account] = relationship(back_populates="memberships")
    partner: Mapped[Partner | None] = relationship(lazy="joined")
    chosen: Mapped[list["Chosen"]] = relationship(cascade="all, delete-orphan")  # asked of agencies alone
    spoken: Mapped[list["Spoken"]] = relationship(cascade="all, delete-orphan")  # asked of translators alone

    @property
    def covers(self) -> frozenset[int]:
        """The ids of the items that an agency works on; what belongs to a station comes with it."""
        return frozenset(each.item_id for each in self.chosen) if self.role is Role.AGENCY else frozenset()

    @property
    def translates(self) -> frozenset[str]:
        """The tags of the languages that a translator writes."""
        return frozenset(each.language for each in self.spoken) if self.role is Role.TRANSLATOR else frozenset()


class Spoken(Base):
    """A language into which a translator translates."""

    __tablename__ = "membership_language"

    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)


class Chosen(Base):
    """A station with its plannings, or one planning, that an agency works on."""

    __tablename__ = "membership_item"

    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)

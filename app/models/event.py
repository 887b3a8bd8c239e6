"""The journal, an append-only audit log: who did what, when, to what."""

import enum
from datetime import datetime

from sqlalchemy import Connection, ForeignKey, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, now
from app.models.item import Item
from app.models.revision import Revision
from app.models.sign import Sign


class EventKind(enum.StrEnum):
    DRAFT = "draft"
    DISCARD = "discard"
    TAKE_BACK = "take_back"
    SHARE = "share"
    UNSHARE = "unshare"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    GIVE_BACK = "give_back"
    SCHEDULE = "schedule"
    PUBLISH = "publish"
    REMARK = "remark"
    ANSWER_REMARK = "answer_remark"
    RESOLVE_REMARK = "resolve_remark"
    OVERRULE_REMARK = "overrule_remark"
    REOPEN_REMARK = "reopen_remark"
    ROLL_BACK = "roll_back"
    TAKE_DOWN = "take_down"
    RENAME = "rename"
    RELOCATE = "relocate"
    ARCHIVE = "archive"
    RESTORE = "restore"
    LOAD = "load"
    MOVE_SIGN = "move_sign"
    ADD_SIGN = "add_sign"
    EDIT_SIGN = "edit_sign"
    PRINT = "print"
    ORDER = "order"  # signs, from a print shop
    CANCEL_ORDER = "cancel_order"
    CHANGE_PRINTER = "change_printer"
    LEAD_SIGN = "lead_sign"  # elsewhere, its code
    GIVE_WORK = "give_work"  # signs to hang, to a company
    REPLACE_SIGNS = "replace_signs"  # their prints, in a campaign
    CHECK_SIGN = "check_sign"
    SURVEY_SIGN = "survey_sign"
    ADD_ACCOUNT = "add_account"
    CHANGE_ROLES = "change_roles"
    GIVE_ITEM = "give_item"  # to an agency
    TAKE_ITEM = "take_item"
    CHANGE_LANGUAGES = "change_languages"  # of a translator
    DEACTIVATE_ACCOUNT = "deactivate_account"
    ACTIVATE_ACCOUNT = "activate_account"
    CHANGE_END = "change_end"
    SHOW_LINK = "show_link"
    FORGET_FACTOR = "forget_factor"
    BIND_ACCOUNT = "bind_account"
    UNBIND_ACCOUNT = "unbind_account"
    ERASE_ACCOUNT = "erase_account"
    SHOW_DRAFTS = "show_drafts"
    ADD_FILE = "add_file"
    CHANGE_FILE = "change_file"
    DELETE_FILE = "delete_file"
    RESTORE_FILE = "restore_file"
    HEAL = "heal"
    PROVE_ON_SITE = "prove_on_site"
    DOUBT_ON_SITE = "doubt_on_site"
    REMIND = "remind"
    LOOK_AT = "look_at"
    DROP_REMINDER = "drop_reminder"
    CHANGE_TERM = "change_term"


ABOUT_PEOPLE = frozenset(  # what was done to accounts; for the administration alone
    {
        EventKind.ADD_ACCOUNT,
        EventKind.CHANGE_ROLES,
        EventKind.GIVE_ITEM,
        EventKind.TAKE_ITEM,
        EventKind.CHANGE_LANGUAGES,
        EventKind.DEACTIVATE_ACCOUNT,
        EventKind.ACTIVATE_ACCOUNT,
        EventKind.CHANGE_END,
        EventKind.SHOW_LINK,
        EventKind.FORGET_FACTOR,
        EventKind.BIND_ACCOUNT,
        EventKind.UNBIND_ACCOUNT,
        EventKind.ERASE_ACCOUNT,
    }
)


class Event(Base):
    """One line of the journal.  ``comment`` is what the person gave as a reason, or what changed in words.

    ``account`` is whom it is about, where it is about a person.
    """

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    what: Mapped[EventKind]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    sign_id: Mapped[int | None] = mapped_column(ForeignKey("sign.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    comment: Mapped[str] = mapped_column(default="")

    by: Mapped[Account] = relationship(foreign_keys=by_id)
    account: Mapped[Account | None] = relationship(foreign_keys=account_id)
    item: Mapped[Item | None] = relationship()
    revision: Mapped[Revision | None] = relationship()
    sign: Mapped[Sign | None] = relationship()


@event.listens_for(Event, "before_update")
@event.listens_for(Event, "before_delete")
def _refuse(_mapper: Mapper[Event], _connection: Connection, _event: Event) -> None:
    raise TypeError("the journal is never changed")

"""Show the inbox: what waits for a decision, what is approved and not yet public, and what will be taken down.

What was handed in together stands in ``packages/show_package.py``.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.actions.content.item_states import BELONGS, is_open
from app.actions.records.compare import compare
from app.actions.records.titles import title_of
from app.models import Account, Edition, Item, Partner, Remark, Revision, Settled, State

PAGE = 50


@dataclass(frozen=True)
class InboxRow:
    """A revision on its way; ``changes`` counts the fields that differ from what riders see."""

    id: int
    state: State
    title: str
    partner: str
    author: str
    note: str
    asked: str  # who is asked to decide, nobody in particular if empty
    at: datetime
    publish_at: datetime | None
    changes: int
    open_remarks: int


@dataclass(frozen=True)
class EndingRow:
    """Something that will be taken down."""

    item_id: int
    title: str
    partner: str
    at: datetime


def rows(session: Session, *, page: int = 1) -> tuple[list[InboxRow], int]:
    """Return a page of the submitted and then the approved revisions, oldest first, and how many pages there are."""
    wanted = (Revision.state.in_((State.SUBMITTED, State.APPROVED)), Revision.package_id.is_(None), is_open())
    count = session.scalar(select(func.count(Revision.id)).where(*wanted)) or 0
    order = (Revision.state.desc(), Revision.changed_at, Revision.id)
    shown = select(Revision.id).where(*wanted).order_by(*order).limit(PAGE).offset((page - 1) * PAGE)
    said = select(func.count(Remark.id)).where(Remark.revision_id == Revision.id, Remark.state == Settled.OPEN)
    owner, asking = Item.__table__.alias(), aliased(Account)
    query = (
        select(
            Revision,
            title_of(session, Item),
            Partner.name,
            Account.name,
            asking.name,
            Edition.record,
            said.scalar_subquery(),
        )
        .join(Item, Item.id == Revision.item_id)
        .join(owner, owner.c.id == BELONGS)
        .join(Partner, Partner.id == owner.c.partner_id)
        .join(Account, Account.id == Revision.author_id)
        .outerjoin(asking, asking.id == Revision.asked_id)
        .outerjoin(Edition, Edition.id == Item.current_id)
        .where(Revision.id.in_(session.scalars(shown).all()))  # so that words are looked up for these alone
        .order_by(*order)
    )
    found = [
        InboxRow(
            id=revision.id,
            state=revision.state,
            title=title,
            partner=partner,
            author=author,
            note=revision.note,
            asked=asked or "",
            at=revision.changed_at,
            publish_at=revision.publish_at,
            changes=len(compare(public, revision.record)),
            open_remarks=remarks,
        )
        for revision, title, partner, author, asked, public, remarks in session.execute(query)
    ]
    return found, max(1, -(-count // PAGE))


def endings(session: Session) -> list[EndingRow]:
    """Return what will be taken down next, the soonest first."""
    owner = Item.__table__.alias()
    query = (
        select(Item.id, title_of(session, Item), Partner.name, Item.take_down_at)
        .join(owner, owner.c.id == BELONGS)
        .join(Partner, Partner.id == owner.c.partner_id)
        .where(Item.take_down_at.is_not(None), Item.current_id.is_not(None))
        .order_by(Item.take_down_at)
        .limit(PAGE)
    )
    return [EndingRow(number, title, partner, at) for number, title, partner, at in session.execute(query) if at]

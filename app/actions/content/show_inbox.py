"""Show the inbox: what waits for a decision, what is approved and not yet public, and what will be taken down."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

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
    wanted = (Revision.state.in_((State.SUBMITTED, State.APPROVED)), is_open())
    count = session.scalar(select(func.count(Revision.id)).where(*wanted)) or 0
    order = (Revision.state.desc(), Revision.changed_at, Revision.id)
    shown = select(Revision.id).where(*wanted).order_by(*order).limit(PAGE).offset((page - 1) * PAGE)
    said = select(func.count(Remark.id)).where(Remark.revision_id == Revision.id, Remark.state == Settled.OPEN)
    owner = Item.__table__.alias()
    query = (
        select(
            Revision,
            title_of(session, Item),
            Partner.name,
            Account.name,
            Edition.record,
            said.scalar_subquery(),
        )
        .join(Item, Item.id == Revision.item_id)
        .join(owner, owner.c.id == BELONGS)
        .join(Partner, Partner.id == owner.c.partner_id)
        .join(Account, Account.id == Revision.author_id)
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
            at=revision.changed_at,
            publish_at=revision.publish_at,
            changes=len(compare(public, revision.record)),
            open_remarks=remarks,
        )
        for revision, title, partner, author, public, remarks in session.execute(query)
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

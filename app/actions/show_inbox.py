"""Show the inbox: what is handed in and waits for a decision, and what is approved and not yet public."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.actions.compare import compare
from app.actions.show_line import BELONGS, is_open
from app.actions.titles import title_of
from app.models import Account, Edition, Item, Partner, Revision, State, Station

LIST_MAX = 100


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


def rows(session: Session) -> list[InboxRow]:
    """Return the submitted and the approved revisions, the oldest first."""
    station = aliased(Station)
    query = (
        select(Revision, title_of(Item), Partner.name, Account.name, Edition.record)
        .join(Item, Item.id == Revision.item_id)
        .join(station, station.id == BELONGS)
        .join(Partner, Partner.id == station.partner_id)
        .join(Account, Account.id == Revision.author_id)
        .outerjoin(Edition, Edition.id == Item.current_id)
        .where(Revision.state != State.DRAFT, is_open())
        .order_by(Revision.changed_at)
        .limit(LIST_MAX)
    )
    return [
        InboxRow(
            id=revision.id,
            state=revision.state,
            title=title,
            partner=partner,
            author=author,
            at=revision.changed_at,
            publish_at=revision.publish_at,
            changes=len(compare(public, revision.record)),
        )
        for revision, title, partner, author, public in session.execute(query)
    ]

"""Show what the line says of itself, part by part, with the state of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content.item_states import Mark, marks
from app.actions.records.line_parts import KINDS
from app.actions.records.titles import title_of
from app.models import Item, Kind, LineWords, Partner


@dataclass(frozen=True)
class WordsRow:
    """A part: the line's own words, a partner's name, or a page; ``partner`` is whose people change it."""

    id: int
    kind: Kind
    title: str
    partner: str
    marks: Sequence[Mark]


def rows(session: Session) -> list[WordsRow]:
    """Return all parts in the order of their titles."""
    title = title_of(session, LineWords)
    query = select(LineWords.id, LineWords.kind, title, Partner.name, LineWords.current_id)
    query = query.join(Partner, Partner.id == LineWords.partner_id).where(LineWords.kind.in_(KINDS))
    query = query.order_by(title, LineWords.id)
    own = marks(session, among=Item.kind.in_(KINDS))
    return [
        WordsRow(number, kind, name, partner, (Mark("published" if current else "new"), *own[number]))
        for number, kind, name, partner, current in session.execute(query)
    ]

"""Search: stations, plannings and the line's own words by their titles, signs by their code, however they are typed."""

import re
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.actions.content.item_states import BELONGS
from app.actions.people import drafts
from app.actions.records.titles import title_of
from app.actions.signs import show_signs
from app.actions.signs.show_signs import SignRow
from app.models import Edition, Item, Kind, Partner, Station, fold
from app.models.search import words_of

MOST = 50
CODE_LEAST = 2  # letters, before signs are looked for
SCAN = re.compile(r"/s/(\w+)", re.IGNORECASE)  # somebody pasted what a sign's code says


@dataclass(frozen=True)
class ItemHit:
    """A station, a planning or what the line says of itself; ``station`` is the title of the planning's station."""

    id: int
    kind: Kind
    title: str
    station: str
    partner: str
    is_public: bool
    is_archived: bool


@dataclass(frozen=True, kw_only=True)
class Hits:
    """What was found.  ``has_more`` says that there is more than is shown."""

    items: list[ItemHit]
    signs: list[SignRow]
    has_more: bool

    @property
    def count(self) -> int:
        return len(self.items) + len(self.signs)


def find(session: Session, text: str) -> Hits:
    """Return what ``text`` finds: titles that hold all its words, signs whose code begins like it."""
    words = fold(text).split()
    if not words:
        return Hits(items=[], signs=[], has_more=False)
    items, signs = _items(session, words), _signs(session, text)
    return Hits(items=items[:MOST], signs=signs[:MOST], has_more=len(items) > MOST or len(signs) > MOST)


def _items(session: Session, words: list[str]) -> list[ItemHit]:
    """Stations first, then what begins with the first word, and archived things last.

    What is hidden is not found by words that are not yet public.
    """
    closed = drafts.hidden(session)
    station, owner = aliased(Station), Item.__table__.alias()
    public = select(Edition.record).where(Edition.id == Item.current_id, Partner.id.in_(closed.partners))
    begins = Item.words.startswith(words[0], autoescape=True)
    query = (
        select(
            Item.id,
            Item.kind,
            title_of(session, Item),
            func.coalesce(title_of(session, station), ""),
            Partner.name,
            Item.current_id.is_not(None),
            Item.archived_at.is_not(None),
            Partner.id.label("partner_id"),
            owner.c.id.label("belongs_id"),
            public.scalar_subquery().label("public"),
        )
        .outerjoin(station, station.id == BELONGS)
        .join(owner, owner.c.id == BELONGS)
        .join(Partner, Partner.id == owner.c.partner_id)
        .where(*[Item.words.contains(word, autoescape=True) for word in words])
        .order_by(Item.archived_at.is_not(None), begins.desc(), Item.kind.desc(), Item.words, Item.id)
        .limit(MOST + 1)
    )
    return [
        ItemHit(*row[:7])
        for row in session.execute(query)
        if not closed.has(row.partner_id, row.id, row.belongs_id) or all(word in words_of(row.public) for word in words)
    ]


def _signs(session: Session, text: str) -> list[SignRow]:
    pasted = SCAN.search(text)
    code = pasted.group(1) if pasted else text.strip()
    return show_signs.by_code(session, code.upper(), most=MOST + 1) if len(code) >= CODE_LEAST else []

"""Show assigned: what agencies work on, and what could be given to one.

assigned  what an account works on, partner by partner
offered   stations and plannings of a partner that have some words, to choose from
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from app.actions.content.item_states import BELONGS
from app.actions.records.titles import title_of
from app.models import Account, Item, Kind, Partner, Role, Station, fold

MOST = 20  # of what is offered
STATION = aliased(Station)


@dataclass(frozen=True)
class AssignedRow:
    """A station or planning; ``station`` is the title of a planning's station, empty for a station."""

    id: int
    title: str
    station: str
    is_archived: bool


@dataclass(frozen=True)
class Assigned:
    """What an account works on for a partner."""

    partner: Partner
    rows: Sequence[AssignedRow]


def assigned(session: Session, account: Account) -> list[Assigned]:
    """Return what ``account`` works on as an agency, for each partner that it is one of."""
    works = [each for each in account.memberships if each.role is Role.AGENCY and each.partner]
    return [Assigned(each.partner, _rows(session, _items(session, each.covers))) for each in works if each.partner]


def offered(session: Session, partner: Partner, words: str, *, but: Collection[int]) -> list[AssignedRow]:
    """Return what ``partner`` has and is called like ``words``, at most ``MOST``, without what is given already."""
    wanted = [Item.words.contains(word, autoescape=True) for word in fold(words).split()]
    query = _query(session).where(Item.archived_at.is_(None), Item.id.not_in(but), *wanted)
    return _rows(session, query.where(STATION.partner_id == partner.id).limit(MOST))


def _query(session: Session) -> Select[int, Kind, str, str, bool]:
    query = select(
        Item.id, Item.kind, title_of(session, Item), title_of(session, STATION), Item.archived_at.is_not(None)
    ).join(STATION, STATION.id == BELONGS)
    return query.order_by(STATION.words, STATION.id, Item.kind.desc(), Item.id)


def _items(session: Session, ids: Collection[int]) -> Select[int, Kind, str, str, bool]:
    return _query(session).where(Item.id.in_(ids))


def _rows(session: Session, query: Select[int, Kind, str, str, bool]) -> list[AssignedRow]:
    return [
        AssignedRow(number, title, "" if kind is Kind.STATION else station, is_archived)
        for number, kind, title, station, is_archived in session.execute(query)
    ]

"""Bulk: one action for several stations and plannings, each by its own rules; what is refused leaves the others alone.

choose   what one person may do it to, page by page
preview  what would come of it, without any of it
perform  the same for good
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.actions.content import edit, item_states, review
from app.actions.content.item_states import BELONGS
from app.actions.items import archive, relocate
from app.actions.records.titles import title_of
from app.errors import Missing, Refusal, WrongState
from app.models import Account, Item, Kind, Partner, Planning, Role, Station, fold

PAGE = 50
BULK_ACTIONS = ("hand_in", "archive", "relocate")  # what needs no look at what changes (see bulk_review)
WRITES = {Role.PLANNER, Role.APPROVER}


@dataclass(frozen=True, kw_only=True)
class BulkRow:
    """An item to choose; ``station`` is the title of a planning's station; ``marks`` say how its content is."""

    id: int
    kind: Kind
    title: str
    station: str
    partner: str
    marks: tuple[item_states.Mark, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What comes of one item: ``refusal`` says why nothing does."""

    item_id: int
    title: str
    refusal: Refusal | None = None


class _Undone(Exception):  # noqa: N818 -- ends a rehearsal, which is no error
    """Everything was rehearsed and shall not stay."""


def choose(session: Session, account: Account, *, text: str = "", page: int = 1) -> tuple[list[BulkRow], int]:
    """Return a page of what ``account`` plans or approves for, and how much there is in all."""
    station = aliased(Station)
    query = (
        select(
            Item.id,
            Item.kind,
            title_of(session, Item),
            title_of(session, station),
            Partner.name,
        )
        .join(station, station.id == BELONGS)
        .join(Partner, Partner.id == station.partner_id)
        .where(Item.archived_at.is_(None), *[Item.words.contains(word, autoescape=True) for word in fold(text).split()])
    )
    if not account.is_admin:
        partners = [each.partner_id for each in account.memberships if each.role in WRITES]
        query = query.where(station.partner_id.in_(partners))
    count = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return _rows(session, query.order_by(BELONGS, Item.kind.desc(), Item.id).offset((page - 1) * PAGE)), count


def preview(session: Session, action: str, ids: Sequence[int], *, to: int | None = None, by: Account) -> list[Outcome]:
    """Return what ``perform`` would return, having undone all of it."""
    found: list[Outcome] = []
    try:
        with session.begin_nested():
            found = perform(session, action, ids, to=to, by=by)
            raise _Undone
    except _Undone:
        return found


def perform(session: Session, action: str, ids: Sequence[int], *, to: int | None = None, by: Account) -> list[Outcome]:
    """Do ``action`` (one of BULK_ACTIONS) to each item and return what came of it, stations first.

    ``to`` is the id of the station to relocate to.  Raises Missing for an unknown action, or without items.
    """
    query = select(Item).where(Item.id.in_(ids)).order_by(Item.kind.desc(), Item.id)
    items = session.scalars(query).all()
    if not items or action not in BULK_ACTIONS:
        raise Missing("Bitte mindestens eine Station oder Planung auswählen, und was mit ihr geschehen soll.")
    titles = dict(session.execute(select(Item.id, title_of(session, Item)).where(Item.id.in_(ids))).all())
    return [_one(session, action, each, titles[each.id], to, by) for each in items]


def _one(session: Session, action: str, item: Item, title: str, to: int | None, by: Account) -> Outcome:
    try:
        with session.begin_nested():
            _do(session, action, item, to, by)
    except Refusal as refusal:
        return Outcome(item_id=item.id, title=title, refusal=refusal)
    return Outcome(item_id=item.id, title=title)


def _do(session: Session, action: str, item: Item, to: int | None, by: Account) -> None:
    if action == "archive":
        archive.archive(session, item, by=by)
    elif action == "hand_in":
        draft = edit.open_draft(session, item, of=by)
        if draft is None:
            raise Missing("Hier gibt es keinen eigenen Entwurf.")
        review.submit_saved(session, draft, by=by)
    else:
        station = session.get(Station, to) if to else None
        if not isinstance(item, Planning) or station is None:
            raise WrongState("An eine andere Station lässt sich nur eine Planung legen, und nur an eine, die es gibt.")
        relocate.relocate(session, item, station, by=by)


def _rows(session: Session, query: Select[int, Kind, str, str, str]) -> list[BulkRow]:
    found = session.execute(query.limit(PAGE)).all()
    numbers = [row[0] for row in found]
    standing, states = item_states.standing(session, numbers), item_states.marks(session, among=Item.id.in_(numbers))
    return [
        BulkRow(
            id=number,
            kind=kind,
            title=title,
            station=station,
            partner=partner,
            marks=(standing[number], *states[number]),
        )
        for number, kind, title, station, partner in found
    ]

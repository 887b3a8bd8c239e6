"""Writable: what somebody may plan, and into which languages translate it, of many items in a few queries."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, with_polymorphic

from app.actions.people import rights
from app.models import Account, Item, Partner, Planning, Role


@dataclass(frozen=True)
class Writable:
    """What one person may do with the words of an item."""

    may_plan: bool
    translates: frozenset[str]


def writable(session: Session, ids: Collection[int], *, by: Account) -> dict[int, Writable]:
    """Return what ``by`` may do with each of these items: id -> that."""
    whole = with_polymorphic(Item, "*", aliased=True)
    stations = select(Planning.station_id).where(Planning.id.in_(ids))
    held = [  # so that nobody asks for each whose it is
        *session.scalars(select(whole).where(whole.id.in_(ids) | whole.id.in_(stations))),
        *session.scalars(select(Partner)),
    ]
    items = {each.id: each for each in held if isinstance(each, Item)}
    return {
        number: Writable(
            may_plan=rights.may_item(by, Role.PLANNER, items[number]),
            translates=frozenset(rights.translates(by, items[number])),
        )
        for number in ids
    }

"""Presence: who else has an item open in the editor, by a heartbeat that each window sends every few seconds.

seen    a window is there
left    a window goes on to another page
others  the other windows: who, and since when silent; whoever has something unsaved stays in the list
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from app.actions.content import autosave
from app.models import Account, Item, Presence, now

HERE_S = 90  # browsers let hidden windows speak once a minute
GONE_S = 15 * 60


@dataclass(frozen=True)
class Other:
    """Another window, or what somebody left unsaved.  ``is_self``: it is the same person's."""

    name: str
    is_self: bool
    is_here: bool
    has_unsaved: bool
    at: datetime


def seen(session: Session, item: Item, tab: str, *, by: Account) -> None:
    """Note that a window of ``by`` has ``item`` open, and forget windows that have long been silent."""
    session.execute(delete(Presence).where(Presence.seen_at < now() - timedelta(seconds=GONE_S)))
    row = session.get(Presence, (item.id, tab))
    if row is None:
        row = Presence(item_id=item.id, tab=tab, account=by)
        session.add(row)
    row.seen_at = now()
    session.flush()


def left(session: Session, item: Item, tab: str) -> None:
    """Note that a window has gone on from ``item``, so that its next page is no second window beside it."""
    session.execute(delete(Presence).where(Presence.item_id == item.id, Presence.tab == tab))


def others(session: Session, item: Item, tab: str, *, by: Account) -> Sequence[Other]:
    """Return who else is at ``item``, each person once, but one's own other window too."""
    query = select(Presence).where(Presence.item_id == item.id, Presence.tab != tab)
    query = query.options(joinedload(Presence.account)).order_by(Presence.seen_at.desc())
    unsaved = {each.account_id: each for each in autosave.others(session, item, than=by)}
    here = now() - timedelta(seconds=HERE_S)
    found: dict[int, Other] = {}
    for row in session.scalars(query):
        is_here = row.seen_at >= here
        if is_here or row.account_id in unsaved:
            is_self, has_unsaved = row.account_id == by.id, row.account_id in unsaved
            found.setdefault(row.account_id, Other(row.account.name, is_self, is_here, has_unsaved, row.seen_at))
    for number, kept in unsaved.items():
        found.setdefault(number, Other(kept.account.name, False, False, True, kept.changed_at))
    return list(found.values())

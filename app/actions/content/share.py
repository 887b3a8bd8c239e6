"""Share: a link that shows one version, not public yet, to somebody without an account.

make     a link, for some days
revoke   take it back
opened   what a link shows, as long as it holds
links    those of an item
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.actions.people.rights import check
from app.errors import Invalid, Missing
from app.i18n import N_
from app.models import Account, Event, EventKind, Item, Revision, Role, Share, State, now

DAYS = (7, 1, 30)  # to choose from; the first is suggested
LIST_MAX = 50
OVER = N_("Diese Vorschau gibt es nicht mehr. Wer den Link geschickt hat, kann einen neuen machen.")


def make(session: Session, revision: Revision, *, days: int, note: str, by: Account) -> Share:
    """Make a link to ``revision`` that holds for ``days``.

    Raises Forbidden unless ``by`` plans for the item's partner, Invalid for another number of days than ``DAYS``.
    """
    check(by, Role.PLANNER, revision.item.owner)
    if days not in DAYS:
        raise Invalid("So lange gilt kein Vorschau-Link. Bitte eine der angebotenen Zeiten wählen.")
    share = Share(revision=revision, by=by, note=" ".join(note.split()), expires_at=now() + timedelta(days=days))
    session.add_all(
        [share, Event(what=EventKind.SHARE, item=revision.item, revision=revision, by=by, comment=share.note)]
    )
    session.flush()
    return share


def revoke(session: Session, share: Share, *, by: Account) -> None:
    """Take a link back; twice is as good as once.  Raises Forbidden unless ``by`` plans for the item's partner."""
    item = share.revision.item
    check(by, Role.PLANNER, item.owner)
    if share.revoked_at is None:
        share.revoked_at = now()
        session.add(Event(what=EventKind.UNSHARE, item=item, revision=share.revision, by=by, comment=share.note))
    session.flush()


def opened(session: Session, number: int) -> Share:
    """Return a link by its number.  Raises Missing once it has ended, was taken back, or its draft was discarded."""
    share: Share | None = session.get(Share, number)
    if share is None or not is_open(share):
        raise Missing(OVER)
    return share


def is_open(share: Share) -> bool:
    """Tell whether a link still shows something."""
    return share.revoked_at is None and share.expires_at > now() and share.revision.state is not State.DISCARDED


def links(session: Session, item: Item) -> Sequence[Share]:
    """Return the links to versions of ``item`` that have not been taken back, the newest first."""
    query = select(Share).join(Revision).where(Revision.item_id == item.id, Share.revoked_at.is_(None))
    query = query.options(joinedload(Share.by), joinedload(Share.revision))
    return session.scalars(query.order_by(Share.id.desc()).limit(LIST_MAX)).all()

"""Share: what shows a version that is not public to whoever is not signed in: links for others, one's own phone.

make     a link, for some days
move     let it end at another moment
revoke   take it back
opened   what a link shows, as long as it holds
links    those of an item

lasts       whether what somebody opens on their own phone still shows something
end_phones  let nothing be shown any more there by what they made up to now
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.actions.people import preferences
from app.actions.people.rights import check
from app.errors import Ended, Invalid
from app.i18n import N_
from app.models import Account, Event, EventKind, Item, Revision, Role, Share, State, now

DAYS = (7, 1, 30)  # to choose from; the first is suggested
LIST_MAX = 50
ON_PHONE = timedelta(days=1)
PHONES_ENDED = "phones_ended_at"  # a preference: ISO 8601
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


def move(session: Session, share: Share, *, at: datetime, by: Account) -> None:
    """Let a link end at another moment to come, as long as a new one could hold.

    Raises Forbidden unless ``by`` plans for the item's partner, Missing if it has ended, Invalid for another moment.
    """
    item = share.revision.item
    check(by, Role.PLANNER, item.owner)
    opened(session, share.id)
    if not now() < at <= now() + timedelta(days=max(DAYS)):
        raise Invalid("Ein Vorschau-Link endet frühestens gleich und spätestens in %(days)s Tagen.", days=max(DAYS))
    share.expires_at = at
    session.add(Event(what=EventKind.SHARE, item=item, revision=share.revision, by=by, comment=share.note))
    session.flush()


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
        raise Ended(OVER)
    return share


def is_open(share: Share) -> bool:
    """Tell whether a link still shows something."""
    return share.revoked_at is None and share.expires_at > now() and share.revision.state is not State.DISCARDED


def links(session: Session, item: Item) -> Sequence[Share]:
    """Return the links to versions of ``item`` that have not been taken back, the newest first."""
    query = select(Share).join(Revision).where(Revision.item_id == item.id, Share.revoked_at.is_(None))
    query = query.options(joinedload(Share.by), joinedload(Share.revision))
    return session.scalars(query.order_by(Share.id.desc()).limit(LIST_MAX)).all()


def lasts(account: Account, made_at: datetime) -> bool:
    """Tell whether what ``account`` made for their phone at ``made_at`` still shows something."""
    ended = account.preferences.get(PHONES_ENDED)
    ended_at = datetime.fromisoformat(str(ended)) if ended else datetime.min.replace(tzinfo=UTC)
    return account.active and ended_at < made_at and now() < made_at + ON_PHONE


def end_phones(session: Session, account: Account) -> None:
    """End all previews on phones that ``account`` has made up to now."""
    preferences.choose(session, account, PHONES_ENDED, now().isoformat())

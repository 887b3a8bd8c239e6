"""History: go back to what was, and undo having thrown something away.

restore    an old version as a draft of one's own, which changes nothing for riders
discard    one's own draft, and what is typed and not saved
take_back  a discarded draft, and what was typed
"""

from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.people.rights import check_write
from app.errors import Forbidden, WrongState
from app.models import Account, Autosave, Event, EventKind, Item, Revision, State, now
from app.models.revision import NO_WAY


def restore(session: Session, revision: Revision, *, by: Account) -> Revision:
    """Return the draft of ``by`` that says what ``revision`` said: their open one, else a new one.

    Whoever wrote that is an author of it, too (``edit.credit``).  Raises Forbidden unless ``by`` plans for the item's
    partner, WrongState if the item is archived.
    """
    item = revision.item
    edit.check_open(item, by)
    draft = edit.open_draft(session, item, of=by)
    if draft is None:
        draft = edit.add_draft(session, item, revision.record, by=by, based_on=edit.newest(session, item))
    else:
        edit.save(session, draft, revision.record, version=draft.version, by=by)
    edit.credit(session, draft, revision)
    return draft


def discard(session: Session, item: Item, *, by: Account) -> Revision | None:
    """Throw away what ``by`` has unpublished of ``item``: the open draft, which is returned, and what was typed.

    Twice is as good as once.  Raises Forbidden unless ``by`` plans for the item's partner.
    """
    check_write(by, item)
    draft, typed = edit.open_draft(session, item, of=by), session.get(Autosave, (item.id, by.id))
    if typed is not None:
        typed.dropped_at = now()
    if draft is not None:
        draft.move(State.DISCARDED)
        session.add(Event(what=EventKind.DISCARD, item=item, revision=draft, by=by))
    session.flush()
    return draft


def take_back(session: Session, item: Item, revision: Revision | None, *, by: Account) -> None:
    """Undo ``discard``.

    Raises Forbidden unless it was a draft of ``by``, who still plans for the item's partner; WrongState unless it was
    thrown away, or if they have begun another draft since.
    """
    check_write(by, item)
    if revision is not None:
        if revision.author is not by:
            raise Forbidden("Einen Entwurf holt zurück, wer ihn geschrieben hat. Andere beginnen mit ihm einen neuen.")
        if edit.open_draft(session, item, of=by) is not None:
            raise WrongState(
                "Es gibt schon einen neueren Entwurf von Ihnen. Bitte erst diesen zur Freigabe geben oder verwerfen."
            )
        if revision.state is not State.DISCARDED:
            raise WrongState(NO_WAY[revision.state])
        revision.move(State.DRAFT)
        session.add(Event(what=EventKind.TAKE_BACK, item=item, revision=revision, by=by))
    typed = session.get(Autosave, (item.id, by.id))
    if typed is not None:
        typed.dropped_at = None
    session.flush()

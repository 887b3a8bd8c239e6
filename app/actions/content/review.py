"""Review: the workflow between a draft and the public, a second pair of eyes (four-eyes principle).

submit     the planner hands a draft in, which freezes it
withdraw   the planner takes it back
approve    an approver lets it pass; publishing is a step of its own
give_back  an approver returns it with a reason; it is a draft again
"""

from sqlalchemy.orm import Session

from app.actions.content import checklist
from app.actions.content.edit import is_overtaken
from app.actions.library import pins
from app.actions.people.rights import check
from app.errors import Forbidden, Invalid, Overtaken, WrongState
from app.i18n import N_
from app.models import Account, Event, EventKind, Revision, Role, State
from app.models.base import Json, JsonList

OVERTAKEN = N_(
    "Inzwischen wurde eine andere Fassung veröffentlicht. Bitte beide zusammenführen und noch einmal einreichen."
)


CHANGED = N_(
    "Seit dem Einreichen hat sich geändert, was diese Fassung zeigt: %(titles)s. Bitte sie zurückgeben oder daraus"
    " einen neuen Entwurf beginnen, und so noch einmal einreichen."
)


def submit(session: Session, revision: Revision, *, by: Account, note: str = "") -> None:
    """Hand a draft in, with the files that it shows as they are now (``pins``); their authors count among its own.

    Raises Forbidden unless ``by`` plans for the item's partner, WrongState if it is no draft, Overtaken if something
    else was published since the draft was begun, Invalid with every fault if it is not ready (see ``checklist``).
    """
    check(by, Role.PLANNER, revision.item.owner)
    revision.check_draft()
    if is_overtaken(session, revision):
        raise Overtaken(OVERTAKEN)
    revision.pins = pins.pin(session, revision.record, holding=True)
    checklist.check(session, revision.item, revision.record)
    authors = pins.authors(session, revision.record)
    revision.contributors += [each for each in authors if each not in revision.contributors]
    _move(session, revision, State.SUBMITTED, EventKind.SUBMIT, by, note)


def withdraw(session: Session, revision: Revision, *, by: Account) -> None:
    """Take a submitted revision back.  Raises Forbidden and WrongState as ``submit`` does."""
    check(by, Role.PLANNER, revision.item.owner)
    if revision.state is not State.SUBMITTED:
        raise WrongState("Zurücknehmen lässt sich nur, was eingereicht und noch nicht entschieden ist.")
    _move(session, revision, State.DRAFT, EventKind.WITHDRAW, by, "")


def approve(session: Session, revision: Revision, *, by: Account, note: str = "") -> None:
    """Let a submitted revision pass.

    Raises Forbidden for anyone with a change of their own in it (four eyes) and for anyone who does not approve for the
    item's partner, WrongState unless it is submitted and shows the files as they were handed in, Overtaken if something
    else was published meanwhile, Invalid if a file is not ready.
    """
    _check_may_decide(revision, by)
    if is_overtaken(session, revision):
        raise Overtaken(OVERTAKEN)
    check_pins(session, revision.record, revision.pins)
    checklist.check(session, revision.item, revision.record)
    _move(session, revision, State.APPROVED, EventKind.APPROVE, by, note)


def give_back(session: Session, revision: Revision, *, by: Account, reason: str) -> None:
    """Return a submitted revision to its author.

    Raises as ``approve`` does, but for Overtaken, and Invalid without a reason.
    """
    _check_may_decide(revision, by)
    if not reason.strip():
        raise Invalid("Bitte schreiben, was zu ändern ist.")
    _move(session, revision, State.DRAFT, EventKind.GIVE_BACK, by, reason)


def check_pins(session: Session, record: Json, pinned: JsonList) -> None:
    """Raise WrongState unless the files that ``record`` shows are those that were ``pinned``."""
    titles = pins.changed(session, record, pinned)
    if titles:
        raise WrongState(CHANGED, titles=", ".join(titles))


def may_decide(revision: Revision, account: Account) -> bool:
    """Tell whether ``account`` may approve this revision or give it back, once it is submitted."""
    return _why_not(revision, account) is None


def _check_may_decide(revision: Revision, account: Account) -> None:
    refusal = _why_not(revision, account)
    if refusal is not None:
        raise refusal
    if revision.state is not State.SUBMITTED:
        raise WrongState("Über diese Fassung ist schon entschieden, oder sie ist noch nicht eingereicht.")


def _why_not(revision: Revision, account: Account) -> Forbidden | None:
    try:
        check(account, Role.APPROVER, revision.item.owner)
    except Forbidden as refusal:
        return refusal
    if account in revision.contributors:
        return Forbidden("An dieser Fassung haben Sie selbst geschrieben. Bitte jemand anderen um die Freigabe.")
    return None


def _move(session: Session, revision: Revision, to: State, what: EventKind, by: Account, note: str) -> None:
    revision.move(to)
    revision.note = note.strip()
    session.add(Event(what=what, item=revision.item, revision=revision, by=by, comment=note.strip()))
    session.flush()

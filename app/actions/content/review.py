"""Review: the workflow between a draft and the public, a second pair of eyes (four-eyes principle).

submit     the planner hands a draft in, which freezes it; ``submit_saved`` where they are not in the editor
withdraw   the planner takes it back
approve    an approver lets it pass; publishing is a step of its own
give_back  an approver returns it with a reason; it is a draft again
why_not    why somebody may not decide
deciders   who is told that a version waits
approvers  who decides on what a partner owns
admins     who does where nobody else has the task
"""

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.actions.content import announce, autosave, checklist, remark
from app.actions.content.edit import is_overtaken
from app.actions.library import pins
from app.actions.people import notices
from app.actions.people.rights import check, check_own
from app.errors import Forbidden, Invalid, Overtaken, WrongState
from app.i18n import N_
from app.models import Account, Event, EventKind, Membership, NoticeKind, Partner, Revision, Role, State
from app.models.base import Json, JsonList

OVERTAKEN = N_(
    "Inzwischen wurde eine andere Fassung veröffentlicht. Bitte beide zusammenführen und noch einmal zur Freigabe "
    "geben."
)


CHANGED = N_(
    "Inzwischen hat sich geändert, was diese Fassung zeigt: %(titles)s. Bitte sie zurückgeben oder daraus"
    " einen neuen Entwurf beginnen, und ihn zur Freigabe geben."
)


NOT_ASKED = N_(
    "%(name)s kann über diese Fassung nicht entscheiden: Dafür braucht es die Freigabe beim Partner und keine eigene"
    " Änderung darin. Bitte jemand anderen bitten, oder niemanden."
)


def submit(
    session: Session,
    revision: Revision,
    *,
    by: Account,
    note: str = "",
    asked: Account | None = None,
    tells: bool = True,
) -> None:
    """Hand a draft in, with the files that it shows as they are now (``pins``); their authors count among its own.

    ``note`` says what is new, ``asked`` is who is asked to decide; everybody else who may decide still does.
    Without ``tells`` nobody is told, here and below: a package tells of all its parts at once.
    Raises Forbidden unless ``by`` plans for the item's partner, WrongState if it is no draft or ``asked`` may not
    decide on it, Overtaken if something else was published since the draft was begun, Invalid with every fault if it is
    not ready (see ``checklist``).
    """
    check_own(by, revision)
    revision.check_draft()
    if is_overtaken(session, revision):
        raise Overtaken(OVERTAKEN)
    revision.pins = pins.pin(session, revision.record, holding=True)
    checklist.check(session, revision.item, revision.record)
    authors = pins.authors(session, revision.record)
    revision.contributors += [each for each in authors if each not in revision.contributors]
    if asked is not None and not (asked.active and may_decide(revision, asked)):
        raise WrongState(NOT_ASKED, name=asked.name)
    revision.asked = asked
    _move(session, revision, State.SUBMITTED, EventKind.SUBMIT, by, note)
    if tells:
        announce.moved(session, revision, NoticeKind.HANDED_IN, deciders(session, revision), by=by)


def submit_saved(
    session: Session,
    revision: Revision,
    *,
    by: Account,
    note: str = "",
    asked: Account | None = None,
    tells: bool = True,
) -> None:
    """Do the same for somebody who is not in the editor.

    Raises Invalid, too, where they have typed something there that is in no draft yet, which would be left out.
    """
    autosave.check_saved(session, revision.item, by=by)
    submit(session, revision, by=by, note=note, asked=asked, tells=tells)


def withdraw(session: Session, revision: Revision, *, by: Account) -> None:
    """Take a submitted revision back.  Raises Forbidden and WrongState as ``submit`` does."""
    check_own(by, revision)
    if revision.state is not State.SUBMITTED:
        raise WrongState("Zurücknehmen lässt sich nur, was zur Freigabe liegt.")
    _move(session, revision, State.DRAFT, EventKind.WITHDRAW, by, "")


def approve(session: Session, revision: Revision, *, by: Account, note: str = "", tells: bool = True) -> None:
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
    if tells:
        announce.moved(session, revision, NoticeKind.APPROVED, [revision.author], by=by)


def give_back(
    session: Session,
    revision: Revision,
    *,
    by: Account,
    reason: str,
    fields: Collection[str] = (),
    tells: bool = True,
) -> None:
    """Return a submitted revision to its author, with the reason as a remark at each of the ``fields``.

    Raises as ``approve`` does, but for Overtaken, and Invalid without a reason or for a field that there is not.
    """
    _check_may_decide(revision, by)
    if not reason.strip():
        raise Invalid("Bitte schreiben, was zu ändern ist.")
    for field in fields:
        remark.put_down(session, revision, field=field, text=reason, by=by)
    _move(session, revision, State.DRAFT, EventKind.GIVE_BACK, by, reason)
    if tells:
        announce.moved(session, revision, NoticeKind.GIVEN_BACK, [revision.author], by=by)


def check_pins(session: Session, record: Json, pinned: JsonList) -> None:
    """Raise WrongState unless the files that ``record`` shows are those that were ``pinned``."""
    titles = pins.changed(session, record, pinned)
    if titles:
        raise WrongState(CHANGED, titles=", ".join(titles))


def approvers(session: Session, owner: Partner) -> list[Account]:
    """Return who has the task to decide on what ``owner`` has."""
    named = exists().where(
        Membership.account_id == Account.id, Membership.partner_id == owner.id, Membership.role == Role.APPROVER
    )
    return list(session.scalars(select(Account).where(Account.active, named).order_by(Account.id)))


def admins(session: Session) -> list[Account]:
    """Return who may decide everywhere."""
    named = Account.memberships.any(Membership.role == Role.ADMIN)
    return list(session.scalars(select(Account).where(Account.active, named).order_by(Account.id)))


def may_decide(revision: Revision, account: Account) -> bool:
    """Tell whether ``account`` may approve this revision or give it back, once it is submitted."""
    return why_not(revision, account) is None


def why_not(revision: Revision, account: Account) -> Forbidden | None:
    """Return why ``account`` may not decide on a revision, whether it is submitted or not; None if they may."""
    try:
        check(account, Role.APPROVER, revision.item.owner)
    except Forbidden as refusal:
        return refusal
    if account in revision.contributors:
        return Forbidden("An dieser Fassung haben Sie selbst geschrieben. Bitte jemand anderen um die Freigabe.")
    return None


def deciders(session: Session, revision: Revision) -> list[Account]:
    """Return who is asked to decide, else everybody who has the task and can, else the admins who can."""
    if revision.asked is not None:
        return [revision.asked]
    found = [each for each in approvers(session, revision.item.owner) if may_decide(revision, each)]
    return found or [each for each in admins(session) if may_decide(revision, each)]


def _check_may_decide(revision: Revision, account: Account) -> None:
    refusal = why_not(revision, account)
    if refusal is not None:
        raise refusal
    if revision.state is not State.SUBMITTED:
        raise WrongState("Über diese Fassung ist schon entschieden, oder sie ist noch nicht zur Freigabe gegeben.")


def _move(session: Session, revision: Revision, to: State, what: EventKind, by: Account, note: str) -> None:
    revision.move(to)
    notices.past(session, revision)
    revision.note = note.strip()
    session.add(Event(what=what, item=revision.item, revision=revision, by=by, comment=note.strip()))
    session.flush()

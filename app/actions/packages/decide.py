"""Decide: an approver lets a package pass, publishes it in one go, now or at a moment, or gives it back.

Every part passes the checks that it would pass alone (``review``, ``publish``).  What was given back or thrown away
meanwhile is said, and left out only where the approver says so.

approve      every part that waits
publish_all  every part, approved on the way where it waits
schedule     the same at a moment
move         another moment, or none, for what has one
give_back    every part that waits, with one reason
withdraw     the planner takes back every part that waits
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.actions.content import announce, publish, review
from app.actions.packages.show_package import Part, parts_of
from app.actions.packages.together import Stuck, together
from app.errors import Invalid, WrongState
from app.i18n import N_
from app.models import Account, NoticeKind, Package, Planning, Revision, State

NOT_WHOLE = N_("Nicht mehr dabei: %(titles)s. Ohne das geht es nur weiter, wenn Sie es ankreuzen.")


def approve(session: Session, package: Package, *, by: Account) -> Stuck:
    """Let every part pass that waits.  Raises WrongState if none does."""
    waiting = _waiting(session, package)
    stuck = together(session, waiting, lambda each: _pass(session, each, by))
    return _told(session, package, stuck, waiting, NoticeKind.APPROVED, by=by)


def publish_all(session: Session, package: Package, *, by: Account, without: bool = False) -> Stuck:
    """Publish every part that is not public yet.

    Raises WrongState if there is none, Invalid if some were given back meanwhile and ``without`` does not say to go on.
    """

    def step(each: Revision) -> None:
        _pass(session, each, by)
        publish.publish(session, each, by=by)

    return _decided(session, package, _whole(session, package, without), step, by=by)


def schedule(session: Session, package: Package, *, at: datetime, by: Account, without: bool = False) -> Stuck:
    """Publish every part at a moment.  Raises as ``publish_all`` does, and Invalid for a moment that is past."""
    publish.check_to_come(at)

    def step(each: Revision) -> None:
        _pass(session, each, by)
        publish.schedule(session, each, at=at, by=by)

    return _decided(session, package, _whole(session, package, without), step, by=by)


def move(session: Session, package: Package, *, at: datetime | None, by: Account) -> Stuck:
    """Move the moment of every part that has one, None takes it back.  Raises WrongState if none has, and Invalid."""
    publish.check_to_come(at)
    planned = [each.revision for each in parts_of(session, package) if each.revision.publish_at and each.is_on_way]
    return together(session, _some(planned), lambda each: publish.schedule(session, each, at=at, by=by))


def give_back(session: Session, package: Package, *, reason: str, by: Account) -> Stuck:
    """Return every part that waits.  Raises WrongState if none does, Invalid without a reason."""
    if not reason.strip():
        raise Invalid("Bitte schreiben, was zu ändern ist.")
    waiting = _waiting(session, package)
    stuck = together(session, waiting, lambda each: review.give_back(session, each, by=by, reason=reason, tells=False))
    return _told(session, package, stuck, waiting, NoticeKind.GIVEN_BACK, note=reason, by=by)


def withdraw(session: Session, package: Package, *, by: Account) -> Stuck:
    """Take back every part that waits.  Raises WrongState if none does."""
    return together(session, _waiting(session, package), lambda each: review.withdraw(session, each, by=by))


def _decided(
    session: Session, package: Package, parts: Sequence[Revision], step: Callable[[Revision], None], *, by: Account
) -> Stuck:
    """Take ``step`` with all parts, and tell whose wait for a decision ends with it."""
    waiting = [each for each in parts if each.state is State.SUBMITTED]
    return _told(session, package, together(session, parts, step), waiting, NoticeKind.APPROVED, by=by)


def _told(
    session: Session,
    package: Package,
    stuck: Stuck,
    parts: Sequence[Revision],
    kind: NoticeKind,
    *,
    note: str = "",
    by: Account,
) -> Stuck:
    """Tell the authors of ``parts``, once, what became of these, unless something kept them back."""
    if parts and not stuck:
        item = parts[0].item
        at = item.station if isinstance(item, Planning) else item
        announce.together(session, package, kind, [each.author for each in parts], at=at, note=note, by=by)
    return stuck


def _pass(session: Session, revision: Revision, by: Account) -> None:
    if revision.state is State.SUBMITTED:
        review.approve(session, revision, by=by, tells=False)


def _waiting(session: Session, package: Package) -> list[Revision]:
    found = [each.revision for each in parts_of(session, package)]
    return _some([each for each in found if each.state is State.SUBMITTED])


def _whole(session: Session, package: Package, without: bool) -> list[Revision]:
    """Return what is on its way."""
    parts = parts_of(session, package)
    lost: list[Part] = [each for each in parts if each.is_lost]
    if lost and not without:
        raise Invalid(NOT_WHOLE, titles=", ".join(each.title for each in lost))
    return _some([each.revision for each in parts if each.is_on_way])


def _some(found: list[Revision]) -> list[Revision]:
    if not found:
        raise WrongState("An diesem Paket ist nichts mehr zu tun. Bitte die Seite neu laden.")
    return found

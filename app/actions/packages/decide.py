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

from datetime import datetime

from sqlalchemy.orm import Session

from app.actions.content import publish, review
from app.actions.packages.show_package import Part, parts_of
from app.actions.packages.together import Stuck, together
from app.errors import Invalid, WrongState
from app.i18n import N_
from app.models import Account, Package, Revision, State

NOT_WHOLE = N_("Nicht mehr dabei: %(titles)s. Ohne das geht es nur weiter, wenn Sie es ankreuzen.")


def approve(session: Session, package: Package, *, by: Account) -> Stuck:
    """Let every part pass that waits.  Raises WrongState if none does."""
    return together(session, _waiting(session, package), lambda each: review.approve(session, each, by=by))


def publish_all(session: Session, package: Package, *, by: Account, without: bool = False) -> Stuck:
    """Publish every part that is not public yet.

    Raises WrongState if there is none, Invalid if some were given back meanwhile and ``without`` does not say to go on.
    """

    def step(each: Revision) -> None:
        _pass(session, each, by)
        publish.publish(session, each, by=by)

    return together(session, _whole(session, package, without), step)


def schedule(session: Session, package: Package, *, at: datetime, by: Account, without: bool = False) -> Stuck:
    """Publish every part at a moment.  Raises as ``publish_all`` does, and Invalid for a moment that is past."""
    publish.check_to_come(at)

    def step(each: Revision) -> None:
        _pass(session, each, by)
        publish.schedule(session, each, at=at, by=by)

    return together(session, _whole(session, package, without), step)


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
    return together(session, waiting, lambda each: review.give_back(session, each, by=by, reason=reason))


def withdraw(session: Session, package: Package, *, by: Account) -> Stuck:
    """Take back every part that waits.  Raises WrongState if none does."""
    return together(session, _waiting(session, package), lambda each: review.withdraw(session, each, by=by))


def _pass(session: Session, revision: Revision, by: Account) -> None:
    if revision.state is State.SUBMITTED:
        review.approve(session, revision, by=by)


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

"""Lead sign: a code leads elsewhere than it was printed for, at once or from a day, and back.

goals      the history of a code, newest first
goal_on    which of them counts on a day, None where the code leads as it was printed
lead       let a code lead to its station, one of its plannings, or the line
take_back  let one of these count no more
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.actions.people.rights import check
from app.errors import Invalid, Overtaken, WrongState
from app.models import Account, Event, EventKind, GoalKind, Planning, Role, Sign, SignGoal, SignStage, now

REASON_MAX = 300


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Where a code is to lead.  ``planning`` is a slug of its station, for that kind; ``until_on`` the last day."""

    kind: GoalKind
    from_on: date
    until_on: date | None = None
    planning: str = ""
    reason: str = ""


def goals(session: Session, sign: Sign) -> Sequence[SignGoal]:
    """Return everything that a code was led to, newest first."""
    query = select(SignGoal).where(SignGoal.sign_id == sign.id).order_by(SignGoal.number.desc())
    return session.scalars(query.options(joinedload(SignGoal.by), joinedload(SignGoal.item))).all()


def goal_on(session: Session, sign: Sign, on: date) -> SignGoal | None:
    """Return what counts on a day: the newest that holds."""
    return next((each for each in goals(session, sign) if each.holds(on)), None)


def lead(session: Session, sign: Sign, wanted: Lead, *, seen: int, by: Account) -> SignGoal:
    """Let a code lead elsewhere.

    ``seen`` is the number of the newest order that the person saw, 0 for none.  Raises Forbidden unless ``by`` keeps
    the sign, Overtaken if somebody led it elsewhere meanwhile, WrongState for a sign out of service, Invalid for days
    in the wrong order, for a planning of another station and without a reason.
    """
    check(by, Role.KEEPER, sign.station.owner)
    if sign.state is SignStage.RETIRED:
        raise WrongState("Dieses Schild ist außer Dienst. Wohin sein Code führt, sagt das Schild an seiner Stelle.")
    newest = _newest(session, sign)
    if newest != seen:
        raise Overtaken("Diesen Code hat inzwischen jemand anderes umgeleitet. Bitte den Verlauf ansehen.")
    if not wanted.reason.strip():
        raise Invalid("Warum führt der Code woandershin? Bitte ein paar Worte für die anderen.")
    if len(wanted.reason) > REASON_MAX:
        raise Invalid("Die Begründung ist zu lang. Bitte auf %(limit)s Zeichen kürzen.", limit=REASON_MAX)
    if wanted.until_on is not None and wanted.until_on < wanted.from_on:
        raise Invalid("Der letzte Tag liegt vor dem ersten. Bitte die Tage prüfen.")
    goal = SignGoal(
        sign=sign,
        number=newest + 1,
        kind=wanted.kind,
        item=_planning(sign, wanted) if wanted.kind is GoalKind.PLANNING else None,
        from_on=wanted.from_on,
        until_on=wanted.until_on,
        reason=wanted.reason.strip(),
        by=by,
    )
    until = f" bis {wanted.until_on}" if wanted.until_on else ""
    comment = f"{wanted.kind}{' ' + wanted.planning if goal.item else ''} ab {wanted.from_on}{until}: {goal.reason}"
    session.add_all([goal, Event(what=EventKind.LEAD_SIGN, item=sign.station, sign=sign, by=by, comment=comment)])
    session.flush()
    return goal


def take_back(session: Session, sign: Sign, number: int, *, by: Account) -> None:
    """Let an order count no more; one that does not any more stays as it is.  Raises Forbidden and Invalid as above."""
    check(by, Role.KEEPER, sign.station.owner)
    query = select(SignGoal).where(SignGoal.sign_id == sign.id, SignGoal.number == number).with_for_update()
    goal = session.scalars(query).first()
    if goal is None:
        raise Invalid("Diese Umleitung gibt es nicht. Bitte die Seite neu laden.")
    if goal.taken_back_at is None:
        goal.taken_back_at = now()
        comment = f"Umleitung {number} aufgehoben"
        session.add(Event(what=EventKind.LEAD_SIGN, item=sign.station, sign=sign, by=by, comment=comment))
    session.flush()


def _newest(session: Session, sign: Sign) -> int:
    """Return the number of the newest order, with the sign kept from others until the end."""
    session.scalars(select(Sign.id).where(Sign.id == sign.id).with_for_update()).one()
    query = select(SignGoal.number).where(SignGoal.sign_id == sign.id).order_by(SignGoal.number.desc())
    return session.scalars(query.limit(1)).first() or 0


def _planning(sign: Sign, wanted: Lead) -> Planning:
    found = next((each for each in sign.station.plannings if each.slug == wanted.planning), None)
    if found is None:
        raise Invalid("Diese Planung gibt es an der Station des Schilds nicht. Bitte eine aus der Liste wählen.")
    return found

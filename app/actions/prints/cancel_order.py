"""Cancel an order: nobody prints it, or what was printed is thrown away.

Its files stay to be looked at.  What it printed counts no more: the on-site view measures against the print before, and
a sign that it alone had printed is a planned one again.  Once such a sign hangs, the order can be cancelled no more.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.actions.people.rights import check
from app.errors import Invalid
from app.i18n import N_
from app.models import Account, Event, EventKind, OrderState, PrintOrder, PrintRun, Role, Sign, SignStage, now

REASON_MAX = 500
HUNG = N_("Diese Schilder aus dem Auftrag hängen schon: %(codes)s. Er lässt sich nicht mehr stornieren.")
HANGING = (SignStage.MOUNTED, SignStage.DAMAGED)


def cancel(session: Session, order: PrintOrder, *, reason: str, by: Account) -> None:
    """Cancel an order.

    Raises Forbidden unless ``by`` keeps all its signs, WrongState if it has ended otherwise, Invalid without a reason
    or once a sign hangs that it alone had printed.
    """
    for sign in signs_of(session, order):
        check(by, Role.KEEPER, sign.station.owner)
    if not reason.strip():
        raise Invalid("Warum wird storniert? Bitte ein paar Worte, die die anderen verstehen.")
    if len(reason) > REASON_MAX:
        raise Invalid("Die Begründung ist zu lang. Bitte auf %(limit)s Zeichen kürzen.", limit=REASON_MAX)
    alone = _printed_by_it_alone(session, order)
    hanging = sorted(sign.code for sign in alone if sign.state in HANGING)
    if hanging:
        raise Invalid(HUNG, codes=", ".join(hanging))
    order.move(OrderState.CANCELLED)
    order.ended_at, order.cancelled_by = now(), by
    order.note = {**order.note, "reason": reason.strip()}
    for run in order.runs:
        run.is_cancelled = True
    session.add(Event(what=EventKind.CANCEL_ORDER, by=by, comment=f"{order.number}: {reason.strip()}"))
    for sign in alone:
        if sign.state is SignStage.PRINTED:
            sign.move(SignStage.PLANNED)
            comment = f"{SignStage.PRINTED} → {SignStage.PLANNED} ({order.number})"
            session.add(Event(what=EventKind.MOVE_SIGN, item_id=sign.station_id, sign=sign, by=by, comment=comment))
    session.flush()


def signs_of(session: Session, order: PrintOrder) -> list[Sign]:
    """Return the signs that an order is for, as far as there are still such."""
    codes = [item["sign"]["code"] for item in order.content["items"]]
    return list(session.scalars(select(Sign).where(Sign.code.in_(codes)).options(selectinload(Sign.station))))


def _printed_by_it_alone(session: Session, order: PrintOrder) -> list[Sign]:
    """Return the signs whose only print that counts is this order's."""
    mine = {run.sign_id: run.sign for run in order.runs if not run.is_cancelled}
    others = select(PrintRun.sign_id).where(
        PrintRun.sign_id.in_(mine), PrintRun.order_id != order.id, PrintRun.is_cancelled.is_(False)
    )
    return [sign for sign_id, sign in mine.items() if sign_id not in set(session.scalars(others))]

"""Chosen signs: those of one partner that somebody gives to others or replaces, all at once."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.actions.people.rights import check
from app.errors import Invalid, Missing
from app.models import Account, Role, Sign, Station, Stop


def chosen_signs(session: Session, codes: Collection[str], *, most: int, by: Account) -> Sequence[Sign]:
    """Return the signs with these codes in the order of the line.

    Raises Missing for an unknown one, Invalid for none, for more than ``most`` and for those of several partners,
    Forbidden unless ``by`` keeps the partner's.
    """
    query = select(Sign).where(Sign.code.in_(codes)).options(selectinload(Sign.station))
    query = query.join(Station, Station.id == Sign.station_id).join(Stop, Stop.id == Station.stop_id)
    signs = session.scalars(query.order_by(Stop.position, Sign.code)).all()
    unknown = set(codes) - {sign.code for sign in signs}
    if unknown:
        raise Missing("Diese Schilder gibt es nicht: %(codes)s.", codes=", ".join(sorted(unknown)))
    if not signs:
        raise Invalid("Es ist kein Schild gewählt. Bitte mindestens eines ankreuzen.")
    if len(signs) > most:
        raise Invalid("Das sind mehr als %(most)s Schilder. Bitte die Arbeit teilen.", most=most)
    owners = {sign.station.owner for sign in signs}
    if len(owners) > 1:
        raise Invalid("Die Schilder gehören mehreren Partnern. Bitte nur die von einem auswählen.")
    check(by, Role.KEEPER, owners.pop())
    return signs

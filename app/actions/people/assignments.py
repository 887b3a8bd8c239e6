"""Assignments: which items an agency works on, until they are taken from it or its account ends.

give  an item, a station with its plannings: the agency does for it what a planner does
take  it again; drafts of it and what is typed stay
"""

from sqlalchemy.orm import Session

from app.actions.people.people import alone, check_admin, note
from app.errors import Invalid, WrongState
from app.models import Account, Chosen, EventKind, Item, Membership, Planning, Role, Station


def give(session: Session, account: Account, item: Item, *, by: Account) -> None:
    """Let an agency work on ``item``; twice is as good as once.

    Raises Forbidden unless ``by`` is an admin, WrongState unless ``account`` is an agency of the item's partner or if
    the item is archived, Invalid for what is no station and no planning.
    """
    membership = _agency(session, account, item, by)
    if not isinstance(item, Station | Planning):
        raise Invalid("Einen Auftrag gibt es nur für eine Station oder eine Planung.")
    if item.archived_at is not None:
        raise WrongState("Das liegt im Archiv. Wer daran arbeiten lassen will, holt es zuerst zurück.")
    if item.id not in membership.covers:
        membership.chosen.append(Chosen(item_id=item.id))
        note(session, EventKind.GIVE_ITEM, account, by, item=item)


def take(session: Session, account: Account, item: Item, *, by: Account) -> None:
    """Take ``item`` from an agency; twice is as good as once.  Raises Forbidden and WrongState as ``give`` does."""
    membership = _agency(session, account, item, by)
    found = next((each for each in membership.chosen if each.item_id == item.id), None)
    if found is not None:
        membership.chosen.remove(found)
        note(session, EventKind.TAKE_ITEM, account, by, item=item)


def _agency(session: Session, account: Account, item: Item, by: Account) -> Membership:
    check_admin(by, account)
    alone(session, account)
    owner = item.owner
    for each in account.memberships:
        if each.role is Role.AGENCY and each.partner_id == owner.id:
            return each
    raise WrongState(
        "Dieses Konto ist bei %(partner)s kein Büro. Bitte ihm zuerst die Aufgabe geben.", partner=owner.name
    )

"""Assignments: which items an agency works on, and into which languages somebody translates, until that is changed.

give  an item, a station with its plannings: the agency does for it what a planner does
take  it again; drafts of it and what is typed stay
speak the languages of a translator, and no others
"""

from collections.abc import Collection

from sqlalchemy.orm import Session

from app.actions.people.people import alone, check_admin, note
from app.errors import Invalid, WrongState
from app.i18n import N_
from app.models import Account, Chosen, EventKind, Item, Membership, Partner, Planning, Role, Spoken, Station


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


def speak(session: Session, account: Account, partner: Partner, languages: Collection[str], *, by: Account) -> None:
    """Let a translator at ``partner`` write the words in ``languages`` and no others.

    Raises Forbidden unless ``by`` is an admin, WrongState unless ``account`` is a translator there.
    """
    membership = _membership(session, account, Role.TRANSLATOR, partner, by)
    if membership is None:
        sentence = N_("Dieses Konto übersetzt nicht bei %(partner)s. Bitte ihm zuerst die Aufgabe geben.")
        raise WrongState(sentence, partner=partner.name)
    if membership.translates == frozenset(languages):
        return
    kept = {each.language: each for each in membership.spoken}
    membership.spoken = [kept.get(each) or Spoken(language=each) for each in sorted(set(languages))]
    named = ", ".join(sorted(set(languages)))
    note(session, EventKind.CHANGE_LANGUAGES, account, by, f"{partner.slug}: {named or '–'}")


def _agency(session: Session, account: Account, item: Item, by: Account) -> Membership:
    found = _membership(session, account, Role.AGENCY, item.owner, by)
    if found is None:
        sentence = N_("Dieses Konto ist bei %(partner)s kein Büro. Bitte ihm zuerst die Aufgabe geben.")
        raise WrongState(sentence, partner=item.owner.name)
    return found


def _membership(session: Session, account: Account, role: Role, partner: Partner, by: Account) -> Membership | None:
    check_admin(by, account)
    alone(session, account)
    return next((each for each in account.memberships if each.role is role and each.partner_id == partner.id), None)

"""Rights (permissions): who may do what where.  Membership decides; a partner's people change only what it owns.

check       somebody has a role at a partner
check_item  the same for one item, where an agency that it is chosen for counts as planning it
may_item    the same as an answer
translates  the languages in which somebody writes the words of an item, and nothing else
check_words somebody changes an item, a translator nothing but those words
check_own   somebody goes on with a version, a translator with one of their own that says nothing else
may_file    somebody changes a file of a partner's library
may_add     somebody puts files into it
plans       somebody plans, for whichever partner
"""

from app.errors import Forbidden, WrongState
from app.i18n import N_
from app.models import Account, Item, Partner, Planning, Revision, Role, State, Station
from app.models.base import Json

REFUSALS = {
    Role.PLANNER: N_("Das darf nur die Planung von %(partner)s."),
    Role.APPROVER: N_("Das darf nur die Freigabe von %(partner)s."),
    Role.KEEPER: N_("Das darf nur die Schildpflege von %(partner)s."),
    Role.AGENCY: N_("Das gehört nicht zu Ihrem Auftrag. Was dazu gehört, weiß die Planung von %(partner)s."),
    Role.TRANSLATOR: N_("Das darf nur die Übersetzung von %(partner)s in dieser Sprache."),
    Role.GUEST: N_("Das darf nur, wer bei %(partner)s zu Gast ist."),
    Role.ADMIN: N_("Das darf nur der Betrieb."),
}
ONLY_WORDS = N_("Wer übersetzt, ändert nur die Texte der eigenen Sprache. Hier ist auch anderes geändert.")
ONLY_OWN = N_("Wer übersetzt, geht mit eigenen Entwürfen weiter. Diese Fassung hat jemand anderes geschrieben.")
NOT_YET = N_("Hier ist noch nichts freigegeben. Übersetzt wird, was einmal freigegeben war.")
MAKERS = (Role.PLANNER, Role.AGENCY)  # who makes content, each of their own
WRITERS = (*MAKERS, Role.TRANSLATOR)  # who hands something in


def check(account: Account, role: Role, partner: Partner) -> None:
    """Raise Forbidden unless ``account`` has ``role`` at ``partner``."""
    if not account.may(role, partner):
        raise Forbidden(REFUSALS[role], partner=partner.name)


def check_item(account: Account, role: Role, item: Item) -> None:
    """Raise Forbidden unless ``account`` has ``role`` for ``item``."""
    if not may_item(account, role, item):
        is_agency = role is Role.PLANNER and account.may(Role.AGENCY, item.owner)
        raise Forbidden(REFUSALS[Role.AGENCY if is_agency else role], partner=item.owner.name)


def may_item(account: Account, role: Role, item: Item) -> bool:
    """Tell whether ``account`` has ``role`` for ``item``.  An agency plans what is chosen for it, and no more."""
    return account.may(role, item.owner) or (role is Role.PLANNER and _is_chosen(account, item))


def translates(account: Account, item: Item) -> frozenset[str]:
    """Return the languages in which ``account`` writes the words of ``item``, and nothing else."""
    if not isinstance(item, Station | Planning):
        return frozenset()
    held = (each.translates for each in account.memberships if each.partner_id == item.owner.id)
    return frozenset().union(*held)


def check_write(account: Account, item: Item) -> None:
    """Raise Forbidden unless ``account`` plans ``item``, or translates something of it."""
    if not translates(account, item):
        check_item(account, Role.PLANNER, item)


def check_words(account: Account, item: Item, before: Json, after: Json) -> None:
    """Raise Forbidden unless ``account`` may let ``item`` say what is ``after``, a plain record like ``before``.

    Of a translator the records are compared: they differ in the words of the own languages alone.
    """
    check_write(account, item)
    if may_item(account, Role.PLANNER, item):
        return
    own = translates(account, item)
    if _without(before, own) != _without(after, own):
        raise Forbidden(ONLY_WORDS)


def check_own(account: Account, revision: Revision) -> None:
    """Raise Forbidden unless ``account`` may hand in ``revision``, take it back or throw it away.

    A translator's is of their own, and differs from what was approved before as ``check_words`` allows; WrongState if
    nothing was.
    """
    item = revision.item
    check_write(account, item)
    if may_item(account, Role.PLANNER, item):
        return
    if revision.author is not account:
        raise Forbidden(ONLY_OWN)
    if revision.based_on is None or revision.based_on.state is not State.APPROVED:
        raise WrongState(NOT_YET)
    check_words(account, item, revision.based_on.record, revision.record)


def may_file(account: Account, partner: Partner, by_id: int | None) -> bool:
    """Tell whether ``account`` changes a file that ``by_id`` brought to ``partner``: an agency only its own."""
    return account.may(Role.PLANNER, partner) or (account.may(Role.AGENCY, partner) and by_id == account.id)


def may_add(account: Account, partner: Partner) -> bool:
    """Tell whether ``account`` puts files into the library of ``partner``."""
    return any(account.may(role, partner) for role in MAKERS)


def plans(account: Account) -> bool:
    """Tell whether ``account`` plans for any partner."""
    return account.is_admin or any(each.role is Role.PLANNER for each in account.memberships)


def _without(record: Json, languages: frozenset[str]) -> Json:
    texts = {tag: text for tag, text in record.get("texts", {}).items() if tag not in languages}
    return {**record, "texts": texts}


def _is_chosen(account: Account, item: Item) -> bool:
    ids = {item.id, item.station_id} if isinstance(item, Planning) else {item.id}
    return any(each.partner_id == item.owner.id and ids & each.covers for each in account.memberships)

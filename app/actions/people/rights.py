"""Rights (permissions): who may do what where.  Membership decides; a partner's people change only what it owns.

check       somebody has a role at a partner
check_item  the same for one item, where an agency that it is chosen for counts as planning it
may_item    the same as an answer
may_file    somebody changes a file of a partner's library
may_add     somebody puts files into it
plans       somebody plans, for whichever partner
"""

from app.errors import Forbidden
from app.i18n import N_
from app.models import Account, Item, Partner, Planning, Role

REFUSALS = {
    Role.PLANNER: N_("Das darf nur die Planung von %(partner)s."),
    Role.APPROVER: N_("Das darf nur die Freigabe von %(partner)s."),
    Role.KEEPER: N_("Das darf nur die Schildpflege von %(partner)s."),
    Role.AGENCY: N_("Das gehört nicht zu Ihrem Auftrag. Was dazu gehört, weiß die Planung von %(partner)s."),
    Role.GUEST: N_("Das darf nur, wer bei %(partner)s zu Gast ist."),
    Role.ADMIN: N_("Das darf nur der Betrieb."),
}
MAKERS = (Role.PLANNER, Role.AGENCY)  # who makes content, each of their own


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


def may_file(account: Account, partner: Partner, by_id: int | None) -> bool:
    """Tell whether ``account`` changes a file that ``by_id`` brought to ``partner``: an agency only its own."""
    return account.may(Role.PLANNER, partner) or (account.may(Role.AGENCY, partner) and by_id == account.id)


def may_add(account: Account, partner: Partner) -> bool:
    """Tell whether ``account`` puts files into the library of ``partner``."""
    return any(account.may(role, partner) for role in MAKERS)


def plans(account: Account) -> bool:
    """Tell whether ``account`` plans for any partner."""
    return account.is_admin or any(each.role is Role.PLANNER for each in account.memberships)


def _is_chosen(account: Account, item: Item) -> bool:
    ids = {item.id, item.station_id} if isinstance(item, Planning) else {item.id}
    return any(each.partner_id == item.owner.id and ids & each.covers for each in account.memberships)

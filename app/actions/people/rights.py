"""Rights (permissions): who may do what where.  Membership decides; a partner's people change only what it owns."""

from app.errors import Forbidden
from app.i18n import N_
from app.models import Account, Partner, Role

REFUSALS = {
    Role.PLANNER: N_("Das darf nur die Planung von %(partner)s."),
    Role.APPROVER: N_("Das darf nur die Freigabe von %(partner)s."),
    Role.KEEPER: N_("Das darf nur die Schildpflege von %(partner)s."),
    Role.GUEST: N_("Das darf nur, wer bei %(partner)s zu Gast ist."),
    Role.ADMIN: N_("Das darf nur der Betrieb."),
}


def check(account: Account, role: Role, partner: Partner) -> None:
    """Raise Forbidden unless ``account`` has ``role`` at ``partner``."""
    if not account.may(role, partner):
        raise Forbidden(REFUSALS[role], partner=partner.name)

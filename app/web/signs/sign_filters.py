"""What signs can be filtered by, who keeps them, and the source of chance that their codes are drawn from."""

import random

from flask import g

from app.actions.signs import show_signs
from app.models import Role
from app.web.frame import current_line, labels
from app.web.frame.languages import _

SOURCE = random.SystemRandom()


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return what one can filter by: (value, words) pairs."""
    stations = [(str(station_id), title) for station_id, title in show_signs.stations(g.session)]
    return {
        "station": [("", _("alle Stationen")), *stations],
        "kind": [("", _("alle Arten")), *((kind, str(name)) for kind, name in labels.SIGN_KINDS.items())],
        "state": [("", _("alle Zustände")), *((state, str(name)) for state, name in labels.SIGN_STATES.items())],
        "partner": [("", _("alle Partner")), *((each.slug, each.name) for each in current_line.record().partners)],
    }


def keeps() -> bool:
    """Tell whether the person keeps signs anywhere."""
    return bool(g.account.is_admin or any(each.role is Role.KEEPER for each in g.account.memberships))

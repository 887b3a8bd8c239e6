"""What pages say of where a code leads."""

from flask import g

from app.actions.signs import show_signs
from app.models import GoalKind, Sign, SignGoal
from app.web.frame.languages import _


def leads_to(sign: Sign, goal: SignGoal | None) -> str:
    """Return where a code leads: to what somebody led it, or, without a ``goal``, to what its sign was printed for."""
    row = show_signs.row(g.session, sign)
    if goal is None:
        return row.planning or row.station
    if goal.kind is GoalKind.LINE:
        return str(_("Seite der Linie"))
    if goal.kind is GoalKind.STATION or goal.item is None:
        return row.station
    return dict(show_signs.plannings(g.session, sign.station)).get(goal.item.slug, goal.item.slug)

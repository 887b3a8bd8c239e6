"""Several at once: choose, see what would happen to each and why not, then do it with one press."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.actions.items import bulk
from app.exchange.typed import whole_number
from app.models import Role
from app.web.frame import errors, pick
from app.web.frame.access import holds, require
from app.web.frame.languages import _l
from app.web.items.outcomes import say_left

bp = Blueprint("bulk", __name__)
BULK_LABELS = {
    "hand_in": _l("Zur Freigabe geben"),
    "relocate": _l("An eine andere Station legen"),
    "archive": _l("Ins Archiv legen"),
}
EFFECTS = {
    "hand_in": _l("der eigene Entwurf geht zur Freigabe"),
    "relocate": _l("gehört dann zur gewählten Station; die alte Adresse führt weiter"),
    "archive": _l("kommt ins Archiv und lässt sich zurückholen"),
}
REVIEW = "review"  # leads to a page of its own (bulk_review)
REVIEW_LABEL = _l("Freigeben oder veröffentlichen")
NO_STATION = _l("Noch ist keine Station gewählt. Bitte eine auswählen.")


@bp.get("/mehrere")
@require(Role.PLANNER, Role.APPROVER)
def choose() -> str:
    text, page = request.args.get("q", "").strip(), max(1, request.args.get("page", 1, type=whole_number))
    rows, count = bulk.choose(g.session, g.account, text=text, page=page)
    return render_template(
        "items/bulk/choose.html",
        rows=rows,
        count=count,
        text=text,
        page=page,
        pages=-(-count // bulk.PAGE),
        actions=_actions(),
    )


@bp.post("/mehrere/vorschau")
@require(Role.PLANNER, Role.APPROVER)
def preview() -> str | Response | tuple[str, int]:
    """Ask for the station to go to, if there has to be one, then show what would happen.  Nothing of it is kept."""
    action, ids, to = _asked()
    if action == REVIEW and ids:
        return redirect(url_for("bulk_review.show", item=ids), code=303)
    if action == "relocate" and ids and (to is None or pick.target(request.form)):
        wrong = NO_STATION if pick.is_unanswered(request.form, "to") else ""
        page = render_template(
            "items/bulk/where.html",
            ids=ids,
            action=action,
            name=BULK_LABELS[action],
            to=pick.station("to"),
            wrong=wrong,
        )
        return (page, 422) if wrong else page
    outcomes = bulk.preview(g.session, action, ids, to=to, by=g.account)
    return render_template(
        "items/bulk/preview.html",
        action=action,
        name=BULK_LABELS[action],
        effect=EFFECTS[action],
        to=to,
        done=[each for each in outcomes if each.refusal is None],
        refused=[(each, errors.words(each.refusal)) for each in outcomes if each.refusal is not None],
    )


@bp.post("/mehrere")
@require(Role.PLANNER, Role.APPROVER)
def perform() -> Response:
    action, ids, to = _asked()
    outcomes = bulk.perform(g.session, action, ids, to=to, by=g.account)
    done = sum(each.refusal is None for each in outcomes)
    flash(ngettext("Für %(num)s Eintrag erledigt.", "Für %(num)s Einträge erledigt.", done))
    say_left(outcomes)
    return redirect(url_for(".choose"), code=303)


def _actions() -> list[tuple[str, object]]:
    """Return what the person may choose: only who approves somewhere decides."""
    found: list[tuple[str, object]] = list(BULK_LABELS.items())
    return [(REVIEW, REVIEW_LABEL), *found] if holds(Role.APPROVER) else found


def _asked() -> tuple[str, list[int], int | None]:
    """Return what the form asks for: the action, the ids of the items and that of the station to go to."""
    return (
        request.form.get("action", ""),
        request.form.getlist("item", type=whole_number),
        request.form.get("to", type=whole_number),
    )

"""Partners, and whether their people show one another what is not yet public."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.people import drafts, show_people
from app.models import Role
from app.web.frame.access import may, require
from app.web.frame.languages import _

bp = Blueprint("partners", __name__)


@bp.get("/partner/")
def index() -> str:
    rows = [(each, may(Role.APPROVER, each)) for each in show_people.partners(g.session)]
    return render_template("people/partners.html", rows=rows)


@bp.post("/partner/<slug>")
@require(Role.APPROVER)
def decide(slug: str) -> Response:
    partner = show_people.partner(g.session, slug)
    drafts.set_shown(g.session, partner, shown=request.form.get("shows") == "on", by=g.account)
    flash(
        _("Andere Partner sehen jetzt, was noch nicht öffentlich ist.")
        if partner.shows_drafts
        else _("Was noch nicht öffentlich ist, sehen jetzt nur die eigenen Leute.")
    )
    return redirect(url_for(".index"), code=303)

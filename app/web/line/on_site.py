"""Whether the line's on-site view is proven: who decided what on which grounds, and the decision itself."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.line import prove_on_site
from app.errors import Invalid
from app.models import Role
from app.web.frame.access import holds, require
from app.web.frame.forms import sentences
from app.web.frame.languages import _

bp = Blueprint("on_site", __name__)


@bp.get("/linie/vor-ort/")
def index() -> str:
    return _page()


@bp.post("/linie/vor-ort/")
@require(Role.ADMIN)
def decide() -> Response | tuple[str, int]:
    is_proven, grounds = request.form.get("is") == "proven", request.form.get("grounds", "")
    try:
        prove_on_site.decide(g.session, is_proven=is_proven, grounds=grounds, by=g.account)
    except Invalid as refusal:
        return _page(grounds=grounds, errors=sentences(refusal)), 422
    flash(
        _("Die Ansicht vor Ort steht jetzt auf allen Seiten zuerst.")
        if is_proven
        else _("Die Ansicht vor Ort steht jetzt wieder an zweiter Stelle, als Erprobung.")
    )
    return redirect(url_for(".index"), code=303)


def _page(*, grounds: str = "", errors: dict[str, str] | None = None) -> str:
    return render_template(
        "line/on_site/index.html",
        proven_on=prove_on_site.proven_on(g.session),
        decisions=prove_on_site.decisions(g.session),
        may_decide=holds(Role.ADMIN),
        grounds=grounds,
        errors=errors or {},
    )

"""Where a sign's code leads: how it is, what it was, and leading it elsewhere for a time or for good."""

from collections.abc import Mapping
from datetime import date

import werkzeug
from flask import Blueprint, flash, g, redirect, render_template, request, url_for

from app.actions.records.line_record import today
from app.actions.signs import lead_sign, show_signs
from app.errors import Invalid, Overtaken
from app.exchange.typed import whole_number
from app.models import GoalKind, Role, Sign, SignStage
from app.web.frame.access import may, require
from app.web.frame.errors import status_of, words
from app.web.frame.languages import _
from app.web.signs import goal_words

bp = Blueprint("goals", __name__)


@bp.get("/schilder/<code>/ziel")
def show(code: str) -> str:
    return _page(show_signs.sign(g.session, code), {})


@bp.post("/schilder/<code>/ziel")
@require(Role.KEEPER)
def lead(code: str) -> werkzeug.Response | tuple[str, int]:
    sign = show_signs.sign(g.session, code)
    try:
        lead_sign.lead(
            g.session, sign, _wanted(request.form), seen=request.form.get("seen", 0, type=whole_number), by=g.account
        )
    except (Invalid, Overtaken) as refusal:
        return _page(sign, request.form, wrong=words(refusal)), status_of(refusal)
    flash(_("Notiert. Der Code führt vom gewählten Tag an dorthin."))
    return redirect(url_for(".show", code=code), code=303)


@bp.post("/schilder/<code>/ziel/<int:number>/aufheben")
@require(Role.KEEPER)
def take_back(code: str, number: int) -> werkzeug.Response:
    lead_sign.take_back(g.session, show_signs.sign(g.session, code), number, by=g.account)
    flash(_("Aufgehoben. Der Code führt sofort wieder dorthin, wohin er davor führte."))
    return redirect(url_for(".show", code=code), code=303)


def _wanted(form: Mapping[str, str]) -> lead_sign.Lead:
    """Return what was chosen: ``planning:slug``, ``station`` or ``line``."""
    kind, _colon, planning = form.get("kind", "").partition(":")
    if kind not in set(GoalKind):
        raise Invalid("Bitte wählen, wohin der Code führen soll.")
    until = form.get("until_on", "").strip()
    return lead_sign.Lead(
        kind=GoalKind(kind),
        planning=planning,
        from_on=_day(form.get("from_on", "")) or today(g.session),
        until_on=_day(until) if until else None,
        reason=" ".join(form.get("reason", "").split()),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid("„%(given)s“ ist kein Tag. Erwartet wird zum Beispiel 2026-12-24.", given=text) from error


def _page(sign: Sign, given: Mapping[str, str], *, wrong: str = "") -> str:
    history, on, row = lead_sign.goals(g.session, sign), today(g.session), show_signs.row(g.session, sign)
    plannings = show_signs.plannings(g.session, sign.station)
    titles = {f"{GoalKind.PLANNING}:{slug}": title for slug, title in plannings}
    now = next((each for each in history if each.holds(on)), None)
    return render_template(
        "signs/goal.html",
        sign=sign,
        row=row,
        given=given,
        wrong=wrong,
        now=now,
        leads_to=goal_words.leads_to(sign, now),
        history=[(each, goal_words.leads_to(sign, each)) for each in history],
        seen=history[0].number if history else 0,
        today=on,
        kinds=[(GoalKind.STATION.value, row.station), *titles.items(), (GoalKind.LINE.value, _("Seite der Linie"))],
        may_lead=may(Role.KEEPER, sign.station.partner) and sign.state is not SignStage.RETIRED,
    )

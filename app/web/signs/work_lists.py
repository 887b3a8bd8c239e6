"""Pages of the keeper's work lists: give signs to a company, show its link once, see how far they are, end the link."""

from datetime import datetime

import werkzeug
from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from app.actions.people.rights import check
from app.actions.signs import show_signs, work_lists
from app.errors import Invalid, Missing
from app.exchange.typed import whole_number
from app.models import Role, SignStage, WorkList, now
from app.web.frame.access import require
from app.web.frame.errors import words
from app.web.frame.languages import _
from app.web.signs import sign_filters

bp = Blueprint("work_lists", __name__)
TO_HANG = {SignStage.PRINTED, SignStage.DAMAGED}
MOST_ROWS = 300


@bp.get("/arbeitslisten/")
@require(Role.KEEPER)
def index() -> str:
    return render_template("signs/work_lists/index.html", lists=work_lists.lists(g.session, g.account), at=now())


@bp.get("/arbeitslisten/neu")
@require(Role.KEEPER)
def new() -> str:
    return _form(request.args)


@bp.post("/arbeitslisten/neu")
@require(Role.KEEPER)
def make() -> str | tuple[str, int]:
    """Make a list and show its link, once: nobody can look it up afterwards."""
    form = request.form
    wanted = work_lists.Wanted(
        codes=form.getlist("code"),
        company=" ".join(form.get("company", "").split()),
        tools=form.get("tools", "").strip(),
        days=form.get("days", 0, type=whole_number),
    )
    try:
        made, secret = work_lists.make(g.session, wanted, by=g.account, at=now())
    except (Invalid, Missing) as refusal:
        return _form(form, wrong=words(refusal)), 422
    address = f"{current_app.config['PUBLIC_URL']}{url_for('work.show', token=secret)}"
    return render_template("signs/work_lists/made.html", list=made, address=address)


@bp.get("/arbeitslisten/<int:work_list_id>/")
@require(Role.KEEPER)
def show(work_list_id: int) -> str:
    found = _list(work_list_id)
    rows = {task.sign_id: show_signs.row(g.session, task.sign) for task in found.tasks}
    return render_template("signs/work_lists/show.html", list=found, rows=rows, at=now())


@bp.post("/arbeitslisten/<int:work_list_id>/zurueckziehen")
@require(Role.KEEPER)
def revoke(work_list_id: int) -> werkzeug.Response:
    at: datetime = now()
    work_lists.revoke(g.session, _list(work_list_id), by=g.account, at=at)
    flash(_("Zurückgezogen. Der Link öffnet ab sofort nichts mehr."))
    return redirect(url_for(".show", work_list_id=work_list_id), code=303)


def _list(work_list_id: int) -> WorkList:
    found: WorkList | None = g.session.get(WorkList, work_list_id)
    if found is None:
        raise Missing("Diese Arbeitsliste gibt es nicht.")
    check(g.account, Role.KEEPER, found.partner)
    return found


def _form(given: MultiDict[str, str], *, wrong: str = "") -> str:
    chosen, is_sent = given.getlist("code"), "company" in given
    codes = chosen if chosen and not is_sent else None  # of which a link tells
    only = show_signs.Filter(keeper=g.account, in_use=True, codes=codes)
    rows = show_signs.signs(g.session, only, at_most=MOST_ROWS)
    ticked = set(chosen) if chosen or is_sent else {row.code for row in rows if row.state in TO_HANG}
    return render_template(
        "signs/work_lists/new.html",
        signs=rows,
        ticked=ticked,
        given=given,
        wrong=wrong,
        most_days=work_lists.MOST_DAYS,
        choices=sign_filters.choices(),
    )

"""Notices: what somebody is told, day by day, behind the bell of every page."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import get_locale
from werkzeug.wrappers import Response

from app.actions.people import mail_queue, notice_words, notices
from app.exchange.typed import whole_number
from app.models import Notice, NoticeKind
from app.web.frame import languages
from app.web.frame.languages import _
from app.web.frame.session import write_now

bp = Blueprint("notices", __name__)


@bp.get("/hinweise/")
def index() -> str:
    found = notices.listed(g.session, g.account, before=request.args.get("before", type=whole_number))
    return render_template(
        "people/notices/index.html",
        days=_by_day(found),
        older=found[-1].id if len(found) == notices.PAGE else None,
        sentence=lambda notice: notice_words.sentence(notice, str(get_locale())),
        stuck=mail_queue.stuck(g.session, g.account.email),
        kept_days=notices.KEPT.days,
    )


@bp.get("/hinweise/<int:notice_id>/")
def follow(notice_id: int) -> Response:
    """Lead to what a notice is about, from the list or from a mail, and thereby note that it was seen."""
    write_now()
    notice = notices.own(g.session, g.account, notice_id)
    notices.see(g.session, notice)
    return redirect(_place(notice), code=303)


@bp.post("/hinweise/gelesen")
def see_all() -> Response:
    notices.see_all(g.session, g.account)
    flash(_("Alle Hinweise sind gelesen."))
    return redirect(url_for(".index"), code=303)


def _by_day(found: Sequence[Notice]) -> Sequence[tuple[date, Sequence[Notice]]]:
    """Return the days where the line runs, each with its notices."""
    grouped = groupby(found, key=lambda each: each.at.astimezone(languages.here()).date())
    return [(day, list(some)) for day, some in grouped]


def _place(notice: Notice) -> str:
    if notice.asset_id is not None:
        return url_for("library.asset", asset_id=notice.asset_id)
    if notice.package_id is not None:
        return url_for("packages.show", package_id=notice.package_id)
    if notice.kind is NoticeKind.DUE:
        return url_for("planner.item", item_id=notice.item_id, _anchor="wiedervorlage")
    anchor = f"remark-{notice.remark_id}" if notice.remark_id is not None else None
    return url_for("approver.compare", revision_id=notice.revision_id, _anchor=anchor)

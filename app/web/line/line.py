"""The start page: the line diagram, with the state of everything and what waits for the person who looks."""

from datetime import date, datetime, timedelta

import werkzeug
from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for

from app.actions.line import show_line, show_todo
from app.actions.people import preferences
from app.actions.records.line_record import day_of
from app.actions.signs import inspection, show_signs
from app.exchange.typed import whole_number
from app.models import Role, now
from app.web.frame import current_line, diagram, labels
from app.web.frame.access import holds
from app.web.frame.languages import _, _l
from app.web.line import first_steps

bp = Blueprint("line", __name__)
DAYS = 7
FILTERS = {
    "": _l("alle Zustände"),
    "draft": _l("mit Entwurf"),
    "submitted": _l("wartet auf Freigabe"),
    "approved": _l("freigegeben"),
    "scheduled": _l("mit Zeitpunkt"),
    "new": _l("noch nicht veröffentlicht"),
    "withdrawn": _l("zurückgezogen"),
    "archived": _l("im Archiv"),
}


@bp.get("/")
def start() -> str:
    only, page = chosen(), max(1, request.args.get("page", 1, type=whole_number))
    stations = show_line.stations(g.session, days=last_days(now()), only=only, page=page)
    count = show_line.count(g.session, only)
    at_stop = {each.dhid: each for each in stations}
    return render_template(
        "line/start.html",
        stations=stations,
        rows=diagram.rows(current_line.record().branches, show_line.stops(g.session), at_stop),
        most=max((scans for each in stations for scans in each.scans), default=0),
        totals=show_line.totals(g.session),
        todo=show_todo.todo(g.session, g.account),
        overdue=inspection.overdue(g.session, g.account, interval=current_app.config["INSPECTION_DAYS"]),
        attention=show_signs.in_need(g.session, g.account),
        steps=first_steps.steps(),
        may_plan=holds(Role.PLANNER),
        may_write=holds(Role.PLANNER, Role.APPROVER),
        only=only,
        count=count,
        page=page,
        pages=-(-count // show_line.PAGE),
        choices=_choices(),
    )


def chosen() -> show_line.Filter:
    """Return which stations the address asks for; what is unknown asks for nothing."""
    given = request.args.get
    state = given("state", "")
    return show_line.Filter(
        partner=given("partner", ""), topic=given("topic", ""), state=state if state in show_line.STATES else ""
    )


def _choices() -> dict[str, list[tuple[str, str]]]:
    """Return what one can filter by: (value, words) pairs."""
    line = current_line.record()
    return {
        "partner": [("", _("alle Partner")), *((each.slug, each.name) for each in line.partners)],
        "state": [(value, str(words)) for value, words in FILTERS.items()],
        "topic": [("", _("alle Themen")), *((each.slug, labels.spoken(each.names)) for each in line.topics)],
    }


@bp.post("/erste-schritte")
def choose_steps() -> werkzeug.Response:
    """Put the first steps away for good, or bring them back."""
    is_wanted = request.form.get("show") == "on"
    preferences.choose(g.session, g.account, first_steps.NAME, is_wanted)
    flash(
        _("Die ersten Schritte stehen wieder hier.")
        if is_wanted
        else _("Die ersten Schritte sind weg. Unter „Hilfe“ lassen sie sich wieder zeigen.")
    )
    return redirect(url_for(".start"), code=303)


@bp.get("/linie.css")
def colours() -> Response:
    """Bring the line's two colours, which are data, into the style sheets."""
    line = current_line.record()
    return Response(
        f":root {{ --line-colour: {line.colour}; --line-text: {line.text_colour}; }}\n",
        mimetype="text/css",
        headers={"Cache-Control": "private, max-age=300"},
    )


def last_days(moment: datetime) -> list[date]:
    """Return the last days where the line runs, today's the last of them."""
    return [day_of(g.session, moment) - timedelta(days=each) for each in reversed(range(DAYS))]

"""The start page: the line diagram, with the state of everything and what waits for the person who looks."""

from datetime import date, datetime, timedelta

from flask import Blueprint, Response, g, render_template, request

from app.actions.line import show_line
from app.actions.records.line_record import day_of
from app.actions.signs import show_signs
from app.exchange.typed import whole_number
from app.models import Role, now
from app.web.frame import current_line, diagram, labels
from app.web.frame.access import holds
from app.web.frame.languages import _, _l

bp = Blueprint("line", __name__)
DAYS = 7
FILTERS = {
    "": _l("alle Zustände"),
    "draft": _l("mit Entwurf"),
    "submitted": _l("wartet auf Freigabe"),
    "approved": _l("freigegeben"),
    "scheduled": _l("mit Zeitpunkt"),
    "new": _l("noch nicht veröffentlicht"),
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
        todo=show_line.todo(g.session, g.account),
        attention=show_signs.in_need(g.session, g.account),
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

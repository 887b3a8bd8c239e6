"""The start page: the line diagram, with the state of everything and what waits for the person who looks."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, Response, g, render_template

from app.actions import show_line, show_signs
from app.errors import Missing
from app.exchange.records import LineRecord
from app.models import TIME_ZONE, now
from app.web import diagram

bp = Blueprint("line", __name__)
DAYS = 7


@bp.get("/")
def start() -> str:
    stations = show_line.stations(g.session, days=last_days(now()))
    at_stop = {each.dhid: each for each in stations}
    todo = show_line.todo(g.session, g.account)
    return render_template(
        "line/start.html",
        stations=stations,
        rows=diagram.rows(record().branches, show_line.stops(g.session), at_stop),
        most=max((count for each in stations for count in each.scans), default=0),
        todo=todo,
        attention=show_signs.in_need(g.session, g.account),
    )


@bp.get("/linie.css")
def colours() -> Response:
    """Bring the line's two colours, which are data, into the style sheets."""
    line = record()
    return Response(
        f":root {{ --line-colour: {line.colour}; --line-text: {line.text_colour}; }}\n",
        mimetype="text/css",
        headers={"Cache-Control": "private, max-age=300"},
    )


def record() -> LineRecord:
    """Return the line's record, read once a request.  Raises Missing as long as none is loaded."""
    if "line" not in g:
        g.line = show_line.line(g.session)
    if g.line is None:
        raise Missing("Noch ist keine Linie geladen. „linie302 load ORDNER“ bringt sie.")
    line: LineRecord = g.line
    return line


def last_days(moment: datetime) -> list[datetime]:
    """Return the beginnings of the last days where the line runs, today's among them, and the end of today."""
    today = moment.astimezone(ZoneInfo(TIME_ZONE)).replace(hour=0, minute=0, second=0, microsecond=0)
    return [today + timedelta(days=each) for each in range(1 - DAYS, 2)]


def install(app: Flask) -> None:
    """Let every page say which line it is about, also while none is loaded."""

    def name(field: str) -> str:
        try:
            return str(getattr(record(), field))
        except Missing:
            return ""

    app.jinja_env.globals.update(line_number=lambda: name("number"), line_name=lambda: name("name"))

"""The statistics of scans: a page, the same as a table (CSV), and a picture to put into a report (SVG, PNG).

The page and its own table are for those who work here.  What is made to be passed on tells no number under five.
"""

from flask import Blueprint, Response, g, render_template, request
from markupsafe import Markup

from app.actions.line import show_line, show_scans
from app.actions.line.show_scans import FEWEST_TOLD
from app.exchange.typed import whole_number
from app.web.frame import diagram
from app.web.frame.current_line import record
from app.web.frame.languages import _
from app.web.line import chart, period

bp = Blueprint("statistics", __name__)
bp.add_app_template_filter(chart.number, "number")
COLUMNS = ("day", "sign", "station", "planning", "language", "scans")
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


@bp.get("/statistik/")
def index() -> str:
    asked, page = period.asked(), max(1, request.args.get("page", 1, type=whole_number))
    days = show_scans.days(g.session, asked)
    stations = show_scans.stations(g.session, asked)
    total, before = sum(count for _day, count in days), show_scans.total(g.session, asked.before)
    counted = show_scans.sign_count(g.session, asked)
    bars = period.bars(days)
    return render_template(
        "line/statistics/index.html",
        asked=asked,
        by_week=period.by_week(),
        total=total,
        before=before,
        bars=bars,
        picture=Markup(period.picture(_title(), asked, bars)),  # noqa: S704 -- our own drawing, its words escaped
        rows=diagram.rows(record().branches, show_line.stops(g.session), {each.dhid: each for each in stations}),
        most=max((each.count for each in stations), default=0),
        signs=show_scans.signs(g.session, asked, page=page),
        page=page,
        pages=-(-counted // show_scans.PAGE),
        plannings=show_scans.plannings(g.session, asked),
        languages=show_scans.languages(g.session, asked),
        misses=show_scans.misses(g.session),
        about=period.about(asked),
        chosen=period.chosen(asked),
    )


@bp.get("/statistik/bild.<any(svg, png):form>")
def picture(form: str) -> Response:
    asked = period.asked()
    bars = period.bars(show_scans.days(g.session, asked))
    if form == "svg":
        return Response(period.picture(_title(), asked, bars, fewest=FEWEST_TOLD), mimetype=PICTURES[form])
    below = period.subtitle(asked, bars, fewest=FEWEST_TOLD)
    drawing = chart.draw(_title(), below, bars, fewest=FEWEST_TOLD)
    return Response(chart.png(drawing, colour=record().colour), mimetype=PICTURES[form])


@bp.get("/statistik/scans.csv", endpoint="table")
def whole_table() -> Response:
    """Send every day of every sign as it is read; a year of a thousand signs is some 20 MB."""
    return period.csv("scans", COLUMNS, show_scans.rows, lambda count: count)


@bp.get("/statistik/zum-weitergeben.csv")
def passed_on() -> Response:
    """Send the same without the numbers under five."""
    return period.csv("scans-zum-weitergeben", COLUMNS, show_scans.rows, show_scans.told)


def _title() -> str:
    return str(_("Scans je Woche") if period.by_week() else _("Scans je Tag"))

"""The statistics of what riders opened: by planning, language and way; as page, picture and table (CSV)."""

from flask import Blueprint, Response, g, render_template, request
from markupsafe import Markup

from app.actions.line import show_openings, show_scans
from app.actions.line.show_scans import FEWEST_TOLD
from app.exchange import ways
from app.exchange.typed import whole_number
from app.i18n import N_
from app.web.frame.languages import _
from app.web.line import period

bp = Blueprint("openings", __name__)
COLUMNS = ("day", "station", "planning", "language", "way", "openings")
WAYS = {
    ways.VIEW: N_("3D-Ansicht"),
    ways.TRUE: N_("AR in echter Größe"),
    ways.TABLE: N_("AR auf dem Tisch"),
    ways.ON_SITE: N_("Ansicht vor Ort"),
}


@bp.get("/statistik/geoeffnet/")
def index() -> str:
    asked, page = period.asked(), max(1, request.args.get("page", 1, type=whole_number))
    sums = show_openings.sums(g.session, asked)
    bars = period.bars(sums.days)
    items, there = show_openings.of_items(g.session, asked, page=page)
    return render_template(
        "line/statistics/openings.html",
        asked=asked,
        by_week=period.by_week(),
        total=sum(count for _label, count in bars),
        before=show_openings.total(g.session, asked.before),
        bars=bars,
        picture=Markup(period.picture(_title(), asked, bars)),  # noqa: S704 -- our own drawing, its words escaped
        ways=WAYS,
        items=items,
        page=page,
        pages=-(-there // show_openings.PAGE),
        languages=sums.languages,
        about=period.about(asked),
        chosen=period.chosen(asked),
    )


@bp.get("/statistik/geoeffnet/bild.svg")
def picture() -> Response:
    asked = period.asked()
    bars = period.bars(show_openings.sums(g.session, asked).days)
    return Response(period.picture(_title(), asked, bars, fewest=FEWEST_TOLD), mimetype="image/svg+xml")


@bp.get("/statistik/geoeffnet/tabelle.csv")
def whole_table() -> Response:
    return period.csv("geoeffnet", COLUMNS, show_openings.rows, lambda count: count)


@bp.get("/statistik/geoeffnet/zum-weitergeben.csv")
def passed_on() -> Response:
    """Send the same without the numbers under five."""
    return period.csv("geoeffnet-zum-weitergeben", COLUMNS, show_openings.rows, show_scans.told)


def _title() -> str:
    return str(_("Geöffnet je Woche") if period.by_week() else _("Geöffnet je Tag"))

"""The statistics of scans: a page, the same as a table (CSV), and a picture to put into a report (SVG, PNG).

The page and its own table are for those who work here.  What is made to be passed on tells no number under five.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from flask import Blueprint, Response, g, render_template, request
from flask_babel import format_date
from markupsafe import Markup
from sqlalchemy.orm import Session

from app.actions.line import show_line, show_scans
from app.actions.line.show_scans import FEWEST_TOLD, Asked
from app.actions.records.line_record import today
from app.errors import Invalid
from app.exchange import table
from app.exchange.typed import whole_number
from app.web.frame import diagram, labels
from app.web.frame.current_line import record
from app.web.frame.languages import _
from app.web.line import chart

bp = Blueprint("statistics", __name__)
bp.add_app_template_filter(chart.number, "number")
DAYS = 28
LONGEST_DAYS = 366
COLUMNS = ("day", "sign", "station", "planning", "language", "scans")
PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


@bp.get("/statistik/")
def index() -> str:
    asked, page = _asked(), max(1, request.args.get("page", 1, type=whole_number))
    days = show_scans.days(g.session, asked)
    stations = show_scans.stations(g.session, asked)
    total, before = sum(count for _day, count in days), show_scans.total(g.session, asked.before)
    counted = show_scans.sign_count(g.session, asked)
    bars = _bars(days)
    return render_template(
        "line/statistics/index.html",
        asked=asked,
        by_week=_by_week(),
        total=total,
        before=before,
        bars=bars,
        picture=Markup(_svg(asked, bars)),  # noqa: S704 -- our own drawing, its words escaped
        rows=diagram.rows(record().branches, show_line.stops(g.session), {each.dhid: each for each in stations}),
        most=max((each.count for each in stations), default=0),
        signs=show_scans.signs(g.session, asked, page=page),
        page=page,
        pages=-(-counted // show_scans.PAGE),
        plannings=show_scans.plannings(g.session, asked),
        languages=show_scans.languages(g.session, asked),
        misses=show_scans.misses(g.session),
        about=_about(asked),
        chosen=_chosen(asked),
    )


@bp.get("/statistik/bild.<any(svg, png):form>")
def picture(form: str) -> Response:
    asked = _asked()
    bars = _bars(show_scans.days(g.session, asked))
    if form == "svg":
        return Response(_svg(asked, bars, fewest=FEWEST_TOLD), mimetype=PICTURES[form])
    drawing = chart.draw(_title(), _subtitle(asked, bars, fewest=FEWEST_TOLD), bars, fewest=FEWEST_TOLD)
    return Response(chart.png(drawing, colour=record().colour), mimetype=PICTURES[form])


@bp.get("/statistik/scans.csv", endpoint="table")
def whole_table() -> Response:
    """Send every day of every sign as it is read; a year of a thousand signs is some 20 MB."""
    return _csv("scans", lambda count: count)


@bp.get("/statistik/zum-weitergeben.csv")
def passed_on() -> Response:
    """Send the same without the numbers under five."""
    return _csv("scans-zum-weitergeben", show_scans.told)


def _csv(name: str, told: Callable[[int], int | str]) -> Response:
    asked = _asked()
    headers = {"Content-Disposition": f'attachment; filename="{name}-{asked.first}-{asked.last}.csv"'}
    return Response(_lines(g.pop("session"), asked, told), mimetype=table.MEDIA_TYPE, headers=headers)


def _lines(session: Session, asked: Asked, told: Callable[[int], int | str]) -> Iterator[str]:
    """Yield the table, from a session that is its own until the last line."""
    with session:
        yield table.line(COLUMNS, first=True)
        for *row, count in show_scans.rows(session, asked):
            yield table.line([*row, told(count)])


def _asked() -> Asked:
    """Return what the address asks for.  Raises Invalid for a period that is none, or too long."""
    last = _day("until", today(g.session))
    first = _day("since", last - timedelta(days=DAYS - 1))
    if not 0 <= (last - first).days < LONGEST_DAYS:
        raise Invalid("Der erste Tag muss vor dem letzten liegen, höchstens ein Jahr. Bitte die Tage ändern.")
    given = request.args
    return Asked(
        first=first,
        last=last,
        language=given.get("language", ""),
        sign=given.get("sign", "").strip().upper(),
        station=given.get("station", 0, type=whole_number),
        planning=given.get("planning", 0, type=whole_number),
    )


def _day(name: str, default: date) -> date:
    given = request.args.get(name, "")
    try:
        return date.fromisoformat(given) if given else default
    except ValueError as error:
        raise Invalid("„%(given)s“ ist kein Tag. Erwartet wird JJJJ-MM-TT.", given=given) from error


def _by_week() -> bool:
    return request.args.get("per") == "week"


def _bars(days: list[tuple[date, int]]) -> list[tuple[str, int]]:
    """Return labels and numbers of days, or of weeks where the address asks for them."""
    shown = show_scans.weeks(days) if _by_week() else days
    return [(format_date(day, "d.M."), count) for day, count in shown]


def _chosen(asked: Asked) -> dict[str, object]:
    """Return what the addresses of pictures and tables carry along."""
    names = {"sign": asked.sign, "station": asked.station, "planning": asked.planning, "language": asked.language}
    period = {"since": asked.first.isoformat(), "until": asked.last.isoformat(), "per": "week" if _by_week() else ""}
    return {name: value for name, value in {**period, **names}.items() if value}


def _svg(asked: Asked, bars: list[tuple[str, int]], *, fewest: int = 0) -> str:
    title, subtitle = _title(), _subtitle(asked, bars, fewest=fewest)
    drawing = chart.draw(title, subtitle, bars, fewest=fewest)
    return chart.svg(drawing, title=f"{title}. {subtitle}", colour=record().colour)


def _about(asked: Asked) -> str:
    """Return what the numbers are about in words, nothing if about all."""
    language = [labels.language_name(asked.language)] if asked.language else []
    return ", ".join([*show_scans.names(g.session, asked), *language])


def _title() -> str:
    return str(_("Scans je Woche") if _by_week() else _("Scans je Tag"))


def _subtitle(asked: Asked, bars: list[tuple[str, int]], *, fewest: int = 0) -> str:
    about = _about(asked) or record().name
    period = f"{format_date(asked.first, 'd.M.y')} – {format_date(asked.last, 'd.M.y')}"
    count = sum(count for _label, count in bars)
    total = _("zusammen %(total)s", total=f"<{fewest}" if 0 < count < fewest else chart.number(count))
    few = [_("grau: weniger als %(fewest)s", fewest=fewest)] if any(0 < each < fewest for _label, each in bars) else []
    return " · ".join([about, period, total, *few])

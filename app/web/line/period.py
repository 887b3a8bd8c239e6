"""What the address of a statistic asks for: a period, of what, by day or week; and the pictures and tables of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from flask import Response, g, request
from flask_babel import format_date
from sqlalchemy.orm import Session

from app.actions.line import show_scans
from app.actions.line.show_scans import Asked
from app.actions.records.line_record import today
from app.errors import Invalid
from app.exchange import table
from app.exchange.typed import whole_number
from app.web.frame import labels
from app.web.frame.current_line import record
from app.web.frame.languages import _
from app.web.line import chart

DAYS = 28
LONGEST_DAYS = 366
Rows = Callable[[Session, Asked], Iterable[tuple[object, ...]]]  # each with a number last


def asked() -> Asked:
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


def by_week() -> bool:
    """Tell whether the address asks for weeks, not days."""
    return request.args.get("per") == "week"


def bars(days: Sequence[tuple[date, int]]) -> list[tuple[str, int]]:
    """Return labels and numbers of days, or of weeks where the address asks for them."""
    shown = show_scans.weeks(days) if by_week() else days
    return [(format_date(day, "d.M."), count) for day, count in shown]


def chosen(of: Asked) -> dict[str, object]:
    """Return what the addresses of pictures and tables carry along."""
    names = {"sign": of.sign, "station": of.station, "planning": of.planning, "language": of.language}
    period = {"since": of.first.isoformat(), "until": of.last.isoformat(), "per": "week" if by_week() else ""}
    return {name: value for name, value in {**period, **names}.items() if value}


def about(of: Asked) -> str:
    """Return what the numbers are about in words, nothing if about all."""
    language = [labels.language_name(of.language)] if of.language else []
    return ", ".join([*show_scans.names(g.session, of), *language])


def subtitle(of: Asked, shown: Sequence[tuple[str, int]], *, fewest: int = 0) -> str:
    """Return what stands above a picture: of what, when, and how much together."""
    when = f"{format_date(of.first, 'd.M.y')} – {format_date(of.last, 'd.M.y')}"
    count = sum(number for _label, number in shown)
    total = _("zusammen %(total)s", total=f"<{fewest}" if 0 < count < fewest else chart.number(count))
    few = [_("grau: weniger als %(fewest)s", fewest=fewest)] if any(0 < each < fewest for _label, each in shown) else []
    return " · ".join([about(of) or record().name, when, total, *few])


def picture(title: str, of: Asked, shown: Sequence[tuple[str, int]], *, fewest: int = 0) -> str:
    """Return the bars as SVG."""
    below = subtitle(of, shown, fewest=fewest)
    drawing = chart.draw(title, below, shown, fewest=fewest)
    return chart.svg(drawing, title=f"{title}. {below}", colour=record().colour)


def csv(name: str, columns: Sequence[str], rows: Rows, told: Callable[[int], int | str]) -> Response:
    """Return a table as it is read, line by line; ``told`` says how a number is told."""
    of = asked()
    headers = {"Content-Disposition": f'attachment; filename="{name}-{of.first}-{of.last}.csv"'}
    return Response(_lines(g.pop("session"), of, columns, rows, told), mimetype=table.MEDIA_TYPE, headers=headers)


def _lines(
    session: Session, of: Asked, columns: Sequence[str], rows: Rows, told: Callable[[int], int | str]
) -> Iterator[str]:
    """Yield a table, from a session that is its own until the last line."""
    with session:
        yield table.line(columns, first=True)
        for *row, count in rows(session, of):
            assert isinstance(count, int)
            yield table.line([*row, told(count)])


def _day(name: str, default: date) -> date:
    given = request.args.get(name, "")
    try:
        return date.fromisoformat(given) if given else default
    except ValueError as error:
        raise Invalid("„%(given)s“ ist kein Tag. Erwartet wird JJJJ-MM-TT.", given=given) from error

"""The moments at which something happens by itself: a month, and all of them, each to be moved from there."""

import calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, g, render_template, request
from flask_babel import format_date

from app.actions.line import show_moments
from app.actions.line.show_moments import Moment
from app.models import Role
from app.web.frame import languages
from app.web.frame.access import may
from app.web.frame.languages import _l

bp = Blueprint("timetable", __name__)
KINDS = {
    show_moments.PUBLISH: _l("wird veröffentlicht"),
    show_moments.TOGETHER: _l("wird zusammen veröffentlicht"),
    show_moments.TAKE_DOWN: _l("wird zurückgezogen"),
    show_moments.SHARE: _l("Vorschau-Link endet"),
    show_moments.LOOK: _l("wieder ansehen"),
}
YEARS = range(2000, 2200)  # for which there is a calendar
MOVES = {  # who moves it
    show_moments.PUBLISH: Role.APPROVER,
    show_moments.TOGETHER: Role.APPROVER,
    show_moments.TAKE_DOWN: Role.APPROVER,
    show_moments.SHARE: Role.PLANNER,
    show_moments.LOOK: Role.PLANNER,  # and who approves
}


@dataclass(frozen=True)
class Month:
    """A month to look at; ``before`` and ``after`` are its neighbours as addresses say them."""

    name: str
    before: str
    after: str
    weekdays: Sequence[str]
    weeks: Sequence[Sequence[date]]
    number: int


@bp.get("/termine/")
def index() -> str:
    found = show_moments.moments(g.session)
    return render_template(
        "line/moments/index.html",
        moments=found,
        by_day=_by_day(found),
        month=_month(request.args.get("monat", "")),
        today=_today(),
        kinds=KINDS,
        may_move=_may_move,
        key=lambda each: f"{each.kind}-{each.about_id}",
    )


def _may_move(moment: Moment) -> bool:
    is_to_look = moment.kind == show_moments.LOOK
    return may(MOVES[moment.kind], moment.partner) or (is_to_look and may(Role.APPROVER, moment.partner))


def _today() -> date:
    return datetime.now(languages.here()).date()


def _by_day(found: Sequence[Moment]) -> Mapping[date, Sequence[Moment]]:
    days = defaultdict(list)
    for each in found:
        days[each.at.astimezone(languages.here()).date()].append(each)
    return days


def _month(asked: str) -> Month:
    """Return the month that an address asks for, as *2027-03*; this one where it asks for none in YEARS."""
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        first = _today()
    if first.year not in YEARS:
        first = _today()
    first = first.replace(day=1)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        name=format_date(first, "LLLL y"),
        before=_neighbour(first, -1),
        after=_neighbour(first, 1),
        weekdays=[format_date(each, "EEEE") for each in weeks[0]],
        weeks=weeks,
        number=first.month,
    )


def _neighbour(first: date, step: int) -> str:
    """Return the month before or after as an address says it; empty at the ends of the calendar."""
    year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
    return f"{year}-{month + 1:02}" if year in YEARS else ""

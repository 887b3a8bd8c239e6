"""The timeline of a planning: what became of it, moment by moment, each as exactly as it is known.

newest_first   its moments in the order that people read
name_of        what tells a moment from the others of its planning
first_day      the first day that a moment may mean
is_new         whether a moment is so near that it is news
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from app.exchange.records import Year

NEWS = timedelta(days=90)


def newest_first(years: Sequence[Year]) -> list[Year]:
    """Return moments, the latest first; of a year as a whole what is known more exactly comes before."""
    return sorted(years, key=lambda each: (each.year, each.month or 0, each.day or 0), reverse=True)


def name_of(year: Year) -> str:
    """Return what a moment is told from others by, as *2026-05-14 decided*."""
    return f"{year.at} {year.kind}"


def first_day(year: Year) -> date:
    """Return the first day that a moment may mean."""
    return date(year.year, year.month or 1, year.day or 1)


def is_new(at: str, today: date) -> bool:
    """Tell whether a moment, as ``Year.at``, is past and may be as near as ``NEWS``; a year alone never is."""
    year, *rest = map(int, at.split("-"))
    if not rest:
        return False
    month, day = rest[0], rest[1] if len(rest) > 1 else None
    last = date(year, month, day or monthrange(year, month)[1])
    return date(year, month, day or 1) <= today <= last + NEWS

"""Moments that people type and read: local time of the line, whatever zone the database and the browser keep."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name
from flask import Flask
from flask_babel import get_locale

from app.errors import Invalid
from app.models import now
from app.web.frame.languages import _, day, here, moment

# what the journal says of a plan: its moment, the one before where it was moved, and a reason
PLANNED = re.compile(r"(?P<at>\S+)(?:\s<(?P<was>\S+)>)?(?:\s(?P<reason>.*))?", re.DOTALL)
FORM = "%Y-%m-%dT%H:%M"  # as <input type="datetime-local"> sends it


def typed(text: str, zone: ZoneInfo) -> datetime:
    """Return the moment that a person typed as it is in ``zone``.

    Raises Invalid if it is none, or one that the change to or from summer time skips or repeats.
    """
    try:
        naive = datetime.strptime(text.strip()[:16], FORM)  # noqa: DTZ007 -- its zone is the line's
        first, second = (naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    except (ValueError, OverflowError) as error:
        raise Invalid("Bitte Tag und Uhrzeit angeben, zum Beispiel 24.12.2026, 08:00.") from error
    if first == second:
        return first
    if first.astimezone(zone).replace(tzinfo=None) != naive:
        raise Invalid("Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt. Bitte eine andere wählen.")
    raise Invalid("Diese Uhrzeit gibt es an dem Tag zweimal: Die Uhr wird zurückgestellt. Bitte eine andere wählen.")


def noted(given: str) -> datetime:
    """Return when somebody's phone says that something was noted, never later than now; now where it says nothing."""
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return now()
    return min(now(), moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def suggested(zone: ZoneInfo) -> str:
    """Return tomorrow at eight in the morning in ``zone``, as the form sends it."""
    tomorrow = now().astimezone(zone) + timedelta(days=1)
    return tomorrow.replace(hour=8, minute=0).strftime(FORM)


def in_form(at: datetime) -> str:
    """Return a moment as the form sends it."""
    return at.astimezone(here()).strftime(FORM)


def planned(comment: str) -> str:
    """Return what a line of the journal says about a plan, with its moment as one reads it."""
    command, _space, rest = comment.partition(" ")
    if command == "remind":
        return _day(rest) or comment
    if command not in ("publish", "take_down") or not rest.strip():
        return comment
    found = PLANNED.fullmatch(rest.strip())
    assert found is not None, "the rest is more than blanks"
    try:
        at, was = (moment(datetime.fromisoformat(each)) if each else "" for each in (found["at"], found["was"]))
    except ValueError:
        dropped = rest.removeprefix("–").removeprefix(":").strip()
        return dropped or str(_("Plan aufgehoben"))
    said = str(_("veröffentlichen: %(at)s", at=at) if command == "publish" else _("zurückziehen: %(at)s", at=at))
    moved = str(_("verschoben, vorher: %(at)s", at=was)) if was else ""
    return " · ".join(filter(None, (said, moved, found["reason"])))


def _day(text: str) -> str:
    """Return a day that starts a text, as one reads it, with what follows; nothing if none does."""
    on, _space, note = text.partition(" ")
    try:
        said = str(_("wieder ansehen am %(day)s", day=day(date.fromisoformat(on))))
    except ValueError:
        return ""
    return f"{said} · {note}" if note else said


def _zone_name() -> str:
    """Return what the zone of the line is called: *Mitteleuropäische Zeit*."""
    return get_timezone_name(here(), locale=get_locale())


def install(app: Flask) -> None:
    """Let templates suggest and read them."""
    app.jinja_env.globals.update(suggested_moment=lambda: suggested(here()), time_zone=_zone_name)
    app.jinja_env.filters["planned"] = planned
    app.jinja_env.filters["typed_moment"] = in_form

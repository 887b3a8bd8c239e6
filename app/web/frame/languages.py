"""The studio's languages: German is the source, the catalogs in ``words/`` lead to every other one.

A person's language is what they chose (kept in session and account), else what their browser asks for, else German.
Catalogs are read as text at the first need, so that no compiled file has to be kept; ``make words`` brings them up to
date.
"""

import io
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import support
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, request, session
from flask_babel import Babel, Domain, format_date, format_decimal, format_time, get_locale, gettext, lazy_gettext

from app.actions.people import preferences
from app.actions.records import line_record

_ = gettext  # how words are marked that are said now
_l = lazy_gettext  # and those that are said when they are shown
LANGUAGES = {"de": "Deutsch", "en": "English"}
MOST_SPOKEN = 1e15
FOLDER = Path(__file__).parents[1] / "words"


class Words(Domain):  # type: ignore[misc]  # Flask-Babel is not typed
    """Flask-Babel's domain, but from ``.po`` files."""

    def get_translations(self) -> support.NullTranslations:
        language = str(get_locale() or "de")
        if language not in self.cache:
            self.cache[language] = read(language)
        found: support.NullTranslations = self.cache[language]
        return found


def read(language: str) -> support.NullTranslations:
    """Return the catalogs of ``language`` as one; German, the source, needs none."""
    found = support.NullTranslations()
    for path in sorted((FOLDER / language / "LC_MESSAGES").glob("*.po")):
        compiled = io.BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language))
        compiled.seek(0)
        part = support.Translations(compiled, domain=path.stem)
        part.add_fallback(found)
        found = part
    return found


def chosen() -> str:
    """Return the language of the person who asks."""
    account = g.get("account")
    kept = session.get("language") or (account.preferences.get("language") if account else None)
    if kept in LANGUAGES:
        return str(kept)
    return request.accept_languages.best_match(list(LANGUAGES), "de")


def remember(language: str) -> None:
    """Remember a language, for the person wherever they sign in, else for this window; not one that there is not."""
    if language not in LANGUAGES:
        return
    session["language"] = language
    if g.account is not None:
        preferences.choose(g.session, g.account, "language", language)


def here() -> ZoneInfo:
    """Return the zone where the line runs, in which moments are typed and read."""
    if "zone" not in g and "session" in g:
        g.zone = line_record.time_zone(g.session)
    zone: ZoneInfo = g.get("zone", ZoneInfo(line_record.TIME_ZONE))
    return zone


def moment(at: datetime) -> str:
    """Return a moment as one reads it where the line runs: *heute, 21:04* or *3. Nov. 2026, 21:04*."""
    local = at.astimezone(here())
    time = format_time(at, "HH:mm")
    days = (datetime.now(here()).date() - local.date()).days
    if days in (0, 1):
        return str(_("heute, %(time)s", time=time) if days == 0 else _("gestern, %(time)s", time=time))
    return f"{day(local.date())}, {time}"


def day(on: date) -> str:
    """Return a day as one reads it."""
    return str(format_date(on, "medium" if str(get_locale()) == "en" else "d. MMM y"))


def as_known(at: str) -> str:
    """Return a moment in words, as exactly as it is known: ``2026-05`` -> *Mai 2026*; as it is what is no day."""
    year, *rest = at.split("-")
    if not rest:
        return year
    try:
        first = date(int(year), int(rest[0]), int(rest[1]) if len(rest) > 1 else 1)
    except ValueError:
        return at
    return day(first) if len(rest) > 1 else str(format_date(first, "LLLL y"))


def number(value: float) -> str:
    """Return a number as one writes it, as exact as it is and without marks between thousands: *51,50123456*."""
    if abs(value) >= MOST_SPOKEN:
        return f"{value:g}"  # which no person meant, and more digits than a decimal has
    return str(format_decimal(value, format="0.########"))


def install(app: Flask) -> None:
    """Give ``app`` its languages, its time zone and ``_()`` in templates."""
    babel = Babel()
    babel.init_app(app, default_locale="de", locale_selector=chosen, timezone_selector=lambda: here().key)
    babel.domain_instance = Words(domain="studio")
    app.jinja_env.filters["moment"] = moment
    app.jinja_env.filters["clock"] = lambda at: format_time(at, "HH:mm:ss")
    app.jinja_env.filters["day"] = day
    app.jinja_env.globals["language"] = lambda: str(get_locale())
    app.jinja_env.globals["studio_languages"] = LANGUAGES

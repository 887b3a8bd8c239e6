"""The words of the pages: German in the templates, other languages from the catalogues in ``words/``.

A language tag is ``de``, ``en``, ``de-simple``…; whatever a catalogue lacks is said in German.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

T = TypeVar("T")
CATALOGUES = Path(__file__).parent / "words"
SOURCE = "de"
SIMPLE = "de-simple"
WRITTEN_AS = {"en": "en_001"}  # the international way, day before month


@cache
def translations(lang: str) -> NullTranslations:
    """Return the words of a language; German for itself and for languages without a catalogue."""
    path = CATALOGUES / lang / "LC_MESSAGES" / "site.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang.partition("-")[0]))
    compiled.seek(0)
    return GNUTranslations(compiled)


def said(texts: Mapping[str, T], lang: str) -> tuple[T, str]:
    """Return what is said in ``lang`` and the language it is really in.

    A missing language falls back to its base (``de-simple`` to ``de``), then to German, then to whatever there is.
    Raises LookupError if nothing is said at all.
    """
    for tag in (lang, lang.partition("-")[0], SOURCE, *texts):
        if tag in texts:
            return texts[tag], tag
    raise LookupError("There is no text in any language.")


@cache
def locale(lang: str) -> Locale:
    """Return how a language writes numbers and dates; German ways for a language unknown to Babel."""
    primary = lang.partition("-")[0]
    try:
        return Locale.parse(WRITTEN_AS.get(primary, primary))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)


def language_name(lang: str) -> str:
    """Return what speakers call their language, for the link that leads to it."""
    if lang == SIMPLE:
        return "Leichte Sprache"
    name = str(locale(lang).languages.get(lang.partition("-")[0], lang))
    return name[:1].upper() + name[1:]


def direction(lang: str) -> str:
    """Return ``ltr`` or ``rtl``."""
    return locale(lang).text_direction


def day(iso: str, lang: str) -> str:
    """Return a day written out, as in ``23. November 2026``."""
    return format_date(date.fromisoformat(iso), "long", locale=locale(lang))


def number(value: float, lang: str, digits: int = 0) -> str:
    """Return a number with at most ``digits`` after the separator of the language."""
    return format_decimal(value, "#,##0." + "#" * digits if digits else "#,##0", locale=locale(lang))


def open_graph_locale(lang: str) -> str:
    """Return language and most likely region, as in ``tr_TR``."""
    primary = lang.partition("-")[0]
    likely = str(get_global("likely_subtags").get(primary, ""))
    return f"{primary}_{likely.rpartition('_')[2]}" if likely else primary

"""The words of the pages: German in the templates, other languages from catalogues.

A voice is how a page speaks that somebody asked for in one language.  Its catalogue is the line's own or one of those
in ``words/``; where neither is there, the page speaks the line's first language, else English, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import TypeVar

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.languages import get_official_languages
from babel.numbers import format_decimal

from app.exchange import catalogues
from app.exchange.languages import is_simple, name_in, primary
from app.exchange.records import LineRecord, Year
from app.site.values import Line

T = TypeVar("T")
CATALOGUES = Path(__file__).parent / "words"
SOURCE = "de"  # of the templates
COMMON = "en"  # where neither the language asked for nor the line's first one has a catalogue
WRITTEN_AS = {"en": "en_001"}  # the international way, day before month
Brought = tuple[tuple[str, str], ...]  # language and text of each catalogue that a line brings


@dataclass(frozen=True, eq=False)
class Voice:
    """How a page speaks.  There is one for each language of a line, however often it is asked for."""

    lang: str  # what was asked for
    spoken: str  # in what the page's own words are: ``lang``, if that has a catalogue
    first: str  # in what texts are that are missing in ``lang``
    country: str
    translations: NullTranslations

    def said(self, texts: Mapping[str, T]) -> tuple[T, str]:
        """Return what is said in this voice's language and the language it is really in.

        A missing language falls back to its base (``de-simple`` to ``de``), then to the line's first, then to English,
        then to whatever there is.  Raises LookupError if nothing is said at all.
        """
        for tag in (*_preferred(self.lang, self.first), *texts):
            if tag in texts:
                return texts[tag], tag
        raise LookupError("There is no text in any language.")

    def gettext(self, word: str) -> str:
        return self.translations.gettext(word)

    @property
    def name(self) -> str:
        """Return what speakers call their language, for the link that leads to it."""
        if is_simple(self.lang):
            return self.gettext("Leichte Sprache")
        name = name_in(self.lang, self.lang)
        return name[:1].upper() + name[1:]

    def name_of(self, tag: str) -> str:
        """Return what this voice calls another language."""
        return name_in(tag, self.spoken)

    def direction(self, tag: str = "") -> str:
        """Return ``ltr`` or ``rtl``, of a piece in ``tag`` or of the page."""
        return locale(tag or self.spoken, self.country).text_direction

    def day(self, iso: str) -> str:
        """Return a day written out, as in ``23. November 2026``."""
        return format_date(date.fromisoformat(iso), "long", locale=locale(self.spoken, self.country))

    def moment(self, year: Year) -> str:
        """Return a moment as exactly as it is known, as in *2019–2022*, *Mai 2026* or *14. Mai 2026*."""
        if year.month is None:
            return f"{year.year}–{year.until}" if year.until else str(year.year)
        if year.day is None:
            first, here = date(year.year, year.month, 1), locale(self.spoken, self.country)
            return format_skeleton("yMMMM", first, locale=here, fuzzy=True)
        return self.day(year.at)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with at most ``digits`` after the separator of the language."""
        form = "#,##0." + "#" * digits if digits else "#,##0"
        return format_decimal(value, form, locale=locale(self.spoken, self.country))

    @property
    def open_graph_locale(self) -> str:
        """Return language and region, as in ``tr_TR``: the line's country, where that language is official there."""
        language = primary(self.lang)
        likely = str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]
        region = self.country if _is_official(language, self.country) else likely
        return f"{language}_{region}" if region else language


def voice_of(line: Line, lang: str) -> Voice:
    """Return how a line's pages in ``lang`` speak."""
    return voice(lang, line.record.first_language, line.record.country, tuple(sorted(line.catalogues.items())))


@lru_cache(maxsize=64)
def voice(lang: str, first: str, country: str, brought: Brought = ()) -> Voice:
    """Return the voice of pages in ``lang``; ``brought`` are the line's own catalogues."""
    own = dict(brought)
    preferred = _preferred(lang, first)
    if SOURCE in preferred:
        preferred = preferred[: preferred.index(SOURCE) + 1]  # which says everything
    found = {tag: each for tag in preferred if (each := _translations(tag, own.get(tag))) is not None}
    spoken, *others = found
    for tag in others:
        found[spoken].add_fallback(found[tag])
    return Voice(lang, spoken, first, country, found[spoken])


@cache
def shipped_pages(tag: str) -> str | None:
    """Return the text of our own catalogue of a language, None without one."""
    path = CATALOGUES / tag / "LC_MESSAGES" / "site.po"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def words_of_pages() -> frozenset[str]:
    """Return what a catalogue has to translate, of plurals the first."""
    return catalogues.words_of(shipped_pages(COMMON) or "", COMMON)


def undecided_place(record: LineRecord, brought: Mapping[str, str]) -> dict[str, str]:
    """Return what a sign says of its place as long as nobody has chosen it, in the line's languages."""
    voices = [
        voice(lang, record.first_language, record.country, tuple(sorted(brought.items()))) for lang in record.languages
    ]
    speak = [each for each in voices if each.lang in (each.spoken, record.first_language) and not is_simple(each.lang)]
    return {each.lang: each.gettext("Genauer Ort noch festzulegen") for each in speak}


def _preferred(lang: str, first: str) -> tuple[str, ...]:
    """Return the languages that may stand for one, the best first."""
    return tuple(dict.fromkeys((lang, primary(lang), first, COMMON)))


def _translations(tag: str, own: str | None) -> NullTranslations | None:
    """Return the words of a language, the line's before ours; None without a catalogue.  German needs none."""
    texts = [text for text in (own, shipped_pages(tag)) if text is not None]
    found: list[NullTranslations] = [catalogues.translations(text, tag) for text in texts]
    if tag == SOURCE:
        found.append(NullTranslations())
    if len(found) > 1:
        found[0].add_fallback(found[1])
    return found[0] if found else None


@lru_cache(maxsize=64)
def locale(tag: str, country: str) -> Locale:
    """Return how a language writes numbers and dates; the English way for a language unknown to Babel."""
    language = primary(tag)
    try:
        return Locale.parse(_written_as(language, country))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(WRITTEN_AS[COMMON])


def _written_as(language: str, country: str) -> str:
    here = f"{language}_{country}"
    return here if _is_official(language, country) else WRITTEN_AS.get(language, language)


def _is_official(language: str, country: str) -> bool:
    return language in get_official_languages(country, de_facto=True)

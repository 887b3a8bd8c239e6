"""What signs and order sheets say: German here, other languages from catalogues, the line's own or those in ``words/``.

words     what every sign says; only in a language that has them all
on_sheet  what an order sheet says; what is missing is said in English
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path

from app.exchange import catalogues
from app.i18n import N_

CATALOGUES = Path(__file__).parent / "words"
SOURCE = "de"
COMMON = "en"  # for a line whose languages have no catalogue
WORDS: Mapping[str, str] = {
    "title": N_("%(line)s: Schilder, Auftrag %(number)s"),
    "ar_station": N_("AR-Station"),
    "here": N_("Du bist hier"),
    "seen": N_("Das siehst du hier"),
    "scan": N_("Scannen"),
    "how": N_("Kamera auf den Code halten."),
    "type": N_("Oder eintippen"),
    "free": N_("Kostenlos, ohne App."),
    "never": N_("Wir fragen hier nie nach Zahlungsdaten."),
    "project": N_("Ein Projekt von"),
    "and": N_("und"),
    "sign": N_("Schild"),
    "line_alt": N_("Linie %(line)s mit ihren AR-Stationen: %(stations)s. Du bist hier: %(here)s."),
    "code_alt": N_("QR-Code. Er öffnet %(address)s"),
    "fold": N_("Hier falten"),
    "base": N_("Boden: nach innen falten und festkleben"),
}
VIEWS = "%(count)s Ansicht in AR, auf dem Handy."  # or several
SHEET: Mapping[str, str] = {
    "title": N_("%(line)s: Auftrag %(number)s"),
    "page": N_("Seite"),
    "of": N_("von"),
    "profile": N_("Druckprofil:"),
    "care": N_(
        "Jede Seite ist ein Schild mit eigenem Code: bitte nicht vertauschen und keine Seite zweimal verwenden."
    ),
    "read": N_("Alle Codes wurden in den fertigen Dateien gelesen und geprüft."),
    "trial": N_("Probe: Diese Schilder dürfen nicht aushängen."),
    "due_on": N_("Gebraucht bis"),
    "material": N_("Material"),
    "lamination": N_("Schutz und Laminat"),
    "contact": N_("Rückfragen an"),
    "note": N_("Hinweis"),
    "sign": N_("Schild"),
    "station": N_("Station"),
    "where": N_("Ort"),
    "copies": N_("Stück"),
    "a4": N_("Aushang A4"),
    "a3": N_("Aushang A3"),
    "din_lang": N_("Handzettel DIN lang"),
    "city_light": N_("City-Light-Poster"),
    "floor": N_("Bodenaufkleber, rutschhemmend"),
    "window": N_("Fensteraufkleber A5"),
    "pole": N_("Mastschild"),
    "table": N_("Tischaufsteller"),
    "outside": N_("Klare Folie, von außen geklebt: Sonderfarbe White unter den Farben."),
    "inside": N_(
        "Gespiegelt. Nur wenn von innen geklebt wird, statt der Datei davor: Sonderfarbe White über den Farben."
    ),
    "contour": N_("Schneiden an der Kontur in der Sonderfarbe; sie wird nicht gedruckt."),
    "scores": N_(
        "Rillen an den Linien in der Sonderfarbe Crease; sie wird nicht gedruckt. Der Streifen unten ist Klebelasche."
    ),
}
Brought = Mapping[str, str]  # language -> the text of the line's own catalogue
NOTHING: Brought = {}


def words(lang: str, views: int = 1, brought: Brought = NOTHING) -> Mapping[str, str]:
    """Return the sign's words in a language, by their short names; ``views`` is how many plannings it shows.

    Raises LookupError for a language without a whole catalogue: a sign does not pretend to speak it.
    """
    catalogue = _catalogue(lang, brought.get(lang))
    if catalogue is None:
        raise LookupError(f"There is no whole catalogue of signs' words in {lang}.")
    said = {name: catalogue.gettext(word) for name, word in WORDS.items()}
    seen = catalogue.ngettext(
        "%(count)s Ansicht in AR, auf dem Handy.", "%(count)s Ansichten in AR, auf dem Handy.", views
    )
    return said | {"views": seen % {"count": views}}


def on_sheet(lang: str, brought: Brought = NOTHING) -> NullTranslations:
    """Return the words of an order sheet; what neither catalogue of ``lang`` has is said in English."""
    return _chained(lang, (brought.get(lang), shipped_signs(lang), None if lang == SOURCE else shipped_signs(COMMON)))


def count_of(catalogue: NullTranslations, pages: int, copies: int) -> str:
    """Return how much a file holds, as an order sheet says it."""
    said = catalogue.ngettext(
        "%(pages)s Seite, zusammen %(copies)s Stück", "%(pages)s Seiten, zusammen %(copies)s Stück", pages
    )
    return said % {"pages": pages, "copies": copies}


def languages(spoken: Sequence[str], brought: Brought = NOTHING) -> tuple[str, ...]:
    """Return those of a line's languages that its signs can speak, in their order; English if there is none."""
    found = tuple(lang for lang in spoken if _catalogue(lang, brought.get(lang)) is not None)
    return found or (COMMON,)


def words_of_signs() -> frozenset[str]:
    """Return what a catalogue has to translate for a sign to speak its language, of plurals the first."""
    return frozenset((*WORDS.values(), VIEWS))


@lru_cache(maxsize=64)
def _catalogue(lang: str, own: str | None) -> NullTranslations | None:
    """Return the words of a language, the line's before ours; None where some are in neither."""
    said = (catalogues.words_of(text, lang) for text in (own, shipped_signs(lang)) if text is not None)
    if lang != SOURCE and not words_of_signs() <= frozenset[str]().union(*said):
        return None
    return _chained(lang, (own, shipped_signs(lang)))


@lru_cache(maxsize=64)
def _chained(lang: str, texts: tuple[str | None, ...]) -> NullTranslations:
    """Return catalogues as one: what the first lacks is asked of the next."""
    found = NullTranslations()
    for text in filter(None, reversed(texts)):
        following, found = found, catalogues.translations(text, lang)
        found.add_fallback(following)
    return found


@cache
def shipped_signs(lang: str) -> str | None:
    """Return the text of our own catalogue of a language, None without one."""
    path = CATALOGUES / lang / "LC_MESSAGES" / "signage.po"
    return path.read_text(encoding="utf-8") if path.is_file() else None

"""The words that every sign says: German here, other languages from the catalogues in ``words/``."""

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.i18n import N_

CATALOGUES = Path(__file__).parent / "words"
SOURCE = "de"
WORDS: Mapping[str, str] = {
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


@cache
def words(lang: str, views: int = 1) -> Mapping[str, str]:
    """Return the sign's words in a language, by their short names; ``views`` is how many plannings it shows.

    Raises LookupError for a language without a catalogue: a sign does not pretend to speak it.
    """
    catalogue = _catalogue(lang)
    said = {name: catalogue.gettext(word) for name, word in WORDS.items()}
    seen = catalogue.ngettext(
        "%(count)s Ansicht in AR, auf dem Handy.", "%(count)s Ansichten in AR, auf dem Handy.", views
    )
    return said | {"views": seen % {"count": views}}


def languages() -> tuple[str, ...]:
    """Return the languages a sign can speak, German first."""
    return (SOURCE, *sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir()))


@cache
def _catalogue(lang: str) -> NullTranslations:
    if lang == SOURCE:
        return NullTranslations()
    path = CATALOGUES / lang / "LC_MESSAGES" / "signage.po"
    if not path.is_file():
        raise LookupError(f"There is no catalogue of signs' words in {lang}.")
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)

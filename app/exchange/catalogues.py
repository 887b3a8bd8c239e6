"""Catalogues: what pages and signs say by themselves, in another language, as gettext's ``.po``.

A line brings its own in ``stations/words/<language>/``; the msgids are the German words of the code.

translations   the text of a catalogue, ready to be asked
check          what is wrong with one that somebody brings
"""

import re
from collections.abc import Iterator, Mapping
from gettext import GNUTranslations
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from app.exchange.languages import primary

SITE, SIGNAGE = "site", "signage"  # the pages of riders; the signs
NAMES = (SITE, SIGNAGE)
PLACE = re.compile(r"%\((\w+)\)s")
UNREADABLE = "Das ist kein gültiger Katalog: %(error)s."
MISPLACED = "„%(text)s“ lässt sich nicht füllen."
MARKUP = "„%(text)s“ enthält ein Zeichen von HTML."
Wrong = tuple[str, str, Mapping[str, object]]  # what is wrong, what is allowed, values of both


def translations(text: str, tag: str) -> GNUTranslations:
    """Return a catalogue's translations.  Raises PoFileError if it is none; ``check`` refuses such a one before.

    They are the caller's own, who may give them a fallback.
    """
    compiled = BytesIO()
    write_mo(compiled, _parsed(text, tag))
    compiled.seek(0)
    return GNUTranslations(compiled)


def check(text: str, tag: str, name: str) -> Iterator[Wrong]:
    """Yield what is wrong with a catalogue: words that break a page may not get in."""
    try:
        catalogue = _parsed(text, tag)
    except (PoFileError, ValueError, KeyError, IndexError) as error:
        yield UNREADABLE, "Bitte dort nachsehen.", {"error": error}
        return
    for message in catalogue:
        ids, strings = _both(message)
        if not ids[0]:
            continue
        places = {each for one in ids for each in PLACE.findall(one)}
        for string in filter(None, strings):
            if (places or name == SITE) and not _can_be_filled(string, places):
                names = ", ".join(f"%({each})s" for each in sorted(places)) or "–"
                yield MISPLACED, "Erlaubt: %(names)s; ein Prozentzeichen heißt %%%%.", {"text": string, "names": names}
            if "<" in string and not any("<" in one for one in ids):
                yield MARKUP, "Bitte ohne < schreiben.", {"text": string}


def words_of(text: str, tag: str) -> frozenset[str]:
    """Return the msgids that a catalogue translates, of plurals the first."""
    sure = (_both(message) for message in _parsed(text, tag) if not message.fuzzy)
    return frozenset(ids[0] for ids, strings in sure if ids[0] and all(strings))


def _parsed(text: str, tag: str) -> Catalog:
    return read_po(BytesIO(text.encode()), locale=primary(tag), abort_invalid=True)


def _both(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return ids and strings of a message, of which only those with a plural have several."""
    ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
    strings = message.string if isinstance(message.string, list | tuple) else (message.string or "",)
    return tuple(ids), tuple(strings)


def _can_be_filled(string: str, places: set[str]) -> bool:
    """Tell whether a string has no places but these, and no lonely percent sign."""
    return set(PLACE.findall(string)) <= places and "%" not in PLACE.sub("", string).replace("%%", "")

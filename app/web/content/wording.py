"""How a text is worded, as the editor says it: hints beside the words, never refusals.

hints        what may be hard to read, in the list of what is missing
by_language  beside the words of each language: terms of the glossary
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import g

from app.actions.records import record_json
from app.actions.records.compare import leaves
from app.actions.records.record_json import Record
from app.actions.wording import glossary, readability
from app.exchange.languages import is_simple, primary
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord, Term, Text
from app.web.frame import current_line, forms, labels
from app.web.frame.languages import _l

HINTS_MAX = 6
TERMS_MAX = 12  # of one language
PARTS = ("summary", "body")
Words = Mapping[str, str]  # path -> words
NO_WORDS = ("checked_by", "checked_on", "made_from")
HINTS = {
    "long_sentence": _l("Ein langer Satz, %(count)s Wörter:"),
    "long_word": _l("Ein langes Wort, %(count)s Buchstaben; vielleicht mit Bindestrich:"),
    "passive": _l("Wer tut es? Vielleicht im Aktiv:"),
    "long_lead": _l(
        "Mit höchstens %(most)s Zeichen passen Bild und Knopf dazu auf ein kleines Handy; hier sind es %(count)s:"
    ),
    "lead_about_view": _l("Fahrgäste wollen zuerst wissen, was hier ist, dann erst, was die Ansicht zeigt:"),
    "nouns": _l("Viele Hauptwörter auf -ung, -heit, -keit; vielleicht mit Tätigkeitswörtern:"),
}


@dataclass(frozen=True)
class Place:
    """Where words are typed: the name of the input, and what it is called."""

    field: str
    name: str


@dataclass(frozen=True)
class Missed:
    """A term of a field in the first language that its translation does without; ``words`` are what it is there."""

    place: Place
    term: Term
    words: list[str]


@dataclass(frozen=True)
class Wording:
    """What may be worded otherwise in one language."""

    missed: list[Missed]


def hints(record: Record) -> list[tuple[str, readability.Hint]]:
    """Return what may be hard to read, each with the field it is in."""
    texts, found = record_json.texts_of(record), []
    for tag, text in texts.items():
        found += [(f"texts.{tag}.summary", hint) for hint in readability.lead_hints(text.summary)]
    for tag in current_line.record().languages:
        if primary(tag) == readability.LANGUAGE:
            for part in PARTS:
                told = readability.hints(getattr(texts.get(tag, forms.EMPTY), part), is_simple=is_simple(tag))
                found += [(f"texts.{tag}.{part}", hint) for hint in told]
    return found[:HINTS_MAX]


def by_language(record: Record) -> dict[str, Wording]:
    """Return what may be worded otherwise, by language."""
    texts, terms = record_json.texts_of(record), glossary.terms(g.session)
    languages = current_line.record().languages
    source = _words(texts[languages[0]]) if languages[0] in texts else {}
    found = {}
    for tag in languages:
        words = _words(texts[tag]) if tag in texts else {}
        missed = [] if tag == languages[0] or is_simple(tag) else list(_missed(record, terms, source, words, tag))
        found[tag] = Wording(missed[:TERMS_MAX])
    return found


def hint_words(hint: readability.Hint) -> str:
    """Return what a hint says."""
    return str(HINTS[hint.kind]) % {"count": hint.count, "most": readability.LEAD_MAX}


def _missed(record: Record, terms: Sequence[Term], source: Words, words: Words, tag: str) -> Iterator[Missed]:
    first = current_line.record().first_language
    for path, translation in words.items():
        for term in glossary.missed(terms, source.get(path, ""), translation, first=first, language=tag):
            yield Missed(_place(record, tag, path), term, glossary.names_in(term, tag))


def _place(record: Record, tag: str, path: str) -> Place:
    """Return where the words of a path are typed."""
    field, name = f"texts.{tag}.{path}", str(labels.text_field(path))
    kind, _dot, rest = path.partition(".")
    if isinstance(record, PlanningRecord) and kind == "variants":
        variant, _dot, part = rest.partition(".")
        at = [each.id for each in record.variants].index(variant) if variant in (e.id for e in record.variants) else -1
        field = f"variants.{at}.{part}.{tag}" if at >= 0 else "variants"
    if isinstance(record, PlanningRecord) and kind == "years":
        at = next((at for at, each in enumerate(record.years) if str(each.year) == rest), -1)
        field = f"years.{at}.about.{tag}" if at >= 0 else "years"
    return Place(field, name)


def _words(text: Text) -> dict[str, str]:
    told = leaves(plain(text))
    return {path: words for path, words in told if path not in NO_WORDS and isinstance(words, str) and words}

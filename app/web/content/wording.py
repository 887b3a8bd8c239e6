"""How a text is worded, as the editor says it: hints beside the words, never refusals.

hints        what may be hard to read, in the list of what is missing
by_language  beside the words of each language: terms of the glossary, and the rules of easy-to-read language
place        where the words of a field are typed
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import g
from flask_babel import ngettext

from app.actions.records import record_json
from app.actions.records.compare import leaves
from app.actions.records.record_json import Record
from app.actions.wording import easy_texts, glossary, readability
from app.actions.wording.easy_language import LineHint, Rule
from app.exchange.languages import is_simple, primary
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord, Text
from app.exchange.terms import Term
from app.web.frame import current_line, forms, labels
from app.web.frame.languages import _, _l

HINTS_MAX = 6
TERMS_MAX, LINES_MAX = 12, 15  # of one language
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
RULES: Mapping[Rule, object] = {
    Rule.LONG_SENTENCE: _l("Ein langer Satz, %(count)s Wörter. Lassen sich zwei daraus machen?"),
    Rule.SENTENCES: _l("Mehrere Sätze in einer Zeile. Jeder Satz bekommt eine eigene."),
    Rule.CLAUSES: _l("Mehrere Nebensätze. Jeder Gedanke bekommt einen eigenen Satz."),
    Rule.LONG_WORD: _l("Ein langes Wort, %(count)s Silben. Gibt es ein kürzeres? Sonst hilft ein Bindestrich."),
    Rule.HARD_WORD: _l("Ein schweres Wort. Im Glossar steht dazu:"),
    Rule.SHORT_FORM: _l("Eine Abkürzung. Bitte ausschreiben."),
    Rule.DOUBLE_NEGATION: _l("Zweimal verneint. Lässt es sich ohne Verneinung sagen?"),
    Rule.NEGATION: _l(
        "Verneint. Das übersieht man leicht: Lässt es sich anders sagen? Sonst das Wort **fett** schreiben."
    ),
    Rule.GENITIVE: _l("Wohl ein Genitiv. Leichter ist „von“: das Dach vom Haus."),
    Rule.PASSIVE: _l("Wohl ein Passiv. Wer tut es? „Die Stadt baut …“"),
    Rule.SUBJUNCTIVE: _l("Wohl ein Konjunktiv. Leichter ist „vielleicht“: Vielleicht regnet es."),
    Rule.NUMBER_WORD: _l("Eine Zahl als Wort. Ziffern liest man leichter."),
    Rule.ROMAN: _l("Eine römische Zahl. Bitte in gewöhnlichen Ziffern."),
    Rule.PERCENT: _l("Prozente sind schwer. Leichter ist „viele“ oder „3 von 10“."),
    Rule.LARGE_NUMBER: _l("Eine große Zahl. Genügt „viele“ oder „fast 4 Tausend“?"),
    Rule.SIGN: _l("Ein Sonderzeichen. Lässt es sich mit Worten sagen?"),
    Rule.NOUNS: _l("Mehrere Hauptwörter auf -ung, -heit, -keit. Leichter sind Tätigkeitswörter."),
}


@dataclass(frozen=True)
class Place:
    """Where words are typed: the name of the input, and what it is called."""

    field: str
    name: str
    is_of_lines: bool


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
    lines: list[tuple[Place, LineHint]]


def hints(record: Record) -> list[tuple[str, readability.Hint]]:
    """Return what may be hard to read, each with the field it is in; easy-to-read language has rules of its own."""
    texts, found = record_json.texts_of(record), []
    for tag, text in texts.items():
        found += [(f"texts.{tag}.summary", hint) for hint in readability.lead_hints(text.summary)]
    for tag in current_line.record().languages:
        if primary(tag) == readability.LANGUAGE and not is_simple(tag):
            for part in PARTS:
                told = readability.hints(getattr(texts.get(tag, forms.EMPTY), part))
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
        lines = list(_lines(record, terms, words, tag))
        found[tag] = Wording(missed[:TERMS_MAX], lines)
    return found


def hint_words(hint: readability.Hint) -> str:
    """Return what a hint says."""
    return str(HINTS[hint.kind]) % {"count": hint.count, "most": readability.LEAD_MAX}


def line_hint_words(hint: LineHint) -> tuple[str, str]:
    """Return where a hint is, and what it says."""
    numbers = [str(each) for each in hint.lines]
    lines = ", ".join(numbers[:-1]) + _(" und ") + numbers[-1] if len(numbers) > 1 else numbers[0]
    where = ngettext("Zeile %(lines)s", "Zeilen %(lines)s", len(numbers), lines=lines)
    return str(where), str(RULES[hint.rule]) % {"count": hint.count}


def place(record: Record, tag: str, path: str) -> Place:
    """Return where the words of a path are typed."""
    field, name = f"texts.{tag}.{path}", str(labels.text_field(path))
    kind, _dot, rest = path.partition(".")
    if isinstance(record, PlanningRecord) and kind == "variants":
        variant, _dot, part = rest.partition(".")
        at = [each.id for each in record.variants].index(variant) if variant in (e.id for e in record.variants) else -1
        field = f"variants.{at}.{part}.{tag}" if at >= 0 else "variants"
    if isinstance(record, PlanningRecord) and kind == "years":
        at = next((at for at, each in enumerate(record.years) if each.at == rest), -1)
        field = f"years.{at}.about.{tag}" if at >= 0 else "years"
    return Place(field, name, is_of_lines=path == easy_texts.BODY)


def _missed(record: Record, terms: Sequence[Term], source: Words, words: Words, tag: str) -> Iterator[Missed]:
    first = current_line.record().first_language
    for path, translation in words.items():
        for term in glossary.missed(terms, source.get(path, ""), translation, first=first, language=tag):
            yield Missed(place(record, tag, path), term, glossary.names_in(term, tag))


def _lines(record: Record, terms: Sequence[Term], words: Words, tag: str) -> Iterator[tuple[Place, LineHint]]:
    for path, hint in easy_texts.hints(words, tag, line=current_line.record(), terms=terms):
        yield place(record, tag, path), hint


def _words(text: Text) -> dict[str, str]:
    told = leaves(plain(text))
    return {path: words for path, words in told if path not in NO_WORDS and isinstance(words, str) and words}

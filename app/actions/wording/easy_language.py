"""Easy-to-read language: hints by the rules of DIN SPEC 33429 for Leichte Sprache, each at its lines; never refusals.

hints  what a text may do better, in the order of the rules

It knows words and their endings and no grammar: a hint is a guess that somebody looks at, and what is right stays as it
is.  Whether readers understand a text only they can tell, which is why the norm asks them.  What the line calls by its
name (``known``) is left in peace.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import pyphen

from app.actions.wording.readability import (
    ABSTRACT,
    IS_DONE,
    LANGUAGE,
    MARKUP,
    PARTICIPLE,
    SHORT,
    SIMPLE_SENTENCE_MAX,
    WORD,
    sentences,
)

CLAUSES_MAX, NOUNS_MAX = 1, 1  # in one line
LONG_LETTERS, LONG_SYLLABLES = 13, 4  # of a word between hyphens
NAME = "X"  # in place of what is known
PLACEHOLDER = re.compile(r"\{\w+\}|https?://\S+|\bwww\.\S+|\S+@\S+")
STRONG = re.compile(r"\*\*.+?\*\*|__.+?__")
NEGATION = re.compile(r"\b(?:nicht|nichts|nie|niemals|niemand(?:en|em)?|kein(?:e[nmrs]?)?|weder)\b", re.IGNORECASE)
DOUBLE = re.compile(
    r"\b(?:nicht|kein\w*|nie)\b.*?\b(?:nicht|ohne|kein\w*|un(?:möglich|wichtig|bekannt|klar)\w*)\b", re.I
)
SUBJUNCTIVE = re.compile(r"\b(?:würd|wär|hätt|könnt|müsst|dürft|sollt|gäb|käm)e(?:n|st|t)?\b", re.IGNORECASE)
OWNERS = r"[Dd]es|[Ee]ines|[Dd]ieses|[Kk]eines|[Ss]eines|[Ii]hres|[Uu]nseres|[Mm]eines"
GENITIVE = re.compile(
    rf"\b(?:{OWNERS})\s+(?:[a-zäöüß]+en\s+)?[A-ZÄÖÜ][\wäöüß-]*s\b"  # des neuen Hauses
    r"|(?<=[a-zäöüß,] )(?!Sie\b|Ihnen\b)[A-ZÄÖÜ][\wäöüß-]+\s+der\s+(?:[a-zäöüß]+en\s+)?[A-ZÄÖÜ][\wäöüß-]+"
)
NUMBER_WORD = re.compile(
    r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|"
    r"achtzig|neunzig|hundert|tausend)\b|\bDutzende?\b",
    re.IGNORECASE,
)
ROMAN = re.compile(r"\b(?=[IVX]{2,}\b)X{0,3}(?:IX|IV|V?I{0,3})\b\.?")
PERCENT = re.compile(r"\d[\d.,]*\s?%|\bProzent\b")
LARGE = re.compile(
    r"\b\d{1,3}(?:[. ]\d{3})+\b|\b\d{6,}\b|\b\d{5}\b(?!\s+[A-ZÄÖÜ])"
)  # a postcode has its town behind it
SIGN = re.compile(r"[;§&()…]|(?<=[^\W\d])/(?=[^\W\d])")
CLAUSE = re.compile(  # a list, as *die Halle, die Straße*, has none
    r"(?:^|,\s+|\bund\s+)(?i:dass|weil|wenn|ob|obwohl|damit|während|nachdem|bevor|sodass|falls|indem|solange|sobald|"
    r"welche[nmrs]?)\b|,\s+(?:(?:in|an|auf|mit|von|zu|bei|für|aus)\s+)?(?:der|die|das|dem|den|denen|deren|dessen|wo|"
    r"was|wer|wie|woher|warum)\s+(?!(?:[a-zäöüß]+\s+)?[A-ZÄÖÜ])"
)


class Rule(StrEnum):
    """What a hint is about, in the order in which hints stand."""

    LONG_SENTENCE = "long_sentence"
    SENTENCES = "sentences"  # more than one in a line
    CLAUSES = "clauses"
    LONG_WORD = "long_word"
    HARD_WORD = "hard_word"  # the glossary explains it, the text does not
    SHORT_FORM = "short_form"
    DOUBLE_NEGATION = "double_negation"
    NEGATION = "negation"  # one hint for a whole text
    GENITIVE = "genitive"
    PASSIVE = "passive"
    SUBJUNCTIVE = "subjunctive"
    NUMBER_WORD = "number_word"
    ROMAN = "roman"
    PERCENT = "percent"
    LARGE_NUMBER = "large_number"
    SIGN = "sign"
    NOUNS = "nouns"


@dataclass(frozen=True)
class LineHint:
    """A passage: ``quote`` as written, in ``lines`` (from 1); ``count`` is what there is too much of."""

    rule: Rule
    quote: str
    lines: tuple[int, ...]
    count: int = 0
    meaning: str = ""


def hints(
    text: str,
    *,
    known: Collection[str] = (),
    explained: Callable[[str], Iterable[tuple[str, str]]] | None = None,
    is_one_line: bool = False,
) -> list[LineHint]:
    """Return what a text in Leichte Sprache may do better.

    ``known`` are names that stay as they are.  ``explained`` yields the hard words of a line with what they mean.  A
    field of ``is_one_line`` may hold more than one sentence, having no other line for it.
    """
    found: dict[tuple[Rule, str], LineHint] = {}
    known = sorted(known, key=len, reverse=True)  # what holds another name goes first
    lines = [(written, _bare(written)) for written in text.splitlines()]
    if explained and not any(explained("\n".join(bare for _written, bare in lines))):
        explained = None  # nor in any of its lines: most texts are asked once
    for number, (written, bare) in enumerate(lines, start=1):
        for rule, quote, count in _of_line(_without(bare, known), written, is_one_line=is_one_line):
            _add(found, rule, quote, number, count)
        for word, meaning in explained(bare) if explained else ():
            if not _explains(text, word):
                _add(found, Rule.HARD_WORD, word, number, meaning=meaning)
    return sorted(found.values(), key=lambda each: ([*Rule].index(each.rule), each.lines))


def _add(
    found: dict[tuple[Rule, str], LineHint], rule: Rule, quote: str, line: int, count: int = 0, meaning: str = ""
) -> None:
    """Add a hint, or a line to the one that says the same; of what is negated there is one for all."""
    key = (rule, "" if rule is Rule.NEGATION else quote)
    was = found.get(key)
    if was is None:
        found[key] = LineHint(rule, quote, (line,), count, meaning)
        return
    is_said = rule is not Rule.NEGATION or quote in was.quote.split(", ")
    said = was.quote if is_said else f"{was.quote}, {quote}"
    found[key] = LineHint(rule, said, tuple(dict.fromkeys((*was.lines, line))), was.count, was.meaning)


def _of_line(line: str, written: str, *, is_one_line: bool) -> Iterator[tuple[Rule, str, int]]:
    """Yield rule, quote and count of what may be better in a line."""
    parts = sentences(line, by_line=True)
    for sentence in parts:
        count = len(sentence.split())
        if count > SIMPLE_SENTENCE_MAX:
            yield Rule.LONG_SENTENCE, sentence, count
        if len(CLAUSE.findall(sentence)) > CLAUSES_MAX:
            yield Rule.CLAUSES, sentence, len(CLAUSE.findall(sentence))
        done = IS_DONE.search(sentence)
        if done and PARTICIPLE.search(IS_DONE.sub("", sentence)):
            yield Rule.PASSIVE, sentence, 1
        if len(ABSTRACT.findall(sentence)) > NOUNS_MAX:
            yield Rule.NOUNS, sentence, len(ABSTRACT.findall(sentence))
    if len(parts) > 1 and not is_one_line:
        yield Rule.SENTENCES, line.strip(), len(parts)
    yield from _of_words(line)
    yield from _negated(line, written)


def _of_words(line: str) -> Iterator[tuple[Rule, str, int]]:
    for word in dict.fromkeys(WORD.findall(line)):
        for part in word.split("-"):
            if len(part) >= LONG_LETTERS and _syllables(part) >= LONG_SYLLABLES:
                yield Rule.LONG_WORD, word, _syllables(part)
    patterns = {
        Rule.SHORT_FORM: SHORT,
        Rule.GENITIVE: GENITIVE,
        Rule.SUBJUNCTIVE: SUBJUNCTIVE,
        Rule.NUMBER_WORD: NUMBER_WORD,
        Rule.ROMAN: ROMAN,
        Rule.PERCENT: PERCENT,
        Rule.LARGE_NUMBER: LARGE,
        Rule.SIGN: SIGN,
    }
    for rule, pattern in patterns.items():
        for match in pattern.finditer(line):
            yield rule, match[0].strip(), 1


def _negated(line: str, written: str) -> Iterator[tuple[Rule, str, int]]:
    """Yield what is negated, unless it stands out: the norm allows that where there is no other way to say it."""
    if double := DOUBLE.search(line):
        yield Rule.DOUBLE_NEGATION, double[0], 2
        return
    strong = " ".join(STRONG.findall(written)).casefold()
    for match in NEGATION.finditer(line):
        if match[0].casefold() not in strong:
            yield Rule.NEGATION, match[0].casefold(), 1


def _bare(written: str) -> str:
    """Return a line without markup and addresses."""
    return PLACEHOLDER.sub(" ", MARKUP.sub(lambda match: match.group(1) or "", written))


def _without(line: str, known: Collection[str]) -> str:
    """Return a line with a name in place of each that is known: it still counts as a word."""
    for name in known:
        line = line.replace(name, NAME)
    return line


def _explains(text: str, word: str) -> bool:
    """Tell whether a text says what a word means: *Bronze ist ein Metall.*, *Standort heißt: …*."""
    return bool(re.search(rf"\b{re.escape(word)}\w*\b\s+(?:heißt|ist|sind|bedeutet|nennt)\b", text))


@cache
def _patterns() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=pyphen.language_fallback(LANGUAGE))


def _syllables(word: str) -> int:
    return len(_patterns().positions(word)) + 1

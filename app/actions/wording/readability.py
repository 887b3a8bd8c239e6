"""Readability: hints for words that people in a hurry at a tram stop understand.  Hints, never refusals.

hints       what may be hard in a German text
lead_hints  what keeps a summary, in any language, from leading into its page

Simple on purpose: it counts words and looks for word endings, and knows nothing of grammar.  A hint that is wrong costs
a glance; it names the passage, so that one sees at once what is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LANGUAGE = "de"  # the only one whose sentences it knows
SENTENCE_MAX = 20  # words
SIMPLE_SENTENCE_MAX = 12  # in Leichte Sprache
WORD_MAX = 24  # letters between hyphens
NOUNS_MAX = 3  # abstract nouns in one sentence
LEAD_MAX = 110  # characters: three lines of a small phone, above the picture and the button

MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]+|^#{1,6}\s+|^>\s?|^\s*(?:[-*+]|\d+\.)\s+", re.MULTILINE)
BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+#>]|\d+\.)\s)|(?<=\w)\n(?=#)")
SHORT = re.compile(r"\b(?:z\. ?B|d\. ?h|u\. ?a|v\. ?Chr|n\. ?Chr|ca|bzw|Nr|Str|Dr|Prof|St|usw|etc|Mio|Mrd|Abb|vgl)\.")
OPENING = (  # words with a capital that open a sentence and name nothing: before them no full stop makes an ordinal
    r"Aber|Als|Am|An|Auch|Auf|Aus|Bei|Bis|Da|Dabei|Dafür|Damit|Danach|Dann|Das|Davor|Dazu|Dem|Den|Der|Des|Die|Dies\w*|"
    r"Doch|Dort|Durch|Ein\w*|Er|Es|Für|Heute|Hier|Hinter|Ihr\w*|Im|In|Jetzt|Man|Mit|Nach|Neben|Nun|Nur|Ob|Oder|Ohne|"
    r"Seit\w*|Sie|So|Über|Um|Und|Unter|Viele|Vom|Von|Vor|Während|Was|Weil|Wenn|Wer|Wie|Wir|Wo|Zu|Zum|Zur|Zwischen"
)
ORDINAL = re.compile(rf"\b\d{{1,2}}\.(?=\s*\w)(?!\s+(?:{OPENING})\b)")  # the 3rd of March; a year is none
END = re.compile(r"(?<=[.!?…])[\"”“«»)]*\s+(?=[\"„»(]*[A-ZÄÖÜ0-9])")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
IS_DONE = re.compile(r"\b(?:wird|werden|wurde|wurden|worden|würde|würden)\b", re.IGNORECASE)
PARTICIPLE = re.compile(
    r"\b(?:[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|(?:ver|be|er|ent|zer|miss)[a-zäöüß]{3,}(?:t|en)|[a-zäöüß]{3,}iert)\b"
)
ABSTRACT = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{3,}(?:ung|heit|keit|tion|ismus|nahme|schaft)(?:en|s)?\b")
ABOUT_THE_VIEW = re.compile(  # how a lead begins that tells of the picture instead of the place
    r"(?:Die (?:3D-)?Ansicht|Das (?:3D-)?(?:Bild|Modell) zeigt|"
    r"(?:The|This) (?:3D )?(?:view|model)|(?:Bu )?(?:3B )?[Gg]örünüm)\b"
)
DOT = "․"  # stands for the full stop of a short form while sentences are cut


class Kind(StrEnum):
    LONG_SENTENCE = "long_sentence"
    LONG_WORD = "long_word"
    PASSIVE = "passive"
    NOUNS = "nouns"
    LONG_LEAD = "long_lead"
    LEAD_ABOUT_VIEW = "lead_about_view"


@dataclass(frozen=True)
class Hint:
    """One passage that may be hard to read.  ``quote`` is it as written; ``count`` what it has too many of."""

    kind: Kind
    quote: str
    count: int


def hints(markdown: str, *, is_simple: bool = False) -> list[Hint]:
    """Return what may be hard in a German text, in its order; ``is_simple`` measures it as Leichte Sprache."""
    longest = SIMPLE_SENTENCE_MAX if is_simple else SENTENCE_MAX
    return [hint for sentence in sentences(markdown, by_line=is_simple) for hint in _of(sentence, longest)]


def lead_hints(summary: str) -> list[Hint]:
    """Return what keeps a summary from being seen with its picture and button at once, or from saying what there is."""
    found = []
    if len(summary) > LEAD_MAX:
        found.append(Hint(Kind.LONG_LEAD, summary, len(summary)))
    if ABOUT_THE_VIEW.match(summary):
        found.append(Hint(Kind.LEAD_ABOUT_VIEW, summary, 1))
    return found


def sentences(markdown: str, *, by_line: bool = False) -> list[str]:
    """Return the sentences of a text without its markup; headings and list entries end where their line does.

    ``by_line``: so does every sentence, as in Leichte Sprache.
    """
    found = []
    for block in markdown.splitlines() if by_line else BLOCK.split(markdown):
        plain = " ".join(MARKUP.sub(lambda match: match.group(1) or "", block).split())
        guarded = plain
        for kept in (SHORT, ORDINAL):
            guarded = kept.sub(lambda match: match.group().replace(".", DOT), guarded)
        found += [each.replace(DOT, ".").strip() for each in END.split(guarded)]
    return [each for each in found if each]


def _of(sentence: str, longest: int) -> Iterator[Hint]:
    words = WORD.findall(sentence)
    if len(words) > longest:
        yield Hint(Kind.LONG_SENTENCE, sentence, len(words))
    for word in dict.fromkeys(words):
        letters = max(map(len, word.split("-")))
        if letters > WORD_MAX:
            yield Hint(Kind.LONG_WORD, word, letters)
    is_done = IS_DONE.search(sentence)
    if is_done and PARTICIPLE.search(IS_DONE.sub("", sentence)):
        yield Hint(Kind.PASSIVE, sentence, 1)
    nouns = len(ABSTRACT.findall(sentence))
    if nouns > NOUNS_MAX:
        yield Hint(Kind.NOUNS, sentence, nouns)

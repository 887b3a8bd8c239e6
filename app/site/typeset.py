"""How words stand on a page: where a long word may part, what stays together, and whose language a name is in.

``typeset`` goes over the finished HTML once, so that titles, labels, prose and lists are all set alike and templates
need not think of it.  Scripts, styles and attributes stay as they are.

- Long words get soft hyphens from LibreOffice's patterns (pyphen): in headings sooner, since they are large.  The
  patterns of pyphen mix two levels that LibreOffice keeps apart; what comes of it, a syllable without a vowel, is left.
- A short piece is tied to its hyphen (AR-Station, De-la-…); a single letter, a unit or a dash to the word before it.
- Names of the line's places are marked as words of its first language on pages in another one (WCAG 3.1.2).
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

import pyphen

from app.exchange.languages import primary
from app.exchange.records import Text

LONG, LONG_IN_HEADING = 12, 10  # letters from which on a word may part
SIDE = 4  # letters that stay together at its start and at its end
HEADINGS = {"h1", "h2", "h3", "b"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"}
TOKEN = re.compile(
    r"<(?:script|style|title|svg|pre|code)\b.*?</(?:script|style|title|svg|pre|code)>|<[^>]*>", re.DOTALL
)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
LANG = re.compile(r'\slang="([^"]*)"')
WORD = re.compile(rf"(?<![\w.@/&;-])[^\W\d_]{{{LONG_IN_HEADING},}}(?![\w@]|[./]\w)")
VOWEL = re.compile("[aeiouyäöüáéíóúàèìòùâêîôûåæøœ]", re.IGNORECASE)
# Languages without patterns whose spelling tells: in Turkish a syllable begins with the consonant before a vowel.
SPELLED = {"tr": re.compile("(?<=[a-zçğıöşü])(?=[bcçdfgğhjklmnprsştvyz][aeıioöuüâîû])", re.IGNORECASE)}
SLASH = re.compile(r"(?<=[^\W\d_]{4})/(?=[^\W\d_]{4})")
SHORT = re.compile(r"(?<![^\W_])([^\W_]{1,3}-)(?=\w)|(?<=[^\W_])-(?=[^\W_]{1,3}(?![\w-]))")
ALONE = re.compile(r"(?<=\w) (?=[^\W\d_](?![\w’'-])|[–—] )")
SOFT_HYPHEN, NO_BREAK_SPACE, WORD_JOINER = "\u00ad", "\u00a0", "\u2060"
SHARED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONG_NAME = 12


def names(places: Iterable[str], texts: Iterable[Mapping[str, Text]], *, home: str, spoken: str) -> frozenset[str]:
    """Return what is a name in the language ``home`` on a page in ``spoken``.

    The names of the line's places, and words that a text has in both languages and that look like none of many: with
    a hyphen, with a letter beyond ASCII or long.  Nothing where both are the same language.
    """
    if primary(home) == primary(spoken):
        return frozenset()
    found = {piece for place in places for piece in (place, *place.split("/")) if len(piece) > SIDE}
    for text in texts:
        if home in text and spoken in text:
            found |= _words(text[home]) & _words(text[spoken])
    return frozenset(found)


def typeset(html: str, *, home: str, named: frozenset[str]) -> str:
    """Return a page of ours with its words set; ``named`` are names in the language ``home``."""
    open_tags: list[tuple[str, str]] = []  # and the language inside each
    done, at = [], 0
    for token in TOKEN.finditer(html):
        done.append(_set(html[at : token.start()], open_tags, home, named))
        done.append(token.group())
        at = token.end()
        _step(token.group(), open_tags)
    done.append(html[at:])
    return "".join(done)


def _step(tag: str, open_tags: list[tuple[str, str]]) -> None:
    """Follow a tag into its element or out of it; what has no end tag of its own ends with what it stands in."""
    match = TAG.match(tag)
    if match is None or tag.endswith("/>") or match[2] in VOID or tag.count("<") > 1:
        return
    if not match[1]:
        lang = LANG.search(tag)
        open_tags.append((match[2], lang[1] if lang else open_tags[-1][1] if open_tags else ""))
        return
    while open_tags and open_tags.pop()[0] != match[2]:
        pass


def _set(text: str, open_tags: list[tuple[str, str]], home: str, named: frozenset[str]) -> str:
    """Return the text between two tags, whose ``&<>`` are escaped, as it is set."""
    if not text.strip() or not open_tags:
        return text
    lang = open_tags[-1][1]
    shortest = LONG_IN_HEADING if any(tag in HEADINGS for tag, _ in open_tags) else LONG
    if not named or primary(lang) == primary(home):
        return _pieces(text, lang, shortest)
    found = _names(named).split(text)  # every second one is a name
    for place, piece in enumerate(found):
        piece = _pieces(piece, home if place % 2 else lang, shortest)
        found[place] = f'<bdi lang="{home}">{piece}</bdi>' if place % 2 else piece
    return "".join(found)


def _pieces(text: str, lang: str, shortest: int) -> str:
    def part(word: re.Match[str]) -> str:
        return _parted(word[0], primary(lang)) if len(word[0]) >= shortest else word[0]

    text = WORD.sub(part, SLASH.sub("/<wbr>", text))
    text = SHORT.sub(lambda match: f"{match[0]}{WORD_JOINER}", text)
    return ALONE.sub(NO_BREAK_SPACE, text)


@lru_cache(maxsize=4096)
def _parted(word: str, language: str) -> str:
    """Return a word with soft hyphens; as it is in a language whose syllables nobody has told us."""
    for place in reversed(_syllables(word, language)):
        if SIDE <= place <= len(word) - SIDE:
            word = f"{word[:place]}{SOFT_HYPHEN}{word[place:]}"
    return word


def _syllables(word: str, language: str) -> list[int]:
    """Return where syllables of a word begin, without those that have no vowel."""
    if language in SPELLED:
        return [match.start() for match in SPELLED[language].finditer(word)]
    patterns = _patterns(language)
    ends = [0, *map(int, patterns.positions(word)), len(word)] if patterns else []
    broken = {end for pair in pairwise(ends) if not VOWEL.search(word[slice(*pair)]) for end in pair}
    return [place for place in ends[1:-1] if place not in broken]


@lru_cache(maxsize=32)
def _patterns(language: str) -> pyphen.Pyphen | None:
    name = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=name) if name else None


@lru_cache(maxsize=128)
def _names(named: frozenset[str]) -> re.Pattern[str]:
    """Return what finds names, the longest first."""
    wanted = "|".join(re.escape(name) for name in sorted(named, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w-])({wanted})(?![\w-])")


def _words(text: Text) -> set[str]:
    found = SHARED.findall(f"{text.title} {text.summary} {text.body}")
    return {
        word
        for word in found
        if word[0].isupper() and len(word) > SIDE and ("-" in word or not word.isascii() or len(word) >= LONG_NAME)
    }

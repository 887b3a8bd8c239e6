"""Inflection: whether a word of a glossary occurs in a text, in whatever form: *Planung* in *Planungen*.

Plain on purpose: a word's beginning and the endings that its language has.  No dictionary is loaded, so that a
language that nobody thought of works as well, only a little worse.
"""

import re
from functools import lru_cache

from app.exchange.languages import primary

FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ı": "i", "â": "a", "î": "i", "û": "u", "ğ": "g", "’": "'"})
DOTTED = str.maketrans({"İ": "i", "I": "ı"})  # as Turkish folds them, before all are one letter
ENDINGS = {  # of a word that is folded
    "de": "(?:e|en|er|ern|em|es|n|nen|s|se|sen)?",
    "en": "(?:s|es|'s|s'|d|ed|ing)?",
    "tr": "(?:'?[a-z]{1,10})?",  # whatever is hung on: projelerimizden
}
OTHER = "[a-z]{0,3}"
LEAST = 4  # letters of a beginning that an ending may be taken from
SOFT = {"k": "[kg]", "ç": "[çc]", "t": "[td]", "p": "[pb]"}  # in Turkish before a vowel: ağaç, ağacı

OF_SOMETHING = ("i", "u")  # the end of a Turkish compound, which goes before other endings: yelkeni, yelkenleri


def occurs(term: str, text: str, language: str) -> bool:
    """Tell whether ``text`` has ``term``, a word or several, in some form."""
    return found(term, text, language) is not None


def found(term: str, text: str, language: str) -> str | None:
    """Return the first place in ``text`` where ``term`` stands in some form, as it is written there."""
    match = _pattern(term.strip(), primary(language)).search(_folded(text, primary(language)))
    return text[match.start() : match.end()] if match else None


@lru_cache(maxsize=2048)
def _pattern(term: str, language: str) -> re.Pattern[str]:
    words = [_word(_folded(word, language), language) for word in term.split()]
    return re.compile(r"(?<![\w-])" + r"[\s-]+".join(words) + r"(?![\w-]*\w)" if words else r"(?!)")


def _word(word: str, language: str) -> str:
    endings = ENDINGS.get(language, OTHER)
    if language == "de" and len(word) > LEAST and word.endswith("e"):
        return re.escape(word[:-1]) + endings
    if language == "en" and len(word) >= LEAST and word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ies|ied|y's|ying)"
    if language == "tr" and len(word) > LEAST and word.endswith(OF_SOMETHING):
        return re.escape(word[:-1]) + endings
    if language == "tr" and word[-1:] in SOFT:
        return re.escape(word[:-1]) + SOFT[word[-1]] + endings
    return re.escape(word) + endings


@lru_cache(maxsize=512)  # a text is asked for each term
def _folded(text: str, language: str) -> str:
    """Return ``text`` with as many letters as before, small and without dots, but for those of which one depends."""
    turkish = text.translate(DOTTED) if language == "tr" else text
    small = "".join(each if len(each) == len(letter) else letter for letter in turkish for each in (letter.lower(),))
    return small.translate(FOLDED)

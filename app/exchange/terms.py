"""The shape of the glossary: the words of the texts, and what translations use for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.records import SENTENCE_MAX, SUMMARY_MAX, TITLE_MAX, rule


@dataclass(frozen=True, kw_only=True)
class Term:
    """An entry of ``stations/glossary.toml``: a word of the texts in the first language, and what translations use.

    ``names`` may hold several words for one language, with commas between them, the best one first.
    """

    term: str = rule(filled=True, longest=TITLE_MAX)
    names: Mapping[str, str] = rule({}, longest=SENTENCE_MAX)  # language -> what it is called there
    meaning: str = rule("", longest=SUMMARY_MAX)  # in easy words, for easy-to-read texts that use it

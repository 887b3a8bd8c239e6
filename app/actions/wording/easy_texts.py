"""Easy texts: hints on all the words of a text in easy-to-read language, field by field; what the line names is known.

has_rules  whether there are rules for the easy-to-read language of a tag
hints      what a text may do better, each with the path of its field
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from app.actions.wording import easy_language, glossary
from app.actions.wording.easy_language import LineHint
from app.actions.wording.readability import LANGUAGE
from app.exchange.languages import is_simple, primary
from app.exchange.records import LineRecord
from app.exchange.terms import Term

TITLE = "title"  # which is a name
BODY = "body"  # the one field of several lines


def has_rules(language: str) -> bool:
    """Tell whether hints are known for a language."""
    return is_simple(language) and primary(language) == LANGUAGE


def hints(
    words: Mapping[str, str], language: str, *, line: LineRecord, terms: Sequence[Term]
) -> Iterator[tuple[str, LineHint]]:
    """Yield path and hint for ``words`` (path -> words) in a language that has rules, in their order."""
    explained = partial(glossary.hard, terms, language=language)
    known = [name for term in terms for name in glossary.names_in(term, language)]
    known += [each.city for each in line.partners if each.city]
    for path, text in words.items() if has_rules(language) else ():
        if path != TITLE:
            for hint in easy_language.hints(text, known=known, explained=explained, is_one_line=path != BODY):
                yield path, hint

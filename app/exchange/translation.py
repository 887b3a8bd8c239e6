"""Translations know which words they were made from, so that one sees when those have changed since.

The words of the line's first language are the source of all others.
"""

import dataclasses
import hashlib
from collections.abc import Mapping

from app.exchange.reading import plain
from app.exchange.records import PlanningText, Text

LETTERS = 12  # of the digest: enough to tell the versions of one text apart


def digest(text: Text) -> str:
    """Return a short fingerprint of the words of ``text``, also those of variants and years."""
    words = "\n".join((text.title, text.summary, text.body))
    if isinstance(text, PlanningText) and (text.variants or text.years):
        words += repr(plain([text.variants, text.years]))
    return hashlib.sha256(words.encode()).hexdigest()[:LETTERS]


def is_stale(texts: Mapping[str, Text], language: str, *, source: str) -> bool:
    """Tell whether the words in ``source`` have changed since the translation was made; unknown counts as no."""
    made_from = texts[language].made_from if language in texts else ""
    return bool(made_from) and source in texts and made_from != digest(texts[source])


def traced(
    was: Mapping[str, Text], texts: Mapping[str, Text], fitting: frozenset[str], *, source: str
) -> dict[str, Text]:
    """Return ``texts``, of which ``was`` is the version before, with what each translation was made from.

    A translation that was touched, or of which somebody says that it is ``fitting``, belongs to the ``source`` of now.
    One that was not belongs to that of before, as soon as they differ.
    """
    if source not in texts:
        return dict(texts)
    now = digest(texts[source])
    before = digest(was[source]) if source in was else now
    found = dict(texts)
    for language in found.keys() - {source}:
        text = found[language]
        is_touched = language not in was or digest(was[language]) != digest(text)
        if is_touched or language in fitting:
            found[language] = dataclasses.replace(text, made_from=now)
        elif not text.made_from and before != now:
            found[language] = dataclasses.replace(text, made_from=before)
    return found

"""Translations know which German words they were made from, so that one sees when those have changed since."""

import dataclasses
import hashlib
from collections.abc import Mapping

from app.exchange.records import Text

SOURCE = "de"
LETTERS = 12  # of the digest: enough to tell the versions of one text apart


def digest(text: Text) -> str:
    """Return a short fingerprint of the words of ``text``."""
    words = "\n".join((text.title, text.summary, text.body))
    return hashlib.sha256(words.encode()).hexdigest()[:LETTERS]


def is_stale(texts: Mapping[str, Text], language: str) -> bool:
    """Tell whether the German words have changed since the translation was made; unknown counts as no."""
    made_from = texts[language].made_from if language in texts else ""
    return bool(made_from) and SOURCE in texts and made_from != digest(texts[SOURCE])


def traced(was: Mapping[str, Text], texts: Mapping[str, Text], fitting: frozenset[str]) -> dict[str, Text]:
    """Return ``texts``, of which ``was`` is the version before, with what each translation was made from.

    A translation that was touched, or of which somebody says that it is ``fitting``, belongs to the German words of
    now.  One that was not belongs to those of before, as soon as they differ.
    """
    if SOURCE not in texts:
        return dict(texts)
    now = digest(texts[SOURCE])
    before = digest(was[SOURCE]) if SOURCE in was else now
    found = dict(texts)
    for language in found.keys() - {SOURCE}:
        text = found[language]
        is_touched = language not in was or digest(was[language]) != digest(text)
        if is_touched or language in fitting:
            found[language] = dataclasses.replace(text, made_from=now)
        elif not text.made_from and before != now:
            found[language] = dataclasses.replace(text, made_from=before)
    return found

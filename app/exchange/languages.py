"""Languages by their tags: ``nl``, ``pt-br``; one that ends in ``-simple`` is easy-to-read language: ``de-simple``."""

from functools import cache

from babel import Locale, UnknownLocaleError

SIMPLE = "-simple"


def is_simple(tag: str) -> bool:
    """Tell whether a tag means easy-to-read language, in German *Leichte Sprache*."""
    return tag.endswith(SIMPLE)


def primary(tag: str) -> str:
    """Return the language of a tag without region or kind: ``de`` of ``de-simple``."""
    return tag.partition("-")[0]


def html_tag(tag: str) -> str:
    """Return what a ``lang`` attribute says for words in this language, so that screen readers know its voice."""
    return tag.removesuffix(SIMPLE)


@cache
def name_in(tag: str, language: str) -> str:
    """Return what ``language`` calls the language of ``tag``; the tag itself where nobody knows."""
    try:
        return str(Locale.parse(primary(language)).languages.get(primary(tag), tag))
    except (UnknownLocaleError, ValueError):
        return tag

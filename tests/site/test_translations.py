"""The pages' words: every German word of the templates has its translation, with the same places for values."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.site import words

SITE = words.CATALOGUES.parent
LANGUAGES = ("en", "tr", "de-simple")
PLACES = re.compile(r"%\(\w+\)s")


def spoken():
    """Return what the templates and the code say: a word, or its (one, many)."""
    methods = [("templates/**", "jinja2"), ("**.py", "python")]
    options = {"templates/**": {"newstyle_gettext": "true"}}
    return {message for _, _, message, _, _ in extract_from_dir(SITE, methods, options_map=options)}


def catalogue(lang):
    with (words.CATALOGUES / lang / "LC_MESSAGES" / "site.po").open("rb") as file:
        return read_po(file, locale=lang.partition("-")[0], abort_invalid=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_translated_and_no_translation_is_left_over(lang):
    translated = {message.id for message in catalogue(lang) if message.id and message.string and not message.fuzzy}

    assert translated == spoken()
    assert len(translated) > 80


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_the_same_places_for_values(lang):
    for message in catalogue(lang):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            assert {tuple(sorted(PLACES.findall(each))) for each in (*ids, *strings)} == {
                tuple(sorted(PLACES.findall(ids[0])))
            }, message.id


def test_a_language_without_a_catalogue_speaks_german():
    assert words.translations("fr").gettext("heute") == "heute"
    assert words.translations("de").gettext("heute") == "heute"
    assert words.translations("en").gettext("heute") == "today"


@pytest.mark.parametrize(
    ("texts", "lang", "said"),
    [
        ({"de": "a", "en": "b"}, "en", ("b", "en")),
        ({"de": "a", "en": "b"}, "tr", ("a", "de")),
        ({"de": "a"}, "de-simple", ("a", "de")),
        ({"en": "b"}, "tr", ("b", "en")),
    ],
)
def test_what_is_missing_falls_back(texts, lang, said):
    assert words.said(texts, lang) == said


def test_nothing_at_all_is_an_error():
    with pytest.raises(LookupError):
        words.said({}, "de")


@pytest.mark.parametrize(
    ("lang", "day", "number", "direction", "name"),
    [
        ("de", "3. Mai 2026", "1.234,5", "ltr", "Deutsch"),
        ("en", "3 May 2026", "1,234.5", "ltr", "English"),
        ("tr", "3 Mayıs 2026", "1.234,5", "ltr", "Türkçe"),
        ("de-simple", "3. Mai 2026", "1.234,5", "ltr", "Leichte Sprache"),
        ("ar", "3 مايو 2026", "1,234.5", "rtl", "العربية"),
        ("xx", "3. Mai 2026", "1.234,5", "ltr", "Xx"),
    ],
)
def test_days_numbers_and_names_are_written_as_people_write_them(lang, day, number, direction, name):
    assert words.day("2026-05-03", lang) == day
    assert words.number(1234.5, lang, digits=1) == number
    assert words.direction(lang) == direction
    assert words.language_name(lang) == name

"""The pages' words: what is missing falls back, and days, numbers and names are written as people write them."""

import pytest

from app.site import words


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

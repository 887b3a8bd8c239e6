"""The pages' words: what is missing falls back, and days, numbers and names are written as people write them."""

import pytest

from app.site import words

FRENCH = 'msgid "heute"\nmsgstr "aujourd\'hui"\n'
DUTCH = 'msgid "heute"\nmsgstr "vandaag"\n'


@pytest.mark.parametrize(
    ("lang", "first", "brought", "word", "spoken"),
    [
        ("de", "de", {}, "heute", "de"),
        ("en", "de", {}, "today", "en"),
        ("nl", "de", {}, "heute", "de"),  # the line's first language speaks for one without a catalogue
        ("nl", "tr", {}, "bugün", "tr"),
        ("nl", "fr", {}, "today", "en"),  # and English, if that has none either
        ("fr", "fr", {}, "today", "en"),
        ("nl", "fr", {"fr": FRENCH}, "aujourd'hui", "fr"),
        ("nl", "fr", {"fr": FRENCH, "nl": DUTCH}, "vandaag", "nl"),
        ("fr-simple", "fr", {"fr": FRENCH}, "aujourd'hui", "fr"),
        ("en", "de", {"en": 'msgid "heute"\nmsgstr "this day"\n'}, "this day", "en"),  # a line may say it better
        ("de", "fr", {"fr": FRENCH}, "heute", "de"),
    ],
)
def test_a_page_speaks_a_language_that_has_a_catalogue_and_says_which(lang, first, brought, word, spoken):
    found = words.voice(lang, first, "DE", tuple(brought.items()))

    assert (found.gettext("heute"), found.spoken) == (word, spoken)


def test_a_word_that_a_catalogue_lacks_is_said_in_the_next_language():
    brought = (("fr", FRENCH), ("nl", 'msgid "gebaut"\nmsgstr "gebouwd"\n'))
    said = [words.voice("nl", "fr", "BE", brought).gettext(word) for word in ("gebaut", "heute", "geplant")]

    assert said == ["gebouwd", "aujourd'hui", "planned"]
    assert words.voice("fr", "fr", "BE", brought).gettext("gebaut") == "built"


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
    assert words.voice(lang, "de", "DE").said(texts) == said


def test_nothing_at_all_is_an_error():
    with pytest.raises(LookupError):
        words.voice("de", "de", "DE").said({})


@pytest.mark.parametrize(
    ("lang", "day", "number", "direction", "name"),
    [
        ("de", "3. Mai 2026", "1.234,5", "ltr", "Deutsch"),
        ("en", "3 May 2026", "1,234.5", "ltr", "English"),
        ("tr", "3 Mayıs 2026", "1.234,5", "ltr", "Türkçe"),
        ("de-simple", "3. Mai 2026", "1.234,5", "ltr", "Leichte Sprache"),
        ("ar", "3 مايو 2026", "1,234.5", "rtl", "العربية"),
        ("xx", "3 May 2026", "1,234.5", "ltr", "Xx"),
    ],
)
def test_days_numbers_and_names_are_written_as_people_write_them(lang, day, number, direction, name):
    voice = words.voice(lang, "de", "DE", ((lang, "#, nothing yet\n"),))  # so that the page speaks this language

    assert voice.day("2026-05-03") == day
    assert voice.number(1234.5, digits=1) == number
    assert voice.direction() == direction
    assert voice.name == name


@pytest.mark.parametrize(
    ("lang", "country", "locale"),
    [("de", "DE", "de_DE"), ("tr", "DE", "tr_TR"), ("fr", "BE", "fr_BE"), ("nl", "BE", "nl_BE"), ("fr", "DE", "fr_FR")],
)
def test_what_is_shared_names_language_and_region(lang, country, locale):
    assert words.voice(lang, "de", country).open_graph_locale == locale

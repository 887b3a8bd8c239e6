"""A sign speaks only languages that it speaks wholly."""

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from app.signage import words

SHIPPED = ("de", "en", "tr", "de-simple")


@pytest.mark.parametrize("lang", SHIPPED)
def test_every_word_is_there_and_keeps_its_places(lang):
    said = words.words(lang, 3)

    for name, german in words.WORDS.items():
        assert said[name]
        assert [part.split(")")[0] for part in said[name].split("%(")[1:]] == [
            part.split(")")[0] for part in german.split("%(")[1:]
        ]
    assert "3" in said["views"]


def test_one_view_and_several_are_said_differently():
    assert words.words("de", 1)["views"] != words.words("de", 2)["views"].replace("2", "1")


def brought(lang, without=""):
    """Return a catalogue that a line brings, which says everything with its language before it, or all but one word."""
    said = Catalog(locale=lang)
    for word in words.WORDS.values():
        said.add(word, "" if word == without else f"{lang} {word}")
    said.add((words.VIEWS, f"{words.VIEWS}, viele"), (f"{lang} {words.VIEWS}", f"{lang} viele: {words.VIEWS}"))
    out = io.BytesIO()
    write_po(out, said)
    return out.getvalue().decode()


def test_a_language_without_a_catalogue_is_refused():
    with pytest.raises(LookupError, match="in fr"):
        words.words("fr")
    with pytest.raises(LookupError, match="in fr"):
        words.words("fr", brought={"fr": brought("fr", without="Scannen")})


def test_a_line_brings_the_words_of_its_languages():
    found = {"fr": brought("fr"), "nl": brought("nl", without="Schild"), "en": brought("en", without="Schild")}

    assert words.words("fr", 3, found)["scan"] == "fr Scannen"
    assert words.words("fr", 3, found)["views"] == "fr viele: 3 Ansicht in AR, auf dem Handy."
    assert words.words("en", 1, found)["sign"] == "Sign"  # ours, where the line's own says nothing
    assert words.languages(("nl", "fr", "de", "en"), found) == ("fr", "de", "en")


def test_a_line_whose_languages_have_no_catalogue_gets_english_signs():
    assert words.languages(("fr", "nl")) == ("en",)


def test_an_order_sheet_speaks_the_first_language_or_english():
    said = [
        words.on_sheet(lang, {"fr": 'msgid "Ort"\nmsgstr "Lieu"\n'}).gettext("Ort") for lang in ("de", "tr", "fr", "nl")
    ]

    assert said == ["Ort", "Yer", "Lieu", "Place"]

"""A sign speaks only languages that it speaks wholly."""

import pytest

from app.signage import words


@pytest.mark.parametrize("lang", words.languages())
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


def test_a_language_without_a_catalogue_is_refused():
    with pytest.raises(LookupError, match="in fr"):
        words.words("fr")

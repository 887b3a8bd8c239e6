"""What parts of the kit are called, in both languages of the studio, and by which words they are found."""

from collections import Counter
from pathlib import Path

import pytest

from app.meshes.kit import PARTS
from app.meshes.kit.choices import CHOICES
from tests.words import APP, read_catalogue

MOST_LABEL = 24  # letters that stand beside a field, and below a picture of the palette
ENGLISH = {
    message.id: message.string
    for message in read_catalogue(Path(APP / "web/words/en/LC_MESSAGES/studio.po"), "en")
    if isinstance(message.id, str)
}
PARAMETERS = [parameter for part in PARTS.values() for parameter in part.parameters]


def test_no_two_parts_have_the_same_title():
    german = Counter(part.title for part in PARTS.values())
    english = Counter(ENGLISH[part.title] for part in PARTS.values())

    assert max(german.values()) == 1, german
    assert max(english.values()) == 1, english


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_found_in_german_and_in_english(name):
    part = PARTS[name]
    words = [word.strip() for word in part.search.split(",")]

    assert len(part.title) <= MOST_LABEL, "it fits on a palette"
    assert words[0] == ENGLISH[part.title].lower()
    assert len(words) == len(set(words)) and all(words)
    assert ENGLISH[part.what]


def test_what_one_may_set_has_a_short_label_in_both_languages():
    for parameter in PARAMETERS:
        assert len(parameter.label) <= MOST_LABEL
        assert ENGLISH[parameter.label] and ENGLISH[parameter.what]


def test_every_choice_has_a_name_in_both_languages_and_there_is_no_other():
    choices = {choice for parameter in PARAMETERS for choice in parameter.choices}

    assert choices == CHOICES.keys()
    assert all(ENGLISH[CHOICES[choice]] for choice in choices)
    for parameter in PARAMETERS:
        assert len({CHOICES[choice] for choice in parameter.choices}) == len(parameter.choices)

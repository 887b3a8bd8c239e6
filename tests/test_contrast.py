"""Words on a colour are black or white by how well they are read in print, or the colour is refused."""

import itertools

import pytest

from app.contrast import BLACK, WHITE, contrast, neighbours, words_on


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("#ffffff", BLACK),
        ("#000000", WHITE),
        ("#86bbe0", BLACK),  # of the line
        ("#ffd500", BLACK),
        ("#003366", WHITE),
        ("#7a003c", WHITE),
        ("#0066b3", ""),  # a middling blue
        ("#808080", BLACK),
        ("#666666", ""),
    ],
)
def test_words_turn_black_or_white_with_the_colour(colour, words):
    assert words_on(colour) == words


def test_black_on_white_is_less_than_all_there_is_since_ink_and_paper_are_neither():
    assert 0.9 < contrast(BLACK, WHITE) < 0.99
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK)
    assert contrast("#123456", "#123456") == 0


def test_what_is_proposed_instead_suits_whatever_was_chosen():
    for parts in itertools.product(("00", "33", "66", "99", "cc", "ff"), repeat=3):
        near = neighbours("#" + "".join(parts))
        assert words_on(near.lighter) and words_on(near.darker)
    assert words_on(neighbours("#0066b3").lighter) == BLACK
    assert words_on(neighbours("#0066b3").darker) == WHITE

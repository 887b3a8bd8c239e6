"""Codes: six letters that forgive no slip."""

import random

from hypothesis import given
from hypothesis import strategies as st

from app.exchange import codes

drawn_codes = st.integers(0, 2**32).map(lambda seed: codes.draw(random.Random(seed)))


@given(drawn_codes, st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_one_wrong_letter_is_never_another_code(code, place, letter):
    other = code[:place] + letter + code[place + 1 :]

    assert codes.is_code(other) == (other == code)


@given(drawn_codes, st.integers(0, codes.LENGTH - 1), st.integers(0, codes.LENGTH - 1))
def test_two_swapped_letters_are_never_another_code(code, one, two):
    letters = list(code)
    letters[one], letters[two] = letters[two], letters[one]
    other = "".join(letters)

    assert codes.is_code(other) == (other == code)


def test_letters_that_no_code_has_are_named_once():
    assert codes.foreign_letters("0lO7K0") == "0LO"


def test_codes_are_case_sensitive_as_printed():
    code = codes.draw(random.Random(1))

    assert codes.is_code(code)
    assert not codes.is_code(code.lower())
    assert not codes.is_code(code + "2")
    assert not codes.is_code("")

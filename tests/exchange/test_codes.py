"""Codes: six letters that forgive no slip."""

import random

import pytest
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


@pytest.mark.parametrize(
    "typed",
    ["jq7aak", "JQ7-AAK", "JQ7 AAK", "JQ7AAK.", "JQ7AAK)", "(JQ7AAK),", "JQ7AAK/", "JQ7\u200bAAK", "\ufeffJQ7AAK",
     "„JQ7AAK“", "JQ7\u2011AAK", "ＪＱ７ＡＡＫ", "<JQ7AAK>", "J Q 7 A A K",
     "JQ7AAK&amp;von=brief", "JQ7AAK/index.html", "JQ7AAK](https://302.example)", "JQ7\u00a0AAK\n"],
)  # fmt: skip
def test_however_a_code_is_written_it_is_spelled_as_it_is_printed(typed):
    assert codes.spelled(typed) == "JQ7AAK"


@given(drawn_codes, st.integers(0, codes.LENGTH - 1), st.sampled_from("0O1IL" + codes.ALPHABET))
def test_who_makes_one_slip_is_told_which_code_was_meant(code, place, letter):
    start, here, rest = code[:place], code[place], code[place + 1 :]
    slips = {start + letter + rest, start + rest, start + letter + here + rest, start + rest[:1] + here + rest[1:]}

    for slip in slips - {code}:
        assert codes.meant(slip, {code, "222222"}) == sorted({code} | {"222222"} & set(codes.meant(slip, {"222222"})))


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", max_size=9))
def test_few_codes_are_like_what_is_typed_and_all_of_them_are_codes(typed):
    class All:
        def __contains__(self, _code):
            return True

    found = codes.meant(typed, All())

    assert len(found) <= 12
    assert all(codes.is_code(each) for each in found)

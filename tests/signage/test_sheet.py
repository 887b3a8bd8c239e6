"""The sizes keep to the rules of thumb that they are derived from."""

import pytest

from app.exchange.records import SignKind
from app.signage.sheet import SHEETS, type_size_mm

KINDS = pytest.mark.parametrize("kind", list(SignKind))


def test_every_kind_has_a_sheet():
    assert set(SHEETS) == set(SignKind)


@KINDS
def test_the_code_is_a_tenth_of_the_distance_from_which_the_words_beside_it_are_read(kind):
    sheet = SHEETS[kind]

    assert sheet.code_mm >= sheet.text_distance_m * 1000 / 10
    assert sheet.scan_distance_m >= sheet.text_distance_m


@KINDS
def test_the_name_is_read_from_farther_than_the_text_and_the_text_than_the_small_print(kind):
    sizes_mm = SHEETS[kind].sizes_mm

    assert sizes_mm["name"] > sizes_mm["text"] > sizes_mm["small"]
    assert sizes_mm["small"] >= 1.99  # 5.6 pt: for what is read in the hand


def test_a_capital_of_one_centimetre_is_read_from_three_metres():
    assert type_size_mm(3.0) * 0.668 == pytest.approx(10.0)


def test_the_code_of_an_a3_sign_is_wide_enough_to_take_a_bearing_from():
    assert SHEETS[SignKind.A3].code_mm >= 160

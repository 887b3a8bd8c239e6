"""Printing: the published signs as one ZIP, proof-read, or a sentence and no file."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.actions.load import load
from app.actions.print_signs import print_signs
from app.errors import Missing
from app.models import Sign, SignState
from tests.factories import write

FONTS = Path(__file__).parent.parent.parent / "assets/fonts"
HOW = {"fonts": FONTS, "public_url": "https://302.example", "on": date(2026, 11, 23)}


@pytest.fixture
def line(session, media, tmp_path):
    load(session, media, write(tmp_path / "in", stations=2), is_public=True)
    return session


def test_all_signs_come_in_one_file_a_kind_with_an_order_sheet(line, media, tmp_path):
    out = tmp_path / "schilder.zip"

    names = print_signs(line, media, out, **HOW)

    assert names == ["a3.pdf", "auftrag.pdf"]
    with zipfile.ZipFile(out) as packed:
        assert packed.namelist() == names
        assert packed.read("a3.pdf")[:5] == b"%PDF-"


def test_the_same_signs_give_the_same_bytes(line, media, tmp_path):
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"

    print_signs(line, media, first, **HOW)
    print_signs(line, media, second, **HOW)

    assert first.read_bytes() == second.read_bytes()


def test_an_unknown_or_retired_sign_is_named_and_nothing_is_written(line, media, tmp_path):
    out = tmp_path / "schilder.zip"

    with pytest.raises(Missing, match="222223"):
        print_signs(line, media, out, codes=["222223"], **HOW)
    for sign in line.scalars(select(Sign)):
        sign.move(SignState.RETIRED)
    line.flush()
    with pytest.raises(Missing, match="noch kein Schild"):
        print_signs(line, media, out, **HOW)

    assert not out.exists()

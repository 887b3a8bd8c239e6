"""Bodies in chunks, however the network cuts them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.front.chunks import Chunks
from app.front.refused import Refused

ENDS = st.sampled_from([b"\r\n", b"; name\r\n", b' ;a="b c"\r\n'])
BODIES = st.lists(st.tuples(st.binary(min_size=1, max_size=40), ENDS), max_size=5)


def read(pieces) -> tuple[bytes, bytes, bool]:
    """Return the body, what follows it, and whether it is whole."""
    kept: list[bytes] = []
    chunks, received = Chunks(kept.append), bytearray()
    for piece in pieces:
        received += piece
        chunks.feed(received)
    return b"".join(kept), bytes(received), chunks.is_whole


def cut(raw: bytes, places) -> list[bytes]:
    at = sorted({0, len(raw), *(place % (len(raw) + 1) for place in places)})
    return [raw[first:last] for first, last in itertools.pairwise(at)]


@given(BODIES, st.sampled_from([b"", b"Name: value\r\n"]), st.lists(st.integers(0, 400), max_size=8))
def test_a_body_is_the_same_however_it_is_cut(parts, trailer, places):
    raw = b"".join(b"%x%b%b\r\n" % (len(part), end, part) for part, end in parts) + b"0\r\n" + trailer + b"\r\nnext"

    assert read(cut(raw, places)) == (b"".join(part for part, _ in parts), b"next", True)


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=4))
def test_whatever_comes_is_read_or_refused_and_nothing_else(raw, places):
    try:
        read(cut(raw, places))
    except Refused as error:
        assert error.status == 400


@pytest.mark.parametrize("raw", [b"5", b"5\r\nhel", b"5\r\nhello", b"0\r\n", b"0\r\nA: b\r\n"])
def test_half_a_body_waits_for_more(raw):
    assert not read([raw])[2]

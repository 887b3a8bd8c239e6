"""Text as it is seen: what nobody sees goes, what somebody may have meant stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.typed import CONTROL, cleaned

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("pasted", "seen"),
    [
        ("\ufeffBochumer Straße", "Bochumer Straße"),
        ("Bochumer\u200b Straße\u200b", "Bochumer Straße"),
        ("Stra\u00adßen\u00adbahn", "Straßenbahn"),
        ("\u202eenilreßartS\u202c", "enilreßartS"),
        ("\u2066Linie\u2069 302\u200e\u200f\u061c", "Linie 302"),
        ("Wort\u2060verbinder\u034f\u180e", "Wortverbinder"),
        ("\u3164\u115f\u1160\uffa0", ""),
        ("Notiz\ufff9\ufffa\ufffb", "Notiz"),
        ("Platz\U000e0041\U000e0042", "Platz"),
        ("eins\u2028zwei\u2029drei\x85vier\x0bfünf\x0csechs", "eins\nzwei\ndrei\nvier\nfünf\nsechs"),
        ("eins\r\nzwei\tdrei", "eins\r\nzwei\tdrei"),
        ("Bru\u0308cke", "Brücke"),
        ("Hausflur mit ﬁnem Ofﬀ", "Hausflur mit finem Offf"),
        ("AR\u2011Station", "AR-Station"),
        ("\u200dAm Platz\u200c", "Am Platz"),
        ("Am \u200dPlatz\u200d, hier", "Am Platz, hier"),
        ("Auf\u200clage", "Auf\u200clage"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("Auf\u200c\u200c\u200clage", "Auf\u200clage"),
        (FAMILY, FAMILY),
        (f"Familie {FAMILY}!", f"Familie {FAMILY}!"),
        (ENGLAND, ENGLAND),
        ("❤\ufe0f und 1\ufe0f\u20e3", "❤\ufe0f und 1\ufe0f\u20e3"),
        ("\ufe0fPlatz", "Platz"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("„So“ – z.\u00a0B. 5\u202fm … ½ ² ° ẞ ğışİ", "„So“ – z.\u00a0B. 5\u202fm … ½ ² ° ẞ ğışİ"),
    ],
    ids=ascii,
)
def test_what_nobody_sees_is_taken_out_and_the_rest_stays(pasted, seen):
    assert cleaned(pasted) == seen
    assert seen in cleaned(f"Hier: {pasted} da")


@given(st.text())
def test_what_is_clean_stays_as_it_is(text):
    once = cleaned(text)

    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not {"\ufeff", "\u200b", "\u202e", "\u00ad", "\u2028"} & set(once)


@given(st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cc", "Cf"])))
def test_german_and_turkish_stay_as_they_are(text):
    assert cleaned(text) == text


@pytest.mark.parametrize("letter", ["\x00", "\x08", "\x1b", "\x7f", "\x80", "\x9f", "\ud800", "\uffff"], ids=ascii)
def test_control_characters_are_not_taken_out_in_silence(letter):
    assert CONTROL.search(cleaned(f"a{letter}b"))

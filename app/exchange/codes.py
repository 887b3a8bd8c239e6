"""Sign codes: six letters, the last of which checks the five before it.

The alphabet leaves out 0, O, 1, I and L, which people mix up.  It has 31 letters, a prime, so that
the weighted sum modulo 31 notices every single wrong letter and every two letters swapped.
"""

import random
import re
import unicodedata
from collections.abc import Container, Iterator

from app.exchange.typed import cleaned

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
DRAWN = 5
LENGTH = DRAWN + 1


def check_letter(drawn: str) -> str:
    """Return the check letter of five drawn letters: sum of (place x value) modulo 31, places counted from 2."""
    total = sum(place * ALPHABET.index(letter) for place, letter in enumerate(drawn, start=2))
    return ALPHABET[total % len(ALPHABET)]


def draw(source: random.Random) -> str:
    """Draw one code; whether it is free is for the caller to see."""
    drawn = "".join(source.choice(ALPHABET) for _ in range(DRAWN))
    return drawn + check_letter(drawn)


def is_code(text: str) -> bool:
    """Tell whether ``text`` is a code as it is printed: upper case, right letters, right check letter."""
    if len(text) != LENGTH or any(letter not in ALPHABET for letter in text):
        return False
    return check_letter(text[:DRAWN]) == text[DRAWN]


def foreign_letters(text: str) -> str:
    """Return the letters of ``text`` that no code ever has, in order and once each: the usual slips when typing."""
    return "".join(dict.fromkeys(letter for letter in text.upper() if letter not in ALPHABET))


def spelled(text: str) -> str:
    """Return what somebody typed, or what a program took along, as codes are printed: letters and digits, upper case.

    Blanks, hyphens, marks at the end of a sentence and whatever nobody sees are left out, as in ``jq7-aak).``; and all
    that is around a whole code, as in ``JQ7AAK&amp;from=mail``.
    """
    parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", cleaned(text)).upper())
    return next((part for part in parts if is_code(part)), "".join(parts))


def meant(typed: str, known: Container[str]) -> list[str]:
    """Return which of the ``known`` codes somebody may have meant who made one slip, in a lasting order.

    A slip is one wrong, one lacking or one doubled letter, or two neighbours swapped; ``typed`` is ``spelled``.  At
    most one letter fits each place, because of the check letter: so it is a handful at most.
    """
    if not DRAWN <= len(typed) <= LENGTH + 1:
        return []
    return sorted({slip for slip in _one_slip_away(typed) if slip != typed and is_code(slip) and slip in known})


def _one_slip_away(typed: str) -> Iterator[str]:
    cuts = [(typed[:at], typed[at:]) for at in range(len(typed) + 1)]
    if len(typed) == LENGTH:
        yield from (start + letter + rest[1:] for start, rest in cuts[:-1] for letter in ALPHABET)
        yield from (start + rest[1] + rest[0] + rest[2:] for start, rest in cuts[:-2])
    elif len(typed) < LENGTH:
        yield from (start + letter + rest for start, rest in cuts for letter in ALPHABET)
    else:
        yield from (start + rest[1:] for start, rest in cuts[:-1])

"""Sign codes: six letters, the last of which checks the five before it.

The alphabet leaves out 0, O, 1, I and L, which people mix up.  It has 31 letters, a prime, so that
the weighted sum modulo 31 notices every single wrong letter and every two letters swapped.
"""

import random

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

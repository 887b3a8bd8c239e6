"""What people type, before anybody knows what it is for: whole numbers, and text without control characters."""

import re

LARGEST = 2**31 - 1  # what both databases hold as a number
DIGITS = re.compile(r"[0-9]{1,10}")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")  # tabs, breaks and page feeds come along with text


def whole_number(text: str) -> int:
    """Return a whole number from 0 to ``LARGEST``.  Raises ValueError for everything else, as ``int`` does."""
    if not DIGITS.fullmatch(text) or int(text) > LARGEST:
        raise ValueError(text)
    return int(text)


def is_whole_number(text: str) -> bool:
    """Tell whether ``whole_number`` takes ``text``."""
    return bool(DIGITS.fullmatch(text)) and int(text) <= LARGEST

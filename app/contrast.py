"""Contrast of what is printed: whether black or white words are read on a colour.

DIN 32975 asks of text and pictograms a luminance contrast of K = (L1 - L2) / (L1 + L2) >= 0.7, and 0.1 more where the
luminances are estimated and not measured, as here.  Printed black is not without light, nor is paper without shadow: by
ISO 12647-2 (coated paper, types 1 and 2) they have L* = 16 and L* = 95.  A colour lies between the two as its relative
luminance by WCAG 2.2 says.
Source: https://www.brillux.de/service/farbgestaltung/kontrastrechner/
"""

from dataclasses import dataclass

MIN_CONTRAST = 0.7
ESTIMATED = 0.1
BLACK_L, PAPER_L = 16, 95
BLACK, WHITE = "#000000", "#ffffff"
STEPS = 100  # on the way to a neighbour that suits


@dataclass(frozen=True)
class Neighbours:
    """The nearest colours on which words are read: black ones on ``lighter``, white ones on ``darker``."""

    lighter: str
    darker: str


def words_on(colour: str) -> str:
    """Return in which colour words are read on ``colour`` (#rrggbb), the stronger of both; empty if in neither."""
    best = max((BLACK, WHITE), key=lambda words: contrast(words, colour))
    return best if contrast(best, colour) >= MIN_CONTRAST + ESTIMATED else ""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two printed colours, 0 to 1."""
    darker, lighter = sorted((_printed(one), _printed(other)))
    return (lighter - darker) / (lighter + darker)


def neighbours(colour: str) -> Neighbours:
    """Return what to take instead of a colour on which no words are read."""
    return Neighbours(_towards(colour, WHITE), _towards(colour, BLACK))


def _towards(colour: str, end: str) -> str:
    mixed = (_mixed(colour, end, step / STEPS) for step in range(STEPS + 1))
    return next(each for each in mixed if words_on(each))


def _mixed(colour: str, end: str, share: float) -> str:
    parts = (round(a + (b - a) * share) for a, b in zip(_parts(colour), _parts(end), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _printed(colour: str) -> float:
    """Return the luminance of a colour on paper, 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    black, paper = _luminance(BLACK_L), _luminance(PAPER_L)
    return black + (paper - black) * (0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _luminance(lightness: float) -> float:
    """Return the luminance of a lightness L* above 8, 0 to 1."""
    return ((lightness + 16) / 116) ** 3


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

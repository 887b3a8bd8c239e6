"""Deep pictures: more than 8 bits a channel, or fewer, brought to 8; and colours told by number to colours.

Pillow cuts what has 16 bits off at 255, which makes a photograph white.  Here its darkest stays dark and its brightest
bright.  A file of 16 or 32 bits does not say how many of them it uses, so white is the end of the smallest range that
is common and holds what there is; what fits in none is spread between its own ends.
"""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

EIGHT_BITS = ("L", "LA", "RGB", "RGBA", "CMYK", "LAB")
WITH_ALPHA = ("La", "PA", "RGBa")
PHOTOMETRIC, WHITE_IS_ZERO = 262, 0  # of TIFF 6.0
WHITES = (1.0, 255.0, 1023.0, 4095.0, 65535.0)  # of fractions, and of 8, 10, 12 and 16 bits
Box = tuple[int, int, int, int]
ToEight = Callable[[Image.Image], Image.Image]


def levels(picture: Image.Image, bands: Iterable[Box]) -> ToEight:
    """Return what brings each band of ``picture`` to 8 bits a channel, every band in the same way."""
    if picture.mode not in ("I", "F") and not picture.mode.startswith("I;16"):
        return _told
    black, white = _ends(_numbers(picture.crop(box)) for box in bands)
    if picture.mode.startswith("I;16") and getattr(picture, "tag_v2", {}).get(PHOTOMETRIC) == WHITE_IS_ZERO:
        black, white = white, black
    return lambda band: _spread(band, black, white)


def _told(band: Image.Image) -> Image.Image:
    """Return a band whose channels have 8 bits or fewer as one of EIGHT_BITS."""
    if "transparency" in band.info:
        return band.convert("LA" if band.mode in ("1", "L") else "RGBA")
    if band.mode in EIGHT_BITS:
        return band
    if band.mode in WITH_ALPHA:
        return band.convert("RGBA")
    return band.convert("L" if band.mode == "1" else "RGB")


def _numbers(band: Image.Image) -> NDArray[np.float64]:
    """Return (rows, columns) float64; what is no number is left out as 0."""
    return np.nan_to_num(np.asarray(band).astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)


def _ends(bands: Iterable[NDArray[np.float64]]) -> tuple[float, float]:
    """Return which numbers are black and white: the ends of a range that is common, else those there are."""
    lows, highs = zip(*((float(each.min()), float(each.max())) for each in bands), strict=True)
    low, high = min(lows), max(highs)
    usual = next((white for white in WHITES if high <= white), None)
    return (0.0, usual) if usual and low >= 0 else (low, max(high, low + 1e-9))


def _spread(band: Image.Image, black: float, white: float) -> Image.Image:
    numbers = _numbers(band)
    shares = np.clip((numbers - black) / (white - black), 0, 1)
    grey = Image.fromarray(np.round(shares * 255).astype(np.uint8))
    if (clear := band.info.get("transparency")) is None:
        return grey
    seen = Image.fromarray(np.where(numbers == clear, 0, 255).astype(np.uint8))
    return Image.merge("LA", (grey, seen))

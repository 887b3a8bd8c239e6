"""Colours of a logo: what is printed of what is seen on screens, and the other way round.

Greys, and what differs from grey by less than one sees, are printed with black alone: as much of it as looks alike
under FOGRA39, whose profile turns all others into inks.
"""

import io
from functools import cache, lru_cache

import numpy as np
from PIL import Image, ImageCms

from app.i18n import N_
from app.signage.inks import MOST_INK, inks_of
from app.signage.logo.faults import LogoError
from app.signage.profile import Cmyk, shipped_icc

CONDITION = "FOGRA39"
GREY = 4  # of 255, by which red, green and blue of a grey may differ
TOO_MUCH = N_("Eine Farbe des Logos hat %(found)s Prozent Farbauftrag.")
LESS = N_("Erlaubt sind höchstens %(most)s. Bitte die Farbe mit weniger Druckfarbe anlegen.")

Rgb = tuple[int, int, int]


def printed(seen: Rgb) -> Cmyk:
    """Return the inks of a colour of screens, in percent."""
    if max(seen) - min(seen) <= GREY:
        return 0.0, 0.0, 0.0, round(float(np.interp(sum(seen) / 3, *_greys())), 1)
    return _inks(seen)


def checked(inks: Cmyk) -> Cmyk:
    """Return inks as given, rounded.  Raises LogoError if that is more than paper takes."""
    if sum(inks) > MOST_INK * 100 + 0.5:
        raise LogoError(TOO_MUCH, LESS, found=round(sum(inks)), most=round(MOST_INK * 100))
    cyan, magenta, yellow, black = (round(min(100.0, max(0.0, each)), 1) for each in inks)
    return cyan, magenta, yellow, black


@lru_cache(maxsize=256)
def screened(inks: Cmyk) -> Rgb:
    """Return how inks look on a screen; black alone as black as all other type there."""
    if not any(inks[:3]):
        grey = round(255 - inks[3] * 2.55)
        return grey, grey, grey
    return _seen([inks])[0]


@lru_cache(maxsize=256)
def _inks(seen: Rgb) -> Cmyk:
    found = inks_of(Image.new("RGB", (1, 1), seen), shipped_icc(CONDITION)).reshape(4)
    cyan, magenta, yellow, black = (round(float(each) * 100, 1) for each in found)
    return cyan, magenta, yellow, black


@cache
def _greys() -> tuple[list[float], list[float]]:
    """Return how bright black of some percents looks, from dark to bright, and these percents."""
    percents = [float(each) for each in range(100, -1, -1)]
    bright = [sum(each) / 3 for each in _seen([(0.0, 0.0, 0.0, each) for each in percents])]
    return [float(each) for each in np.maximum.accumulate(bright)], percents


def _seen(inks: list[Cmyk]) -> list[Rgb]:
    raw = np.rint(np.array(inks) * 2.55).astype(np.uint8)
    profile = ImageCms.ImageCmsProfile(io.BytesIO(shipped_icc(CONDITION)))
    turned = ImageCms.profileToProfile(
        Image.frombytes("CMYK", (len(inks), 1), raw.tobytes()),
        profile,
        ImageCms.createProfile("sRGB"),
        outputMode="RGB",
    )
    assert turned is not None
    return [(int(red), int(green), int(blue)) for red, green, blue in np.asarray(turned).reshape(-1, 3)]

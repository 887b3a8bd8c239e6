"""The kinds of signs as sheets of paper, vinyl or metal: how large they are, and from how far they are read.

Letters follow the distance factor of DIN 4844-1 for the letters of notices: capital height >= distance / 300.  It is
the rule of thumb beside DIN 1450, whose own visual angles are in the paid standard and speak of vision >= 0.7; readers
with less are helped by a factor of 1.4 (vision >= 0.5) up to 1.75 (>= 0.4).
Sources: https://www.permalight.de/sicherheitsleitsysteme/erkennungsweiten/, https://leserlich.info/schriftgroessenrechner
The code follows the industry's rule: width >= scanning distance / 10.
"""

from dataclasses import dataclass

from app.exchange.records import SignKind

DISTANCE_FACTOR = 300
CAPITAL_EM = 0.668  # capital height of the signs' typeface, in parts of its size
LOW_VISION_FACTOR = 1.4
SCAN_FACTOR = 10
NEAR = 0.8  # small print is read from this part of the text's distance
TRIAL_COLUMNS, TRIAL_ROWS = 2, 2  # of signs on an office printer's A4
PER_TRIAL_SHEET = TRIAL_COLUMNS * TRIAL_ROWS


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One kind of sign, trimmed.  ``code_mm`` is the width of its code without the quiet zone."""

    width_mm: float
    height_mm: float
    code_mm: float
    text_distance_m: float  # what explains the code is read from here
    name_distance_m: float  # the station's name is read from here
    is_round: bool = False
    is_large: bool = False  # printed in large format, which is cut less exactly
    codes: int = 1  # how often the code stands on the sheet
    is_film: bool = False  # clear film: white ink under the colours, and a mirrored file for sticking it on from inside
    scores_mm: tuple[float, ...] = ()  # where it is folded, from the upper edge

    @property
    def scan_distance_m(self) -> float:
        """Return from how far a phone can read the code."""
        return self.code_mm / 1000 * SCAN_FACTOR

    @property
    def sizes_mm(self) -> dict[str, float]:
        """Return the smallest allowed type size per role: ``name``, ``text``, ``small``."""
        return {
            "name": type_size_mm(self.name_distance_m),
            "text": type_size_mm(self.text_distance_m),
            "small": type_size_mm(self.text_distance_m * NEAR),
        }


def type_size_mm(distance_m: float) -> float:
    """Return the smallest type size, in mm of the em, that is read from ``distance_m``."""
    return distance_m * 1000 / DISTANCE_FACTOR / CAPITAL_EM


SHEETS = {
    SignKind.A4: Sheet(width_mm=210, height_mm=297, code_mm=113, text_distance_m=0.7, name_distance_m=2.5),
    SignKind.A3: Sheet(width_mm=297, height_mm=420, code_mm=160, text_distance_m=1.0, name_distance_m=3.5),
    SignKind.DIN_LANG: Sheet(width_mm=99, height_mm=210, code_mm=56, text_distance_m=0.5, name_distance_m=1.2),
    SignKind.CITY_LIGHT: Sheet(
        width_mm=1185, height_mm=1750, code_mm=640, text_distance_m=4.0, name_distance_m=14.0, is_large=True
    ),
    SignKind.FLOOR: Sheet(
        width_mm=500,
        height_mm=500,
        code_mm=200,
        text_distance_m=1.6,
        name_distance_m=3.0,
        is_round=True,
        is_large=True,
    ),
    SignKind.WINDOW: Sheet(
        width_mm=148, height_mm=210, code_mm=80, text_distance_m=0.5, name_distance_m=1.7, is_film=True
    ),
    SignKind.POLE: Sheet(width_mm=100, height_mm=150, code_mm=52, text_distance_m=0.5, name_distance_m=1.2),
    SignKind.TABLE: Sheet(
        width_mm=210,
        height_mm=297,
        code_mm=56,
        text_distance_m=0.5,
        name_distance_m=1.5,
        codes=2,
        scores_mm=(99, 198, 282),
    ),
}

"""What a printer wants: bleed, marks, colours and the printing condition.  A profile is a file, not code.

The ICC file of a condition is the operator's own, or else the one in ``conditions/`` if it comes with the signs.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.exchange.records import rule
from app.signage.sheet import Sheet

PROFILES = Path(__file__).parent / "profiles"
CONDITIONS = Path(__file__).parent / "conditions"
CUT = "CutContour"

Cmyk = tuple[float, float, float, float]  # percent of cyan, magenta, yellow, black
CONDITION = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()-]*")
SPOT = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One printer's wishes.

    ``colours`` says how a screen colour (``#rrggbb``) is printed; others are converted by ``cmyk``.
    ``icc`` is the printing condition's profile; without it only its name is written.
    ``contour`` names the spot colour of the cutting line of round signs; empty for ``CUT``.
    """

    name: str = rule(filled=True, longest=80)
    bleed_mm: float = rule(3.0, low=0, high=20)
    large_bleed_mm: float = rule(10.0, low=0, high=20)  # of posters and what sticks to the floor
    has_marks: bool = False
    mark_gap_mm: float = rule(3.0, low=0, high=20)  # from the trimmed edge; never less than the bleed
    condition: str = rule("", pattern=CONDITION)  # of the registry at color.org, for example FOGRA39
    icc: bytes = b""
    contour: str = rule("", pattern=SPOT)
    colours: Mapping[str, Cmyk] = rule({})

    def bleed_of(self, sheet: Sheet) -> float:
        """Return how far a kind of sign is printed beyond its trimmed edge, in mm."""
        return self.large_bleed_mm if sheet.is_large else self.bleed_mm


def shipped(slug: str) -> Mapping[str, Any]:
    """Return the plain values of a profile that comes with the signs.  Raises FileNotFoundError if there is none."""
    return tomllib.loads((PROFILES / f"{slug}.toml").read_text())


def load(given: Mapping[str, Any], *, icc: bytes = b"") -> Profile:
    """Return a profile from its plain values; without ``icc`` with what comes along for its condition."""
    icc = icc or shipped_icc(given.get("condition", ""))
    colours = {screen: tuple(percent) for screen, percent in given.get("colours", {}).items()}
    return Profile(**{**given, "colours": colours}, icc=icc)


@cache
def shipped_icc(condition: str) -> bytes:
    """Return the ICC file of a printing condition that comes with the signs, empty if there is none."""
    path = CONDITIONS / f"{condition}.icc"
    return path.read_bytes() if path in CONDITIONS.glob("*.icc") else b""


def slugs() -> tuple[str, ...]:
    """Return the names of the profiles that come with the signs."""
    return tuple(sorted(path.stem for path in PROFILES.glob("*.toml")))


def cmyk(profile: Profile, screen: str) -> Cmyk:
    """Return how ``#rrggbb`` is printed: as the profile says, else without black, so that light colours stay clean."""
    if screen in profile.colours:
        return profile.colours[screen]
    if len({screen[1:3], screen[3:5], screen[5:7]}) == 1:
        return (0.0, 0.0, 0.0, _ink(screen[1:3]))  # greys are printed with black alone
    return (_ink(screen[1:3]), _ink(screen[3:5]), _ink(screen[5:7]), 0.0)


def _ink(part: str) -> float:
    return round(100 - int(part, 16) / 2.55, 1)

"""Numbers of an SVG: lengths, transforms, and what the letters of a path mean.

Lengths come in user units; a percentage is one of the view.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import pathops
from pathops import Path

from app.i18n import N_
from app.signage.logo.drawing import MOST_POINTS
from app.signage.logo.faults import EXPORT, SIMPLER, LogoError
from app.signage.logo.matrix import NO_CHANGE, Matrix, times

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
FLAG = re.compile(r"[01]")
LETTERS = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]")
BLANK = re.compile(r"[\s,]*")
LENGTH = re.compile(rf"\s*({NUMBER.pattern})\s*(px|mm|cm|in|pt|pc|%)?\s*", re.IGNORECASE)
CALL = re.compile(r"\s*,?\s*([a-zA-Z]+)\s*\(([^()]*)\)\s*")
OF_UNIT = {"": 1.0, "px": 1.0, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "pt": 96 / 72, "pc": 16.0}
OPERANDS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
FLAGS_AT = {3, 4}  # of an arc
MOST_TRANSFORMS = 100
ODD = N_("Das Logo enthält „%(given)s“; das ist hier keine Angabe.")
TOO_LONG = N_("Ein Pfad des Logos hat zu viele Punkte.")

Point = tuple[float, float]


def odd(given: str) -> LogoError:
    """Return the refusal of a value that cannot be read."""
    return LogoError(ODD, EXPORT, given=given.strip()[:40])


def length(given: str, whole: float) -> float:
    """Return a length in user units; of percentages ``whole`` is a hundred.  Raises LogoError."""
    found = LENGTH.fullmatch(given)
    if found is None:
        raise odd(given)
    unit = (found[2] or "").lower()
    return float(found[1]) * (whole / 100 if unit == "%" else OF_UNIT[unit])


def numbers(given: str) -> list[float]:
    """Return a list of numbers.  Raises LogoError."""
    found, at = [], BLANK.match(given).end()  # type: ignore[union-attr]  # it matches nothing, too
    while at < len(given):
        one = NUMBER.match(given, at)
        if one is None:
            raise odd(given[at:])
        found.append(float(one[0]))
        at = BLANK.match(given, one.end()).end()  # type: ignore[union-attr]
    return found


def transform(given: str) -> Matrix:
    """Return what the attribute ``transform`` says.  Raises LogoError."""
    found, at, count = NO_CHANGE, 0, 0
    while at < len(given.rstrip()):
        call = CALL.match(given, at)
        count += 1
        if call is None or count > MOST_TRANSFORMS:
            raise odd(given[at:])
        found = times(found, _called(call[1].lower(), numbers(call[2])))
        at = call.end()
    return found


def _called(name: str, given: Sequence[float]) -> Matrix:
    """Return what one function of a transform does.  Raises LogoError."""
    most = {"matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "skewx": (1,), "skewy": (1,)}
    if len(given) not in most.get(name, ()):
        raise odd(name)
    first, last = given[0], given[-1]
    match name:
        case "translate":
            return 1, 0, 0, 1, first, last if len(given) > 1 else 0
        case "scale":
            return first, 0, 0, last, 0, 0
        case "rotate":
            return _turned(math.radians(first), *given[1:])
        case "skewx":
            return 1, 0, math.tan(math.radians(first)), 1, 0, 0
        case "skewy":
            return 1, math.tan(math.radians(first)), 0, 1, 0, 0
    a, b, c, d, e, f = given
    return a, b, c, d, e, f


def _turned(angle: float, x: float = 0.0, y: float = 0.0) -> Matrix:
    cos, sin = math.cos(angle), math.sin(angle)
    return cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y


def _steps(given: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each letter of a path with its numbers, letters that are left out as well."""
    letter, at, count = "", BLANK.match(given).end(), 0  # type: ignore[union-attr]
    while at < len(given):
        if LETTERS.match(given, at):
            letter, at = given[at], at + 1
        elif letter == "":
            raise odd(given[at:])
        elif letter in "Zz":
            return
        found: list[float] = []
        for place in range(OPERANDS[letter.lower()]):
            at = BLANK.match(given, at).end()  # type: ignore[union-attr]
            one = (FLAG if letter in "Aa" and place in FLAGS_AT else NUMBER).match(given, at)
            if one is None:
                return  # what came before is drawn, as in browsers
            found.append(float(one[0]))
            at = one.end()
        at = BLANK.match(given, at).end()  # type: ignore[union-attr]
        count += 1
        if count > MOST_POINTS * 2:
            raise LogoError(TOO_LONG, SIMPLER)
        yield letter, found
        letter = {"m": "l", "M": "L"}.get(letter, letter)


class _Pen:
    """Draws what the letters of a path say."""

    def __init__(self) -> None:
        self.path = Path()
        self.here: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.handle: Point | None = None  # of the curve before
        self.before = ""

    def step(self, letter: str, given: Sequence[float]) -> None:
        name = letter.lower()
        if name != "m" and not self.before:
            raise odd(letter)
        base = self.here if letter.islower() else (0.0, 0.0)
        if name not in "hva":
            given = [each + base[place % 2] for place, each in enumerate(given)]
        handle = self.handle if self.handle and self.before in OF_CURVE.get(name, "") else self.here
        mirrored = (2 * self.here[0] - handle[0], 2 * self.here[1] - handle[1])
        self.handle = None
        DRAW[name](self, given, base, mirrored)
        self.before = name

    def to(self, x: float, y: float) -> None:
        self.path.lineTo(x, y)
        self.here = (x, y)

    def move(self, x: float, y: float) -> None:
        self.path.moveTo(x, y)
        self.here = self.start = (x, y)

    def curve(self, *given: float) -> None:
        self.path.cubicTo(*given)
        self.handle, self.here = (given[2], given[3]), (given[4], given[5])

    def bow(self, *given: float) -> None:
        self.path.quadTo(*given)
        self.handle, self.here = (given[0], given[1]), (given[2], given[3])

    def arc(self, given: Sequence[float], base: Point) -> None:
        wide, high, angle, is_large, is_clockwise, x, y = given
        size = pathops.ArcSize.LARGE if is_large else pathops.ArcSize.SMALL
        way = pathops.Direction.CW if is_clockwise else pathops.Direction.CCW
        self.here = (base[0] + x, base[1] + y)
        self.path.arcTo(abs(wide), abs(high), angle, size, way, *self.here)

    def close(self) -> None:
        self.path.close()
        self.here = self.start


OF_CURVE = {"s": "cs", "t": "qt"}
DRAW: Mapping[str, Callable[[_Pen, Sequence[float], Point, Point], None]] = {
    "m": lambda pen, given, _base, _mirrored: pen.move(*given),
    "l": lambda pen, given, _base, _mirrored: pen.to(*given),
    "h": lambda pen, given, base, _mirrored: pen.to(base[0] + given[0], pen.here[1]),
    "v": lambda pen, given, base, _mirrored: pen.to(pen.here[0], base[1] + given[0]),
    "c": lambda pen, given, _base, _mirrored: pen.curve(*given),
    "s": lambda pen, given, _base, mirrored: pen.curve(*mirrored, *given),
    "q": lambda pen, given, _base, _mirrored: pen.bow(*given),
    "t": lambda pen, given, _base, mirrored: pen.bow(*mirrored, *given),
    "a": lambda pen, given, base, _mirrored: pen.arc(given, base),
    "z": lambda pen, _given, _base, _mirrored: pen.close(),
}


def path(given: str) -> Path:
    """Return what the attribute ``d`` draws, up to the first thing that is none.  Raises LogoError."""
    pen = _Pen()
    for letter, operands in _steps(given):
        pen.step(letter, operands)
    return pen.path

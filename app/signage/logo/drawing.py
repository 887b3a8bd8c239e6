"""Drawing: a logo as it is kept, closed paths that are filled one after the other.

Coordinates are whole numbers, y down: ``HEIGHT`` is the logo's own height, its upper left corner is (0, 0).  A segment
is ``m x y``, ``l x y``, ``c x y x y x y`` or ``z``.

written   as bytes, the same for the same drawing
read      the same the other way; None for anything else
as_svg    as a picture for the studio
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

HEIGHT = 10_000
MOST_POINTS = 5_000
WIDEST, TALLEST = 12.0, 4.0  # width by height, height by width
OPERANDS = {"m": 2, "l": 2, "c": 6, "z": 0}
SCREEN = re.compile(r"#[0-9a-f]{6}")

Segment = Sequence[str | int]  # a letter and its coordinates


@dataclass(frozen=True)
class Shape:
    """Paths filled with one colour: in print percent of cyan, magenta, yellow and black, on screens ``#rrggbb``."""

    inks: Sequence[float]
    screen: str
    even_odd: bool
    path: Sequence[Segment]


@dataclass(frozen=True)
class Drawing:
    """A logo, ``HEIGHT`` high."""

    width: int
    shapes: Sequence[Shape]


def written(drawing: Drawing) -> bytes:
    """Return a drawing as bytes; the same drawing gives the same ones."""
    return json.dumps(asdict(drawing), separators=(",", ":"), sort_keys=True).encode()


def read(raw: bytes) -> Drawing | None:
    """Return the drawing that was written, None if it is none."""
    try:
        given = json.loads(raw)
        shapes = tuple(Shape(**each) for each in given["shapes"])
        found = Drawing(given["width"], shapes)
    except (ValueError, TypeError, KeyError):
        return None
    is_whole = isinstance(found.width, int) and found.width > 0 and bool(shapes) and all(map(_is_whole, shapes))
    return found if is_whole else None


def as_svg(drawing: Drawing) -> str:
    """Return a drawing as the text of an SVG, in the colours of screens."""
    paths = "".join(
        f'<path fill="{each.screen}" fill-rule="{"evenodd" if each.even_odd else "nonzero"}"'
        f' d="{"".join(map(_said, each.path))}"/>'
        for each in drawing.shapes
    )
    box = f"0 0 {drawing.width} {HEIGHT}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{paths}</svg>'


def _said(segment: Segment) -> str:
    return str(segment[0]).upper() + " ".join(str(each) for each in segment[1:])


def _is_whole(shape: Shape) -> bool:
    inks: Any = shape.inks
    has_inks = isinstance(inks, list) and len(inks) == 4 and all(isinstance(each, int | float) for each in inks)
    return has_inks and bool(SCREEN.fullmatch(shape.screen)) and all(map(_is_segment, shape.path))


def _is_segment(given: Segment) -> bool:
    name, *places = given
    return len(places) == OPERANDS.get(str(name), -1) and all(isinstance(each, int) for each in places)

"""Composing: paths with colours, as an SVG or a page gives them, become the drawing that is kept.

They come in coordinates of their own, y down, within a box that cuts off what lies beside it.  White counts as seen: it
covers what lies below.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import pathops
from pathops import FillType, LineCap, LineJoin, Path, PathOp, PathVerb

from app.i18n import N_
from app.signage.logo.colours import Rgb, checked, printed, screened
from app.signage.logo.drawing import HEIGHT, MOST_POINTS, TALLEST, WIDEST, Drawing, Segment, Shape
from app.signage.logo.faults import AS_PATHS, EXPORT, SIMPLER, LogoError
from app.signage.logo.matrix import Matrix, scale_of, times
from app.signage.profile import Cmyk

FARTHEST = 1e6  # of a place, in parts of the box
MOST_DASHES = 2_000
UNITS = 4000.0  # the height of the box while paths are worked on, where curves become exact enough

NOTHING = N_("In der Datei ist nichts zu sehen.")
NOTHING_MEND = N_("Bitte nachsehen, ob das Logo auf der Zeichenfläche liegt.")
TOO_MANY = N_("Das Logo hat mehr als %(most)s Punkte.")
TOO_WIDE = N_("Das Logo ist mehr als %(most)s-mal so breit wie hoch.")
TOO_TALL = N_("Das Logo ist mehr als %(most)s-mal so hoch wie breit.")
OTHER_FORM = N_("Bitte eine Fassung nehmen, die weniger gestreckt ist.")
UNCUT = N_("Ein Teil des Logos ließ sich nicht zuschneiden.")
DASHES = N_("Eine Linie im Logo ist in zu viele Striche geteilt.")
NO_NUMBER = N_("Das Logo enthält Zahlen, mit denen sich nicht zeichnen lässt.")

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Filled:
    """A path and the one colour it is filled with, of screens or of inks."""

    path: Path
    colour: Rgb | Cmyk


def is_drawable(path: Path) -> bool:
    """Tell whether a path covers anything.  Raises LogoError if its numbers are none, or too large."""
    bounds = path.controlPointBounds
    if bounds is None or not all(math.isfinite(each) and abs(each) < FARTHEST * UNITS for each in bounds):
        raise LogoError(NO_NUMBER, EXPORT)
    return bool(bounds[2] > bounds[0] and bounds[3] > bounds[1])


def rectangle(box: Box) -> Path:
    """Return a box as a path."""
    left, top, right, bottom = box
    path = Path()
    path.moveTo(left, top)
    for x, y in ((right, top), (right, bottom), (left, bottom)):
        path.lineTo(x, y)
    path.close()
    return path


def cut(path: Path, by: Path) -> Path:
    """Return what of a path lies within another one: the path itself, where all of it does.  Raises LogoError."""
    inner, outer = path.bounds, by.bounds
    if inner is None or outer is None:
        return Path()
    if _is_box(by) and _holds(outer, inner):
        return path
    return _by(path, by, PathOp.INTERSECTION)


def together(path: Path, other: Path) -> Path:
    """Return what either of two paths covers.  Raises LogoError."""
    return _by(path, other, PathOp.UNION) if list(path) else other


def _by(path: Path, other: Path, how: PathOp) -> Path:
    try:
        return pathops.op(path, other, how, fix_winding=False, keep_starting_points=False)
    except pathops.PathOpsError as error:
        raise LogoError(UNCUT, SIMPLER) from error


def stroked(
    outline: Path,
    matrix: Matrix,
    *,
    width: float,
    cap: LineCap,
    join: LineJoin,
    limit: float,
    dashes: Sequence[float],
    offset: float,
) -> Path:
    """Return a line as the path around it, made as large as it will be so that its curves are exact."""
    scale = scale_of(matrix)
    if width <= 0 or scale <= 0 or not math.isfinite(scale) or not list(outline):
        return Path()
    large = outline.transform(scale, 0, 0, scale, 0, 0)
    is_drawable(large)
    _check_dashes(dashes, outline)
    parts = [each * scale for each in ([*dashes, *dashes] if len(dashes) % 2 else dashes)]
    large.stroke(width * scale, cap, join, limit, parts if sum(parts) else None, offset * scale)
    large.fillType = FillType.WINDING
    return large.transform(*times(matrix, (1 / scale, 0, 0, 1 / scale, 0, 0)))


def _check_dashes(dashes: Sequence[float], outline: Path) -> None:
    if not dashes or not sum(dashes):
        return
    points = [point for _verb, given in outline for point in given if isinstance(point, tuple)]
    long = sum(math.dist(one, other) for one, other in pairwise(points))
    if min(dashes) < 0 or long / sum(dashes) * len(dashes) > MOST_DASHES:
        raise LogoError(DASHES, AS_PATHS)


def composed(found: Sequence[Filled], box: Box) -> Drawing:
    """Return the drawing of filled paths, as large as they are within their box.  Raises LogoError."""
    frame = rectangle(box)
    seen = [Filled(cut(each.path, frame), each.colour) for each in found if is_drawable(each.path)]
    seen = [each for each in seen if each.path.bounds is not None and is_drawable(each.path)]
    if not seen:
        raise LogoError(NOTHING, NOTHING_MEND)
    lefts, tops, rights, bottoms = zip(*(each.path.bounds for each in seen), strict=True)
    left, top, wide, high = min(lefts), min(tops), max(rights) - min(lefts), max(bottoms) - min(tops)
    if wide > high * WIDEST:
        raise LogoError(TOO_WIDE, OTHER_FORM, most=f"{WIDEST:g}")
    if high > wide * TALLEST:
        raise LogoError(TOO_TALL, OTHER_FORM, most=f"{TALLEST:g}")
    scale = HEIGHT / high
    shapes = [_shape(each, (left, top), scale) for each in seen]
    if sum(len(each.path) for each in shapes) > MOST_POINTS:
        raise LogoError(TOO_MANY, SIMPLER, most=f"{MOST_POINTS:,}".replace(",", "."))
    return Drawing(width=max(1, round(wide * scale)), shapes=shapes)


def _shape(given: Filled, corner: tuple[float, float], scale: float) -> Shape:
    inks, seen = _colours(given.colour)
    left, top = corner
    moved = given.path.transform(scale, 0, 0, scale, -left * scale, -top * scale)
    return Shape(
        inks=list(inks),
        screen="#{:02x}{:02x}{:02x}".format(*seen),
        even_odd=given.path.fillType == FillType.EVEN_ODD,
        path=[*_closed(_segments(moved))],
    )


def _colours(given: Rgb | Cmyk) -> tuple[Cmyk, Rgb]:
    if len(given) == 4:
        inks = checked(given)
        return inks, screened(inks)
    return printed(given), given


def _segments(path: Path) -> Iterator[Segment]:
    """Yield a path's segments, curves of all kinds as cubic ones."""
    here = (0.0, 0.0)
    for verb, points in path:
        if verb is PathVerb.MOVE:
            yield "m", *_whole(points)
        elif verb is PathVerb.LINE:
            yield "l", *_whole(points)
        elif verb is PathVerb.CUBIC:
            yield "c", *_whole(points)
        elif verb in (PathVerb.QUAD, PathVerb.CONIC):
            weight = points[2] if verb is PathVerb.CONIC else 1.0
            reach = 4 * weight / (3 * (1 + weight))
            (x, y), (end_x, end_y) = points[:2]
            first = here[0] + reach * (x - here[0]), here[1] + reach * (y - here[1])
            second = end_x + reach * (x - end_x), end_y + reach * (y - end_y)
            yield "c", *_whole((first, second, (end_x, end_y)))
        elif verb is PathVerb.CLOSE:
            yield ("z",)
        if points:
            here = points[1] if verb is PathVerb.CONIC else points[-1]


def _closed(segments: Iterator[Segment]) -> Iterator[Segment]:
    """Yield segments with each part closed, and none that is a place alone."""
    part: list[Segment] = []
    for each in chain(segments, [("m",)]):
        if each[0] == "m":
            if len(part) > 1:
                yield from part if part[-1][0] == "z" else [*part, ("z",)]
            part = []
        part.append(each)


def _whole(points: Sequence[tuple[float, float]]) -> Iterator[int]:
    return (round(each) for point in points for each in point)


def _is_box(path: Path) -> bool:
    """Tell whether a path is a rectangle along the axes."""
    if not all(verb in (PathVerb.MOVE, PathVerb.LINE, PathVerb.CLOSE) for verb, _points in path):
        return False
    left, top, right, bottom = path.bounds
    corners = {point for _verb, points in path for point in points}
    return len(corners) == 4 and math.isclose(abs(path.area), (right - left) * (bottom - top), rel_tol=1e-4)


def _holds(outer: Box, inner: Box) -> bool:
    slack = UNITS * 1e-6
    lower = outer[0] <= inner[0] + slack and outer[1] <= inner[1] + slack
    return lower and outer[2] >= inner[2] - slack and outer[3] >= inner[3] - slack

"""Outlines: what an element of an SVG draws, as a path in user units; percentages are of the view."""

import math
from collections.abc import Sequence
from xml.etree.ElementTree import Element

import pathops
from pathops import Path

from app.i18n import N_
from app.signage.logo.drawing import MOST_POINTS
from app.signage.logo.faults import AS_PATHS, NEVER, SIMPLER, LogoError
from app.signage.logo.svg_numbers import length, numbers, path

TEXTS = {"text", "tspan", "textPath", "tref", "font", "altGlyph"}
FOREIGN = N_("Das SVG enthält Teile, die keine Zeichnung sind („%(name)s“).")
TEXT = N_("Das Logo enthält Text in einer Schrift.")
PICTURE = N_("Das Logo enthält ein Bild aus Bildpunkten.")
AS_VECTORS = N_("Bitte nachzeichnen lassen oder die Vektorfassung des Logos verwenden.")
TOO_MUCH = N_("Das SVG besteht aus zu vielen Teilen.")

View = tuple[float, float]  # width, height


def outline_of(element: Element, name: str, view: View) -> Path:
    """Return what a shape called ``name`` draws.  Raises LogoError for text, pictures and what is no shape."""
    if name in TEXTS:
        raise LogoError(TEXT, AS_PATHS)
    match name:
        case "path":
            return path(element.get("d", ""))
        case "rect":
            return _rectangle(element, view)
        case "circle" | "ellipse":
            return _ellipse(element, name, view)
        case "line":
            return _joined(lengths(element, ("x1", "y1", "x2", "y2"), view), closes=False)
        case "polyline" | "polygon":
            return _joined(numbers(element.get("points", "")), closes=name == "polygon")
        case "image":
            raise LogoError(PICTURE, AS_VECTORS)
    raise LogoError(FOREIGN, NEVER, name=name)


def across(view: View) -> float:
    """Return what percentages of lengths without a direction are of."""
    return math.hypot(*view) / math.sqrt(2)


def lengths(element: Element, names: Sequence[str], view: View) -> list[float]:
    """Return attributes as lengths, in turn along and down; one that is not there is 0."""
    return [length(element.get(name, "0"), view[place % 2]) for place, name in enumerate(names)]


def _rectangle(element: Element, view: View) -> Path:
    x, y, wide, high = lengths(element, ("x", "y", "width", "height"), view)
    along, down = (
        None if element.get(name, "auto").strip() == "auto" else length(element.get(name, ""), view[axis])
        for axis, name in enumerate(("rx", "ry"))
    )
    along, down = (down if along is None else along), (along if down is None else down)  # one is as the other
    return _rounded((x, y), (wide, high), min(along or 0.0, wide / 2), min(down or 0.0, high / 2))


def _ellipse(element: Element, name: str, view: View) -> Path:
    x, y, *radii = lengths(element, ("cx", "cy", "rx", "ry"), view)
    if name == "circle":
        radii = [length(element.get("r", "0"), across(view))] * 2
    wide, high = radii
    return _rounded((x - wide, y - high), (2 * wide, 2 * high), wide, high)


def _rounded(corner: tuple[float, float], size: tuple[float, float], along: float, down: float) -> Path:
    """Return a rectangle with corners of these radii; nothing if it has no size."""
    (x, y), (wide, high), found = corner, size, Path()
    if not (wide > 0 and high > 0):
        return found
    right, low = x + wide, y + high
    if along <= 0 or down <= 0:
        return _joined([x, y, right, y, right, low, x, low], closes=True)
    small, way = pathops.ArcSize.SMALL, pathops.Direction.CW
    start = (x + along, y)
    found.moveTo(*start)
    for side, end in (
        ((right - along, y), (right, y + down)),
        ((right, low - down), (right - along, low)),
        ((x + along, low), (x, low - down)),
        ((x, y + down), (x + along, y)),
    ):
        if side != start:
            found.lineTo(*side)
        start = end
        found.arcTo(along, down, 0, small, way, *end)
    found.close()
    return found


def _joined(given: Sequence[float], *, closes: bool) -> Path:
    found = Path()
    if len(given) > MOST_POINTS * 4:
        raise LogoError(TOO_MUCH, SIMPLER)
    for place in range(0, len(given) - 1, 2):
        (found.lineTo if place else found.moveTo)(given[place], given[place + 1])
    if closes and len(given) > 3:
        found.close()
    return found

"""SVG: what is drawn in the file, as filled paths; strokes become paths, clips are cut, and nothing else is taken.

The XML is read without entities, and nothing outside the file is looked at.  What a plain logo does not have is refused
with a sentence: text, pictures, gradients, effects, scripts, animation, references.  What programs note for themselves
in names of their own is passed over.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from pathops import FillType, LineCap, LineJoin, Path

from app.i18n import N_
from app.signage.logo.composing import UNITS, Box, Filled, composed, cut, is_drawable, stroked, together
from app.signage.logo.drawing import Drawing
from app.signage.logo.faults import AS_PATHS, EXPORT, NEVER, SIMPLER, LogoError
from app.signage.logo.matrix import Matrix, times
from app.signage.logo.svg_numbers import length, numbers, odd, transform
from app.signage.logo.svg_outline import FOREIGN, TOO_MUCH, across, lengths, outline_of
from app.signage.logo.svg_style import (
    OUTSIDE,
    Properties,
    Rule,
    colour,
    is_shown,
    named,
    refuse_outside,
    rules,
    style,
)

SVG = "{http://www.w3.org/2000/svg}"
HREF = ("href", "{http://www.w3.org/1999/xlink}href")
DEEPEST = 64
MOST_ELEMENTS = 10_000  # drawn, those of a symbol as often as it is used
GROUPS = {"svg", "g", "a", "switch", "symbol"}
SILENT = {"defs", "title", "desc", "metadata", "style", "clipPath", "linearGradient", "radialGradient", "pattern"}
SILENT |= {"mask", "filter", "marker", "view", "cursor", "symbol"}
ANIMATIONS = {"animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath", "discard"}
CAPS = {"butt": LineCap.BUTT_CAP, "round": LineCap.ROUND_CAP, "square": LineCap.SQUARE_CAP}
JOINS = {"miter": LineJoin.MITER_JOIN, "round": LineJoin.ROUND_JOIN, "bevel": LineJoin.BEVEL_JOIN}
RULES = {"nonzero": FillType.WINDING, "evenodd": FillType.EVEN_ODD}

NO_SVG = N_("Das ist keine SVG-Datei, die sich lesen lässt.")
ENTITIES = N_("Das SVG enthält Ersetzungen (Entities), die niemand braucht.")
SCRIPT = N_("Das SVG enthält ein Skript.")
ANIMATED = N_("Das Logo bewegt sich.")
TOO_DEEP = N_("Das SVG ist zu tief verschachtelt.")
NO_SIZE = N_("Das SVG sagt nicht, wie groß seine Zeichenfläche ist.")
CLIP = N_("Ein Ausschnitt im Logo ist zu verwickelt.")


class _Builder(TreeBuilder):
    """Builds the tree, and refuses what would bring a style from outside."""

    def pi(self, target: str, text: str | None = None) -> Element:
        if target.lower() == "xml-stylesheet":
            raise LogoError(OUTSIDE, NEVER)
        return super().pi(target, text)


def svg(raw: bytes) -> Drawing:
    """Return the drawing of an SVG.  Raises LogoError."""
    root = _parsed(raw)
    if _name(root) != "svg":
        raise LogoError(NO_SVG, EXPORT)
    elements = list(_checked(root))
    box = _view(root)
    scale = UNITS / box[3]
    start = (scale, 0.0, 0.0, scale, -box[0] * scale, -box[1] * scale)
    sheet = sorted(_sheet(elements), key=lambda rule: rule.weight)
    by_id = {name: each for each in reversed(elements) if (name := each.get("id"))}
    reader = _Reader(sheet, by_id, (box[2], box[3]))
    found = list(reader.drawn(root, _Place(start, {}, (), 0)))
    return composed(found, (0.0, 0.0, box[2] * scale, UNITS))


def _parsed(raw: bytes) -> Element:
    parser = DefusedXMLParser(target=_Builder(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(raw)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise LogoError(ENTITIES, EXPORT) from error
    except (ParseError, LookupError, ValueError) as error:
        if isinstance(error, LogoError):
            raise
        raise LogoError(NO_SVG, EXPORT) from error
    return root


def _name(element: Element) -> str:
    """Return the name of an element of SVG, also of one that does not say so; empty for others."""
    name = str(element.tag)
    return name.removeprefix(SVG) if name.startswith(SVG) or "}" not in name else ""


def _checked(element: Element, depth: int = 0) -> Iterator[Element]:
    """Yield an element and all below that may be of the drawing.  Raises LogoError for what acts or leads outside."""
    name = _name(element)
    if depth > DEEPEST:
        raise LogoError(TOO_DEEP, SIMPLER)
    if not name or "requiredExtensions" in element.attrib:
        return
    if name == "script" or any(each.lower().startswith("on") for each in element.attrib):
        raise LogoError(SCRIPT, NEVER)
    if name in ANIMATIONS:
        raise LogoError(ANIMATED, NEVER)
    if name in ("foreignObject", "iframe", "video", "audio", "canvas", "embed", "object"):
        raise LogoError(FOREIGN, NEVER, name=name)
    if name not in ("image", "feImage"):
        for href in HREF:
            if not element.get(href, "#").strip().startswith("#"):
                raise LogoError(OUTSIDE, NEVER)
    refuse_outside(element.get("style", ""))
    yield element
    for each in element:
        yield from _checked(each, depth + 1)


def _sheet(elements: list[Element]) -> Iterator[Rule]:
    for each in elements:
        if _name(each) == "style":
            yield from rules("".join(each.itertext()))


def _view(root: Element) -> Box:
    """Return the box that is seen, as left, top, width and height in user units.  Raises LogoError."""
    given = numbers(root.get("viewBox", ""))
    said = [root.get(name, "").strip() for name in ("width", "height")]
    sizes = [length(each, 100) for each in said if each not in ("", "auto")]
    if not given and len(sizes) == 2 and not any(each.endswith("%") for each in said):
        given = [0.0, 0.0, *sizes]
    if len(given) != 4 or not all(map(math.isfinite, given)) or min(*given[2:], *sizes) <= 0:
        raise LogoError(NO_SIZE, EXPORT)
    return given[0], given[1], given[2], given[3]


@dataclass(frozen=True)
class _Place:
    """Where an element is drawn: its matrix, how what it lies in looks, what cuts it, and how deep it lies."""

    matrix: Matrix
    around: Properties
    clips: tuple[Path, ...]
    depth: int


@dataclass
class _Reader:
    sheet: list[Rule]
    by_id: Mapping[str, Element]
    view: tuple[float, float]
    used: list[Element] = field(default_factory=list)  # being drawn
    count: int = 0

    def drawn(self, element: Element, at: _Place) -> Iterator[Filled]:
        """Yield what an element draws, from below upwards."""
        name = _name(element)
        self.count += 1
        if self.count > MOST_ELEMENTS or at.depth > DEEPEST:
            raise LogoError(TOO_MUCH if self.count > MOST_ELEMENTS else TOO_DEEP, SIMPLER)
        if not name or "requiredExtensions" in element.attrib or (name in SILENT and not self._is_used(element)):
            return
        looks = style(element, self.sheet, at.around)
        if looks["display"] == "none" or not is_shown(looks["opacity"]):
            return
        matrix = times(at.matrix, transform(element.get("transform", "")))
        clips = (*at.clips, *self._clips(looks["clip-path"], matrix))
        here = _Place(matrix, looks, clips, at.depth + 1)
        if name in GROUPS:
            if name == "svg" and at.depth:
                raise LogoError(FOREIGN, NEVER, name=name)
            yield from self._inside(element, here)
        elif name == "use":
            yield from self._used(element, here)
        else:
            yield from self._shape(element, name, here)

    def _is_used(self, element: Element) -> bool:
        return bool(self.used) and self.used[-1] is element

    def _inside(self, element: Element, here: _Place) -> Iterator[Filled]:
        for each in element:
            found = list(self.drawn(each, here))
            yield from found
            if _name(element) == "switch" and _name(each) and "requiredExtensions" not in each.attrib:
                return

    def _used(self, element: Element, here: _Place) -> Iterator[Filled]:
        href = next((element.get(name, "") for name in HREF if name in element.attrib), "").strip()
        goal = self.by_id.get(href.removeprefix("#"))
        if goal is None:
            return
        if goal in self.used:
            raise LogoError(TOO_DEEP, SIMPLER)
        if _name(goal) == "symbol" and "viewBox" in goal.attrib:
            raise LogoError(FOREIGN, AS_PATHS, name="symbol")
        moved = times(here.matrix, self._moved(element))
        self.used.append(goal)
        yield from self.drawn(goal, _Place(moved, here.around, here.clips, here.depth))
        self.used.pop()

    def _moved(self, element: Element) -> Matrix:
        """Return where a use puts what it names."""
        x, y = lengths(element, ("x", "y"), self.view)
        return 1.0, 0.0, 0.0, 1.0, x, y

    def _shape(self, element: Element, name: str, here: _Place) -> Iterator[Filled]:
        outline = outline_of(element, name, self.view)
        looks = here.around
        if looks["visibility"] != "visible" or not list(outline):
            return
        outline.fillType = _rule(looks["fill-rule"])
        fill = colour(looks, "fill") if name != "line" else None
        if fill is not None:
            yield from self._cut(outline.transform(*here.matrix), fill, here.clips)
        stroke = colour(looks, "stroke")
        if stroke is not None:
            yield from self._cut(self._stroked(outline, looks, here.matrix), stroke, here.clips)

    def _cut(self, path: Path, fill: tuple[int, int, int], clips: tuple[Path, ...]) -> Iterator[Filled]:
        for each in clips:
            if not is_drawable(path):
                return
            path = cut(path, each)
        if list(path):
            yield Filled(path, fill)

    def _stroked(self, outline: Path, looks: Properties, matrix: Matrix) -> Path:
        """Return a line as the path around it."""
        dashes = [] if looks["stroke-dasharray"] == "none" else numbers(_without_units(looks["stroke-dasharray"]))
        cap, join = CAPS.get(looks["stroke-linecap"]), JOINS.get(looks["stroke-linejoin"], JOINS["miter"])
        if cap is None:
            raise odd(looks["stroke-linecap"])
        return stroked(
            outline,
            matrix,
            width=length(looks["stroke-width"], across(self.view)),
            cap=cap,
            join=join,
            limit=length(looks["stroke-miterlimit"], 0),
            dashes=dashes,
            offset=length(looks["stroke-dashoffset"], across(self.view)),
        )

    def _clips(self, given: str, matrix: Matrix) -> Iterator[Path]:
        """Yield what cuts an element: all that its clip draws, together."""
        element = self.by_id.get(named(given))
        if given == "none" or element is None:
            return
        if _name(element) != "clipPath" or element.get("clipPathUnits", "userSpaceOnUse") != "userSpaceOnUse":
            raise LogoError(CLIP, AS_PATHS)
        if element.get("clip-path", "none") != "none" or element in self.used:
            raise LogoError(CLIP, AS_PATHS)
        whole = Path()
        inner = times(matrix, transform(element.get("transform", "")))
        for each in element:
            for found in self._outlines(each, inner):
                whole = together(whole, found)
        yield whole

    def _outlines(self, element: Element, matrix: Matrix) -> Iterator[Path]:
        """Yield the outline of what is in a clip, whatever its colour."""
        name = _name(element)
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise LogoError(TOO_MUCH, SIMPLER)
        if not name or name in SILENT:
            return
        inner = times(matrix, transform(element.get("transform", "")))
        if name == "use":
            href = next((element.get(each, "") for each in HREF if each in element.attrib), "").strip()
            goal = self.by_id.get(href.removeprefix("#"))
            if goal is None or _name(goal) in (*GROUPS, "use"):
                raise LogoError(CLIP, AS_PATHS)
            yield from self._outlines(goal, times(inner, self._moved(element)))
            return
        looks = style(element, self.sheet, {})
        if looks["display"] == "none" or looks["visibility"] != "visible":
            return
        if looks["clip-path"] != "none":
            raise LogoError(CLIP, AS_PATHS)
        outline = outline_of(element, name, self.view)
        outline.fillType = _rule(looks["clip-rule"])
        if is_drawable(found := outline.transform(*inner)):
            yield found


def _rule(given: str) -> FillType:
    return RULES.get(given, FillType.WINDING)


def _without_units(given: str) -> str:
    """Return dashes as numbers of user units."""
    return " ".join(str(length(each, 0)) for each in given.replace(",", " ").split())

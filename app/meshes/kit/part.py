"""What a part of the kit is: a name, parameters with limits, and a function that builds it.

A part's origin is the centre of its foot on the ground; at rotation 0 its front looks to
+Z, which is south.  Everything is in metres, Y up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.meshes.surfaces import Surface

Unit = Literal["m", "deg", "count", "choice", "colour", "share", "seed", "switch", "points", "outline", "text"]
Value = float | int | str | bool
Span = Literal["", "width", "depth", "height", "square", "radius"]
Points = Literal["", "line", "outline"]
PICTURE_FORM = "webp"
SPANS: Mapping[str, Span] = {
    "width_m": "width",
    "length_m": "depth",
    "depth_m": "depth",
    "height_m": "height",
    "radius_m": "radius",
    "diameter_m": "square",
}  # what a parameter of such a name is, unless it says otherwise


@dataclass(frozen=True)
class Parameter:
    """One thing about a part that a scene may set.

    ``what`` is a short German phrase, and ``short`` the same where it stands beside a field and ``what`` is too long
    for that.  ``low`` and ``high`` bound the units m, deg, count, share and seed, both included; ``choices`` lists
    what a choice may be.  A colour is a material's name or "#rrggbb".  Points are a line on the ground as text,
    "x z, x z, …" in metres, an outline the corners of an area in the same way.  A text is one short line of letters.

    ``spans`` is what grows with it: the "width" of the part (along X), its "depth" (along Z), its "height", width and
    depth alike ("square"), or both of these twice as much ("radius"); None: what its name says.
    """

    name: str
    what: str
    unit: Unit
    default: Value
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    short: str = ""
    spans: Span | None = None

    @property
    def label(self) -> str:
        """Return what stands beside its field."""
        return self.short or self.what

    @property
    def span(self) -> Span:
        """Return which extent of the part is changed by it, "" for none."""
        return SPANS.get(self.name, "") if self.spans is None else self.spans


@dataclass(frozen=True)
class Part:
    """A part of the kit.

    ``title`` is what it is called on a palette, in German, and ``what`` a German sentence.  ``search`` are the words by
    which it is found beside its title, in German and in English: first its English title.

    ``build`` takes every parameter by name, and ``detail``: 1.0 for a planning's own file, about
    0.3 for the station's file (fewer sides, no small things).  ``is_ground``: it lies on the ground and is
    walked or driven on, so that a scene that does not say otherwise means the place and not what is planned there.
    """

    name: str
    title: str
    what: str
    parameters: tuple[Parameter, ...]
    build: Callable[..., list[Surface]]
    search: str
    is_ground: bool = False

    def defaults(self) -> dict[str, Value]:
        """Return name -> default of every parameter."""
        return {parameter.name: parameter.default for parameter in self.parameters}

    @property
    def handles(self) -> dict[Span, str]:
        """Return which of its extents an editor may pull at -> the name of the parameter that this changes."""
        return {parameter.span: parameter.name for parameter in self.parameters if parameter.span}

    @property
    def points(self) -> Points:
        """Return what its parameter ``points`` is: a line along which it runs, an outline, or "" if it has none."""
        unit = next((parameter.unit for parameter in self.parameters if parameter.name == "points"), "")
        return "outline" if unit == "outline" else "line" if unit == "points" else ""


def picture_file(part: str) -> str:
    """Return the name of the picture of a part."""
    return f"{part}.{PICTURE_FORM}"

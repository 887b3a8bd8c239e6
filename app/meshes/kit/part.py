"""What a part of the kit is: a name, parameters with limits, and a function that builds it.

A part's origin is the centre of its foot on the ground; at rotation 0 its front looks to
+Z, which is south.  Everything is in metres, Y up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.meshes.surfaces import Surface

Unit = Literal["m", "deg", "count", "choice", "colour", "share", "seed", "switch", "points", "text"]
Value = float | int | str | bool
PICTURE_FORM = "webp"


@dataclass(frozen=True)
class Parameter:
    """One thing about a part that a scene may set.

    ``what`` is a short German phrase.  ``low`` and ``high`` bound the units m, deg, count, share
    and seed, both included; ``choices`` lists what a choice may be.  A colour is a material's name
    or "#rrggbb".  Points are a line or an edge on the ground as text, "x z, x z, …" in metres.  A text is one
    short line of letters.
    """

    name: str
    what: str
    unit: Unit
    default: Value
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the kit.  ``what`` is a German sentence.

    ``build`` takes every parameter by name, and ``detail``: 1.0 for a planning's own file, about
    0.3 for the station's file (fewer sides, no small things).  ``is_ground``: it lies on the ground and is
    walked or driven on, so that a scene that does not say otherwise means the place and not what is planned there.
    """

    name: str
    what: str
    parameters: tuple[Parameter, ...]
    build: Callable[..., list[Surface]]
    is_ground: bool = False

    def defaults(self) -> dict[str, Value]:
        """Return name -> default of every parameter."""
        return {parameter.name: parameter.default for parameter in self.parameters}


def picture_file(part: str) -> str:
    """Return the name of the picture of a part."""
    return f"{part}.{PICTURE_FORM}"

"""The palette: what an editor offers to set down, with all that may be set of it, and the materials to choose from.

All words are German and marked; whoever shows them translates them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.meshes.kit import FAMILIES, TITLES
from app.meshes.kit.choices import CHOICES
from app.meshes.kit.part import Parameter, Part, Points, Span, Unit, Value, picture_file
from app.meshes.materials import MATERIALS, dimmed

OnGround = tuple[tuple[float, float], ...]  # x and z in metres


@dataclass(frozen=True)
class Choice:
    """One of the values that a choice may have, and what it is called."""

    value: str
    title: str


@dataclass(frozen=True)
class Setting:
    """A parameter of a part as an editor shows it; points are pairs [x, z], as a scene has them."""

    name: str
    label: str
    what: str
    unit: Unit
    default: Value | OnGround
    low: float | None
    high: float | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Offer:
    """A part that can be set down.

    ``search`` are further words by which it is found, in all languages.  ``picture`` is a file beside the other
    pictures of the kit.  ``handles`` maps what one may pull at to the name of a setting, see ``Parameter.spans``;
    ``points`` tells whether its setting of that name is a line or an outline, "" if it has none.
    """

    name: str
    title: str
    what: str
    search: str
    picture: str
    settings: tuple[Setting, ...]
    handles: Mapping[Span, str]
    is_ground: bool
    points: Points


@dataclass(frozen=True)
class Family:
    """Parts that lie together."""

    name: str
    title: str
    parts: tuple[Offer, ...]


@dataclass(frozen=True)
class Swatch:
    """A material and the colour "#rrggbb" that stands for it."""

    name: str
    title: str
    colour: str


@dataclass(frozen=True)
class Palette:
    """All families of parts, and all materials that a colour may name."""

    families: tuple[Family, ...]
    materials: tuple[Swatch, ...]


@cache
def palette() -> Palette:
    """Return everything that a scene can be made of."""
    families = tuple(Family(name, TITLES[name], tuple(map(_offer, parts))) for name, parts in FAMILIES.items())
    swatches = tuple(Swatch(each.name, each.what, dimmed(each.colour)) for each in MATERIALS.values())
    return Palette(families, swatches)


def _offer(part: Part) -> Offer:
    return Offer(
        name=part.name,
        title=part.title,
        what=part.what,
        search=part.search,
        picture=picture_file(part.name),
        settings=tuple(map(_setting, part.parameters)),
        handles=part.handles,
        is_ground=part.is_ground,
        points=part.points,
    )


def _setting(parameter: Parameter) -> Setting:
    return Setting(
        name=parameter.name,
        label=parameter.label,
        what=parameter.what,
        unit=parameter.unit,
        default=_points(str(parameter.default)) if parameter.unit in ("points", "outline") else parameter.default,
        low=parameter.low,
        high=parameter.high,
        choices=tuple(Choice(value, CHOICES[value]) for value in parameter.choices),
    )


def _points(text: str) -> OnGround:
    pairs = (pair.split() for pair in text.split(","))
    return tuple((float(x), float(z)) for x, z in pairs)

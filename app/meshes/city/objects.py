"""What both formats give: city objects, made of polygons that say what they are of a building."""

from dataclasses import dataclass
from typing import Literal

Part = Literal["roof", "wall", "ground", "window", "door", "other"]
Kind = Literal["building", "terrain", "other"]

LeftOut = Literal["looks", "templates"]
LOOKS: LeftOut = "looks"  # textures and materials
TEMPLATES: LeftOut = "templates"  # shapes that are drawn once and only named where they stand

BUILDING: Kind = "building"
TERRAIN: Kind = "terrain"
OTHER: Kind = "other"


class CityError(ValueError):
    """A file that cannot be read: ``wrong`` and ``mend`` are German sentences with places for ``values``."""

    def __init__(self, wrong: str, mend: str, **values: object) -> None:
        super().__init__(wrong % values)
        self.wrong = wrong
        self.mend = mend
        self.values = values


@dataclass(frozen=True, slots=True)
class Polygon:
    """A flat face with holes: its outer ring first, each ring a row of x, y, z after x, y, z as the file has them."""

    part: Part
    rings: tuple[list[float], ...]


@dataclass(frozen=True, slots=True)
class CityObject:
    """A building with its parts, or something else that stands in a city, in the best level of detail below 4.

    ``reference`` is the name of the coordinate system that the file gives, empty if it gives none.
    """

    id: str
    name: str
    kind: Kind
    reference: str
    polygons: tuple[Polygon, ...]

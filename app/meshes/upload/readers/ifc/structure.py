"""Structure: which part of a building stands on which storey, and which storeys lie below the ground."""

from collections.abc import Mapping
from dataclasses import dataclass

import ifcopenshell

from app.meshes.upload.wishes import LONGEST_NAME

STOREY = "IfcBuildingStorey"
BELOW_M = -1.5  # a storey whose floor lies deeper is a cellar; the ground floor is about zero by convention
CELLARS = ("keller", "untergeschoss", "basement", "tiefgarage", "fundament", "foundation")


@dataclass(frozen=True, kw_only=True)
class Storey:
    """A storey by its name, unlike all others, and whether it lies below the ground."""

    name: str
    is_below: bool


def storeys(model: ifcopenshell.file, unit_m: float) -> dict[int, Storey]:
    """Return number of entry -> storey, from below to above."""
    found = sorted(model.by_type(STOREY), key=lambda each: (_elevation(each), each.id()))
    named: dict[int, Storey] = {}
    for number, each in enumerate(found, start=1):
        name = said(each, "Name") or said(each, "LongName") or f"Geschoss {number}"
        same = sum(name == other.name for other in named.values())
        below = _elevation(each) * unit_m < BELOW_M or any(word in name.lower() for word in CELLARS)
        named[each.id()] = Storey(name=f"{name} ({same + 1})" if same else name, is_below=below)
    return named


def places(model: ifcopenshell.file) -> Mapping[int, int]:
    """Return number of part -> number of what it is in: a part of a part, a room, a storey, a building."""
    above: dict[int, int] = {}
    for relation, whole, parts in (
        ("IfcRelContainedInSpatialStructure", "RelatingStructure", "RelatedElements"),
        ("IfcRelNests", "RelatingObject", "RelatedObjects"),
        ("IfcRelAggregates", "RelatingObject", "RelatedObjects"),
    ):
        for each in model.by_type(relation):
            if (holder := getattr(each, whole, None)) is not None:
                above |= {part.id(): holder.id() for part in getattr(each, parts, None) or ()}
    return above


def is_round(above: Mapping[int, int]) -> bool:
    """Tell whether something is within itself, where a reader of shapes would never come to an end."""
    ended: set[int] = set()
    for number in above:
        way: set[int] = set()
        while number in above and number not in ended:
            if number in way:
                return True
            way.add(number)
            number = above[number]
        ended |= way
    return False


def storey_of(number: int, above: Mapping[int, int], known: Mapping[int, Storey]) -> Storey | None:
    """Return the storey that holds a part; None if none does.  ``above`` must not be round."""
    while number not in known and number in above:
        number = above[number]
    return known.get(number)


def said(entity: ifcopenshell.entity_instance, attribute: str) -> str:
    """Return an attribute's words in one line; empty for what is missing or no text."""
    try:
        words = getattr(entity, attribute, None)
    except (UnicodeDecodeError, RuntimeError):
        return ""
    return " ".join(words.split())[:LONGEST_NAME] if isinstance(words, str) else ""


def _elevation(storey: ifcopenshell.entity_instance) -> float:
    height = getattr(storey, "Elevation", None)
    return float(height) if isinstance(height, int | float) else 0.0

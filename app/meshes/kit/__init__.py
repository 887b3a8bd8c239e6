"""The kit: every part by its name.

Each family is a module that ends with ``PARTS``; a new family adds its import and its lines here.
"""

from collections.abc import Mapping

from app.i18n import N_
from app.meshes.kit import (
    buildings,
    energy,
    furniture,
    green,
    landmarks,
    people,
    play,
    sensors,
    street,
    transport,
    water,
)
from app.meshes.kit.part import Part

FAMILIES: dict[str, tuple[Part, ...]] = {
    "buildings": buildings.PARTS,
    "energy": energy.PARTS,
    "water": water.PARTS,
    "street": street.PARTS,
    "furniture": furniture.PARTS,
    "play": play.PARTS,
    "green": green.PARTS,
    "transport": transport.PARTS,
    "people": people.PARTS,
    "sensors": sensors.PARTS,
    "landmarks": landmarks.PARTS,
}

TITLES: Mapping[str, str] = {
    "buildings": N_("Gebäude"),
    "energy": N_("Energie und Wärme"),
    "water": N_("Wasser"),
    "street": N_("Straße und Boden"),
    "furniture": N_("Ausstattung"),
    "play": N_("Spielplatz"),
    "green": N_("Grün"),
    "transport": N_("Verkehr"),
    "people": N_("Menschen"),
    "sensors": N_("Sensoren und Zeichen"),
    "landmarks": N_("Besondere Orte"),
}

PARTS: dict[str, Part] = {part.name: part for parts in FAMILIES.values() for part in parts}

"""The kit: every part by its name.

Each family is a module that ends with ``PARTS``; a new family adds its import and its line here.
"""

from app.meshes.kit import buildings, energy, furniture, green, landmarks, people, sensors, street, transport, water
from app.meshes.kit.part import Part

FAMILIES: dict[str, tuple[Part, ...]] = {
    "buildings": buildings.PARTS,
    "energy": energy.PARTS,
    "water": water.PARTS,
    "street": street.PARTS,
    "furniture": furniture.PARTS,
    "green": green.PARTS,
    "transport": transport.PARTS,
    "people": people.PARTS,
    "sensors": sensors.PARTS,
    "landmarks": landmarks.PARTS,
}

PARTS: dict[str, Part] = {part.name: part for parts in FAMILIES.values() for part in parts}

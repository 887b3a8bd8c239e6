"""The family of buildings: houses, halls, works, offices, and what stands in them."""

from app.meshes.kit import arcade, civic, gruenderzeit, halls, houses, interiors, offices, roofing, steel_hall, works

PARTS = (
    *houses.PARTS,
    *gruenderzeit.PARTS,
    *arcade.PARTS,
    *civic.PARTS,
    *halls.PARTS,
    *works.PARTS,
    *steel_hall.PARTS,
    *offices.PARTS,
    *roofing.PARTS,
    *interiors.PARTS,
)

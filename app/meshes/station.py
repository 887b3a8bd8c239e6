"""A station's own asset: all its plannings at once, placed true to one another around the sign.

It is for the table and the overview, so every part comes with less detail and nothing moves.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.meshes.compose import CONTEXT, at_place, identifier, pieces
from app.meshes.dress import dress
from app.meshes.dressed import Dressed, Piece, Place
from app.meshes.scene import Scene, State
from app.meshes.surfaces import Surface, box

DETAIL = 0.3
SIGN = "sign"
SAME_M = 2.5  # how far two plannings may disagree about where a house of their context stands
POST_M = (0.08, 2.4, 0.08)
PLATE_M = (0.297, 0.42, 0.02)
PLATE_FOOT_M = 1.4


@dataclass(frozen=True)
class Standing:
    """A scene and where it stands, seen from the sign: metres, degrees clockwise seen from above."""

    name: str
    scene: Scene
    east_m: float
    north_m: float
    ground_m: float = 0.0
    rotation_deg: float = 0.0


def compose_station(name: str, standing: Sequence[Standing], state: State) -> Dressed:
    """Build one state of a station around its sign; ``name`` becomes that of the root."""
    found = [_sign()]
    context: dict[tuple[Surface, ...], list[Place]] = {}
    for one in standing:
        place = Place((one.east_m, one.ground_m, -one.north_m), one.rotation_deg)
        group = identifier(one.name)
        for piece in pieces(one.scene, state, detail=DETAIL, still=True):
            seen = at_place(piece, place)
            places = _unshown(seen, context) if piece.group == CONTEXT else seen.places
            if places:
                found.append(replace(seen, name=f"{group}_{piece.name}", group=group, places=places))
    return dress(identifier(name), found)


def _unshown(piece: Piece, context: dict[tuple[Surface, ...], list[Place]]) -> tuple[Place, ...]:
    """Return where a piece of context does not stand already: neighbours on a square share their houses."""
    known = context.setdefault(piece.surfaces, [])
    new = tuple(place for place in piece.places if all(math.dist(place.by, there.by) > SAME_M for there in known))
    known.extend(new)
    return new


def _sign() -> Piece:
    """A post with a plate of A3 that faces south; only a mark of where one stands."""
    plate_at = (0.0, PLATE_FOOT_M, POST_M[2] / 2 + PLATE_M[2] / 2)
    surfaces = (
        box(POST_M, material="steel_dark"),
        box(PLATE_M, material="white", at=plate_at, faces="all"),
    )
    return Piece(SIGN, SIGN, surfaces, (Place(),))

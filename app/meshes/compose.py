"""Composing: a scene in one variant becomes pieces, and these are dressed.

What is context turns to clay here, unless its placement says otherwise.  A part is built once for each setting,
however often it stands there and whatever variant or scene asks for it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from app.meshes.dress import dress
from app.meshes.dressed import Dressed, Piece, Pose, placed
from app.meshes.kit import PARTS
from app.meshes.kit.part import Value
from app.meshes.materials import clay
from app.meshes.scene import Scene
from app.meshes.scene.placing import Placement
from app.meshes.skin import Surface, on_grid, painted

Settings = tuple[tuple[str, Value], ...]  # of a part: parameter and value, by name

SPARE_DRAW_CALLS, SPARE_FINISHES = 12, 4  # of the budget, for the uploads of a scene that has some


def compose(name: str, scene: Scene, variant: str, *, detail: float = 1.0, for_baking: bool = False) -> Dressed:
    """Build the parts of the kit in one variant of a scene, without its uploads (``mixed`` adds these).

    ``name`` becomes that of its root, ``for_baking`` is as ``dress`` has it.
    """
    return dress(
        identifier(name),
        pieces(scene, variant, detail=detail),
        for_baking=for_baking,
        spare_draw_calls=SPARE_DRAW_CALLS if scene.uploads else 0,
        spare_finishes=SPARE_FINISHES if scene.uploads else 0,
    )


def pieces(scene: Scene, variant: str, *, detail: float, still: bool = False) -> list[Piece]:
    """Return what stands in a scene in one variant; ``still`` leaves out all motion."""
    found: list[Piece] = []
    for placement in scene.shown(variant):
        found += pieces_of(placement, detail=detail, still=still)
    return _numbered([*found, *scene.around])


def identifier(name: str) -> str:
    """Return a name that glTF and USD both take: letters, digits and underscores."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
    return plain if plain[:1].isalpha() else f"scene_{plain}"


def pieces_of(placement: Placement, *, detail: float, still: bool = False) -> Iterator[Piece]:
    """Yield a piece for each look of a placement."""
    looks = settings_of(placement)
    for look, settings in enumerate(looks):
        surfaces = built(placement.part, settings, detail, placement.clay)
        motion = None if still else placement.motion
        yield Piece(placement.part, placement.role, surfaces, placement.places[look :: len(looks)], motion)


def settings_of(placement: Placement) -> list[Settings]:
    """Return what the part of a placement is set to in each of its looks; place i shows look i modulo their number."""
    seeds = {p.name for p in PARTS[placement.part].parameters if p.unit == "seed"}
    looks = min(placement.looks, len(placement.places)) if seeds else 1
    return [
        tuple(sorted((n, int(v) + look if n in seeds else v) for n, v in placement.values.items()))
        for look in range(looks)
    ]


@lru_cache(maxsize=2048)
def built(part: str, settings: Settings, detail: float, in_clay: bool) -> tuple[Surface, ...]:
    """Build a part as it is set, in its own colours or in clay."""
    surfaces = [on_grid(s) for s in PARTS[part].build(**dict(settings), detail=detail) if len(s.triangles)]
    if not in_clay:
        return tuple(surfaces)
    return tuple(grey for s in surfaces for grey in painted([s], clay(s.material)))


def _numbered(found: Sequence[Piece]) -> list[Piece]:
    """Give every piece a name of its own: a second tree becomes tree_2."""
    counts: dict[str, int] = {}
    named = []
    for piece in found:
        counts[piece.name] = counts.get(piece.name, 0) + 1
        number = counts[piece.name]
        name = piece.name if number == 1 else f"{piece.name}_{chr(96 + number) if number <= 26 else number}"
        named.append(Piece(name, piece.group, piece.surfaces, piece.places, piece.motion))
    return named


def at_place(piece: Piece, place: Pose) -> Piece:
    """Return a piece with all its places seen from a scene that itself stands at ``place``."""
    moved = tuple(within(inner, place) for inner in piece.places)
    return Piece(piece.name, piece.group, piece.surfaces, moved, piece.motion)


def within(inner: Pose, place: Pose) -> Pose:
    """Return a place seen from where that stands in which it is."""
    x, y, z = placed(np.array([inner.by]), place)[0].tolist()
    return Pose((x, y, z), inner.turn_deg + place.turn_deg, inner.scale * place.scale)

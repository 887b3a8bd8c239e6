"""A station's own asset: all its plannings at once, placed true to one another around the sign.

It is for the table and the overview, so every part comes with less detail and nothing moves.  Models made elsewhere
come as they are.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.meshes.compose import CONTEXT, at_place, identifier, pieces, within
from app.meshes.dress import dress
from app.meshes.dressed import Dressed, Finish, Mesh, Piece, Pose
from app.meshes.scene import Scene
from app.meshes.surfaces import Surface, box

DETAIL = 0.3
SIGN = "sign"
SAME_M = 2.5  # how far two plannings may disagree about where a house of their context stands
POST_M = (0.08, 2.4, 0.08)
PLATE_M = (0.297, 0.42, 0.02)
PLATE_FOOT_M = 1.4


@dataclass(frozen=True)
class Standing:
    """A scene in one variant and where it stands, seen from the sign: metres, degrees clockwise seen from above."""

    name: str
    scene: Scene
    variant: str
    east_m: float
    north_m: float
    ground_m: float = 0.0
    rotation_deg: float = 0.0


@dataclass(frozen=True)
class StandingModel:
    """A model made elsewhere and where it stands, as ``Standing`` says it."""

    name: str
    dressed: Dressed
    east_m: float
    north_m: float
    ground_m: float = 0.0
    rotation_deg: float = 0.0


def compose_station(name: str, standing: Sequence[Standing]) -> Dressed:
    """Build a station around its sign; ``name`` becomes that of the root."""
    found = [_sign()]
    context: dict[tuple[Surface, ...], list[Pose]] = {}
    for one in standing:
        place = Pose((one.east_m, one.ground_m, -one.north_m), one.rotation_deg)
        group = identifier(one.name)
        for piece in pieces(one.scene, one.variant, detail=DETAIL, still=True):
            seen = at_place(piece, place)
            places = _unshown(seen, context) if piece.group == CONTEXT else seen.places
            if places:
                found.append(replace(seen, name=f"{group}_{piece.name}", group=group, places=places))
    return dress(identifier(name), found)


def with_models(station: Dressed, models: Sequence[StandingModel]) -> Dressed:
    """Return a composed station with models in it."""
    for number, model in enumerate(models, start=1):
        station = _with_model(station, model, f"{identifier(model.name)}_{number}")
    return station


def _with_model(station: Dressed, model: StandingModel, group: str) -> Dressed:
    """Return a station with one model more; ``group`` goes before all its names, which nothing else has then."""
    place, given = Pose((model.east_m, model.ground_m, -model.north_m), model.rotation_deg), model.dressed
    pictures, finishes, meshes = len(station.pictures), len(station.finishes), len(station.meshes)
    return Dressed(
        station.name,
        (
            *station.nodes,
            *(
                replace(
                    each,
                    name=f"{group}_{each.name}",
                    mesh=each.mesh + meshes,
                    place=within(each.place, place),
                    group=group,
                )
                for each in given.nodes
            ),
        ),
        (*station.meshes, *(_renumbered(each, group, finishes) for each in given.meshes)),
        (*station.finishes, *(_repainted(each, group, pictures) for each in given.finishes)),
        (*station.pictures, *(replace(each, name=f"{group}_{each.name}") for each in given.pictures)),
    )


def _renumbered(mesh: Mesh, group: str, finishes: int) -> Mesh:
    primitives = tuple(replace(each, finish=each.finish + finishes) for each in mesh.primitives)
    return Mesh(f"{group}_{mesh.name}", primitives)


def _repainted(finish: Finish, group: str, pictures: int) -> Finish:
    base, rough = (None if each is None else each + pictures for each in (finish.base, finish.rough))
    return replace(finish, name=f"{group}_{finish.name}", base=base, rough=rough)


def _unshown(piece: Piece, context: dict[tuple[Surface, ...], list[Pose]]) -> tuple[Pose, ...]:
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
    return Piece(SIGN, SIGN, surfaces, (Pose(),))

"""Miniatures: several scenes and models, each at a scale of its own, side by side as one.

A scene brings what is planned, and of the place only what stands amid that: what stands around it would hide it.
All are composed far larger than they are in the end, so that no grid cuts into them, and wear one atlas together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.meshes.bake.scenes import in_front_light
from app.meshes.compose import at_place, identifier, pieces
from app.meshes.deterministic_math import Floats
from app.meshes.dress import dress
from app.meshes.dressed import PLANNED, Dressed, Piece, Pose, placed
from app.meshes.front import Outline, covered, extent, front_turn
from app.meshes.materials import material
from app.meshes.mixed import planned_alone, uploads_alone
from app.meshes.rearranged import moved, shrunk, together
from app.meshes.scales import share_for
from app.meshes.scene import Scene
from app.meshes.skin import Surface

DETAIL = 0.3
LARGER = 400.0  # so much larger than in the end
AROUND = 0.15  # of what is planned: so far about it counts as amid
PLAIN_FROM = 600  # one to so much: no texture is to be seen any more
LEAST_M = 0.0018  # in the end: what is smaller than that is left out


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """A scene in one variant, or a model made elsewhere; ``towards_deg`` is where one looks from, clockwise from -Z."""

    name: str
    title: str
    what: Scene | Dressed
    variant: str = ""
    towards_deg: float = 180.0

    @property
    def foreign_triangles(self) -> int:
        """How many triangles of it were made elsewhere."""
        model = self.what if isinstance(self.what, Dressed) else uploads_alone(self.what, self.variant)
        return model.triangles if model else 0


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A square for one exhibit, in metres of the model: its middle, and how long its sides are."""

    x: float
    z: float
    side_m: float
    y: float = 0.0


def composed(
    name: str, exhibits: Sequence[Exhibit], spots: Sequence[Spot], *, light_px: int
) -> tuple[Dressed, tuple[int, ...]]:
    """Return the exhibits on their spots, and of each the number that its scale is one to.

    ``light_px``: the edge of the page that brings light into the colours of scenes; 0 for none.
    """
    found: list[Piece] = []
    models: list[tuple[str, Dressed]] = []
    shares: list[int] = []
    for number, (exhibit, spot) in enumerate(zip(exhibits, spots, strict=True), start=1):
        group = f"{identifier(exhibit.name)}_{number}"
        if isinstance(exhibit.what, Dressed):
            pose, share = _pose(exhibit.what.footprint(), exhibit, spot)
            models.append((group, _regrouped(moved(exhibit.what, pose), group)))
        else:
            shown = pieces(exhibit.what, exhibit.variant, detail=DETAIL, still=True)
            planned = planned_alone(exhibit.what, exhibit.variant)
            model = planned or (None if _has_planned(shown) else uploads_alone(exhibit.what, exhibit.variant))
            outline = model.footprint() if model else ()
            amid = _amid(shown, outline if planned else ())
            pose, share = _pose(covered([*_clouds(amid), *_cloud(outline)]), exhibit, spot)
            if model:
                models.append((group, _regrouped(moved(model, pose), group)))
            kept = [piece for piece in amid if _size_m(piece) >= LEAST_M * share] or amid
            if share >= PLAIN_FROM:
                kept = [replace(each, surfaces=tuple(map(_plain, each.surfaces))) for each in kept]
            found += [replace(at_place(each, pose), name=f"{group}_{each.name}", group=group) for each in kept]
        shares.append(share)
    scenes = [("", _dressed(identifier(name), found, light_px))] if found else []
    return shrunk(together(name, [*scenes, *models]), 1 / LARGER), tuple(shares)


def _dressed(name: str, found: Sequence[Piece], light_px: int) -> Dressed:
    dressed = dress(name, found, for_baking=light_px > 0)
    return in_front_light(dressed, edge_px=light_px) if light_px else dressed


def _plain(surface: Surface) -> Surface:
    """Return a surface in the mean colour of its texture."""
    worn = material(surface.material)
    return replace(surface, material=worn.colour) if worn.textured and worn.kind == "solid" else surface


def _pose(outline: Outline, exhibit: Exhibit, spot: Spot) -> tuple[Pose, int]:
    """Return where an exhibit stands, larger than in the end, and its scale."""
    turn_deg = front_turn(outline, exhibit.towards_deg, is_wide=True)
    low, high = extent(outline, turn_deg)
    share = share_for(float((high - low).max()) / spot.side_m)
    x, z = ((spot.x, spot.z) - (low + high) / 2 / share).tolist()
    return Pose((x * LARGER, spot.y * LARGER, z * LARGER), turn_deg, LARGER / share), share


def _amid(shown: Sequence[Piece], outline: Outline) -> Sequence[Piece]:
    """Return what is planned, and what of the rest stands in the midst of it; all where nothing is planned.

    ``outline`` is that of planned uploads, empty where there are none.
    """
    planned = [piece for piece in shown if piece.group == PLANNED]
    if not planned and not outline:
        return shown
    low, high = extent(covered([*_clouds(planned), *_cloud(outline)]), 0.0)
    more = float((high - low).max()) * AROUND
    return [kept for piece in shown if (kept := _within(piece, low - more, high + more)).places]


def _within(piece: Piece, low: Floats, high: Floats) -> Piece:
    """Return a piece at those of its places where all of it lies between two corners; all of what is planned."""
    if piece.group == PLANNED:
        return piece
    places = []
    for place in piece.places:
        corners = np.concatenate(list(_clouds([replace(piece, places=(place,))])))
        if (corners.min(axis=0) >= low).all() and (corners.max(axis=0) <= high).all():
            places.append(place)
    return replace(piece, places=tuple(places))


def _has_planned(shown: Sequence[Piece]) -> bool:
    return any(piece.group == PLANNED for piece in shown)


def _cloud(outline: Outline) -> Sequence[Floats]:
    return [np.array(outline)] if outline else []


def _clouds(shown: Sequence[Piece]) -> Iterator[Floats]:
    """Yield the (n, 2) points of pieces, x and z in metres, wherever they stand."""
    for piece in shown:
        for place in piece.places:
            for surface in piece.surfaces:
                yield placed(surface.positions, place)[:, [0, 2]]


def _size_m(piece: Piece) -> float:
    """Return the longest side of a piece, in its own metres."""
    ends = [(each.positions.min(axis=0), each.positions.max(axis=0)) for each in piece.surfaces]
    low, high = np.min([low for low, _ in ends], axis=0), np.max([high for _, high in ends], axis=0)
    return float((high - low).max())


def _regrouped(dressed: Dressed, group: str) -> Dressed:
    return replace(dressed, nodes=tuple(replace(node, group=group) for node in dressed.nodes))

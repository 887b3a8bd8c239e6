"""Plan symbols: each thing of a scene as one draws it on a plan, to scale, seen from above.

``symbols`` gives one for each part as it is set and looks; it is drawn from the very triangles of the part, in the
colours of its materials.  Slopes are lit from the north-west, as on drawn plans; what one walks under is half clear.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.meshes.compose import Settings, built, settings_of
from app.meshes.deterministic_math import Floats
from app.meshes.drafting.seen_from_above import Above, mean_around, seen_from_above
from app.meshes.drafting.silhouettes import around_cells, outlines, path, rounded_path, simplified
from app.meshes.dressed import Dressed, placed
from app.meshes.front import covered
from app.meshes.materials import Rgb, hexcode, material, rgb
from app.meshes.scene import Scene
from app.meshes.scene.placing import UPLOAD
from app.meshes.skin import Surface

DETAIL = 0.3
MOST_PATHS = 8
MOST_LETTERS = 4000  # of all paths of a symbol
FINEST = 1 / 1200  # of a symbol's longer side: what is left out of a line at least
OVERHEAD = 0.62  # how much one sees of what one walks under
FAINTEST = 0.35  # of what is clear
SLOPING = 0.2  # of a unit normal, to the side
LIGHT_DEG = 300.0  # where light comes from, clockwise from -Z
SLOPES = ((0.7, 1.13), (0.0, 1.06), (-0.7, 0.9), (-1.1, 0.8))  # least cosine to the light, and share of the colour
CROWN_LIT = 1.09
ROUND, HALF = 4, 0.4  # cells about each, and the share of them that makes it part of a crown
CROWN, CROWN_SHARE = 14, 0.8  # the same for where a crown catches the light
MOSTLY = 0.7  # covered by leaves
STEM = 0.04  # of what leaves cover: no more than that of a trunk
COARSE = (1.0, 2.0, 4.0, 8.0)  # cells that lines around them leave out
LEAST_SHARE = 0.015  # of what is seen: a slope of less is not told apart
GREY = "#b9b4aa"  # of models made elsewhere


@dataclass(frozen=True)
class Shape:
    """One area of a symbol: the path of an SVG (nonzero) in metres, its fill, how much one sees of it, its height."""

    d: str
    fill: str
    opacity: float
    y: float


@dataclass(frozen=True)
class Symbol:
    """A thing on a plan at turn 0: +x to the right, +z down, in metres about its own origin, its paths low to high.

    ``box`` is (x0, z0, x1, z1); ``height`` is that of its top above its own origin.
    """

    paths: tuple[Shape, ...]
    box: tuple[float, float, float, float]
    height: float


@dataclass(frozen=True)
class Symbols:
    """Key -> symbol; and the keys of each placement and each upload of the scene, in their order: one for each look.

    Place i of a placement shows look i modulo their number.
    """

    symbols: dict[str, Symbol]
    placements: tuple[tuple[str, ...], ...]
    uploads: tuple[tuple[str, ...], ...]


def symbols(scene: Scene) -> Symbols:
    """Return what all of a scene looks like on a plan, in any variant; uploads as far as their models are there."""
    found: dict[str, Symbol] = {}
    keys = []
    for placement in scene.placements:
        looks = [(_key(placement.part, each, placement.clay), each) for each in settings_of(placement)]
        found |= {key: symbol(placement.part, each, in_clay=placement.clay) for key, each in looks}
        keys.append(tuple(key for key, _ in looks))
    models = {f"{UPLOAD}-{slug}": model for slug, model in scene.models.items()}
    found |= {key: _of_model(model) for key, model in models.items()}
    uploads = tuple((f"{UPLOAD}-{each.asset}",) if each.asset in scene.models else () for each in scene.uploads)
    return Symbols(found, tuple(keys), uploads)


@lru_cache(maxsize=4096)
def symbol(part: str, settings: Settings, *, in_clay: bool = False) -> Symbol:
    """Return how a part looks on a plan, in its own colours or in clay."""
    return _drawn(built(part, settings, DETAIL, in_clay))


@lru_cache(maxsize=4096)
def _key(part: str, settings: Settings, in_clay: bool) -> str:
    text = f"{settings} {in_clay}"
    return f"{part}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


@lru_cache(maxsize=16)
def _of_model(model: Dressed) -> Symbol:
    """Return how a model that was made elsewhere looks on a plan: its textures in grey."""
    surfaces = []
    for node in model.nodes:
        for each in model.meshes[node.mesh].primitives:
            finish = model.finishes[each.finish]
            colour = GREY if finish.base is not None else hexcode(_screen(finish.colour))
            points = placed(each.positions, node.place).astype(np.float32)
            surfaces.append(Surface(points, each.normals, each.uvs, each.triangles, colour))
    return _drawn(surfaces)


def _screen(colour: Rgb) -> Rgb:
    red, green, blue = (c * 12.92 if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in colour)
    return red, green, blue


# --- drawing ----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Layer:
    """One area: which of the n triangles that are seen it is made of; of leaves also the (h, w) cells it covers."""

    chosen: NDArray[np.bool_]
    fill: str
    opacity: float
    y: float
    cells: NDArray[np.bool_] | None = None


def _drawn(surfaces: Sequence[Surface]) -> Symbol:
    points = np.concatenate([s.positions[s.triangles.reshape(-1)] for s in surfaces]).astype(np.float64)
    (x0, _, z0), (x1, top, z1) = points.min(axis=0).round(3).tolist(), points.max(axis=0).round(3).tolist()
    above = seen_from_above(surfaces)
    layers = _layers(above)
    shapes = [Shape(d, each.fill, each.opacity, each.y) for d, each in zip(_paths(above, layers), layers, strict=True)]
    shapes = [each for each in shapes if each.d] or [_outline(points, layers[0])]
    return Symbol(tuple(shapes), (x0, z0, x1, z1), top)


def _outline(points: Floats, layer: _Layer) -> Shape:
    """Return what is too thin to be drawn by its triangles."""
    return Shape(path([np.array(covered([points[:, [0, 2]]]))]), layer.fill, layer.opacity, layer.y)


def _layers(above: Above) -> list[_Layer]:
    """Return the areas of a symbol, low to high: one for each colour, and above it its slopes in light and shade."""
    groups = _few(above, _by_colour(above))
    leaves = [each.cells for each in groups if each.cells is not None]
    groups = [each for each in groups if not _is_in_leaves(above, each, leaves)]
    slopes = [(number, slope) for number, group in enumerate(groups) for slope in _slopes(above, group)]
    slopes.sort(key=lambda found: -int(above.spots[found[1].chosen].sum()))
    found = [*enumerate(groups), *slopes[: MOST_PATHS - len(groups)]]
    return [layer for _, layer in sorted(found, key=lambda each: (groups[each[0]].y, each[0]))]


def _by_colour(above: Above) -> list[_Layer]:
    looks = [material(name) for name in above.materials]
    colours = np.array([each.colour for each in looks])[above.kinds]
    shares = np.array([max(each.opacity, FAINTEST) for each in looks])[above.kinds]
    is_leafy = np.array([each.kind == "cut" for each in looks])[above.kinds]
    looks_like = dict.fromkeys(zip(colours.tolist(), shares.tolist(), is_leafy.tolist(), strict=True))
    found = []
    for colour, share, leafy in looks_like:
        chosen = (colours == colour) & (shares == share) & (is_leafy == leafy)
        make = _leaves if leafy else _layer
        found.append(make(above, chosen, colour, min(share, OVERHEAD) if _hangs(above, chosen) else share))
    return found


def _hangs(above: Above, chosen: NDArray[np.bool_]) -> bool:
    """Tell whether one walks under most of this; the eaves of a house are no more than its edge."""
    seen = above.spots[chosen] + 1
    return bool(seen[above.hangs[chosen]].sum() * 2 > seen.sum())


def _layer(above: Above, chosen: NDArray[np.bool_], fill: str, opacity: float) -> _Layer:
    heights = above.corners[chosen, :, 1].mean(axis=1)
    y = float(np.average(heights, weights=above.spots[chosen] + 1))
    return _Layer(chosen, fill, round(opacity, 2), round(y, 3))


def _leaves(above: Above, chosen: NDArray[np.bool_], fill: str, opacity: float) -> _Layer:
    """Return an area of leaves, as round as a crown is, at the height of its top."""
    cells = mean_around(above.cells(chosen), ROUND) > HALF
    return _Layer(chosen, fill, round(opacity, 2), round(float(above.corners[chosen, :, 1].max()), 3), cells)


def _is_in_leaves(above: Above, group: _Layer, leaves: Sequence[NDArray[np.bool_]]) -> bool:
    """Tell whether this is the inside of a crown, which only stands in for leaves."""
    if group.cells is not None or not leaves:
        return False
    own = above.cells(group.chosen)
    return any((own & each).sum() > MOSTLY * own.sum() and own.sum() > STEM * each.sum() for each in leaves)


def _few(above: Above, groups: list[_Layer]) -> list[_Layer]:
    """Return no more than ``MOST_PATHS``: the smallest goes into the one that looks most like it."""
    while len(groups) > MOST_PATHS:
        groups.sort(key=lambda each: -int(above.spots[each.chosen].sum()))
        small = groups.pop()
        near = min(range(len(groups)), key=lambda i: _unlike(groups[i], small))
        into = groups[near]
        make = _layer if into.cells is None else _leaves
        groups[near] = make(above, into.chosen | small.chosen, into.fill, into.opacity)
    return groups


def _unlike(one: _Layer, other: _Layer) -> float:
    colours = sum((a - b) ** 2 for a, b in zip(rgb(one.fill), rgb(other.fill), strict=True))
    return colours + 4 * (one.opacity - other.opacity) ** 2 + ((one.cells is None) != (other.cells is None))


def _slopes(above: Above, group: _Layer) -> list[_Layer]:
    """Return the slopes of a colour by how they face the light; of leaves, where they catch it."""
    if group.cells is not None:
        lit = np.roll(mean_around(group.cells, CROWN) > CROWN_SHARE, (-CROWN // 3, -CROWN // 3), axis=(0, 1))
        return [replace(group, fill=_lighter(group.fill, CROWN_LIT), cells=lit & group.cells)]
    aside = np.hypot(above.normals[:, 0], above.normals[:, 2])
    angle = math.radians(LIGHT_DEG)
    to_light = (above.normals[:, 0] * math.sin(angle) - above.normals[:, 2] * math.cos(angle)) / np.maximum(aside, 1e-9)
    least = max(LEAST_SHARE * float(above.spots.sum()), 1)
    left = group.chosen & (aside > SLOPING)
    found = []
    for cosine, share in SLOPES:
        chosen = left & (to_light >= cosine)
        left = left & ~chosen
        if above.spots[chosen].sum() >= least and chosen.sum() < group.chosen.sum():
            found.append(replace(group, chosen=chosen, fill=_lighter(group.fill, share)))
    return found


def _lighter(colour: str, share: float) -> str:
    red, green, blue = (min(each * share, 1.0) for each in rgb(colour))
    return hexcode((red, green, blue))


def _paths(above: Above, layers: Sequence[_Layer]) -> list[str]:
    """Return the path of each layer, together no longer than ``MOST_LETTERS``: what needs little leaves others room."""
    exact = [outlines(above.corners[each.chosen][..., [0, 2]]) if each.cells is None else [] for each in layers]
    needed = sorted(range(len(layers)), key=lambda i: (layers[i].cells is not None, sum(map(len, exact[i]))))
    found = [""] * len(layers)
    left = MOST_LETTERS
    for place, i in enumerate(needed):
        found[i] = _fitting(above, layers[i], exact[i], left // (len(layers) - place))
        left -= len(found[i])
    return found


def _fitting(above: Above, layer: _Layer, exact: Sequence[Floats], most: int) -> str:
    """Return the path of a layer that fits into so many letters: as exact as that allows, empty if nothing does."""
    for finest in (FINEST, FINEST * 4) if exact else ():
        drawn = path([simplified(line, above.span_m * finest) for line in exact])
        if len(drawn) <= most:
            return drawn
    cells = above.cells(layer.chosen) if layer.cells is None else layer.cells
    around = around_cells(cells, above.low, above.cell_m)
    for coarse in COARSE:
        lines = [line for line in around if np.ptp(line, axis=0).max() > coarse * above.cell_m]
        drawn = rounded_path([simplified(line, coarse * above.cell_m) for line in lines])
        if len(drawn) <= most:
            return drawn
    return ""

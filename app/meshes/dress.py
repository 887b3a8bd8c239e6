"""Dressing: pieces in named materials become meshes with few finishes and few draw calls.

Nearly everything wears the atlas and is drawn at once, group by group.  A texture that covers so much
that cutting it would cost too many triangles repeats as a finish of its own.  What is clear has
its own finish too, and all twigs share one.  A piece that stands in many places keeps one mesh for all of them, while
draw calls last.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.meshes import atlas, twigs
from app.meshes.cutting import cut, tiles_needed
from app.meshes.deterministic_math import DIRECTION_GRID, PICTURE_GRID, Floats, crossed, lengths, snapped
from app.meshes.dressed import Dressed, Finish, Mesh, Node, Piece, Pose, Primitive, faced, placed
from app.meshes.materials import Material, linear, material
from app.meshes.skin import Surface

MOST_FINISHES = 12
MOST_REPEATING = 5
WORTH_REPEATING = 500  # triangles that cutting would add


@dataclass(frozen=True)
class _Sharing:
    """What keeps one mesh for all its places: what saves so much with one more draw call, and is not wider."""

    most_draw_calls: int
    worth_bytes: int
    widest_m: float


ALL = _Sharing(30, 12_000, math.inf)
BAKED = (  # trees, people and cars; a house is lit where it stands, as long as that is not too much
    _Sharing(24, 4_000, 12.5),
    _Sharing(24, 4_000, 20.0),
    _Sharing(24, 4_000, math.inf),
)
MOST_BAKED_BYTES = 1_200_000  # of triangles; the budget of a file has room for pictures beside that

Loose = tuple[Floats, Floats, Floats]  # positions, normals (m, 3, 3) and uvs (m, 3, 2) of loose triangles


def dress(
    name: str, pieces: Sequence[Piece], *, for_baking: bool = False, spare_draw_calls: int = 0, spare_finishes: int = 0
) -> Dressed:
    """Give pieces their finishes; ``name`` is that of the root.

    ``for_baking``: nothing is cut, as every texture repeats however many finishes that makes, and what is wide is
    shared only where there is no other way, so that it can have the light of where it stands.  ``spare_draw_calls``
    and ``spare_finishes`` are left of the budget for what will stand beside the pieces.
    """
    materials = {s.material: material(s.material) for piece in pieces for s in piece.surfaces}
    repeating = _textures(materials) if for_baking else _repeating(pieces, materials, spare_finishes)
    plan = _atlas(materials, repeating)
    cut_out = tuple(sorted(name for name in materials if materials[name].kind == "cut"))
    finishes, finish_of = _finishes(materials, repeating)
    pictures = (
        *plan.pictures(),
        *(atlas.repeating(texture) for texture in repeating),
        *((twigs.sheet(cut_out),) if cut_out else ()),
    )

    def skin(surface: Surface) -> Loose:
        if surface.material in cut_out:
            return _twigs(surface, cut_out)
        return _skin(surface, materials[surface.material], plan, surface.material in repeating)

    meshes = [_mesh(piece, finish_of, skin) for piece in pieces]
    if for_baking:
        apart = [finish.opacity < 1 or finish.glows or finish.cutoff > 0 for finish in finishes]
        drawn_as = [i + 1 if alone else 0 for i, alone in enumerate(apart)]
        for sharing in BAKED:
            kept, nodes = _arrange(pieces, meshes, drawn_as, _less(sharing, spare_draw_calls))
            if sum(primitive.size_bytes for mesh in kept for primitive in mesh.primitives) <= MOST_BAKED_BYTES:
                break
    else:
        kept, nodes = _arrange(pieces, meshes, range(len(finishes)), _less(ALL, spare_draw_calls))
    return Dressed(name, tuple(nodes), tuple(kept), finishes, pictures)


def _less(sharing: _Sharing, draw_calls: int) -> _Sharing:
    return replace(sharing, most_draw_calls=sharing.most_draw_calls - draw_calls)


def _repeating(pieces: Sequence[Piece], materials: dict[str, Material], spare: int) -> tuple[str, ...]:
    """Return the textures that need too many cuts, most first, as many as there may be; ``spare`` fewer."""
    cost: dict[str, float] = {}
    for piece in pieces:
        for surface in piece.surfaces:
            found = materials[surface.material]
            if found.textured and found.kind == "solid":
                added = tiles_needed(surface, atlas.tile_m(found.name)) * len(piece.places)
                cost[found.name] = cost.get(found.name, 0.0) + added
    clear = sum(found.kind == "clear" for found in materials.values())
    cut_out = any(found.kind == "cut" for found in materials.values())
    worth = sorted((name for name in cost if cost[name] > WORTH_REPEATING), key=lambda name: (-cost[name], name))
    in_atlas = sum(found.textured for found in materials.values())
    wanted = max(min(MOST_REPEATING, len(worth)), in_atlas - (atlas.MOST_CELLS - 1))
    most_costly = sorted(cost, key=lambda name: (-cost[name], name))
    return tuple(most_costly[: min(wanted, max(0, MOST_FINISHES - 2 - clear - cut_out - spare))])


def _textures(materials: dict[str, Material]) -> tuple[str, ...]:
    return tuple(sorted({found.name for found in materials.values() if found.textured and found.kind == "solid"}))


def _atlas(materials: dict[str, Material], repeating: Sequence[str]) -> atlas.Atlas:
    opaque = [found for found in materials.values() if found.kind not in ("clear", "cut")]
    plain = sorted({atlas.swatch(found) for found in opaque if not found.textured})
    tiles = sorted(found.name for found in opaque if found.textured and found.name not in repeating)
    return atlas.Atlas(tuple(plain), tuple(tiles))


def _finishes(materials: dict[str, Material], repeating: Sequence[str]) -> tuple[tuple[Finish, ...], dict[str, int]]:
    """Return the finishes that are in use, and material name -> its finish."""
    white = (1.0, 1.0, 1.0)
    wanted = {
        "solid": Finish("solid", white, 1.0, 1.0, base=0, rough=1),
        "glow": Finish("glow", white, 1.0, 1.0, base=0, rough=1, glows=True),
    }
    for i, name in enumerate(repeating):
        found = materials[name]
        wanted[name] = Finish(name, white, found.roughness, found.metallic, base=2 + i, repeats=True)
    wanted["cut"] = Finish("twigs", white, 0.9, 0.0, base=2 + len(repeating), cutoff=twigs.CUTOFF, two_sided=True)
    for name, found in materials.items():
        if found.kind == "clear":
            wanted[name] = Finish(name, linear(found.colour), found.roughness, found.metallic, found.opacity)
    wears = {name: name if name in wanted else found.kind for name, found in materials.items()}
    clear = sorted(name for name in materials if materials[name].kind == "clear")
    used = [name for name in ("solid", "glow", *repeating, "cut", *clear) if name in wears.values()]
    return tuple(wanted[name] for name in used), {name: used.index(wears[name]) for name in wears}


def _skin(surface: Surface, found: Material, plan: atlas.Atlas, repeats: bool) -> Loose:
    """Return a surface as loose triangles with the uvs of its finish, v downward."""
    if found.kind != "clear" and found.textured and not repeats:
        positions, normals, places = cut(surface, atlas.tile_m(found.name))
        return positions, normals, plan.tile_at(found.name, places)
    positions, normals = (array[surface.triangles].astype(np.float64) for array in (surface.positions, surface.normals))
    if repeats:
        tiles = surface.uvs[surface.triangles] / np.array(atlas.tile_m(found.name))
        tiles = tiles - np.floor(tiles.min(axis=(0, 1)))
        return positions, normals, np.stack([tiles[..., 0], 1 - tiles[..., 1]], axis=-1)
    at = (0.0, 0.0) if found.kind == "clear" else plan.plain_at(found)
    return positions, normals, np.broadcast_to(np.array(at), (len(positions), 3, 2))


def _twigs(surface: Surface, names: Sequence[str]) -> Loose:
    """Return cards as loose triangles with their uvs on the sheet of twigs."""
    positions, normals, shares = (
        array[surface.triangles].astype(np.float64) for array in (surface.positions, surface.normals, surface.uvs)
    )
    return positions, normals, twigs.place(names, surface.material, shares)


def _mesh(piece: Piece, finish_of: dict[str, int], skin: Callable[[Surface], Loose]) -> Mesh:
    by_finish: dict[int, list[Loose]] = {}
    for surface in piece.surfaces:
        by_finish.setdefault(finish_of[surface.material], []).append(skin(surface))
    primitives = tuple(
        welded(finish, *(np.concatenate(parts) for parts in zip(*loose, strict=True)))
        for finish, loose in sorted(by_finish.items())
    )
    return Mesh(piece.name, tuple(p for p in primitives if len(p.triangles)))


def welded(finish: int, positions: Floats, normals: Floats, uvs: Floats) -> Primitive:
    """Join corners that are the same in everything; triangles that collapse are left out."""
    grained = [snapped(positions), snapped(normals, DIRECTION_GRID), snapped(uvs, PICTURE_GRID)]
    rows = np.concatenate(grained, axis=2).reshape(-1, 8)
    packed = np.ascontiguousarray(rows, dtype=np.float32).view([("row", "V32")]).reshape(-1)
    _, first, index = np.unique(packed, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")  # in the order of appearance: near things stay near
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    kept, triangles = rows[first[order]], rank[index].reshape(-1, 3)
    edges = kept[triangles[:, 1:], :3] - kept[triangles[:, :1], :3]
    triangles = triangles[lengths(crossed(edges[:, 0], edges[:, 1])) > 1e-9]
    return Primitive(
        finish,
        kept[:, :3].astype(np.float32),
        kept[:, 3:6].astype(np.float32),
        kept[:, 6:].astype(np.float32),
        triangles.astype(np.uint32),
    )


def _arrange(
    pieces: Sequence[Piece], meshes: Sequence[Mesh], drawn_as: Sequence[int], sharing: _Sharing
) -> tuple[list[Mesh], list[Node]]:
    """Decide which meshes stay on their own (what moves, what is shared) and merge the rest by group.

    Finishes that are ``drawn_as`` the same number will be drawn at once.
    """
    apart = {i for i, piece in enumerate(pieces) if piece.motion is not None}
    groups = sorted({piece.group for piece in pieces})
    looks = [{drawn_as[p.finish] for p in mesh.primitives} for mesh in meshes]
    merged = ({k for piece, own in zip(pieces, looks, strict=True) if piece.group == g for k in own} for g in groups)
    calls = sum(map(len, merged)) + sum(len(pieces[i].places) * len(looks[i]) for i in apart)
    small = {i for i, mesh in enumerate(meshes) if _width_m(mesh) <= sharing.widest_m}
    for i in sorted(small - apart, key=lambda i: (-_saving_bytes(pieces[i], meshes[i], looks[i]), i)):
        more = len(pieces[i].places) * len(looks[i])
        if (
            _saving_bytes(pieces[i], meshes[i], looks[i]) >= sharing.worth_bytes
            and calls + more <= sharing.most_draw_calls
        ):
            apart.add(i)
            calls += more
    kept: list[Mesh] = []
    nodes: list[Node] = []
    for group in groups:
        inside = [i for i, piece in enumerate(pieces) if piece.group == group and i not in apart]
        mesh = _merged(f"{group}_merged", [(meshes[i], pieces[i].places) for i in inside])
        if mesh.primitives:
            nodes.append(Node(mesh.name, len(kept), Pose(), group))
            kept.append(mesh)
    for i in sorted(apart):
        piece = pieces[i]
        names = [piece.name if len(piece.places) == 1 else f"{piece.name}_{k + 1}" for k in range(len(piece.places))]
        nodes += [
            Node(name, len(kept), place, piece.group, piece.motion)
            for name, place in zip(names, piece.places, strict=True)
        ]
        kept.append(meshes[i])
    return kept, nodes


def _width_m(mesh: Mesh) -> float:
    """Return the longer side of what a mesh covers seen from above, in metres: a tree is narrow, however tall."""
    return max((float(np.ptp(p.positions, axis=0)[[0, 2]].max()) for p in mesh.primitives), default=0.0)


def _saving_bytes(piece: Piece, mesh: Mesh, looks: set[int]) -> float:
    """Return the bytes that sharing saves for each draw call that it costs."""
    if len(piece.places) < 2 or not mesh.primitives:
        return 0.0
    size = sum(primitive.size_bytes for primitive in mesh.primitives)
    return size * (len(piece.places) - 1) / (len(piece.places) * len(looks))


def _merged(name: str, parts: Sequence[tuple[Mesh, Sequence[Pose]]]) -> Mesh:
    by_finish: dict[int, list[tuple[Primitive, Pose]]] = {}
    for mesh, places in parts:
        for primitive in mesh.primitives:
            by_finish.setdefault(primitive.finish, []).extend((primitive, place) for place in places)
    return Mesh(name, tuple(_joined(finish, found) for finish, found in sorted(by_finish.items())))


def _joined(finish: int, found: Sequence[tuple[Primitive, Pose]]) -> Primitive:
    starts = np.cumsum([0, *(len(primitive.positions) for primitive, _ in found)]).astype(np.uint32)
    return Primitive(
        finish,
        np.concatenate([placed(p.positions, place) for p, place in found]).astype(np.float32),
        np.concatenate([faced(p.normals, place) for p, place in found]).astype(np.float32),
        np.concatenate([p.uvs for p, _ in found]),
        np.concatenate([p.triangles + start for (p, _), start in zip(found, starts, strict=False)]),
    )

"""Gathering: everything that a document shows as loose triangles, where it stands, sorted by role and finish."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.i18n import N_
from app.meshes.deterministic_math import Floats, crossed
from app.meshes.faults import grouped
from app.meshes.skin import unit
from app.meshes.upload.arrays import array
from app.meshes.upload.colour_chart import chart_of
from app.meshes.upload.corner_colours import colours_of, flat_tints, mean_tint
from app.meshes.upload.corners import corners_of
from app.meshes.upload.findings import Findings
from app.meshes.upload.finishes import Wardrobe
from app.meshes.upload.nodes import matrices
from app.meshes.upload.origins import Origins
from app.meshes.upload.outline import Part
from app.meshes.upload.reading import MalformedError, inner
from app.meshes.upload.skeleton import posed
from app.meshes.upload.texture_places import TexturePlace

Loose = tuple[Floats, Floats, Floats]  # positions, normals (m, 3, 3) and uvs (m, 3, 2)
Key = tuple[str, int]  # role and finish
FARTHEST = 1e12
MOST_FLAT = 12  # colours of corners of a primitive that become a material each
MOST_FLAT_OVER_TEXTURE = 3


class _Piece(NamedTuple):
    """Triangles of one finish; of what wears the chart of colours, colours (m, 3, 3) in the place of uvs."""

    loose: Loose
    finish: int


def gathered(
    document: dict[str, object],
    binary: memoryview,
    shown: Sequence[Part],
    wardrobe: Wardrobe,
    findings: Findings,
    role_of: Callable[[Sequence[str]], str],
    origins: Origins,
) -> dict[Key, Loose]:
    """Return role and finish -> its loose triangles.

    ``role_of`` tells the role of a part by the names of its nodes; ``origins`` gets to know what came from which part.
    Raises MalformedError.
    """
    kept: dict[tuple[int, int, int], list[_Piece]] = {}
    found: dict[Key, list[Loose]] = {}
    still = Counter(part.key for part in shown)
    is_seen = False
    for part in shown:
        still[part.key] -= 1
        if part.key not in kept:
            kept[part.key] = _pieces(document, binary, part, wardrobe, findings)
        pieces = kept[part.key] if still[part.key] else kept.pop(part.key)
        places = _places(document, binary, part)
        for piece in pieces:
            is_seen = True
            if len(piece.loose[0]):
                key = role_of(part.names), piece.finish
                placed = _placed(piece.loose, places)
                origins.add(key, part, piece.loose[0], many=len(placed[0]))
                found.setdefault(key, []).append(placed)
    if not found and is_seen:
        mend = N_("Bitte im 3D-Programm noch einmal als GLB ausgeben.")
        findings.add("Netz", N_("Die Punkte der Datei haben keine gültigen Koordinaten."), mend)
    elif not found:
        wrong, mend = N_("Alles in der Datei ist unsichtbar."), N_("Bitte die Deckkraft der Materialien prüfen.")
        findings.add("Material", wrong, mend)
    return _charted({key: _joined(found.pop(key)) for key in list(found)}, wardrobe, findings)


def _charted(found: dict[Key, Loose], wardrobe: Wardrobe, findings: Findings) -> dict[Key, Loose]:
    """Return triangles with places in the chart where they had colours, and draw the chart."""
    worn = {key for key in found if wardrobe.chart is not None and wardrobe.finishes[key[1]].base == wardrobe.chart}
    if not worn or wardrobe.chart is None:
        return found
    chart = chart_of(np.concatenate([found[key][2] for key in worn]))
    wardrobe.album.images[wardrobe.chart] = chart.image()
    findings.note("Farben", N_("Farben an Eckpunkten (Vertex Colors) in eine Textur übertragen."))
    charted = {key: (found[key][0], found[key][1], chart.uvs(found[key][2])) for key in worn}
    return {**found, **charted}


def _joined(loose: Sequence[Loose]) -> Loose:
    """Return several as one; of millions of triangles there is no room for a copy of one alone."""
    if len(loose) == 1:
        return loose[0]
    positions, normals, uvs = (np.concatenate(rows) for rows in zip(*loose, strict=True))
    return positions, normals, uvs


def _pieces(
    document: dict[str, object],
    binary: memoryview,
    part: Part,
    wardrobe: Wardrobe,
    findings: Findings,
) -> list[_Piece]:
    """Return what one sees of a primitive, a piece for each finish that it wears."""
    primitive = part.primitive
    number, attributes = primitive.get("material"), inner(primitive, "attributes")
    plain = wardrobe.outfit(number)
    if plain is None:
        return []
    points = array(document, binary, attributes["POSITION"], "VEC3").astype(np.float64)
    bones = posed(document, binary, part.key[2], primitive) if part.key[2] >= 0 else None
    if bones is not None:
        points = _row(bones[:, :3, 3], len(points)) + (bones[:, :3, :3] @ points[..., None])[..., 0]
    corners = _somewhere(points, corners_of(document, binary, primitive, len(points)), findings)
    loose = _loose(document, binary, attributes, points, corners, plain.place, findings)
    if bones is not None and "NORMAL" in attributes:
        turned = (bones[corners][..., :3, :3] @ loose[1][..., None])[..., 0]
        loose = loose[0], unit(turned), loose[2]
    given = None
    if "COLOR_0" in attributes:
        given = colours_of(document, binary, attributes["COLOR_0"], len(points))
    if given is None or not len(corners):
        return [_Piece(loose, plain.finish)]
    colours = given[corners]
    own = wardrobe.plain_colour(number)
    flat = flat_tints(colours, MOST_FLAT if own else MOST_FLAT_OVER_TEXTURE)
    if flat is None and own is not None:
        outfit = wardrobe.charted(number, mean_tint(colours)[3])
        charted = loose[0], loose[1], colours[..., :3] * np.array(own)
        return [] if outfit is None else [_Piece(charted, outfit.finish)]
    if flat is None:
        findings.note("Farben", N_("Farben an Eckpunkten über einer Textur wurden gemittelt."))
        flat = [(np.arange(len(corners)), mean_tint(colours))]
    worn = [(triangles, wardrobe.outfit(number, tint)) for triangles, tint in flat]
    return [_Piece(_some(loose, triangles), outfit.finish) for triangles, outfit in worn if outfit is not None]


def _some(loose: Loose, triangles: NDArray[np.int64]) -> Loose:
    positions, normals, uvs = loose
    return positions[triangles], normals[triangles], uvs[triangles]


def _loose(
    document: dict[str, object],
    binary: memoryview,
    attributes: dict[str, object],
    points: Floats,
    corners: NDArray[np.int64],
    place: TexturePlace,
    findings: Findings,
) -> Loose:
    """Return triangles as positions, normals, and uvs where their textures are looked up."""
    positions = points[corners]
    if np.abs(positions).max(initial=0) > FARTHEST:
        raise MalformedError("POSITION")
    normals = _flat(positions)
    if "NORMAL" in attributes:
        given = _row(array(document, binary, attributes["NORMAL"], "VEC3"), len(points))[corners]
        normals = np.where(np.isfinite(given).all(axis=2, keepdims=True), given, normals)
    uvs = np.zeros((len(corners), 3, 2))
    if f"TEXCOORD_{place.texcoord}" in attributes:
        rows = _row(array(document, binary, attributes[f"TEXCOORD_{place.texcoord}"], "VEC2"), len(points))
        uvs = _numbers_only(rows, findings)[corners]
    return positions, normals, place.moved(uvs)


def _somewhere(points: Floats, corners: NDArray[np.int64], findings: Findings) -> NDArray[np.int64]:
    """Return the triangles all of whose points are somewhere."""
    there = np.isfinite(points[corners]).all(axis=(1, 2))
    if lost := int((~there).sum()):
        findings.note(
            "Netz", N_("%(count)s Dreiecke mit ungültigen Koordinaten (NaN) weggelassen."), count=grouped(lost)
        )
    return corners[there]


def _numbers_only(rows: Floats, findings: Findings) -> Floats:
    """Return rows with zeros for what is no number."""
    is_number = np.isfinite(rows)
    if not is_number.all():
        findings.note("Netz", N_("Texturkoordinaten, die keine Zahlen sind (NaN), auf 0 gesetzt."))
    return np.where(is_number, rows, 0.0)


def _row(values: NDArray[Any], points: int) -> Floats:
    if len(values) != points:
        raise MalformedError("attributes")
    return values.astype(np.float64)


def _flat(positions: Floats) -> Floats:
    """Return the normal of each triangle for its three corners."""
    edges = positions[:, 1:] - positions[:, :1]
    normals = unit(crossed(edges[:, 0], edges[:, 1]))
    return np.repeat(normals[:, None], 3, axis=1)


def _places(document: dict[str, object], binary: memoryview, part: Part) -> Floats:
    """Return the (k, 4, 4) matrices to all places where a part stands (``EXT_mesh_gpu_instancing``)."""
    if not part.instances:
        return part.matrix[None]

    def rows(name: str, kind: str, default: Sequence[float]) -> Floats:
        if name not in part.instances:
            return np.tile(np.array(default, dtype=np.float64), (part.times, 1))
        return array(document, binary, part.instances[name], kind).astype(np.float64)

    found = matrices(
        rows("TRANSLATION", "VEC3", (0, 0, 0)), rows("ROTATION", "VEC4", (0, 0, 0, 1)), rows("SCALE", "VEC3", (1, 1, 1))
    )
    if not np.isfinite(found).all() or np.abs(found).max() > FARTHEST:
        raise MalformedError("EXT_mesh_gpu_instancing")
    placed: Floats = part.matrix @ found
    return placed


def _placed(loose: Loose, places: Floats) -> Loose:
    """Return triangles at all (k, 4, 4) places; what is mirrored there is turned about, so that its outside stays so.

    Normals are turned by the cofactors, which are there also where a place flattens everything.
    """
    positions, normals, uvs = loose
    if not np.isfinite(places).all():
        raise MalformedError("matrix")
    turns = places[:, :3, :3]
    even = turns / np.maximum(np.abs(turns).max(axis=(1, 2), keepdims=True), 1e-300)
    cofactors = np.cross(even[:, [1, 2, 0]], even[:, [2, 0, 1]])
    is_mirrored = (even[:, 0] * cofactors[:, 0]).sum(axis=1) < 0
    cofactors[is_mirrored] *= -1
    rows = (
        positions @ turns.transpose(0, 2, 1)[:, None] + places[:, None, None, :3, 3],
        unit(normals @ cofactors.transpose(0, 2, 1)[:, None]),
        np.broadcast_to(uvs, (len(places), *uvs.shape)),
    )
    moved, turned, laid = (_turned_about(each, is_mirrored) for each in rows)
    return moved, turned, laid


def _turned_about(rows: Floats, is_mirrored: NDArray[np.bool_]) -> Floats:
    """Return (k, m, 3, n) corners as (k * m, 3, n), in the other order where a place mirrors them."""
    if is_mirrored.any():
        rows = np.where(is_mirrored[:, None, None, None], rows[:, :, ::-1], rows)
    return rows.reshape(-1, *rows.shape[2:])

"""Gathering: everything that a document shows as loose triangles, where it stands, sorted by role and finish."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.i18n import N_
from app.meshes.deterministic_math import Floats, crossed
from app.meshes.faults import grouped
from app.meshes.skin import unit
from app.meshes.upload.arrays import array
from app.meshes.upload.corners import corners_of
from app.meshes.upload.findings import Findings
from app.meshes.upload.finishes import Wardrobe
from app.meshes.upload.nodes import matrices
from app.meshes.upload.origins import Origins
from app.meshes.upload.outline import Part
from app.meshes.upload.reading import MalformedError, inner, thing, things

Loose = tuple[Floats, Floats, Floats]  # positions, normals (m, 3, 3) and uvs (m, 3, 2)
Key = tuple[str, int]  # role and finish
FARTHEST = 1e12
CLEAR = N_("Farben an Eckpunkten (Vertex Colors) zeigt ein iPhone nicht.")
CLEAR_MEND = N_("Bitte als Textur oder Materialfarbe ausgeben.")


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
    kept: dict[tuple[int, int], Loose] = {}
    found: dict[Key, list[Loose]] = {}
    still = Counter(part.key for part in shown)
    is_seen = False
    for part in shown:
        outfit = wardrobe.outfit(part.primitive.get("material"))
        still[part.key] -= 1
        if outfit is None:
            continue
        is_seen = True
        if part.key not in kept:
            kept[part.key] = _loose(document, binary, part.primitive, outfit.place.texcoord, findings)
        positions, normals, uvs = kept[part.key] if still[part.key] else kept.pop(part.key)
        if not len(positions):
            continue
        loose = positions, normals, outfit.place.moved(uvs)
        key = (role_of(part.names), outfit.finish)
        placed = _placed(loose, _places(document, binary, part))
        origins.add(key, part, positions, many=len(placed[0]))
        found.setdefault(key, []).append(placed)
    if not found and is_seen:
        mend = N_("Bitte im 3D-Programm noch einmal als GLB ausgeben.")
        findings.add("Netz", N_("Die Punkte der Datei haben keine gültigen Koordinaten."), mend)
    elif not found:
        wrong, mend = N_("Alles in der Datei ist unsichtbar."), N_("Bitte die Deckkraft der Materialien prüfen.")
        findings.add("Material", wrong, mend)
    return {key: _joined(found.pop(key)) for key in list(found)}


def _joined(loose: Sequence[Loose]) -> Loose:
    """Return several as one; of millions of triangles there is no room for a copy of one alone."""
    if len(loose) == 1:
        return loose[0]
    positions, normals, uvs = (np.concatenate(rows) for rows in zip(*loose, strict=True))
    return positions, normals, uvs


def _loose(
    document: dict[str, object], binary: memoryview, primitive: dict[str, object], texcoord: int, findings: Findings
) -> Loose:
    """Return the triangles of a primitive that are somewhere: positions, normals and uvs."""
    attributes = inner(primitive, "attributes")
    points = array(document, binary, attributes["POSITION"], "VEC3").astype(np.float64)
    corners = _somewhere(points, corners_of(document, binary, primitive, len(points)), findings)
    positions = points[corners]
    if np.abs(positions).max(initial=0) > FARTHEST:
        raise MalformedError("POSITION")
    normals = _flat(positions)
    if "NORMAL" in attributes:
        given = _row(array(document, binary, attributes["NORMAL"], "VEC3"), len(points))[corners]
        normals = np.where(np.isfinite(given).all(axis=2, keepdims=True), given, normals)
    uvs = np.zeros((len(corners), 3, 2))
    if f"TEXCOORD_{texcoord}" in attributes:
        rows = _row(array(document, binary, attributes[f"TEXCOORD_{texcoord}"], "VEC2"), len(points))
        uvs = _numbers_only(rows, findings)[corners]
    if "COLOR_0" in attributes and not _is_white(document, binary, attributes["COLOR_0"]):
        findings.add("Farben", CLEAR, CLEAR_MEND)
    return positions, normals, uvs


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


def _is_white(document: dict[str, object], binary: memoryview, number: object) -> bool:
    kind = thing(things(document, "accessors"), number).get("type")
    values = array(document, binary, number, "VEC3" if kind == "VEC3" else "VEC4")
    return bool((values >= 0.99).all())


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
    moved = []
    for place in places:
        turn = place[:3, :3] / max(float(np.abs(place[:3, :3]).max()), 1e-300)
        cofactors = np.cross(turn[[1, 2, 0]], turn[[2, 0, 1]])
        is_mirrored = float((turn[0] * cofactors[0]).sum()) < 0
        order = slice(None, None, -1) if is_mirrored else slice(None)
        turned = unit(normals @ (-cofactors if is_mirrored else cofactors).T)
        moved.append(((positions @ place[:3, :3].T + place[:3, 3])[:, order], turned[:, order], uvs[:, order]))
    return _joined(moved)

"""Taking in, step by step: reader, outline, numbers, textures, standing, budget."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.i18n import N_
from app.meshes import check, glb
from app.meshes.compose import identifier
from app.meshes.deterministic_math import Floats, crossed
from app.meshes.dress import welded
from app.meshes.dressed import Dressed, Mesh, Node, Pose
from app.meshes.skin import unit
from app.meshes.upload.arrays import array
from app.meshes.upload.findings import Finding, Findings
from app.meshes.upload.finishes import Wardrobe, pictures
from app.meshes.upload.formats import given
from app.meshes.upload.outline import MalformedError, Part, check_promises, count, inner, parts, thing, things
from app.meshes.upload.standing import stood
from app.meshes.upload.wishes import CALLED, GROUPS, MOST_NODES_SAID, ROLES, Unit, Up, Wishes, role_of

Loose = tuple[Floats, Floats, Floats]  # positions, normals (m, 3, 3) and uvs (m, 3, 2)
Key = tuple[str, int]  # role and finish
AUTO = Wishes()
MALFORMED = (
    AttributeError,
    IndexError,
    KeyError,
    MalformedError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
CLEAR = N_("Farben an Eckpunkten (Vertex Colors) zeigt ein iPhone nicht.")
CLEAR_MEND = N_("Bitte als Textur oder Materialfarbe ausgeben.")


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What came of a file: a GLB that phones can show, what was mended, and how large it is in metres.

    ``nodes`` are the names of its parts, each with the role that it is taken for.
    """

    glb: bytes
    notes: tuple[Finding, ...]
    triangles: int
    size_m: tuple[float, float, float]
    nodes: Mapping[str, str]


def take_in(raw: memoryview, *, name: str, wishes: Wishes = AUTO) -> TakenIn:
    """Return the clean GLB of an uploaded file.  Raises RefusedError with every fault found."""
    findings = Findings()
    nodes: dict[str, str] = {}
    dressed = _dressed(raw, name, findings, _Reading(wishes, CALLED, nodes, mends=True))
    content = glb.write(dressed, copyright="")
    _check_weight(dressed, content, findings)
    findings.settle()
    return TakenIn(
        glb=content,
        notes=tuple(findings.notes),
        triangles=dressed.triangles,
        size_m=dressed.size_m,
        nodes=dict(list(nodes.items())[:MOST_NODES_SAID]),
    )


def _check_weight(dressed: Dressed, content: bytes, findings: Findings) -> None:
    """Note what of the budget is left to be broken: triangles and textures kept to it on their way."""
    count, most = len(dressed.finishes), check.PLANNING.finishes
    if count > most:
        wrong = N_("Das Modell hat %(count)s Materialien.")
        mend = N_("Höchstens %(most)s. Bitte gleiche zusammenlegen oder Farben in eine Textur backen.")
        findings.add("Materialien", wrong, mend, count=count, most=most)
    if len(content) > check.PLANNING.glb_bytes:
        wrong = N_("Für Telefone fertig gemacht hat das Modell %(kilobytes)s kB.")
        mend = N_("Höchstens %(most)s kB. Bitte Dreiecke verringern und gleiche Punkte verschmelzen.")
        sizes = {"kilobytes": len(content) // 1000, "most": check.PLANNING.glb_bytes // 1000}
        findings.add("Dateigröße", wrong, mend, **sizes)


def dressed_of(content: bytes, *, name: str) -> Dressed:
    """Return what a GLB that was taken in shows.  Raises RefusedError if it is none."""
    return _dressed(
        memoryview(content), name, Findings(), _Reading(Wishes(unit="m", up="y", roles=GROUPS), {}, {}, mends=False)
    )


@dataclass(frozen=True)
class _Reading:
    """How a file is read: what is said of it, which words tell a role, and the names of nodes as they are found."""

    wishes: Wishes
    called: Mapping[str, Sequence[str]]
    nodes: dict[str, str]
    mends: bool

    def role(self, names: Sequence[str]) -> str:
        """Return the role of a part, and keep the name by which a person speaks of it."""
        role = role_of(names, self.wishes.roles, self.called)
        if names:
            self.nodes.setdefault(names[-1], role)
        return role


def _dressed(raw: memoryview, name: str, findings: Findings, reading: _Reading) -> Dressed:
    found = given(raw, reading.wishes, findings)
    document, binary = found.document, found.binary
    try:
        check_promises(document, findings)
        shown = parts(document, findings)
        count(document, shown, check.PLANNING.triangles, findings)
        findings.settle()
        wardrobe = Wardrobe(document, binary, findings)
        loose = _gathered(document, binary, shown, wardrobe, findings, reading)
        textures = pictures(wardrobe, check.PLANNING)
    except MALFORMED as error:
        if findings.faults:
            findings.settle()
        wrong = N_("Die Datei widerspricht sich selbst (%(where)s).")
        mend = N_("Bitte im 3D-Programm noch einmal als GLB ausgeben.")
        findings.add("Datei", wrong, mend, where=str(error)[:60] or type(error).__name__)
    findings.settle()
    if reading.mends:
        wishes = reading.wishes
        unit = found.unit if wishes.unit == "auto" else wishes.unit
        up = found.up if wishes.up == "auto" else wishes.up
        loose = _mended(loose, unit, up, findings)
    meshes = [_mesh(role, loose) for role in ROLES if any(key[0] == role for key in loose)]
    meshes = [mesh for mesh in meshes if mesh.primitives]
    if not meshes:
        findings.add(
            "Szene", N_("Alle Dreiecke der Datei sind ohne Fläche."), N_("Stimmt die Einheit? Sie steht im Formular.")
        )
    findings.settle()
    nodes = tuple(Node(f"{mesh.name}_merged", place, Pose(), mesh.name) for place, mesh in enumerate(meshes))
    return Dressed(identifier(name), nodes, tuple(meshes), tuple(wardrobe.finishes), textures)


def _mesh(role: str, loose: dict[Key, Loose]) -> Mesh:
    primitives = [welded(finish, *found) for (of, finish), found in sorted(loose.items()) if of == role]
    return Mesh(role, tuple(each for each in primitives if len(each.triangles)))


def _mended(loose: dict[Key, Loose], given: Unit, up: Up, findings: Findings) -> dict[Key, Loose]:
    """Return everything in metres, upright and on the ground."""
    starts = np.cumsum([len(found[0]) for found in loose.values()])[:-1]
    positions = np.concatenate([found[0] for found in loose.values()])
    normals = np.concatenate([found[1] for found in loose.values()])
    positions, normals = stood(positions, normals, given, up, findings)
    pieces = zip(loose.items(), np.split(positions, starts), np.split(normals, starts), strict=True)
    return {key: (moved, turned, found[2]) for (key, found), moved, turned in pieces}


def _gathered(
    document: dict[str, object],
    binary: memoryview,
    shown: list[Part],
    wardrobe: Wardrobe,
    findings: Findings,
    reading: _Reading,
) -> dict[Key, Loose]:
    """Return role and finish -> its loose triangles, everything where it stands."""
    kept: dict[tuple[int, int], Loose] = {}
    found: dict[Key, list[Loose]] = {}
    for part in shown:
        if part.key not in kept:
            kept[part.key] = _loose(document, binary, part.primitive, findings)
        finish = wardrobe.finish(part.primitive.get("material"))
        found.setdefault((reading.role(part.names), finish), []).append(_placed(kept[part.key], part.matrix))
    return {
        key: (
            np.concatenate([each[0] for each in loose]),
            np.concatenate([each[1] for each in loose]),
            np.concatenate([each[2] for each in loose]),
        )
        for key, loose in found.items()
    }


def _loose(document: dict[str, object], binary: memoryview, primitive: dict[str, object], findings: Findings) -> Loose:
    attributes = inner(primitive, "attributes")
    points = array(document, binary, attributes["POSITION"], "VEC3").astype(np.float64)
    corners = _corners(document, binary, primitive, len(points))
    positions = points[corners]
    if np.abs(positions).max() > 1e9:
        raise MalformedError("POSITION")
    normals = _flat(positions)
    if "NORMAL" in attributes:
        normals = _row(array(document, binary, attributes["NORMAL"], "VEC3"), len(points))[corners]
    uvs = np.zeros((len(corners), 3, 2))
    if "TEXCOORD_0" in attributes:
        uvs = _row(array(document, binary, attributes["TEXCOORD_0"], "VEC2"), len(points))[corners]
    if "COLOR_0" in attributes and not _is_white(document, binary, attributes["COLOR_0"]):
        findings.add("Farben", CLEAR, CLEAR_MEND)
    return positions, normals, np.clip(uvs, -4096, 4096)


def _corners(
    document: dict[str, object], binary: memoryview, primitive: dict[str, object], points: int
) -> NDArray[np.int64]:
    """Return (m, 3) numbers of points."""
    if "indices" in primitive:
        numbers = array(document, binary, primitive["indices"], "SCALAR").reshape(-1)
        if numbers.dtype != np.int64 or numbers.min() < 0 or numbers.max() >= points:
            raise MalformedError("indices")
    else:
        numbers = np.arange(points)
    return numbers[: len(numbers) // 3 * 3].reshape(-1, 3)


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


def _placed(loose: Loose, matrix: Floats) -> Loose:
    """Return triangles where their node stands; what a node mirrors is turned about, so that its outside stays so."""
    positions, normals, uvs = loose
    turn, shift = matrix[:3, :3], matrix[:3, 3]
    size = np.linalg.det(turn)
    if not np.isfinite(matrix).all() or abs(size) < 1e-24:
        raise MalformedError("matrix")
    moved = positions @ turn.T + shift
    turned = unit(normals @ np.linalg.inv(turn))
    order = slice(None, None, -1) if size < 0 else slice(None)
    return moved[:, order], turned[:, order], uvs[:, order]

"""The outline of a glTF document: what it is made of, checked by what it says of itself before any number is read."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.faults import grouped
from app.meshes.upload.findings import Findings
from app.meshes.upload.wishes import LONGEST_NAME

MOST_NODES = 20_000
MOST_VERTICES = 600_000
UNDERSTOOD = {"KHR_materials_unlit", "KHR_mesh_quantization", "EXT_texture_webp"}
PACKED = {
    "KHR_draco_mesh_compression": "Draco",
    "EXT_meshopt_compression": "Meshopt",
    "KHR_meshopt_compression": "Meshopt",
    "KHR_texture_basisu": "KTX2/Basis",
    "KHR_gaussian_splatting": "Gaussian Splatting",
}
OUTSIDE = {"buffers": N_("Daten liegen außerhalb der Datei."), "images": N_("Bilder liegen außerhalb der Datei.")}
TRIANGLES = 4
LINES = {0, 1, 2, 3}
IDENTITY = np.eye(4)


class MalformedError(ValueError):
    """The document names something that is not there, or says something else than it may at that place."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One primitive of a mesh where it is shown: its place in the document, and the (4, 4) matrix from there.

    ``names`` are those of its nodes, from the root on, as far as they have one.
    """

    primitive: dict[str, object]
    key: tuple[int, int]  # mesh, primitive
    matrix: Floats
    names: tuple[str, ...]


def things(document: dict[str, object], name: str) -> list[dict[str, object]]:
    """Return a list of the document, empty if it has none.  Raises MalformedError unless all in it are objects."""
    found = document.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise MalformedError(name)
    return found


def thing(found: list[dict[str, object]], number: object) -> dict[str, object]:
    """Return the entry of that number.  Raises MalformedError if there is none."""
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(found):
        raise MalformedError(f"{number}")
    return found[number]


def inner(given: dict[str, object], name: str) -> dict[str, object]:
    """Return an object within another, empty if there is none.  Raises MalformedError for anything else."""
    found = given.get(name, {})
    if not isinstance(found, dict):
        raise MalformedError(name)
    return found


def whole(given: object, default: int = 0) -> int:
    """Return a number that counts something.  Raises MalformedError for any other."""
    if given is None:
        return default
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given < 2**53:
        raise MalformedError(f"{given}")
    return given


def check_promises(document: dict[str, object], findings: Findings) -> None:
    """Note what the file asks of a reader that ours, and phones, do not do."""
    version = inner(document, "asset").get("version", "")
    if not str(version).startswith("2"):
        wrong = N_("Die Datei nennt glTF %(version)s.")
        findings.add("Datei", wrong, N_("Bitte als glTF 2.0 ausgeben."), version=str(version)[:20] or "–")
    needed, used = _names(document, "extensionsRequired"), _names(document, "extensionsUsed")
    for name in sorted(needed - UNDERSTOOD):
        if name in PACKED:
            wrong, mend = (
                N_("Die Datei ist mit %(how)s gepackt."),
                N_("Bitte beim Ausgeben die Kompression abschalten."),
            )
            findings.add("Erweiterung", wrong, mend, how=PACKED[name])
        else:
            wrong = N_("Die Datei braucht die Erweiterung „%(name)s“, die Telefone nicht kennen.")
            findings.add("Erweiterung", wrong, N_("Bitte ohne sie ausgeben."), name=name[:60])
    for name in sorted(used - needed - UNDERSTOOD):
        findings.note("Erweiterung", N_("„%(name)s“ weggelassen: Telefone zeigen sie nicht."), name=name[:60])
    for name, wrong in OUTSIDE.items():
        if any("uri" in each for each in things(document, name)):
            mend = N_("Bitte als eine einzige GLB-Datei mit eingebetteten Texturen ausgeben.")
            findings.add("Verweis", wrong, mend)


def parts(document: dict[str, object], findings: Findings) -> list[Part]:
    """Return everything that the scene shows, in order."""
    nodes, meshes = things(document, "nodes"), things(document, "meshes")
    if len(nodes) > MOST_NODES:
        wrong = N_("Die Szene hat %(count)s Knoten.")
        findings.add(
            "Szene", wrong, N_("Höchstens %(most)s. Bitte Objekte verbinden."), count=len(nodes), most=MOST_NODES
        )
        findings.settle()
    found: list[Part] = []
    for node, matrix, names in _walked(document, nodes):
        if "skin" in node:
            wrong, mend = N_("Das Modell hat ein Skelett."), N_("Bitte in Ruhestellung als festes Netz ausgeben.")
            findings.add("Szene", wrong, mend)
        if "mesh" in node:
            number = whole(node["mesh"])
            for place, primitive in enumerate(things(thing(meshes, number), "primitives")):
                if _is_shown(primitive, findings):
                    found.append(Part(primitive=primitive, key=(number, place), matrix=matrix, names=names))
    if things(document, "animations"):
        findings.note("Bewegung", N_("Bewegungen weggelassen: Hochgeladene Modelle stehen still."))
    if not found:
        wrong, mend = N_("Die Datei zeigt kein einziges Dreieck."), N_("Bitte das Modell auswählen und mit ausgeben.")
        findings.add("Szene", wrong, mend)
    return found


def count(document: dict[str, object], shown: list[Part], most: int, findings: Findings) -> int:
    """Return how many triangles are shown; note if there are too many, or far too many points."""
    accessors = things(document, "accessors")
    total = vertices = 0
    known: set[tuple[int, int]] = set()
    for part in shown:
        points = _length(accessors, inner(part.primitive, "attributes").get("POSITION"))
        corners = _length(accessors, part.primitive["indices"]) if "indices" in part.primitive else points
        total += corners // 3
        vertices += 0 if part.key in known else points
        known.add(part.key)
    if total > most:
        wrong = N_("Das Modell hat %(count)s Dreiecke.")
        mend = N_("Höchstens %(most)s. Bitte vereinfachen, zum Beispiel in Blender mit dem Modifikator „Decimate“.")
        findings.add("Dreiecke", wrong, mend, count=grouped(total), most=grouped(most))
    if vertices > MOST_VERTICES:
        wrong = N_("Das Modell hat %(count)s Punkte.")
        mend = N_("Höchstens %(most)s. Bitte doppelte Punkte verschmelzen.")
        findings.add("Punkte", wrong, mend, count=grouped(vertices), most=grouped(MOST_VERTICES))
    return total


def _names(document: dict[str, object], field: str) -> set[str]:
    found = document.get(field, [])
    if not isinstance(found, list) or len(found) > 200:
        raise MalformedError(field)
    return {str(name) for name in found}


def _is_shown(primitive: dict[str, object], findings: Findings) -> bool:
    mode = whole(primitive.get("mode"), TRIANGLES)
    if mode in LINES:
        findings.note("Netz", N_("Punkte und Linien weggelassen: In AR sind nur Flächen zu sehen."))
        return False
    if mode != TRIANGLES:
        wrong, mend = (
            N_("Das Netz besteht aus Dreiecksstreifen oder -fächern."),
            N_("Bitte als einzelne Dreiecke ausgeben."),
        )
        findings.add("Netz", wrong, mend)
    if "targets" in primitive:
        findings.note("Netz", N_("Verformungen (Shape Keys) weggelassen: gezeigt wird die Grundform."))
    return True


def _length(accessors: list[dict[str, object]], number: object) -> int:
    return whole(thing(accessors, number).get("count"))


def _walked(
    document: dict[str, object], nodes: list[dict[str, object]]
) -> Iterator[tuple[dict[str, object], Floats, tuple[str, ...]]]:
    """Yield each node of the scene with its matrix and its names.  Raises MalformedError if one is reached twice."""
    scenes = things(document, "scenes")
    if scenes:
        roots = thing(scenes, whole(document.get("scene"))).get("nodes", [])
    else:
        children = {child for node in nodes for child in _numbers(node.get("children", []))}
        roots = [number for number in range(len(nodes)) if number not in children]
    seen: set[int] = set()
    waiting: list[tuple[int, Floats, tuple[str, ...]]] = []
    waiting += [(number, IDENTITY, ()) for number in reversed(_numbers(roots))]
    while waiting:
        number, above, names = waiting.pop()
        if number in seen:
            raise MalformedError("nodes")
        seen.add(number)
        node = thing(nodes, number)
        matrix = above @ _matrix(node)
        if isinstance(name := node.get("name"), str) and name.strip():
            names = (*names, name.strip()[:LONGEST_NAME])
        yield node, matrix, names
        waiting += [(child, matrix, names) for child in reversed(_numbers(node.get("children", [])))]


def _numbers(given: object) -> list[int]:
    if not isinstance(given, list) or len(given) > MOST_NODES:
        raise MalformedError("children")
    return [whole(each) for each in given]


def _matrix(node: dict[str, object]) -> Floats:
    if "matrix" in node:
        return _floats(node["matrix"], 16).reshape(4, 4).T
    x, y, z, w = _floats(node.get("rotation", [0, 0, 0, 1]), 4).tolist()
    length = (x * x + y * y + z * z + w * w) ** 0.5 or 1.0
    x, y, z, w = x / length, y / length, z / length, w / length
    turn = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    found = np.eye(4)
    found[:3, :3] = turn * _floats(node.get("scale", [1, 1, 1]), 3)
    found[:3, 3] = _floats(node.get("translation", [0, 0, 0]), 3)
    return found


def _floats(given: object, size: int) -> Floats:
    if not isinstance(given, list) or len(given) != size or not all(isinstance(each, int | float) for each in given):
        raise MalformedError("numbers")
    found = np.array(given, dtype=np.float64)
    if not np.isfinite(found).all() or np.abs(found).max() > 1e12:
        raise MalformedError("numbers")
    return found

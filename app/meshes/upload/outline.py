"""The outline of a glTF document: what it is made of, checked by what it says of itself before any number is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.faults import grouped
from app.meshes.upload.arrays import length_of
from app.meshes.upload.corners import LINES, MODES, TRIANGLES, triangles_in
from app.meshes.upload.findings import Findings
from app.meshes.upload.finishes import MATERIAL_EXTENSIONS
from app.meshes.upload.nodes import IDENTITY, MOST_NODES, VISIBILITY, Placed, shown
from app.meshes.upload.reading import MalformedError, inner, thing, things, whole

MOST_VERTICES = 9_000_000
INSTANCING = "EXT_mesh_gpu_instancing"
PLACES = ("TRANSLATION", "ROTATION", "SCALE")  # what an instance may say of where it stands
ADORNING = {  # what may be missing though a file needs it: everything is where it is, and coloured as it is, without
    "EXT_mesh_features",
    "EXT_structural_metadata",
    "KHR_animation_pointer",
    "KHR_lights_punctual",
    "KHR_materials_anisotropy",
    "KHR_materials_clearcoat",
    "KHR_materials_diffuse_transmission",
    "KHR_materials_dispersion",
    "KHR_materials_ior",
    "KHR_materials_iridescence",
    "KHR_materials_sheen",
    "KHR_materials_specular",
    "KHR_materials_variants",
    "KHR_materials_volume",
    "KHR_node_hoverability",
    "KHR_node_selectability",
    "KHR_xmp_json_ld",
}
UNDERSTOOD = MATERIAL_EXTENSIONS | {INSTANCING, VISIBILITY, "KHR_mesh_quantization"}
PACKED = {
    "KHR_draco_mesh_compression": "Draco",
    "EXT_meshopt_compression": "Meshopt",
    "KHR_meshopt_compression": "Meshopt",
    "KHR_texture_basisu": "KTX2/Basis",
    "KHR_gaussian_splatting": "Gaussian Splatting",
}
OUTSIDE = {"buffers": N_("Daten liegen außerhalb der Datei."), "images": N_("Bilder liegen außerhalb der Datei.")}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One primitive of a mesh where it is shown: its place in the document, and the (4, 4) matrix from there.

    ``names`` are those of its nodes, from the root on, as far as they have one.  ``instances`` are the accessors of
    PLACES where it stands ``times`` times, relative to the matrix.
    """

    primitive: dict[str, object]
    key: tuple[int, int, int]  # mesh, primitive, and the skin that holds it, -1 without
    matrix: Floats
    names: tuple[str, ...]
    instances: Mapping[str, object] = field(default_factory=dict)
    times: int = 1


def check_promises(document: dict[str, object], findings: Findings) -> None:
    """Note what the file asks of a reader that ours, and phones, do not do."""
    version = inner(document, "asset").get("version", "")
    if not str(version).startswith("2"):
        wrong = N_("Die Datei nennt glTF %(version)s.")
        findings.add("Datei", wrong, N_("Bitte als glTF 2.0 ausgeben."), version=str(version)[:20] or "–")
    needed, used = _names(document, "extensionsRequired"), _names(document, "extensionsUsed")
    for name in sorted(needed - UNDERSTOOD - ADORNING):
        if name in PACKED:
            wrong, mend = (
                N_("Die Datei ist mit %(how)s gepackt."),
                N_("Bitte beim Ausgeben die Kompression abschalten."),
            )
            findings.add("Erweiterung", wrong, mend, how=PACKED[name])
        else:
            wrong = N_("Die Datei braucht die Erweiterung „%(name)s“, die Telefone nicht kennen.")
            findings.add("Erweiterung", wrong, N_("Bitte ohne sie ausgeben."), name=name[:60])
    for name in sorted((used - needed - UNDERSTOOD) | (needed & ADORNING)):
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
    hidden = 0
    for placed in shown(document):
        if placed is None:
            hidden += 1
        elif "mesh" in placed.node:
            found += _shown_of(document, placed, thing(meshes, placed.node["mesh"]), findings)
    if hidden:
        findings.note("Szene", N_("Ausgeblendetes weggelassen (%(count)s Knoten)."), count=hidden)
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
    known: set[tuple[int, int, int]] = set()
    for part in shown:
        points = length_of(accessors, inner(part.primitive, "attributes").get("POSITION"))
        corners = length_of(accessors, part.primitive["indices"]) if "indices" in part.primitive else points
        total += triangles_in(part.primitive, corners) * part.times
        vertices += 0 if part.key in known else points
        known.add(part.key)
    if total > most:
        wrong = N_("Das Modell hat %(count)s Dreiecke.")
        mend = N_(
            "Höchstens %(most)s. Bitte das Modell im 3D-Programm vereinfachen, oder weglassen, was man von außen"
            " nicht sieht: Innenräume, Möbel, Schrauben."
        )
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


def _shown_of(document: dict[str, object], placed: Placed, mesh: dict[str, object], findings: Findings) -> list[Part]:
    """Return the primitives of a node that have faces."""
    node = placed.node
    skin = _skin(document, node, findings)
    instances = inner(inner(inner(dict(node), "extensions"), INSTANCING), "attributes")
    places = {name: number for name, number in instances.items() if name in PLACES}
    lengths = {length_of(things(document, "accessors"), number) for number in places.values()}
    if len(lengths) > 1:
        raise MalformedError(INSTANCING)
    times = lengths.pop() if lengths else 1
    return [
        Part(
            primitive=primitive,
            key=(whole(node["mesh"]), place, skin if "JOINTS_0" in inner(primitive, "attributes") else -1),
            matrix=placed.matrix if skin < 0 else IDENTITY,
            names=placed.names,
            instances=places,
            times=times,
        )
        for place, primitive in enumerate(things(mesh, "primitives"))
        if _has_faces(primitive, findings)
    ]


def _skin(document: dict[str, object], node: Mapping[str, object], findings: Findings) -> int:
    """Return the number of the skin of a node, -1 without; its bones say where it stands, not the node."""
    if "skin" not in node:
        return -1
    number = whole(node["skin"])
    if number < len(things(document, "skins")):
        findings.note("Bewegung", N_("Ein Skelett ist in der Haltung festgehalten, in der es in der Datei steht."))
        return number
    wrong, mend = N_("Das Modell hat ein Skelett."), N_("Bitte in Ruhestellung als festes Netz ausgeben.")
    findings.add("Szene", wrong, mend)
    return -1


def _has_faces(primitive: dict[str, object], findings: Findings) -> bool:
    mode = whole(primitive.get("mode"), TRIANGLES)
    if mode in LINES:
        findings.note("Netz", N_("Punkte und Linien weggelassen: In AR sind nur Flächen zu sehen."))
        return False
    if mode not in MODES:
        raise MalformedError("mode")
    if "targets" in primitive:
        findings.note("Netz", N_("Verformungen (Shape Keys) weggelassen: gezeigt wird die Grundform."))
    return True

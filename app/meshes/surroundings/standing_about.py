"""Standing about: the file of surroundings beside a scene or a model, as whoever builds that shows it."""

import numpy as np

from app.i18n import N_
from app.meshes.dressed import CONTEXT, Dressed, Piece, Pose
from app.meshes.faults import Fault, MeshError
from app.meshes.materials import hexcode
from app.meshes.skin import Surface
from app.meshes.surroundings.names import SURROUNDINGS
from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of

AROUND = "surroundings"
WRONG = N_("Die Datei „%(name)s“ der Umgebung lässt sich nicht lesen.")
MEND = N_("Bitte die Umgebung in der Bibliothek noch einmal übernehmen.")


def dressed_around(content: bytes) -> Dressed:
    """Return what stands about, as it was composed.  Raises MeshError for a file that is no such thing."""
    try:
        return dressed_of(content, name=AROUND)
    except RefusedError as error:
        raise MeshError([Fault(0, SURROUNDINGS, WRONG, MEND, {"name": SURROUNDINGS})]) from error


def piece(content: bytes) -> Piece:
    """Return the same as a piece of a scene, in plain colours."""
    dressed = dressed_around(content)
    surfaces = tuple(
        Surface(each.positions, each.normals, np.zeros_like(each.uvs), each.triangles, _hex(dressed, each.finish))
        for node in dressed.nodes
        for each in dressed.meshes[node.mesh].primitives
    )
    return Piece(AROUND, CONTEXT, surfaces, (Pose(),))


def _hex(dressed: Dressed, finish: int) -> str:
    red, green, blue = dressed.finishes[finish].colour
    return hexcode((_screen(red), _screen(green), _screen(blue)))


def _screen(share: float) -> float:
    return share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055

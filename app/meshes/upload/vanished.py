"""Vanished: triangles that a file has and that come to nothing, counted, so that none goes in silence."""

from collections.abc import Iterable, Sequence

from app.i18n import N_
from app.meshes.deterministic_math import Floats, crossed, lengths
from app.meshes.dressed import Mesh
from app.meshes.faults import grouped
from app.meshes.upload.findings import Findings

FEW, MANY = 0.01, 0.1  # of all: worth a note; too many


def check_kept(shown: Iterable[Floats], meshes: Sequence[Mesh], findings: Findings) -> None:
    """Compare (m, 3, 3) triangles in metres with what became of them.

    Note a fault if many had an area and lost it, as where the unit is wrong, and say if more than a few are gone.
    """
    total = solid = 0
    for positions in shown:
        edges = positions[:, 1:] - positions[:, :1]
        solid += int((lengths(crossed(edges[:, 0], edges[:, 1])) > 0).sum())
        total += len(positions)
    kept = sum(len(each.triangles) for mesh in meshes for each in mesh.primitives)
    if solid - kept > MANY * total:
        wrong = N_("%(lost)s von %(total)s Dreiecken sind kleiner als ein Zehntelmillimeter und kommen nicht an.")
        mend = N_("Stimmt die Einheit? Sie steht im Formular.")
        findings.add("Dreiecke", wrong, mend, lost=grouped(solid - kept), total=grouped(total))
    elif total - kept > FEW * total:
        said = N_("%(lost)s von %(total)s Dreiecken ohne sichtbare Fläche weggelassen.")
        findings.note("Dreiecke", said, lost=grouped(total - kept), total=grouped(total))

"""USD: a package (USDZ) or a single file, as its default prim shows it at rest, with preview materials.

A stage that is composed of anything outside of its own file is refused.  Variants
are those that are chosen; what is hidden, a guide or a proxy is left out; a point instancer is each of its instances.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from pxr import Usd, UsdGeom, UsdShade

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.faults import grouped
from app.meshes.upload.archive import Archive
from app.meshes.upload.assembly import Assembly, Faces
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given
from app.meshes.upload.readers import usd_look
from app.meshes.upload.readers.faults import check_count, refuse, unreadable
from app.meshes.upload.readers.usd_faces import faces
from app.meshes.upload.wishes import Up, Wishes

MOST_INSTANCES = 20_000
MOST_PRIMS = 50_000
AT_REST = Usd.TimeCode.EarliestTime()
SHOWN = (UsdGeom.Tokens.default_, UsdGeom.Tokens.render)
BROKEN = N_("Die USD-Datei lässt sich nicht öffnen.")
BROKEN_MEND = N_("Bitte im 3D-Programm noch einmal als USDZ ausgeben, mit allem, was dazugehört.")


def read(raw: memoryview, _wishes: Wishes, findings: Findings) -> Given:
    """Return what a USD file holds.  Raises RefusedError."""
    is_package = bytes(raw[:2]) == b"PK"
    archive = Archive(raw, findings) if is_package else None
    ending = "usdz" if is_package else "usdc" if bytes(raw[:8]) == b"PXR-USDC" else "usda"
    with tempfile.TemporaryDirectory(prefix="linie302-") as folder:
        path = Path(folder) / f"model.{ending}"
        path.write_bytes(raw)
        try:
            stage = Usd.Stage.Open(str(path), Usd.Stage.LoadAll)
        except Exception:  # noqa: BLE001 -- USD's own, Tf.ErrorException, has no better base
            stage = None
        if stage is None:
            refuse(findings, "Datei", BROKEN, BROKEN_MEND)
        _check_inside(stage, folder, findings)
        return _Stage(stage, archive, findings).given()


def _check_inside(stage: Usd.Stage, folder: str, findings: Findings) -> None:
    """Raise RefusedError if the stage is composed of anything that did not come with its file."""
    for layer in stage.GetUsedLayers():
        if not layer.anonymous and not layer.identifier.startswith(folder):
            wrong, mend = N_("Die USD-Datei verweist auf Dateien außerhalb."), BROKEN_MEND
            refuse(findings, "Verweis", wrong, mend)


class _Stage:
    """An open stage on its way to a document."""

    def __init__(self, stage: Usd.Stage, archive: Archive | None, findings: Findings) -> None:
        self._stage, self._findings = stage, findings
        self._assembly = Assembly()
        self._looks = usd_look.Looks(self._assembly, findings, archive)
        self._places = UsdGeom.XformCache(AT_REST)
        self._prims = 0

    def given(self) -> Given:
        """Return the document.  Raises RefusedError for a stage that shows nothing, or too much."""
        root = self._stage.GetDefaultPrim() or self._stage.GetPseudoRoot()
        for mesh, matrix, name in self._meshes(root):
            self._assembly.mesh(name, [self._placed(each, matrix, mesh) for each in self._faces(mesh)])
        check_count(self._assembly.triangles, self._findings)
        up: Up = "z" if UsdGeom.GetStageUpAxis(self._stage) == UsdGeom.Tokens.z else "y"
        return self._assembly.given(unit="m", up=up)

    def _meshes(self, root: Usd.Prim) -> Iterator[tuple[UsdGeom.Mesh, Floats, str]]:
        """Yield each mesh that is shown, with its (4, 4) matrix for rows of points in metres, and its name."""
        scale = np.diag([*[UsdGeom.GetStageMetersPerUnit(self._stage)] * 3, 1.0])
        walk = iter(Usd.PrimRange(root, Usd.TraverseInstanceProxies()))
        for prim in walk:
            self._prims += 1
            if self._prims > MOST_PRIMS:
                wrong, mend = N_("Die Szene hat mehr als %(most)s Teile."), N_("Bitte Objekte verbinden.")
                refuse(self._findings, "Szene", wrong, mend, most=grouped(MOST_PRIMS))
            if not _is_shown(prim):
                walk.PruneChildren()
            elif prim.IsA(UsdGeom.PointInstancer):
                walk.PruneChildren()
                for mesh, matrix in self._instances(UsdGeom.PointInstancer(prim)):
                    yield mesh, matrix @ scale, prim.GetName()
            elif prim.IsA(UsdGeom.Mesh):
                yield UsdGeom.Mesh(prim), np.array(self._places.GetLocalToWorldTransform(prim)) @ scale, _name(prim)
            elif prim.IsA(UsdGeom.Gprim):
                said = N_("Körper, die nicht aus Flächen bestehen, weggelassen (Kugeln, Linien, Punkte).")
                self._findings.note("Netz", said)

    def _instances(self, instancer: UsdGeom.PointInstancer) -> Iterator[tuple[UsdGeom.Mesh, Floats]]:
        prototypes = [self._stage.GetPrimAtPath(path) for path in instancer.GetPrototypesRel().GetForwardedTargets()]
        numbers = instancer.GetProtoIndicesAttr().Get(AT_REST) or []
        places = instancer.ComputeInstanceTransformsAtTime(AT_REST, AT_REST)
        mask = instancer.ComputeMaskAtTime(AT_REST)
        if len(numbers) > MOST_INSTANCES:
            wrong = N_("Die Szene hat %(count)s gleiche Teile.")
            mend = N_("Höchstens %(most)s. Bitte weniger davon ausgeben.")
            values = {"count": grouped(len(numbers)), "most": grouped(MOST_INSTANCES)}
            refuse(self._findings, "Szene", wrong, mend, **values)
        if len(places) != (sum(mask) if mask else len(numbers)):
            unreadable(self._findings, "PointInstancer")
        shown = [number for at, number in enumerate(numbers) if not mask or mask[at]]
        above = np.array(self._places.GetLocalToWorldTransform(instancer.GetPrim()))
        for number, place in zip(shown, places, strict=True):
            if not 0 <= number < len(prototypes) or not prototypes[number]:
                unreadable(self._findings, "PointInstancer")
            prototype = prototypes[number]
            back = np.array(self._places.GetLocalToWorldTransform(prototype).GetInverse())
            for prim in Usd.PrimRange(prototype):
                if prim.IsA(UsdGeom.Mesh) and _is_shown(prim):
                    within = np.array(self._places.GetLocalToWorldTransform(prim)) @ back
                    yield UsdGeom.Mesh(prim), within @ np.array(place) @ above

    def _faces(self, mesh: UsdGeom.Mesh) -> list[Faces]:
        """Return the faces of a mesh, those of each material apart."""
        found: list[Faces] = []
        subsets = UsdShade.MaterialBindingAPI(mesh).GetMaterialBindSubsets()
        taken: set[int] = set()
        for subset in subsets:
            chosen = list(subset.GetIndicesAttr().Get(AT_REST) or [])
            found += faces(mesh, self._looks.of(subset.GetPrim(), mesh), self._findings, only=chosen)
            taken.update(chosen)
        count = len(mesh.GetFaceVertexCountsAttr().Get() or [])
        rest = [number for number in range(count) if number not in taken] if taken else None
        if rest is None or rest:
            found += faces(mesh, self._looks.of(mesh.GetPrim(), mesh), self._findings, only=rest)
        return found

    def _placed(self, made: Faces, matrix: Floats, mesh: UsdGeom.Mesh) -> Faces:
        """Return faces where they stand, in metres."""
        turn = matrix[:3, :3]
        if not np.isfinite(matrix).all():
            unreadable(self._findings, str(mesh.GetPath())[-40:])
        size = np.linalg.det(turn)
        normals = made.normals
        if normals is not None:
            normals = normals @ np.linalg.inv(turn).T if abs(size) > 1e-18 else None
        return Faces(
            points=made.points @ turn + matrix[3, :3],
            corners=made.corners[:, ::-1] if size < 0 else made.corners,
            material=made.material,
            normals=normals,
            uvs=made.uvs,
            colours=made.colours,
        )


def _is_shown(prim: Usd.Prim) -> bool:
    if not prim.IsA(UsdGeom.Imageable):
        return True
    imageable = UsdGeom.Imageable(prim)
    if imageable.GetVisibilityAttr().Get(AT_REST) == UsdGeom.Tokens.invisible:
        return False
    return imageable.ComputePurpose() in SHOWN


def _name(prim: Usd.Prim) -> str:
    """Return the name by which a person knows a mesh: that of what is around it where its own says nothing."""
    own: str = prim.GetDisplayName() or prim.GetName()
    parent = prim.GetParent()
    return str(parent.GetName()) if own.lower() in ("mesh", "geom", "geometry", "shape") and parent else own

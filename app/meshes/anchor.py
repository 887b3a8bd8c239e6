"""A scene that AR Quick Look places by a picture: as it stands from a printed sign, at its true place and size.

ARKit finds the picture on the wall and puts the root of the file into its middle: x to the picture's right, y out of
the wall, z down.  Only one picture is possible in a file, and only at its root.  Apple's schema counts the picture's
width in centimetres; iOS 18 and later take the number for metres, so each of them gets a file of its own.
"""

import io
import math
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from pxr import Gf, Sdf, Usd, UsdGeom

from app.meshes.true_size import MARK
from app.meshes.usdz import stored

ROOT = "/sign"
PICTURE = "sign.png"


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where a scene stands from the middle of a sign's code.

    ``east_m``, ``north_m``, ``up_m`` lead from the code to the scene's origin; ``rotation_deg`` turns the scene
    clockwise seen from above; ``facing_deg`` is the outward normal of the sign's face, clockwise from true north.
    ``moved`` is where the scene's origin stands in its file, x, y, z and degrees clockwise.
    """

    east_m: float
    north_m: float
    up_m: float
    rotation_deg: float
    facing_deg: float
    moved: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def anchored(usdz: bytes, picture: bytes, *, picture_m: float, in_metres: bool, stand: Stand) -> bytes:
    """Return the USDZ of a scene at its true size that a picture anchors, without the mark of its file.

    ``picture`` is a PNG, ``picture_m`` how wide it hangs there; ``in_metres`` as iOS 18 and later read it.
    """
    with zipfile.ZipFile(io.BytesIO(usdz)) as package:
        crate, *others = [(name, package.read(name)) for name in package.namelist()]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.usdc"
        source.write_bytes(crate[1])
        stage = _stage(Usd.Stage.Open(str(source)), stand)
        _anchor(stage, picture_m if in_metres else picture_m * 100)
        path = Path(folder) / "sign.usdc"
        stage.GetRootLayer().Export(str(path))
        return stored([(path.name, path.read_bytes()), *others, (PICTURE, picture)])


def _stage(scene: Usd.Stage, stand: Stand) -> Usd.Stage:
    """Return a stage whose root is the sign, and below it the scene where it stands."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    if scene.HasAuthoredTimeCodeRange():
        stage.SetTimeCodesPerSecond(scene.GetTimeCodesPerSecond())
        stage.SetFramesPerSecond(scene.GetFramesPerSecond())
        stage.SetStartTimeCode(scene.GetStartTimeCode())
        stage.SetEndTimeCode(scene.GetEndTimeCode())
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, ROOT).GetPrim())
    inside = scene.GetDefaultPrim()
    path = f"{ROOT}/{inside.GetName()}"
    Sdf.CopySpec(scene.GetRootLayer(), inside.GetPath(), stage.GetRootLayer(), path)
    for name in (MARK, f"materials/{MARK}"):
        stage.RemovePrim(f"{path}/{name}")
    UsdGeom.Xform(stage.GetPrimAtPath(path)).AddTransformOp().Set(_matrix(stand))
    return stage


def _matrix(stand: Stand) -> Gf.Matrix4d:
    """Return the way from the scene (x east, y up, z south) to the picture (x right, y out of the wall, z down)."""
    s, c = math.sin(math.radians(stand.facing_deg)), math.cos(math.radians(stand.facing_deg))
    # fmt: off
    axes = Gf.Matrix4d(
        -c, s, 0, 0,
        0, 0, -1, 0,
        -s, -c, 0, 0,
        0, 0, 0, 1,
    )
    # fmt: on
    *by, turned_deg = stand.moved
    back = Gf.Matrix4d().SetTranslate(-Gf.Vec3d(*by))
    turn = Gf.Matrix4d().SetRotate(Gf.Rotation(Gf.Vec3d(0, 1, 0), turned_deg - stand.rotation_deg))
    shift = Gf.Matrix4d().SetTranslate(Gf.Vec3d(stand.east_m, stand.up_m, -stand.north_m))
    return back * turn * shift * axes


def _anchor(stage: Usd.Stage, physical_width: float) -> None:
    root = stage.GetPrimAtPath(ROOT)
    root.SetMetadata("apiSchemas", Sdf.TokenListOp.Create(prependedItems=["Preliminary_AnchoringAPI"]))
    reference = stage.DefinePrim(f"{ROOT}/Picture", "Preliminary_ReferenceImage")
    for prim, name, kind, value in (
        (root, "preliminary:anchoring:type", Sdf.ValueTypeNames.Token, "image"),
        (reference, "image", Sdf.ValueTypeNames.Asset, Sdf.AssetPath(PICTURE)),
        (reference, "physicalWidth", Sdf.ValueTypeNames.Double, physical_width),
    ):
        prim.CreateAttribute(name, kind, custom=False, variability=Sdf.VariabilityUniform).Set(value)
    found = root.CreateRelationship("preliminary:imageAnchoring:referenceImage", custom=False)
    found.SetTargets([reference.GetPath()])

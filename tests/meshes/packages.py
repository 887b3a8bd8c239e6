"""USD for tests: a stage with a box, changed as a test wants it, as a package or as text."""

from pathlib import Path

from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade, UsdUtils

from tests.meshes.boxes import POINTS, QUADS


def stage(*, up=UsdGeom.Tokens.y, unit_m=1.0):
    made = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(made, up)
    UsdGeom.SetStageMetersPerUnit(made, unit_m)
    made.SetDefaultPrim(UsdGeom.Xform.Define(made, "/Haus").GetPrim())
    return made


def box(made, path="/Haus/Kasten", *, at=(0, 0, 0)):
    mesh = UsdGeom.Mesh.Define(made, path)
    mesh.CreatePointsAttr([Gf.Vec3f(*point) for point in POINTS])
    mesh.CreateFaceVertexCountsAttr([4] * 6)
    mesh.CreateFaceVertexIndicesAttr([corner for quad in QUADS for corner in quad])
    mesh.CreateSubdivisionSchemeAttr("none")
    UsdGeom.XformCommonAPI(mesh).SetTranslate(Gf.Vec3d(*at))
    return mesh


def material(made, mesh, *, colour=(0.1, 0.2, 0.3), picture="", name="/Haus/Farbe"):
    """Bind a preview surface to a mesh; with a picture it wears that by the coordinates "uv"."""
    bound = UsdShade.Material.Define(made, name)
    surface = UsdShade.Shader.Define(made, f"{name}/Surface")
    surface.CreateIdAttr("UsdPreviewSurface")
    surface.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(0.25)
    base = surface.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f)
    base.Set(Gf.Vec3f(*colour))
    bound.CreateSurfaceOutput().ConnectToSource(surface.ConnectableAPI(), "surface")
    UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim()).Bind(bound)
    if picture:
        reader = UsdShade.Shader.Define(made, f"{name}/Reader")
        reader.CreateIdAttr("UsdPrimvarReader_float2")
        reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("uv")
        texture = UsdShade.Shader.Define(made, f"{name}/Texture")
        texture.CreateIdAttr("UsdUVTexture")
        texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(picture)
        texture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(reader.ConnectableAPI(), "result")
        base.ConnectToSource(texture.ConnectableAPI(), "rgb")
        uvs = UsdGeom.PrimvarsAPI(mesh).CreatePrimvar("uv", Sdf.ValueTypeNames.TexCoord2fArray, "faceVarying")
        uvs.Set([Gf.Vec2f(*place) for place in ((0, 0), (1, 0), (1, 1), (0, 1))] * 6)
    return bound


def text(made):
    return made.GetRootLayer().ExportToString().encode()


def package(made, folder: Path):
    """Return the stage as a package, with the pictures that lie in ``folder``."""
    made.GetRootLayer().Export(str(folder / "model.usdc"))
    UsdUtils.CreateNewUsdzPackage(str(folder / "model.usdc"), str(folder / "made.usdz"))
    return (folder / "made.usdz").read_bytes()

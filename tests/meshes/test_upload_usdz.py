"""USD is read as it shows itself: units, axes, variants, instances, materials; and nothing from outside."""

import io

import numpy as np
import pytest
from PIL import Image
from pxr import Gf, UsdGeom

from app.meshes import usdz
from app.meshes.upload.findings import RefusedError
from app.meshes.upload.readers import usd_look
from app.meshes.upload.taking_in import dressed_of, take_in
from tests.meshes import models, packages
from tests.meshes.packages import box, material, stage, text


def taken(raw):
    return take_in(memoryview(raw), name="probe")


def shown(made):
    return dressed_of(made.glb, name="probe")


def refused(raw):
    with pytest.raises(RefusedError) as refusal:
        taken(raw)
    return str(refusal.value)


def test_a_box_stands_in_metres_and_upright():
    made = stage(up=UsdGeom.Tokens.z, unit_m=0.01)
    box(made)

    assert taken(text(made)).size_m == pytest.approx((0.02, 0.04, 0.03), abs=0.001)


def test_our_own_packages_can_come_back():
    once = taken(models.pack(*models.box(picture=models.image())))

    again = taken(usdz.write(shown(once)))

    assert (again.triangles, again.size_m) == (12, pytest.approx((2, 3, 4), abs=0.01))
    assert len(shown(again).pictures) == 1


def test_a_package_wears_its_pictures(tmp_path):
    (tmp_path / "blau.png").write_bytes(models.image(colour=(20, 40, 220)))
    made = stage()
    material(made, box(made), picture="./blau.png")

    [picture] = shown(taken(packages.package(made, tmp_path))).pictures

    with Image.open(io.BytesIO(picture.content)) as opened:
        assert np.abs(np.subtract(opened.convert("RGB").getpixel((30, 30)), (20, 40, 220))).max() < 6


def test_colours_come_from_surfaces_and_from_meshes_without_one():
    made = stage()
    material(made, box(made))
    box(made, "/Haus/Bank", at=(9, 0, 0)).CreateDisplayColorAttr([Gf.Vec3f(0.5, 0.1, 0.1)])

    finishes = {tuple(np.round(each.colour, 2)): each.roughness for each in shown(taken(text(made))).finishes}

    assert finishes.keys() == {(0.1, 0.2, 0.3), (0.5, 0.1, 0.1)}
    assert finishes[0.1, 0.2, 0.3] == pytest.approx(0.25, abs=0.01)


MAPS = "".join(f"color3f inputs:{name}.connect = </Look/Map.outputs:rgb>\n" for name in usd_look.LEFT_OUT)
MAPPED = f"""#usda 1.0
(upAxis = "Y"
metersPerUnit = 1)
def Mesh "Box" (prepend apiSchemas = ["MaterialBindingAPI"]) {{
  int[] faceVertexCounts = [3]
  int[] faceVertexIndices = [0, 1, 2]
  point3f[] points = [(0, 0, 0), (1, 0, 0), (0, 1, 0)]
  rel material:binding = </Look>
}}
def Material "Look" {{
  token outputs:surface.connect = </Look/Surface.outputs:surface>
  def Shader "Surface" {{
    uniform token info:id = "UsdPreviewSurface"
    {MAPS}
    token outputs:surface
  }}
  def Shader "Map" {{
    uniform token info:id = "UsdUVTexture"
    float3 outputs:rgb
  }}
}}
"""


def test_maps_that_do_not_come_along_are_told():
    notes = [note.wrong for note in taken(MAPPED.encode()).notes]

    assert set(usd_look.LEFT_OUT.values()) <= set(notes)


def test_what_is_hidden_or_only_a_guide_is_left_out():
    made = stage()
    box(made)
    UsdGeom.Imageable(box(made, "/Haus/Weg", at=(9, 0, 0))).MakeInvisible()
    UsdGeom.Imageable(box(made, "/Haus/Stellvertreter", at=(0, 9, 0))).CreatePurposeAttr("proxy")

    assert taken(text(made)).triangles == 12


def test_the_chosen_variant_is_shown():
    made = stage()
    variants = made.GetDefaultPrim().GetVariantSets().AddVariantSet("Zustand")
    for name, count in (("heute", 1), ("geplant", 3)):
        variants.AddVariant(name)
        variants.SetVariantSelection(name)
        with variants.GetVariantEditContext():
            for number in range(count):
                box(made, f"/Haus/Kasten{number}", at=(9 * number, 0, 0))
    variants.SetVariantSelection("geplant")

    assert taken(text(made)).triangles == 36


def test_instances_stand_where_they_are_put():
    made = stage()
    instancer = UsdGeom.PointInstancer.Define(made, "/Haus/Reihe")
    UsdGeom.XformCommonAPI(instancer).SetTranslate(Gf.Vec3d(5, 0, 0))
    box(made, "/Haus/Reihe/Form/Kasten", at=(0, 1, 0))
    UsdGeom.XformCommonAPI(UsdGeom.Xform.Define(made, "/Haus/Reihe/Form")).SetTranslate(Gf.Vec3d(0, 0, 7))
    instancer.CreatePrototypesRel().AddTarget("/Haus/Reihe/Form")
    instancer.CreateProtoIndicesAttr([0, 0, 0])
    instancer.CreatePositionsAttr([Gf.Vec3f(0, 0, 0), Gf.Vec3f(10, 0, 0), Gf.Vec3f(20, 0, 0)])

    result = taken(text(made))

    assert (result.triangles, result.size_m) == (36, pytest.approx((22, 3, 4), abs=0.01))


def test_parts_of_a_mesh_wear_materials_of_their_own():
    made = stage()
    mesh = box(made)
    subset = UsdGeom.Subset.CreateGeomSubset(mesh, "Dach", "face", [0, 1], "materialBind")
    material(made, mesh, name="/Haus/Wand")
    material(made, subset, name="/Haus/Ziegel", colour=(0.7, 0.1, 0.1))

    result = shown(taken(text(made)))

    assert result.triangles == 12
    assert len(result.finishes) == 2


def inward(made):
    """Return how far each triangle looks inward: a negative number looks out."""
    primitive = shown(taken(text(made))).meshes[0].primitives[0]
    corners = primitive.positions[primitive.triangles]
    looks = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return (looks * (primitive.positions.mean(axis=0) - corners.mean(axis=1))).sum(axis=1)


def test_mirrored_and_left_handed_faces_keep_their_outside():
    made = stage()
    mesh = box(made)
    before = np.sign(inward(made))
    UsdGeom.XformCommonAPI(mesh).SetScale(Gf.Vec3f(-1, 1, 1))
    mirrored = np.sign(inward(made))
    mesh.CreateOrientationAttr("leftHanded")

    assert len(set(before)) == 1
    assert (mirrored == before[0]).all()
    assert (np.sign(inward(made)) == -before[0]).all()


def test_nothing_comes_from_outside(tmp_path):
    other = stage()
    box(other)
    other.GetRootLayer().Export(str(tmp_path / "fremd.usda"))
    made = stage()
    made.GetDefaultPrim().GetReferences().AddReference(str(tmp_path / "fremd.usda"))
    own = stage()
    material(own, box(own), picture=str(tmp_path / "fremd.png"))
    (tmp_path / "fremd.png").write_bytes(models.image())

    assert "außerhalb" in refused(text(made))
    assert shown(taken(text(own))).pictures == ()


@pytest.mark.parametrize("share", [0.02, 0.4, 0.8, 0.97])
def test_a_package_that_breaks_off_is_refused(tmp_path, share):
    made = stage()
    box(made)
    raw = packages.package(made, tmp_path)

    assert refused(raw[: int(len(raw) * share)])


def test_what_is_wrong_is_said():
    empty, beyond = stage(), stage()
    box(beyond).CreateFaceVertexIndicesAttr([99] * 24)
    ball = stage()
    UsdGeom.Sphere.Define(ball, "/Haus/Kugel")

    assert "kein einziges Dreieck" in refused(text(empty))
    assert "beschädigt (/Haus/Kasten)" in refused(text(beyond))
    assert "kein einziges Dreieck" in refused(text(ball))
    assert "lässt sich nicht öffnen" in refused(b"#usda 1.0\ndef Mesh {{{")
    assert "lässt sich nicht öffnen" in refused(b"PXR-USDC" + bytes(200))

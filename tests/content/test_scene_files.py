"""The files that riders get, counted in the files themselves: every state keeps its budget and is valid."""

import io
import zipfile

import pytest
from PIL import Image
from pxr import Usd, UsdGeom, UsdUtils

from app.meshes import building
from tests.content.test_scenes import FOLDERS, IDS
from tests.meshes.gltf import opened, validated

GLB_BYTES, USDZ_BYTES = 1_500_000, 3_000_000
TRIANGLES, MATERIALS, DRAW_CALLS = 60_000, 12, 30
PICTURE_PX, PICTURES_BYTES = 1024, 600_000


@pytest.fixture(scope="module", params=FOLDERS, ids=IDS)
def built(request):
    return building.build(request.param / "scene.toml", name=request.param.name)


def test_every_variant_keeps_its_budget(built):
    for files in built.variants.values():
        document, binary = opened(files.glb)
        drawn = [document["meshes"][node["mesh"]]["primitives"] for node in document["nodes"] if "mesh" in node]
        indices = [document["accessors"][primitive["indices"]]["count"] for each in drawn for primitive in each]
        pictures = [_cut(document, binary, image["bufferView"]) for image in document.get("images", [])]

        assert len(files.glb) <= GLB_BYTES
        assert len(files.usdz) <= USDZ_BYTES
        assert 0 < sum(indices) // 3 == files.triangles <= TRIANGLES
        assert len(document["materials"]) <= MATERIALS
        assert 0 < len(indices) == files.draw_calls <= DRAW_CALLS
        assert sum(map(len, pictures)) <= PICTURES_BYTES
        assert max(max(Image.open(io.BytesIO(picture)).size) for picture in pictures) <= PICTURE_PX


def test_glb_and_usdz_show_the_same(built, tmp_path):
    for variant, files in built.variants.items():
        document, _ = opened(files.glb)
        stage = Usd.Stage.Open(str(_written(tmp_path, f"{variant}.usdz", files.usdz)))

        assert _in_usdz(stage) == _in_glb(document)


def test_khronos_validator_has_nothing_to_say(built, tmp_path):
    for variant, files in built.variants.items():
        assert validated(_written(tmp_path, f"{variant}.glb", files.glb))["issues"]["messages"] == []


@pytest.mark.filterwarnings("ignore:Use of UsdUtils.ComplianceChecker is deprecated")
def test_the_checker_for_arkit_has_nothing_to_say(built, tmp_path):
    for variant, files in built.variants.items():
        checker = UsdUtils.ComplianceChecker(arkit=True)
        checker.CheckCompliance(str(_written(tmp_path, f"{variant}.usdz", files.usdz)))

        assert checker.GetErrors() + checker.GetFailedChecks() + checker.GetWarnings() == []


def test_both_carry_the_same_pictures(built):
    for files in built.variants.values():
        document, binary = opened(files.glb)
        in_glb = {_cut(document, binary, image["bufferView"]) for image in document["images"]}
        with zipfile.ZipFile(io.BytesIO(files.usdz)) as package:
            in_usdz = {package.read(name) for name in package.namelist() if name.startswith("textures/")}

        assert in_usdz <= in_glb


def _in_glb(document):
    """Return name -> (triangles, lowest and highest corner of the mesh, to the tenth of a millimetre)."""
    found = {}
    for node in document["nodes"]:
        if "mesh" not in node:
            continue
        primitives = document["meshes"][node["mesh"]]["primitives"]
        count = sum(document["accessors"][each["indices"]]["count"] // 3 for each in primitives)
        ends = [document["accessors"][each["attributes"]["POSITION"]] for each in primitives]
        low = [round(min(end["min"][axis] for end in ends), 4) for axis in range(3)]
        high = [round(max(end["max"][axis] for end in ends), 4) for axis in range(3)]
        found[node["name"]] = (count, low, high)
    return found


def _in_usdz(stage):
    found = {}
    for prim in stage.GetDefaultPrim().GetChildren():
        surfaces = [UsdGeom.Mesh(child) for child in prim.GetChildren() if child.IsA(UsdGeom.Mesh)]
        if not surfaces:
            continue
        ends = [surface.GetExtentAttr().Get() for surface in surfaces]
        low = [round(min(end[0][axis] for end in ends), 4) for axis in range(3)]
        high = [round(max(end[1][axis] for end in ends), 4) for axis in range(3)]
        found[prim.GetName()] = (sum(len(s.GetFaceVertexCountsAttr().Get()) for s in surfaces), low, high)
    return found


def _cut(document, binary, number):
    view = document["bufferViews"][number]
    return binary[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]


def _written(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path

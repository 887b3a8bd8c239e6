"""The USDZ passes Apple's rules, and shows what the GLB shows."""

import io
import struct
import zipfile

import numpy as np
import pytest
from pxr import Usd, UsdGeom, UsdShade, UsdUtils

from app.meshes.usdz import ALIGNMENT_BYTES, stored
from tests.meshes.conftest import VARIANTS
from tests.meshes.gltf import accessor, opened

TRIANGLES_OF_A_PLATE = 14  # six sides and a caption


@pytest.fixture(params=VARIANTS)
def variant(request):
    return request.param


@pytest.fixture
def path(build, variant, tmp_path):
    path = tmp_path / "scene.usdz"
    path.write_bytes(build.variants[variant].table.usdz)
    return path


@pytest.mark.filterwarnings("ignore:Use of UsdUtils.ComplianceChecker is deprecated")
def test_the_checker_for_arkit_finds_nothing(path):
    checker = UsdUtils.ComplianceChecker(arkit=True)
    checker.CheckCompliance(str(path))

    assert checker.GetErrors() == []
    assert checker.GetFailedChecks() == []
    assert checker.GetWarnings() == []


def test_the_zip_is_stored_and_aligned(build, variant):
    content = build.variants[variant].table.usdz
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        entries = package.infolist()

    assert entries[0].filename == "probeplatz.usdc"
    for entry in entries:
        name, extra = struct.unpack("<HH", content[entry.header_offset + 26 : entry.header_offset + 30])
        assert entry.compress_type == zipfile.ZIP_STORED
        assert (entry.header_offset + 30 + name + extra) % ALIGNMENT_BYTES == 0


def test_any_names_and_contents_are_aligned():
    files = [(f"{'x' * i}.bin", b"y" * (i * 37 % 131)) for i in range(1, 140)]

    content = stored(files)

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name, expected in files:
            assert package.read(name) == expected
        starts = [entry.header_offset + 30 for entry in package.infolist()]
    for start in starts:
        name, extra = struct.unpack("<HH", content[start - 4 : start])
        assert (start + name + extra) % ALIGNMENT_BYTES == 0


def test_it_is_metric_upright_and_has_a_default(path):
    stage = Usd.Stage.Open(str(path))

    assert UsdGeom.GetStageMetersPerUnit(stage) == 1.0
    assert UsdGeom.GetStageUpAxis(stage) == "Y"
    assert stage.GetDefaultPrim().GetName() == "probeplatz"


def test_every_mesh_wears_a_preview_surface(path):
    stage = Usd.Stage.Open(str(path))
    meshes = [prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]

    for prim in meshes:
        material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
        assert material.ComputeSurfaceSource()[0].GetIdAttr().Get() == "UsdPreviewSurface"
    assert meshes


def test_glb_and_usdz_contain_the_same_names_triangles_and_sizes(build, variant, path):
    document, binary = opened(build.variants[variant].table.glb)
    stage = Usd.Stage.Open(str(path))
    places = UsdGeom.XformCache()

    in_glb = {}
    for node in (node for node in document["nodes"] if "mesh" in node):
        primitives = document["meshes"][node["mesh"]]["primitives"]
        points = np.vstack([accessor(document, binary, p["attributes"]["POSITION"]) for p in primitives])
        count = sum(document["accessors"][p["indices"]]["count"] // 3 for p in primitives)
        in_glb[node["name"]] = (count, points.min(axis=0) + node.get("translation", (0, 0, 0)), node)
    in_usdz = {}
    for prim in stage.GetDefaultPrim().GetChildren():
        meshes = [UsdGeom.Mesh(child) for child in prim.GetChildren() if child.IsA(UsdGeom.Mesh)]
        if meshes:
            points = np.vstack([mesh.GetPointsAttr().Get() for mesh in meshes])
            count = sum(len(mesh.GetFaceVertexCountsAttr().Get()) for mesh in meshes)
            shift = places.GetLocalToWorldTransform(prim).ExtractTranslation()
            in_usdz[prim.GetName()] = (count, points.min(axis=0) + np.array(shift))

    assert in_usdz.keys() == in_glb.keys()
    for name, (count, low) in in_usdz.items():
        assert count == in_glb[name][0], name
        assert low == pytest.approx(in_glb[name][1], abs=1e-4), name
    assert sum(count for count, _ in in_usdz.values()) <= build.variants[variant].triangles + TRIANGLES_OF_A_PLATE


def test_what_moves_in_the_glb_moves_in_the_usdz(build, tmp_path):
    path = tmp_path / "scene.usdz"
    path.write_bytes(build.variants["planned"].true.usdz)
    stage = Usd.Stage.Open(str(path))

    assert stage.GetEndTimeCode() / stage.GetTimeCodesPerSecond() == 10.0
    tram = UsdGeom.Xformable(stage.GetPrimAtPath("/probeplatz/tram"))
    first, last = (tram.GetLocalTransformation(at).ExtractTranslation() for at in (0, stage.GetEndTimeCode()))
    assert (last - first).GetLength() == pytest.approx(40, abs=0.1)


@pytest.mark.filterwarnings("ignore:Use of UsdUtils.ComplianceChecker is deprecated")
def test_one_file_has_all_variants_as_a_set(build, tmp_path):
    path = tmp_path / "all.usdz"
    path.write_bytes(build.all_in_one)
    checker = UsdUtils.ComplianceChecker(arkit=True)
    checker.CheckCompliance(str(path))
    stage = Usd.Stage.Open(str(path))
    states = stage.GetDefaultPrim().GetVariantSets().GetVariantSet("state")

    assert checker.GetErrors() + checker.GetFailedChecks() + checker.GetWarnings() == []
    assert states.GetVariantNames() == sorted(VARIANTS)
    assert states.GetVariantSelection() == VARIANTS[-1]
    for variant in VARIANTS:
        states.SetVariantSelection(variant)
        alone = tmp_path / f"{variant}.usdz"
        alone.write_bytes(build.variants[variant].table.usdz)
        assert _meshes(stage) == _meshes(Usd.Stage.Open(str(alone)))


def _meshes(stage):
    shown = [prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
    return {str(prim.GetPath()): len(prim.GetAttribute("points").Get()) for prim in shown}

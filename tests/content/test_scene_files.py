"""The files that riders get, counted in the files themselves: every state keeps its budget and is valid."""

import io
import zipfile

import numpy as np
import pytest
from PIL import Image
from pxr import Usd, UsdGeom, UsdUtils

from app.meshes import building
from app.meshes.bake.scenes import kept_beside
from tests.content.test_scenes import FOLDERS, IDS
from tests.meshes.conftest import FONTS
from tests.meshes.gltf import ends, opened, standing, validated_all

GLB_BYTES, USDZ_BYTES = 1_500_000, 3_000_000
TRIANGLES, MATERIALS, DRAW_CALLS = 60_000, 12, 30
PICTURE_PX, PICTURES_BYTES = 1024, 600_000
TABLE_M, BEFORE_M = 0.60, 3.0
NEAR_M = 0.001


@pytest.fixture(scope="module", params=FOLDERS, ids=IDS)
def built(request):
    folder = request.param
    return building.build(folder / "scene.toml", name=folder.name, fonts=FONTS, bakes=kept_beside(folder))


@pytest.fixture(scope="module")
def models(built):
    """Return name -> what phones get: each variant at true size, if anything is planned in it, and for the table."""
    found = {f"{name}-true": files.true for name, files in built.variants.items() if files.true}
    return found | {f"{name}-table": files.table for name, files in built.variants.items()}


def test_every_variant_keeps_its_budget(built, models):
    views = {name: (files.view, b"", MATERIALS, DRAW_CALLS) for name, files in built.variants.items()}
    phones = {name: (model.glb, model.usdz, MATERIALS + 1, DRAW_CALLS + 1) for name, model in models.items()}
    for name, (glb, usdz, materials, draw_calls) in (views | phones).items():
        document, binary = opened(glb)
        drawn = [document["meshes"][node["mesh"]]["primitives"] for node in document["nodes"] if "mesh" in node]
        indices = [document["accessors"][primitive["indices"]]["count"] for each in drawn for primitive in each]
        pictures = [_cut(document, binary, image["bufferView"]) for image in document.get("images", [])]

        assert len(glb) <= GLB_BYTES, name
        assert len(usdz) <= USDZ_BYTES, name
        assert 0 < sum(indices) // 3 <= TRIANGLES, name
        assert len(document["materials"]) <= materials, name
        assert 0 < len(indices) <= draw_calls, name
        assert sum(map(len, pictures)) <= PICTURES_BYTES, name
        assert max(max(Image.open(io.BytesIO(picture)).size) for picture in pictures) <= PICTURE_PX, name
        if name in built.variants:
            assert sum(indices) // 3 == built.variants[name].triangles
            assert len(indices) == built.variants[name].draw_calls


def test_true_size_holds_only_what_is_planned_and_begins_before_whoever_looks(built):
    for name, files in built.variants.items():
        planned = standing(files.view).get("planned")
        assert (files.true is None) == (planned is None), name
        if files.true is None:
            continue
        shown = standing(files.true.glb)
        (left, low, _), (right, _, near) = ends(files.true.glb)
        (start, foot, _), (end, _, front) = shown["planned"].min(axis=0), shown["planned"].max(axis=0)

        assert set(shown) == {"planned", "mark"}, name
        assert low == pytest.approx(0, abs=NEAR_M), name
        assert near == pytest.approx(0, abs=NEAR_M), name
        assert left == pytest.approx(-right, abs=2 * NEAR_M), name
        assert foot >= -NEAR_M, name
        assert front <= -BEFORE_M + NEAR_M, name
        assert max(planned.max(axis=0)[1] - planned.min(axis=0)[1], 0) == pytest.approx(
            shown["planned"].max(axis=0)[1] - foot, abs=0.01
        ), name
        assert files.across_m >= end - start - 0.01, name


def test_the_table_has_everything_on_a_plate_of_sixty_centimetres(built):
    for name, files in built.variants.items():
        shown = standing(files.table.glb)
        low, high = ends(files.table.glb)
        plate = shown["plate"]
        rest = np.concatenate([points for group, points in shown.items() if group != "plate"])

        assert set(shown) == {*standing(files.view), "plate"}, name
        assert max((high - low)[[0, 2]]) == pytest.approx(TABLE_M, abs=NEAR_M), name
        assert low[1] == pytest.approx(0, abs=NEAR_M), name
        assert (rest.min(axis=0)[[0, 2]] >= plate.min(axis=0)[[0, 2]]).all(), name
        assert (rest.max(axis=0)[[0, 2]] <= plate.max(axis=0)[[0, 2]]).all(), name


def test_glb_and_usdz_show_the_same(models, tmp_path):
    for name, model in models.items():
        document, _ = opened(model.glb)
        stage = Usd.Stage.Open(str(_written(tmp_path, f"{name}.usdz", model.usdz)))

        assert _in_usdz(stage) == _in_glb(document), name
        assert UsdGeom.GetStageMetersPerUnit(stage) == 1


def test_khronos_validator_has_nothing_to_say(built, models, tmp_path):
    files = {name: each.view for name, each in built.variants.items()}
    files |= {name: model.glb for name, model in models.items()}

    reports = validated_all([_written(tmp_path, f"{name}.glb", content) for name, content in files.items()])

    assert [report["issues"]["messages"] for report in reports] == [[]] * len(files)


def test_phones_need_no_extension_and_one_set_of_texture_coordinates(models):
    for name, model in models.items():
        document, _ = opened(model.glb)
        attributes = {key for mesh in document["meshes"] for each in mesh["primitives"] for key in each["attributes"]}

        assert not {"extensionsUsed", "extensionsRequired"} & set(document), name
        assert attributes == {"POSITION", "NORMAL", "TEXCOORD_0"}, name


@pytest.mark.filterwarnings("ignore:Use of UsdUtils.ComplianceChecker is deprecated")
def test_the_checker_for_arkit_has_nothing_to_say(models, tmp_path):
    for name, model in models.items():
        checker = UsdUtils.ComplianceChecker(arkit=True)
        checker.CheckCompliance(str(_written(tmp_path, f"{name}.usdz", model.usdz)))

        assert checker.GetErrors() + checker.GetFailedChecks() + checker.GetWarnings() == [], name


def test_both_carry_the_same_pictures(models):
    for model in models.values():
        document, binary = opened(model.glb)
        in_glb = {_cut(document, binary, image["bufferView"]) for image in document["images"]}
        with zipfile.ZipFile(io.BytesIO(model.usdz)) as package:
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

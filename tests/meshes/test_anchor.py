"""The USDZ that a sign's code anchors: it passes Apple's rules, and its scene stands where it should."""

import io
import zipfile

import numpy as np
import pytest
from PIL import Image
from pxr import Gf, Usd, UsdGeom, UsdUtils

from app.meshes.anchor import Stand, anchored
from tests.meshes.gltf import standing

WIDTH_M = 0.16 * 37 / 29


def picture():
    out = io.BytesIO()
    Image.new("1", (37, 37), 1).save(out, "PNG")
    return out.getvalue()


def opened(build, tmp_path, *, in_metres=True, **stand):
    given = {"east_m": 0, "north_m": 0, "up_m": 0, "rotation_deg": 0, "facing_deg": 180} | stand
    path = tmp_path / "sign.usdz"
    usdz = build.variants["planned"].true.usdz
    path.write_bytes(anchored(usdz, picture(), picture_m=WIDTH_M, in_metres=in_metres, stand=Stand(**given)))
    return path


def point(path, at):
    """Where a point of the scene (x east, y up, z south) lies in the picture's axes."""
    stage = Usd.Stage.Open(str(path))
    inside = stage.GetPrimAtPath("/sign/probeplatz")
    return list(UsdGeom.Xformable(inside).ComputeLocalToWorldTransform(0).Transform(Gf.Vec3d(*at)))


@pytest.mark.filterwarnings("ignore:Use of UsdUtils.ComplianceChecker is deprecated")
def test_the_checker_for_arkit_finds_nothing(build, tmp_path):
    checker = UsdUtils.ComplianceChecker(arkit=True)
    checker.CheckCompliance(str(opened(build, tmp_path)))

    assert checker.GetErrors() == []
    assert checker.GetFailedChecks() == []


def meshes(stage, below):
    """Return path below something -> points."""
    found = [prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]
    return {str(prim.GetPath()).removeprefix(below): prim.GetAttribute("points").Get() for prim in found}


def test_nothing_of_the_scene_is_lost_but_its_mark(build, tmp_path):
    plain = tmp_path / "plain.usdz"
    plain.write_bytes(build.variants["planned"].true.usdz)
    stage, before = Usd.Stage.Open(str(opened(build, tmp_path))), Usd.Stage.Open(str(plain))

    inside, expected = meshes(stage, "/sign"), meshes(before, "")
    del expected["/probeplatz/mark/mark"]

    assert inside.keys() == expected.keys()
    assert all(np.array_equal(inside[name], expected[name]) for name in expected)
    for name in inside:
        [material] = stage.GetPrimAtPath(f"/sign{name}").GetRelationship("material:binding").GetTargets()
        assert stage.GetPrimAtPath(material)


@pytest.mark.parametrize(("in_metres", "number"), [(True, WIDTH_M), (False, WIDTH_M * 100)])
def test_the_picture_is_known_with_its_width_in_either_unit(build, tmp_path, in_metres, number):
    path = opened(build, tmp_path, in_metres=in_metres)

    stage = Usd.Stage.Open(str(path))
    root = stage.GetDefaultPrim()
    [target] = root.GetRelationship("preliminary:imageAnchoring:referenceImage").GetTargets()
    reference = stage.GetPrimAtPath(target)
    assert "Preliminary_AnchoringAPI" in root.GetMetadata("apiSchemas").GetAddedOrExplicitItems()
    assert root.GetAttribute("preliminary:anchoring:type").Get() == "image"
    assert reference.GetAttribute("physicalWidth").Get() == pytest.approx(number)
    with zipfile.ZipFile(path) as package:
        assert package.read(reference.GetAttribute("image").Get().path) == picture()


@pytest.mark.parametrize(
    ("stand", "at", "expected"),
    [
        ({}, (0, 1, 0), (0, 0, -1)),  # up is up the picture
        ({"facing_deg": 180}, (1, 0, 0), (1, 0, 0)),  # who reads a sign that faces south has east to the right
        ({"facing_deg": 180}, (0, 0, 1), (0, 1, 0)),  # and south comes out of the wall
        ({"facing_deg": 90}, (1, 0, 0), (0, 1, 0)),
        ({"facing_deg": 90}, (0, 0, 1), (-1, 0, 0)),  # facing east: north is to the right
        ({"facing_deg": 0, "north_m": 40, "up_m": -1.5}, (0, 0, 0), (0, 40, 1.5)),
        ({"facing_deg": 180, "rotation_deg": 90}, (0, 0, -1), (1, 0, 0)),  # its north was turned to the east
    ],
)
def test_the_scene_stands_where_it_does_from_the_sign(build, tmp_path, stand, at, expected):
    assert point(opened(build, tmp_path, **stand), at) == pytest.approx(expected, abs=1e-9)


def test_the_same_input_gives_the_same_bytes(build, tmp_path):
    assert opened(build, tmp_path).read_bytes() == opened(build, tmp_path).read_bytes()


def test_what_was_set_down_before_the_origin_stands_in_its_scene_again(build, tmp_path):
    files = build.variants["planned"]
    moved = (*files.moved.by, files.moved.turn_deg)
    stage = Usd.Stage.Open(str(opened(build, tmp_path, facing_deg=180, moved=moved)))

    inside = UsdGeom.Xformable(stage.GetPrimAtPath("/sign/probeplatz/planned_merged")).ComputeLocalToWorldTransform(0)
    found = np.concatenate([points for path, points in meshes(stage, "").items() if "planned_merged" in path])
    seen = np.array([inside.Transform(Gf.Vec3d(*point.tolist())) for point in found[::7]])

    expected = standing(files.view)["planned"]  # east is to the right, south out of the wall, down the picture
    low, high = expected.min(axis=0), expected.max(axis=0)
    assert (seen.min(axis=0) >= [low[0] - 0.01, low[2] - 0.01, -high[1] - 0.5]).all()
    assert (seen.max(axis=0) <= [high[0] + 0.01, high[2] + 0.01, -low[1] + 0.5]).all()
    assert np.ptp(seen[:, 0]) > 10

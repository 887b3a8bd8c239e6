"""Files that AR Quick Look places by a sign: one for each planning and unit, made from what is published."""

from dataclasses import replace

import pytest
from pxr import Usd, UsdGeom

from app import qr
from app.actions.riders import anchor_signs
from app.exchange.records import Place, SignState
from app.meshes.usdz import stored
from app.site.values import Print
from tests.site import samples

WANTED = replace(samples.SETTINGS, has_sign_anchors=True)
CODE = samples.make_sign().code
STEM = f"302/heinrich-koenig-platz/vor-ort/segel-{CODE}"


@pytest.fixture
def usdz(tmp_path):
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, "/segel").GetPrim())
    UsdGeom.Cube.Define(stage, "/segel/box")
    stage.GetRootLayer().Export(str(tmp_path / "segel.usdc"))
    return stored([("segel.usdc", (tmp_path / "segel.usdc").read_bytes())])


def station(media, usdz, **more):
    """A sign that faces south, and a planning 100 m to its north, seen in its state of after."""
    true = samples.make_model(usdz=f"/media/{media.put_media('segel.usdz', usdz)}")
    files = samples.make_files(true=true)
    planning = samples.make_planning(asset=samples.make_asset(variants={"planned": files}))
    sign = samples.make_sign(place=place(51.5), facing_deg=180.0, code_height_m=1.5)
    record = replace(planning.record, slug="segel", place=place(51.5 + 100 / 111_258), ground_m=0.5, rotation_deg=0.0)
    return samples.make_station(plannings=(replace(planning, record=record),), **{"signs": (sign,)} | more)


def place(lat):
    return Place(lat=lat, lon=7.1, uncertainty_m=1)


def test_each_planning_gets_a_file_in_both_units_and_stands_where_it_does(media, usdz, tmp_path):
    files = anchor_signs.draw(media, samples.make_line(), station(media, usdz), WANTED)

    assert set(files) == {f"{STEM}-m.usdz", f"{STEM}-cm.usdz"}
    widths = {}
    for key, content in files.items():
        path = tmp_path / key.replace("/", "-")
        path.write_bytes(content)
        stage = Usd.Stage.Open(str(path))
        widths[key.rpartition("-")[2]] = stage.GetPrimAtPath("/sign/Picture").GetAttribute("physicalWidth").Get()
        box = UsdGeom.Xformable(stage.GetPrimAtPath("/sign/segel/box")).ComputeLocalToWorldTransform(0)
        assert list(box.ExtractTranslation()) == pytest.approx((0, -100, 1), abs=0.01)  # behind the wall, 1 m below
    assert widths == {"m.usdz": pytest.approx(0.16 * 37 / 29), "cm.usdz": pytest.approx(16 * 37 / 29)}


def test_the_newest_print_is_the_picture(media, usdz, tmp_path):
    address = f"HTTPS://ALT.EXAMPLE/S/{CODE}"
    prints = {CODE: (Print(address=address, code_mm=80),)}

    files = anchor_signs.draw(media, samples.make_line(), station(media, usdz, prints=prints), WANTED)

    path = tmp_path / "sign.usdz"
    path.write_bytes(files[f"{STEM}-m.usdz"])
    assert qr.png(address, module_px=anchor_signs.MODULE_PX) in path.read_bytes()
    stage = Usd.Stage.Open(str(path))
    width = stage.GetPrimAtPath("/sign/Picture").GetAttribute("physicalWidth").Get()
    modules = len(qr.matrix(address))
    assert width == pytest.approx(0.08 * (modules + 8) / modules)


def test_each_sign_that_hangs_anchors_it_from_where_it_hangs(media, usdz, tmp_path):
    south = samples.make_sign(place=place(51.5), facing_deg=180.0)
    north = samples.make_sign(code="YH56CB", place=place(51.5 + 200 / 111_258), facing_deg=0.0, code_height_m=1.5)

    files = anchor_signs.draw(media, samples.make_line(), station(media, usdz, signs=(south, north)), WANTED)

    assert len(files) == 4
    path = tmp_path / "north.usdz"
    path.write_bytes(files[f"{STEM.removesuffix(CODE)}YH56CB-m.usdz"])
    stage = Usd.Stage.Open(str(path))
    inside = UsdGeom.Xformable(stage.GetPrimAtPath("/sign/segel")).ComputeLocalToWorldTransform(0)
    assert list(inside.ExtractTranslation()) == pytest.approx((0, -100, 1), abs=0.01)


@pytest.mark.parametrize("is_wanted", [True, False])
def test_nothing_is_made_without_a_sign_or_unless_it_is_wanted(media, usdz, is_wanted):
    gone = samples.make_sign(state=SignState.RETIRED)
    seen = station(media, usdz, signs=(gone,)) if is_wanted else station(media, usdz)

    assert anchor_signs.draw(media, samples.make_line(), seen, WANTED if is_wanted else samples.SETTINGS) == {}

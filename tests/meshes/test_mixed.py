"""Models made elsewhere stand in scenes among parts of the kit: in every file, as they look alone."""

import numpy as np
import pytest

from app.meshes import building
from app.meshes.compose import compose
from app.meshes.faults import MeshError
from app.meshes.miniatures import Exhibit
from app.meshes.mixed import mixed, uploads_alone, with_models
from app.meshes.scene import read
from app.meshes.tray import tray
from app.meshes.upload.taking_in import dressed_of, take_in
from tests.meshes.conftest import FONTS, PAGE_PX
from tests.meshes.models import box, image, pack

HEAD = """\
format = 2
title = "Bank am Platz"
variants = ["today", "planned"]
schematic = "Alles ist erdacht."
[size]
from = [-2, 0, 0]
to = [2, 0, 0]
[cameras.poster]
eye = [12, 6, 16]
look = [0, 2, 0]
[cameras.thumbnail]
eye = [9, 5, 12]
look = [0, 2, 0]
"""
GROUND = """\
[[parts]]
part = "ground"
at = [0, 0]
role = "context"
"""
BENCH = """\
[[parts]]
part = "upload"
asset = "bank"
at = [10, 0, -4]
turn_deg = 90
when = ["planned"]
"""


@pytest.fixture(scope="module")
def bench():
    return take_in(memoryview(pack(*box((2, 3, 4), picture=image()))), name="bank").glb


def faults_of(text):
    with pytest.raises(MeshError) as refusal:
        read(text)
    return [(each.line, each.field) for each in refusal.value.faults]


def test_an_upload_stands_where_the_text_says_and_only_when_it_says(bench):
    scene = with_models(read(HEAD + GROUND + BENCH), {"bank": bench})

    low, high = uploads_alone(scene, "planned").bounds()

    own_low, own_high = dressed_of(bench, name="bank").bounds()
    assert np.allclose(sorted(high - low), sorted(own_high - own_low), atol=1e-3)
    assert (high - low)[0] == pytest.approx((own_high - own_low)[2], abs=1e-3), "it is turned by a quarter"
    assert low[0] >= 5 and high[2] <= 1
    assert uploads_alone(scene, "today") is None


def test_its_pictures_are_kept_once_however_often_it_stands_there(bench):
    row = BENCH + "repeat = { count = 3, step = [4, 0, 0] }\n" + BENCH.replace("[10, 0, -4]", "[0, 0]")
    scene = with_models(read(HEAD + GROUND + row), {"bank": bench})
    kit = compose("platz", scene, "planned")

    whole = mixed("platz", kit, scene, "planned")

    assert len(whole.pictures) == len(kit.pictures) + 1
    assert whole.triangles == kit.triangles + 4 * 12
    assert {node.group for node in whole.nodes} == {"context", "planned"}
    assert len({node.name for node in whole.nodes}) == len(whole.nodes)


@pytest.mark.slow  # builds in 3D
@pytest.mark.parametrize("parts", [GROUND + BENCH, BENCH.replace('when = ["planned"]', "")], ids=["mixed", "alone"])
def test_a_scene_with_an_upload_is_built_for_browsers_and_phones(bench, parts):
    made = building.build((HEAD + parts).encode(), name="platz", fonts=FONTS, page_px=PAGE_PX, uploads={"bank": bench})

    planned = made.variants["planned"]
    assert dressed_of(planned.true.glb, name="platz").triangles >= 12
    assert planned.table.usdz[:4] == b"PK\3\4"


def test_a_tray_shows_the_uploads_of_its_scenes(bench, scene):
    text = HEAD + GROUND + BENCH
    own = Exhibit(name="platz", title="Platz", what=with_models(read(text), {"bank": bench}), variant="planned")
    other = Exhibit(name="segel", title="Segel", what=scene, variant="planned")

    both = tray("tablett", [own, other], fonts=FONTS)

    foreign = [node for node in both.nodes if "upload" in node.name]
    assert {node.group for node in foreign} == {"platz_1"}
    assert sum(len(p.triangles) for node in foreign for p in both.meshes[node.mesh].primitives) == 12
    assert (own.foreign_triangles, other.foreign_triangles) == (12, 0)


def test_what_was_not_built_is_a_fault_of_its_line():
    with pytest.raises(MeshError) as refusal:
        with_models(read(HEAD + GROUND + BENCH), {})

    [fault] = refusal.value.faults
    assert (fault.line, fault.field) == (HEAD.count("\n") + 7, "parts.2.asset")
    assert "Von dem 3D-Objekt „bank“ gibt es noch nichts" in str(fault)


@pytest.mark.parametrize(
    ("written", "field"),
    [
        (BENCH.replace('"bank"', '"../bank"'), "parts.1.asset"),
        (BENCH.replace('asset = "bank"\n', ""), "parts.1.asset"),
        (BENCH.replace("at = [10, 0, -4]", "at = [9999, 0]"), "parts.1.at"),
        (BENCH + "clay = true\n", "parts.1.clay"),
        (BENCH + 'motion = { kind = "sway" }\n', "parts.1.motion"),
        (BENCH + "repeat = { count = 13, step = [1, 0] }\n", "parts.1.part"),
        ("".join(BENCH.replace("bank", f"bank-{number}") for number in range(5)), "parts.5.asset"),
    ],
)
def test_what_an_upload_cannot_be_is_said_with_its_line(written, field):
    [(line, named)] = faults_of(HEAD + written)

    assert named == field
    assert line > HEAD.count("\n")

"""Builds keep their budgets, and stations put their plannings where they stand."""

from dataclasses import replace
from itertools import combinations

import pytest

from app.meshes import building, check
from app.meshes.faults import MeshError
from app.meshes.line_model import Shown, Way
from app.meshes.miniatures import Exhibit
from app.meshes.upload.taking_in import dressed_of, take_in
from app.meshes.version import scene_hash
from tests.meshes.conftest import FONTS, PAGE_PX
from tests.meshes.gltf import ends, standing, validated
from tests.meshes.models import box, image, pack


def test_a_build_says_what_the_page_needs(build):
    assert list(build.variants) == ["today", "planned"]
    assert build.schematic == "Alles an diesem Platz ist erdacht."
    assert build.dimension is not None
    assert [annotation.id for annotation in build.annotations] == ["sail"]


def test_every_broken_budget_is_named(dressed):
    tight = check.Budget(
        glb_bytes=1, usdz_bytes=1, triangles=1, finishes=1, draw_calls=1, picture_px=1, pictures_bytes=1
    )

    faults = check.over(tight, dressed, b"12", b"12")

    assert [fault.wrong for fault in faults] == [
        check.GLB, check.USDZ, check.TRIANGLES, check.FINISHES, check.DRAW_CALLS, check.PICTURE, check.PICTURES,
    ]  # fmt: skip
    assert str(faults[0]) == "Die GLB-Datei hat 2 Bytes. Erlaubt: höchstens 1."
    assert check.over(check.PLANNING, dressed, b"", b"") == []


def test_a_scene_that_is_too_heavy_is_refused(source):
    heavy = source + b'[[parts]]\npart = "tram"\nat = [0, 0]\nrepeat = { count = 200, step = [0, 3], looks = 1 }\n'

    with pytest.raises(MeshError, match=r"Das Modell hat \d+\N{NARROW NO-BREAK SPACE}\d+ Dreiecke\."):
        building.build(heavy, name="zu-schwer", fonts=FONTS)


def test_the_hash_of_a_scene_changes_with_its_text(source):
    assert scene_hash(source) == scene_hash(bytes(source))
    assert scene_hash(source) != scene_hash(source + b"\n")


@pytest.fixture
def model():
    made = take_in(memoryview(pack(*box((2, 3, 4), picture=image()))), name="bank")
    return dressed_of(made.glb, name="bank")


def exhibit(name, what, variant="planned"):
    return Exhibit(name=name, title=f"{name} am Platz", what=what, variant=variant)


def test_a_tray_has_each_planning_beside_the_others_with_its_title(scene, model, tmp_path):
    shown = [exhibit("osten", scene), exhibit("norden", scene, "today"), exhibit("bank", model), exhibit("west", scene)]

    built = building.build_tray(shown, name="Bochum Hbf", fonts=FONTS, page_px=PAGE_PX)

    files = built.variants["together"]
    groups = standing(files.table.glb)
    plate = groups.pop("plate")
    boxes = [(points.min(axis=0)[[0, 2]], points.max(axis=0)[[0, 2]]) for points in groups.values()]
    assert sorted(groups) == ["bank_3", "norden_2", "osten_1", "west_4"]
    assert all(
        (low >= plate.min(axis=0)[[0, 2]]).all() and (high <= plate.max(axis=0)[[0, 2]]).all() for low, high in boxes
    )
    assert not any(_overlap(one, other) for one, other in combinations(boxes, 2))
    assert max((plate.max(axis=0) - plate.min(axis=0))[[0, 2]]) == pytest.approx(0.60, abs=0.001)
    assert sorted(standing(files.view)) == sorted([*groups, "plate"])
    assert built.left_out == ()
    path = tmp_path / "tray.glb"
    path.write_bytes(files.table.glb)
    assert validated(path)["issues"]["messages"] == []


def _overlap(one, other):
    (low, high), (other_low, other_high) = one, other
    return bool((low < other_high).all() and (other_low < high).all())


def test_the_heaviest_models_are_left_out_where_all_are_too_many(scene, model):
    nodes = tuple(replace(node, name=f"{node.name}_{i}") for i in range(300) for node in model.nodes)
    many = [exhibit(f"bank-{number}", replace(model, nodes=nodes[:20])) for number in range(6)]

    built = building.build_tray(
        [exhibit("bau", replace(model, nodes=nodes)), exhibit("platz", scene), *many],
        name="a",
        fonts=FONTS,
        page_px=PAGE_PX,
    )

    assert built.left_out[0] == "bau"
    assert len(built.left_out) < 1 + len(many)


def test_a_line_has_its_stops_and_its_stations_with_their_names(scene, tmp_path):
    way = Way(
        title="Linie 9", colour="#86bbe0", branches=[[(0, 0), (900, 100), (2000, -300)], [(900, 100), (1500, 900)]]
    )
    stations = [Shown(at=at, exhibit=exhibit(f"halt-{at[0]}", scene)) for at in ((0, 0), (900, 100), (2000, -300))]

    files = building.build_line(way, stations, name="linie-9", fonts=FONTS, page_px=PAGE_PX).variants["together"]

    groups = standing(files.table.glb)
    low, high = ends(files.table.glb)
    assert sorted(groups) == ["halt_0_1", "halt_2000_3", "halt_900_2", "line", "plate"]
    assert max((high - low)[[0, 2]]) == pytest.approx(1.20, abs=0.001)
    path = tmp_path / "line.glb"
    path.write_bytes(files.table.glb)
    assert validated(path)["issues"]["messages"] == []
    assert len(files.table.usdz) <= 4_000_000

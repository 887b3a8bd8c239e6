"""Builds keep their budgets, and stations put their plannings where they stand."""

from dataclasses import replace

import pytest

from app.meshes import building, check
from app.meshes.compose import compose
from app.meshes.faults import MeshError
from app.meshes.station import Standing, StandingModel, compose_station, with_models
from app.meshes.upload.taking_in import dressed_of, take_in
from app.meshes.version import scene_hash
from tests.meshes.gltf import validated
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
        building.build(heavy, name="zu-schwer")


def test_the_hash_of_a_scene_changes_with_its_text(source):
    assert scene_hash(source) == scene_hash(bytes(source))
    assert scene_hash(source) != scene_hash(source + b"\n")


def test_a_station_puts_its_plannings_around_the_sign(scene, tmp_path):
    standing = [Standing("osten", scene, "planned", 100, 0), Standing("norden", scene, "today", 0, 100, 2.0, 90)]

    composed = compose_station("Bochum Hbf", standing)

    names = {node.name for node in composed.nodes}
    assert composed.name == "Bochum_Hbf"
    assert "sign" in names
    assert any(name.startswith("osten") for name in names)
    assert any(name.startswith("norden") for name in names)
    low, high = composed.bounds()
    assert high[0] > 100
    assert low[2] < -100
    built = building.build_station(standing, name="Bochum Hbf")
    path = tmp_path / "station.glb"
    path.write_bytes(built.variants["together"].glb)
    assert validated(path)["issues"]["messages"] == []


def test_a_station_shows_less_detail_and_stands_still(scene):
    alone = compose("platz", scene, "planned")

    composed = compose_station("station", [Standing("platz", scene, "planned", 0, 0)])

    assert composed.triangles < alone.triangles
    assert all(node.motion is None for node in composed.nodes)


@pytest.fixture
def model():
    made = take_in(memoryview(pack(*box((2, 3, 4), picture=image()))), name="bank")
    return dressed_of(made.glb, name="bank")


def test_models_stand_in_a_station_where_they_are_seen_from_the_sign(scene, model, tmp_path):
    station = compose_station("station", [Standing("platz", scene, "planned", 0, 0)])
    models = [StandingModel("bank", model, 100, 0), StandingModel("bank", model, 0, 100, 2.0, 90)]

    composed = with_models(station, models)

    ends = {node.name: node.place for node in composed.nodes if node.group.startswith("bank")}
    assert [place.by for place in ends.values()] == [(100, 0, 0), (0, 2, -100)]
    assert composed.triangles == station.triangles + 24
    assert len({mesh.name for mesh in composed.meshes}) == len(composed.meshes)
    shown = composed.meshes[composed.nodes[-1].mesh].primitives[0]
    assert composed.pictures[composed.finishes[shown.finish].base].name.startswith("bank_2")
    built = building.build_station([Standing("platz", scene, "planned", 0, 0)], models=models, name="station")
    path = tmp_path / "station.glb"
    path.write_bytes(built.variants["together"].glb)
    assert validated(path)["issues"]["messages"] == []
    assert built.left_out == ()


def test_the_heaviest_models_are_left_out_where_all_are_too_many(scene, model):
    many = [StandingModel(f"bank-{number}", model, 10.0 * number, 0) for number in range(20)]
    heavier = replace(model, nodes=(*model.nodes, *(replace(each, name=f"{each.name}_again") for each in model.nodes)))

    built = building.build_station(
        [Standing("platz", scene, "planned", 0, 0)],
        models=[StandingModel("bau", heavier, 50, 50), *many],
        name="station",
    )

    assert "bau" in built.left_out
    assert 0 < len(built.left_out) < len(many)

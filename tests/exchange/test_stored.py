"""What tables keep as JSON has a shape, and rows of earlier versions have it, too."""

import pytest

from app.actions.records.record_json import card, stored
from app.exchange.stored import AssetBuild, AssetFinding, BuildStep, Callout, Camera, Card, OrderFile, Posters
from app.models import Kind
from app.signage.faults import Fault as SignFault

TEXTS = {"de": {"title": "Platz", "summary": "Ein Platz."}}
MODEL = {"glb": "/media/1/a.glb", "glb_bytes": 1, "usdz": "/media/1/a.usdz", "usdz_bytes": 2}
FILES = {
    "view": "/media/1/v.glb",
    "view_bytes": 3,
    "table": MODEL,
    "true": MODEL,
    "moved": [0, 0, -5, 90],
    "across_m": 9,
}
BUILD = {
    "variants": {"today": FILES, "planned": FILES},
    "schematic": "Bäume",
    "size": [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]],
    "annotations": [{"id": "segel", "at": [0.0, 1.0, 0.0], "when": ["planned"]}],
    "camera": {"eye": [5.0, 2.0, 5.0], "look": [0, 0, 0], "fov_deg": 40.0},
    "footprint": [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]],
    "shown": {"today": [12, 1.0, 2.0, 3.0], "planned": [1200, 1.0, 2.0, 3.0]},
}

FINDING = {"part": "Datei", "wrong": "%(n)s Dreiecke", "values": {"n": 9}}
OLDEST = ("variants", "schematic", "size", "annotations")


def test_a_card_that_is_written_is_read():
    station = stored(Card, card(Kind.STATION, {"texts": TEXTS, "partner": "nord", "plannings": ["hof"]}))
    planning = stored(Card, card(Kind.PLANNING, {"texts": TEXTS, "topic": "park", "place": {"lat": 51.5, "lon": 7.1}}))

    assert (station.names, station.partner, station.plannings) == ({"de": "Platz"}, "nord", ("hof",))
    assert (planning.topic, planning.asset, planning.lat, planning.rotation_deg) == ("park", "", 51.5, 0.0)


EARLIER = {
    "station without pictures": (Card, {"names": {"de": "Platz"}, "summaries": {}, "partner": "nord"}),
    "planning with whole numbers": (
        Card,
        {"topic": "park", "asset": "baum", "lat": 51.5, "lon": 7, "rotation_deg": 0, "ground_m": 0},
    ),
    "asset without posters": (Posters, {}),
    "posters of one variant": (Posters, {"variants": {"planned": {"320.webp": "/media/1/320.webp"}}}),
    "station before cameras": (AssetBuild, {k: v for k, v in BUILD.items() if k in OLDEST}),
    "without camera": (AssetBuild, {**BUILD, "size": None, "camera": None}),
    "drawn and too heavy": (
        AssetBuild,
        {**BUILD, "posters": {"variants": {"planned": {"320.webp": "/media/1/320.webp"}}}, "left_out": ["bank"]},
    ),
    "step without notes": (BuildStep, {"name": "receive", "state": "running", "notes": []}),
    "step with notes": (BuildStep, {"name": "read", "state": "done", "notes": [{**FINDING, "mend": ""}]}),
    "fault of a file": (AssetFinding, {**FINDING, "mend": "Bitte vereinfachen."}),
    "fault of a scene": (
        AssetFinding,
        {"line": 3, "field": "parts", "wrong": "„%(name)s“", "mend": "", "values": {"name": "a"}},
    ),
    "order sheet": (OrderFile, {"name": "Auftrag.pdf", "key": "ab/Auftrag.pdf", "sha256": "ab", "bytes": 3}),
    "fault of a sign": (
        SignFault,
        {"code": "RE3UUM", "field": "where", "sentence": "„%(n)s“", "page": 0, "values": {"n": 1.5}},
    ),
}


@pytest.mark.parametrize(("shape", "row"), EARLIER.values(), ids=EARLIER)
def test_a_row_of_an_earlier_version_is_read(shape, row):
    assert stored(shape, row)


def test_a_build_is_read_with_its_points_as_points():
    build = stored(AssetBuild, BUILD)

    assert build.size == ((0.0, 0.0, 0.0), (1.0, 0.0, 0.0))
    assert build.annotations == (Callout(id="segel", at=(0.0, 1.0, 0.0), when=("planned",)),)
    assert build.camera == Camera(eye=(5.0, 2.0, 5.0), look=(0.0, 0.0, 0.0), fov_deg=40.0)
    assert build.shown["planned"] == (1200, 1.0, 2.0, 3.0)


def test_a_row_of_another_shape_is_a_fault_of_ours():
    with pytest.raises(ValueError, match=r"OrderFile: bytes"):
        stored(OrderFile, {"name": "a", "key": "b", "sha256": "c", "bytes": "many"})

"""Of official tiles what lies near stations is kept, small, true to north and height, and stands about a planning."""

import json
import math

import numpy as np
import pytest

from app.meshes.building import build
from app.meshes.compose import pieces
from app.meshes.faults import MeshError
from app.meshes.scene import read
from app.meshes.surroundings import composing, sandboxed, standing_about
from app.meshes.surroundings.excerpt import BUILDINGS, REACH_M, TERRAIN, Excerpt
from app.utm import Zone
from tests.factories import SCENE
from tests.meshes import tiles
from tests.meshes.conftest import FONTS, PAGE_PX

EAST, NORTH = 370_500.0, 5_707_500.0
PLACE = Zone(32).place(EAST, NORTH)
TURN_DEG = Zone(32).convergence_deg(PLACE)
HOUSES = [
    tiles.box("near", EAST + 20, NORTH, size=(10, 10, 8), ground=52.0),
    tiles.gabled("there", EAST, NORTH + 200, ground=55.0),
    tiles.box("half", EAST - REACH_M - 3, NORTH, size=(10, 10, 5)),
    tiles.box("far", EAST + 400, NORTH),
]


def kept(tmp_path, raw, capsys, stations=None):
    """Read a tile as the sandbox does; return what it said, and station -> excerpt."""
    source = tmp_path / "tile"
    source.write_bytes(raw)
    sandboxed.main([str(source), str(tmp_path), json.dumps(stations or {"7": PLACE})])
    said = json.loads(capsys.readouterr().out)
    return said, {key: Excerpt.of((tmp_path / key).read_bytes()) for key in said.get("kept", {})}


@pytest.fixture
def excerpt(tmp_path, capsys):
    return kept(tmp_path, tiles.citygml(HOUSES), capsys)[1]["7"]


@pytest.mark.parametrize("raw", [tiles.citygml(HOUSES), tiles.cityjson(HOUSES)], ids=["CityGML", "CityJSON"])
def test_what_lies_within_reach_is_kept_for_each_station(tmp_path, capsys, raw):
    east_of_it = Zone(32).place(EAST + 420, NORTH)

    said, found = kept(tmp_path, raw, capsys, {"7": PLACE, "8": east_of_it, "9": (52.5, 13.4), "10": PLACE})

    assert said == {"content": BUILDINGS, "total": 4, "kept": {"7": 3, "8": 1, "10": 3}}
    assert found["7"].place == PLACE
    assert found["7"].points[:, 1].max() == pytest.approx(64.0)


def test_houses_stand_by_true_north_and_as_high_as_they_are(excerpt):
    found = composing.around([excerpt], PLACE, name="x", said="Amt, dl-de/zero-2-0")
    low, high = standing_about.dressed_around(found.glb).bounds()

    assert found.buildings == 3 and found.left_out == 0
    assert found.packed_bytes <= composing.MOST_BYTES
    assert b"Amt, dl-de/zero-2-0" in found.glb
    assert -low[2] == pytest.approx(204 * math.cos(math.radians(TURN_DEG)), abs=0.2) or low[2] < -203
    assert high[1] - low[1] == pytest.approx(64.0 - 50.0, abs=0.05)


def test_the_turn_of_what_stands_there_is_undone(excerpt):
    found = composing.around([excerpt], PLACE, name="x", said="", turn_deg=TURN_DEG, reach_m=50)
    low, high = standing_about.dressed_around(found.glb).bounds()

    assert found.buildings == 1
    assert (low[0], high[0], high[2]) == pytest.approx((15, 25, 5), abs=0.03)


def test_on_a_table_nothing_hangs_in_the_air_or_goes_below(excerpt):
    found = composing.around([excerpt], PLACE, name="x", said="", stands=True)
    low, high = standing_about.dressed_around(found.glb).bounds()

    assert low[1] == 0.0
    assert high[1] == pytest.approx(64.0 - 52.0, abs=0.05), "as high above the planning as it is"


def test_the_nearest_stay_where_there_is_no_room(excerpt):
    found = composing.around([excerpt], PLACE, name="x", said="", most_triangles=12)

    assert (found.buildings, found.left_out) == (1, 2)


@pytest.mark.parametrize(
    ("eye", "look", "stands"),
    [
        ((60, 2, 0), (0, 2, 0), False),  # through it
        ((22, 2, 2), (0, 2, 0), False),  # from inside of it
        ((60, 60, 0), (0, 0, 0), True),  # over it
        ((-60, 2, 0), (0, 2, 0), True),  # from the other side
    ],
)
def test_what_stands_in_the_way_of_the_picture_is_left_out(excerpt, eye, look, stands):
    found = composing.around([excerpt], PLACE, name="x", said="", reach_m=50, sights=[(eye, look)])

    assert (found is not None) == stands


def test_where_there_is_nothing_there_is_nothing(excerpt):
    assert composing.around([], PLACE, name="x", said="") is None
    assert composing.around([excerpt], (52.5, 13.4), name="x", said="") is None


def grid(slope=0.1, *, prefix=0.0, ending="\n"):
    lines = (
        f"{EAST + dx + prefix:.2f} {NORTH + dy:.2f} {50 + dx * slope:.2f}"
        for dx in range(-60, 61)
        for dy in range(-60, 61)
    )
    return (ending.join(lines) + ending).encode()


@pytest.mark.parametrize("raw", [grid(), grid(prefix=32e6), grid(ending="\r\n"), grid().replace(b" ", b";")])
def test_terrain_tells_how_high_the_ground_is(tmp_path, capsys, raw):
    said, found = kept(tmp_path, raw, capsys)
    higher = Zone(32).place(EAST + 30, NORTH)

    assert (said["content"], said["total"]) == (TERRAIN, 121 * 121)
    assert len(found["7"].points) < 121 * 121 / 20, "some metres apart are enough"
    assert composing.height_m([found["7"]], PLACE) == pytest.approx(50.0, abs=0.15)
    assert composing.height_m([found["7"]], higher) == pytest.approx(53.0, abs=0.15)


def test_houses_tell_it_where_there_is_no_terrain(excerpt):
    assert composing.height_m([excerpt], Zone(32).place(EAST + 14, NORTH)) == pytest.approx(52.0)
    assert composing.height_m([excerpt], Zone(32).place(EAST + 100, NORTH + 100)) is None


BAD = {
    "no system": (tiles.citygml(HOUSES, reference=""), "kein Koordinatensystem"),
    "an unknown system": (tiles.citygml(HOUSES, reference="EPSG:3857"), "EPSG:3857"),
    "cut off": (tiles.citygml(HOUSES)[:-100], "kein lesbares XML"),
    "something else": (b"\x89PNG\r\n", "weder CityGML"),
    "words in a grid": (b"1 2 3\n4 5 six\n", "Zeile 2"),
    "a column too few": (b"1 2\n4 5\n", "Zeile 1"),
}


@pytest.mark.parametrize(("raw", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path, capsys, raw, words):
    said, _ = kept(tmp_path, raw, capsys)

    (fault,) = said["faults"]
    assert words in fault["wrong"] % fault["values"]
    assert fault["mend"]


def test_a_file_that_is_no_excerpt_is_none():
    with pytest.raises(ValueError, match=r"excerpt|pickled"):
        Excerpt.of(b"something")


def test_official_houses_take_the_place_of_those_of_the_kit(excerpt):
    found = composing.around([excerpt], PLACE, name="x", said="", stands=True)
    scene = read(SCENE.decode())

    shown = build(SCENE, name="platz", fonts=FONTS, page_px=PAGE_PX, surroundings=found.glb)
    alone = build(SCENE, name="platz", fonts=FONTS, page_px=PAGE_PX)

    assert any(each.stands_in for each in scene.placements)
    assert shown.variants["planned"].size_m[2] > 200 > alone.variants["planned"].size_m[2]
    assert shown.footprint == alone.footprint, "what the planning covers is as before"
    assert shown.variants["planned"].moved == alone.variants["planned"].moved, "nor does a street come along"


def test_without_surroundings_a_scene_is_what_it_was():
    scene = read(SCENE.decode())

    assert scene.around == ()
    assert len(list(scene.shown("planned"))) == sum("planned" in each.when for each in scene.placements)
    assert all(piece.name != standing_about.AROUND for piece in pieces(scene, "planned", detail=1.0))


def test_a_file_that_was_not_composed_is_refused_in_a_sentence():
    with pytest.raises(MeshError, match=r"surroundings\.glb"):
        standing_about.piece(b"glTF" + bytes(40))


def test_greys_come_back_as_they_went(excerpt):
    found = composing.around([excerpt], PLACE, name="x", said="")

    assert {each.material for each in standing_about.piece(found.glb).surfaces} == {composing.WALL, composing.ROOF}
    assert np.isfinite(standing_about.piece(found.glb).surfaces[0].normals).all()

"""The 3D assets of this repository: each says what it shows, and has posters that show it."""

import io
import math
from pathlib import Path

import pytest
from PIL import Image

from app.meshes.bake.scenes import kept_beside, kept_of
from app.meshes.poster_files import MOST_BYTES, POSTERS, poster_file
from app.meshes.posters import stale
from app.meshes.scene import read

ROOT = Path(__file__).parents[2] / "assets/meshes"
FOLDERS = sorted(path.parent for path in ROOT.glob("*/scene.toml"))
NORTH_M = 111_320  # of a degree
IDS = [folder.name for folder in FOLDERS]


@pytest.mark.parametrize("folder", FOLDERS, ids=IDS)
def test_a_scene_walks_its_viewer_through_three_to_six_points(folder, content):
    ids = [annotation.id for annotation in read((folder / "scene.toml").read_text("utf-8")).annotations]

    assert 3 <= len(ids) <= 6
    assert len(set(ids)) == len(ids)
    for language, text in content.assets[folder.name].texts.items():
        assert set(text.annotations) == set(ids), language


def test_the_camera_of_the_sign_stands_on_the_way_from_the_stations_sign(content):
    for station, (sign,) in content.signs.items():
        for planning in content.plannings[station].values():
            camera = read((ROOT / planning.asset / "scene.toml").read_text("utf-8")).cameras["sign"]
            south_m = (planning.place.lat - sign.place.lat) * NORTH_M
            east_m = (sign.place.lon - planning.place.lon) * NORTH_M * math.cos(math.radians(sign.place.lat))
            way, whole = (
                (x - camera.look[0], z - camera.look[2]) for x, z in ((camera.eye[0], camera.eye[2]), (east_m, south_m))
            )
            assert camera.eye[1] == 1.6
            assert math.dist(way, whole) + math.hypot(*way) == pytest.approx(math.hypot(*whole), abs=0.5), planning.slug


@pytest.mark.parametrize("folder", FOLDERS, ids=IDS)
def test_posters_show_what_the_scene_says(folder):
    assert stale(folder) == [], "make assets"


def test_light_is_kept_of_every_variant():
    for folder in FOLDERS:
        assert kept_beside(folder).keys() == set(read((folder / "scene.toml").read_text("utf-8")).variants), folder.name


def test_what_is_kept_of_the_light_is_what_a_bake_gives():
    scene = read((ROOT / "schwammstadt/scene.toml").read_text("utf-8"))

    kept = kept_beside(ROOT / "schwammstadt")

    assert kept["today"] == kept_of("schwammstadt", scene, "today"), "make assets; LOOK, if the light has changed"


@pytest.mark.parametrize("folder", FOLDERS, ids=IDS)
def test_posters_are_light_and_of_the_size_their_name_says(folder):
    for variant in read((folder / "scene.toml").read_text("utf-8")).variants:
        for form in POSTERS:
            width_px = int(form.partition(".")[0])
            raw = (folder / poster_file(variant, form)).read_bytes()
            with Image.open(io.BytesIO(raw)) as picture:
                assert picture.size == (width_px, width_px * 5 // 8)
            assert len(raw) <= MOST_BYTES[width_px]

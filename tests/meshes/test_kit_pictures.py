"""The pictures of the kit show what the kit builds, and stay small."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from app.meshes.kit import PARTS
from app.meshes.kit.part import picture_file
from app.meshes.kit_pictures import MOST_BYTES, SIZE_PX, remake, stale

FOLDER = Path(__file__).parents[2] / "app/web/static/kit"


def test_every_part_has_a_picture_of_what_the_kit_builds():
    assert stale(FOLDER) == [], "make assets"


@pytest.mark.parametrize("part", PARTS)
def test_a_picture_is_small_and_shows_something(part):
    raw = (FOLDER / picture_file(part)).read_bytes()

    with Image.open(io.BytesIO(raw)) as picture:
        assert picture.size == SIZE_PX
        edges = picture.convert("L").filter(ImageFilter.FIND_EDGES).crop((2, 2, SIZE_PX[0] - 2, SIZE_PX[1] - 2))
    assert edges.getextrema()[1] > 30, "sky and ground alone have no edge"
    assert len(raw) <= MOST_BYTES


def test_a_picture_is_fresh_once_made_and_another_parts_stays_stale(tmp_path):
    cameras = []

    def render(shown, camera, size_px):
        cameras.append((shown, camera))
        return Image.new("RGB", size_px, "white")

    remake(tmp_path, "bench", render)

    assert "bench" not in stale(tmp_path)
    assert "hedge" in stale(tmp_path)
    (shown, camera) = cameras[0]
    assert shown.name == "bench"
    assert camera.eye[1] > shown.bounds()[1][1]

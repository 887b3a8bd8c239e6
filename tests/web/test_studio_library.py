"""Pages of the library: what they offer works, and what is typed is never lost."""

import io

from app.actions import add_asset
from app.web import scene
from tests.pictures.test_clean import picture


def test_the_scene_that_one_begins_with_is_a_good_one():
    add_asset.check_scene(scene.FIRST)


def test_a_scene_with_faults_comes_back_with_its_text_and_lines(small_studio):
    text = scene.FIRST.replace('"tree"', '"baumhaus"')

    answer = small_studio.client("Planner Own").post("/studio/bibliothek/3d/szene", data={"text": text})

    assert answer.status_code == 422
    assert "baumhaus" in answer.text
    assert "Zeile " in answer.text


def test_the_same_picture_is_not_kept_twice(small_studio):
    client = small_studio.client("Planner Own")
    raw = picture(colour=(1, 2, 3))

    ways = [
        client.post("/studio/bibliothek/bilder/neu", data={"file": (io.BytesIO(raw), "platz.jpg")}).location
        for _ in range(2)
    ]

    assert ways[0] == ways[1]


def test_an_svg_is_refused_with_a_sentence(small_studio):
    client = small_studio.client("Planner Own")

    answer = client.post("/studio/bibliothek/bilder/neu", data={"file": (io.BytesIO(b"<svg/>"), "a.jpg")})

    assert answer.status_code == 422
    assert "SVG-Dateien" in answer.text

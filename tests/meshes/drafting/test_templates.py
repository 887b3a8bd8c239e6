"""Templates: read from a folder, and their pictures tied to what they show."""

from pathlib import Path

import pytest
from PIL import Image

from app.meshes import template_pictures
from app.meshes.drafting.templates import templates
from tests.meshes.conftest import EXAMPLE

WORDS = """
[title]
de = "Probeplatz"
en = "Sample square"

[what]
de = "Ein Platz zum Probieren."
en = "A square to try things on."
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for slug in ("zeile", "platz"):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "scene.toml").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
        (tmp_path / slug / "template.toml").write_text(WORDS, "utf-8")
    return tmp_path


def test_templates_come_with_their_words_text_and_picture(root):
    first, second = templates(root)

    assert (first.slug, second.slug) == ("platz", "zeile")
    assert first.title == {"de": "Probeplatz", "en": "Sample square"}
    assert first.what["en"] == "A square to try things on."
    assert first.text == EXAMPLE.read_text("utf-8")
    assert first.picture == root / "platz/600.webp"


def test_where_no_folder_is_there_are_no_templates(tmp_path):
    assert templates(tmp_path / "nowhere") == []


def test_a_picture_is_fresh_once_made_and_stale_once_its_scene_changes(root):
    template_pictures.remake(root, "platz", lambda _shown, _camera, size_px: Image.new("RGB", size_px, "white"))

    with Image.open(root / "platz/600.webp") as picture:
        assert picture.size == (600, 375)
    assert template_pictures.stale(root) == ["zeile"]

    scene = root / "platz/scene.toml"
    scene.write_text(scene.read_text("utf-8").replace("at = [0, 2]", "at = [0, 2.5]"), "utf-8")
    assert template_pictures.stale(root) == ["platz", "zeile"]

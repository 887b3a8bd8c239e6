"""The templates of this repository: each a whole scene that can be built, with words and a picture that shows it."""

import io
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from app.meshes import check, glb
from app.meshes.building import build
from app.meshes.compose import compose
from app.meshes.drafting.checks import checks
from app.meshes.drafting.templates import templates
from app.meshes.scene import SIGN, read
from app.meshes.template_pictures import MOST_BYTES, SIZE_PX, VARIANT, stale
from app.web.frame.labels import VARIANTS

ASSETS = Path(__file__).parents[2] / "assets"
ROOT = ASSETS / "templates"
TEMPLATES = templates(ROOT)
LANGUAGES = {"de", "en"}  # of the studio
MOST_LINES = 330  # a text that one reads before one changes it
WITHIN_M = 30.0  # of the origin: a template is put on other places

each_template = pytest.mark.parametrize("template", TEMPLATES, ids=[each.slug for each in TEMPLATES])


@each_template
def test_a_template_says_what_it_is_in_the_languages_of_the_studio(template):
    for words in (template.title, template.what):
        assert words.keys() == LANGUAGES
        assert all(words.values())
    assert template.title["de"] == read(template.text).title
    assert all(what.endswith(".") for what in template.what.values())


def test_no_two_templates_have_the_same_title():
    for language in LANGUAGES:
        assert len({each.title[language] for each in TEMPLATES}) == len(TEMPLATES)


@each_template
def test_a_template_is_a_text_that_one_can_read(template):
    assert template.text.startswith("# "), "a sentence first"
    assert template.text.count("\n") <= MOST_LINES
    assert "turn_deg" not in tomllib.loads(template.text), "drawn to the north, so that one turns it oneself"


@each_template
def test_a_template_can_be_seen_from_the_sign_and_walks_its_viewer_through_points(template):
    scene = read(template.text)

    assert scene.cameras[SIGN].eye[1] == 1.6
    assert 3 <= len({each.id for each in scene.annotations}) == len(scene.annotations)
    assert {"today", VARIANT} <= set(scene.variants) <= VARIANTS.keys(), "states that have a name on screen"


@each_template
def test_a_template_stands_about_its_origin_and_keeps_to_the_budget(template):
    scene = read(template.text)
    for variant in scene.variants:
        dressed = compose(template.slug, scene, variant)
        assert check.over(check.PLANNING, dressed, glb.write(dressed, is_compact=True), b"") == []
        low, high = dressed.bounds()
        assert low.min() > -WITHIN_M and high.max() < WITHIN_M


@each_template
def test_nothing_about_a_template_is_odd(template):
    assert checks(read(template.text)) == []


@pytest.mark.large
@each_template
def test_a_template_is_built_for_phones_and_the_table_as_well(template):
    made = build(template.text.encode(), name=template.slug, fonts=ASSETS / "fonts", page_px=128)

    assert all(each.true and each.table.glb for each in made.variants.values())


def test_pictures_show_what_the_templates_say():
    assert stale(ROOT) == [], "make assets"


@each_template
def test_a_picture_is_light_and_shows_something(template):
    raw = template.picture.read_bytes()

    with Image.open(io.BytesIO(raw)) as picture:
        assert picture.size == SIZE_PX
        assert len(picture.convert("L").resize((30, 20)).getcolors() or []) > 100, "more than sky and ground"
    assert len(raw) <= MOST_BYTES

"""Posters: clean, light, and tied to what they show."""

import numpy as np
import pytest
from PIL import Image

from app.meshes.compose import compose
from app.meshes.light import cleaned, developed, sky
from app.meshes.poster_files import FORMATS
from app.meshes.posters import encoded, picture_hash, remake, stale
from app.meshes.scene import read
from tests.meshes.conftest import EXAMPLE

SHAPE = (60, 80)


def noisy_wall():
    """A grey wall, dark on the left and bright on the right, with noise and one spark."""
    dice = np.random.default_rng(1)
    light = np.full((*SHAPE, 3), 0.2)
    light[:, 40:] = 0.8
    light *= dice.normal(1, 0.15, size=SHAPE)[..., None]
    light[30, 60] = 11.0
    normal = np.broadcast_to([0.0, 0.0, 1.0], (*SHAPE, 3))
    return light, np.full((*SHAPE, 3), 0.5), normal, np.full(SHAPE, 10.0)


def test_noise_goes_and_edges_stay():
    light, albedo, normal, depth = noisy_wall()

    clean = cleaned(light, albedo, normal, depth)

    assert clean[:, 50:].std() < 0.25 * light[:, 50:].clip(0, 2).std()
    assert clean[30, 60, 0] == pytest.approx(0.8, abs=0.1)
    assert clean[:, 36].mean() == pytest.approx(0.2, abs=0.05)
    assert clean[:, 44].mean() == pytest.approx(0.8, abs=0.08)


def test_what_is_bright_bends_softly_and_nothing_is_backdrop():
    light = np.stack([np.full((4, 4, 3), level) for level in (0.3, 1.0, 8.0)])

    dark, bright, glaring = (np.asarray(developed(one, np.ones((4, 4))))[0, 0, 0] for one in light)
    backdrop = np.asarray(developed(light[0], np.zeros((4, 4))))[0, 0]

    assert dark < bright < glaring <= 255
    assert (backdrop > 240).all()


def test_the_sky_is_brightest_at_its_sun_and_dark_below():
    light = sky().sum(axis=2)

    row, _ = np.unravel_index(light.argmax(), light.shape)
    assert row < light.shape[0] / 2
    assert light.max() > 100 * np.median(light)


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_is_as_good_as_its_bytes_allow(form):
    dice = np.random.default_rng(2)
    picture = Image.fromarray(dice.integers(0, 255, size=(100, 160, 3), dtype=np.uint8)).resize((320, 200))

    small, large = encoded(picture, form, 20_000), encoded(picture, form, 30_000)

    assert len(small) <= 20_000
    assert len(small) < len(large) <= 30_000


def test_the_hash_follows_the_scene_and_its_cameras(scene, dressed):
    text = EXAMPLE.read_text("utf-8")
    moved = read(text.replace("at = [0, 2]", "at = [0, 2.1]"))
    aside = read(text.replace("eye = [26, 12, 30]", "eye = [26, 12, 31]"))

    known = picture_hash(dressed, scene)

    assert picture_hash(compose("probeplatz", scene, "planned"), scene) == known
    assert picture_hash(compose("probeplatz", moved, "planned"), moved) != known
    assert picture_hash(dressed, aside) != known


def test_posters_are_fresh_once_made_and_stale_once_the_scene_changes(tmp_path):
    path = tmp_path / "scene.toml"
    path.write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    assert stale(tmp_path) == ["today", "planned"]

    for variant in ("today", "planned"):
        remake(tmp_path, variant, lambda _dressed, _camera, size_px: Image.new("RGB", size_px, "white"))
    assert stale(tmp_path) == []
    with Image.open(tmp_path / "poster-planned-600.webp") as poster:
        assert poster.size == (600, 375)

    path.write_text(path.read_text("utf-8").replace("at = [14, 4]", "at = [14, 5]"), "utf-8")
    assert stale(tmp_path) == ["today"]


def test_mitsuba_renders_a_scene_the_same_twice(scene, dressed):
    poster = pytest.importorskip("app.meshes.poster", reason="Mitsuba is in the group assets", exc_type=ImportError)

    first, second = (poster.render(dressed, scene.cameras["poster"], (64, 40), samples=4) for _ in range(2))

    assert np.array_equal(np.asarray(first), np.asarray(second))
    assert np.asarray(first).std() > 20

"""Textures close at their borders, and have the colour of their material."""

import numpy as np
import pytest

from app.meshes.materials import MATERIALS, clay, exists, linear, material, reflectance, rgb
from app.meshes.textures import TEXTURES, picture, roughness

FRAMED = {"screen", "solar", "tactile"}  # pictures with an edge of their own


def test_every_textured_material_has_a_texture_and_the_other_way_round():
    assert {name for name, found in MATERIALS.items() if found.textured} == set(TEXTURES)


@pytest.mark.parametrize("name", TEXTURES)
def test_a_texture_has_about_its_materials_colour(name):
    mean = picture(name).mean(axis=(0, 1))

    assert np.abs(mean - rgb(MATERIALS[name].colour)).max() < 0.13
    assert roughness(name).min() >= 0
    assert roughness(name).max() <= 1


@pytest.mark.parametrize("name", sorted(set(TEXTURES) - FRAMED))
def test_a_texture_closes_at_its_borders(name):
    tile = picture(name)
    inside = np.abs(np.diff(tile, axis=0)).mean(axis=(1, 2))
    across = np.abs(tile[0] - tile[-1]).mean()

    assert across <= inside.max() + 0.02


def test_context_is_light_and_grey():
    for name in (*MATERIALS, "#102030", "#ff0000"):
        shares = rgb(clay(name))

        assert min(shares) > 0.6
        assert max(shares) - min(shares) < 0.03


def test_nothing_reflects_more_light_than_white_paint():
    paints = [found.colour for found in MATERIALS.values() if found.kind == "solid"]
    paints += [clay(name) for name in (*MATERIALS, "#ffffff")]
    paints += [material(name).colour for name in ("#ffffff", "#fff8d0", "#F4F4F1")]

    assert max(map(reflectance, paints)) <= 0.85
    assert material("#e3b84b").colour == "#e3b84b"


def test_a_material_is_a_name_or_a_colour():
    assert exists("brick")
    assert exists("#A0b1C2")
    assert not exists("#fff")
    assert not exists("gold")
    assert linear("#ffffff") == pytest.approx((1, 1, 1))
    assert linear("#808080")[0] == pytest.approx(0.2159, abs=1e-3)

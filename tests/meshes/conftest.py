"""The example scene, read and built once."""

from pathlib import Path

import pytest

from app.meshes import building
from app.meshes.compose import compose
from app.meshes.scene import read

EXAMPLE = Path(__file__).parent / "example.toml"
FONTS = Path(__file__).parents[2] / "assets/fonts"
VARIANTS = ("today", "planned")
PAGE_PX = 128  # of baked light: coarse, but quick


@pytest.fixture(scope="session")
def source():
    return EXAMPLE.read_bytes()


@pytest.fixture(scope="session")
def scene(source):
    return read(source.decode())


@pytest.fixture(scope="session")
def dressed(scene):
    return compose("probeplatz", scene, "planned")


@pytest.fixture(scope="session")
def build(source):
    return building.build(source, name="probeplatz", fonts=FONTS, page_px=PAGE_PX)

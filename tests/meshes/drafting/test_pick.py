"""Pick: what a ray meets first in a variant, and where."""

import pytest

from app.meshes.drafting.pick import Hit, pick, targets
from app.meshes.mixed import with_models
from app.meshes.scene import read

TEXT = """
format = 2
title = "Probe"
turn_deg = 90
variants = ["today", "planned"]
schematic = "Alles."
size = { from = [0, 0], to = [1, 0] }
[cameras]
poster = { eye = [9, 9, 9], look = [0, 0, 0] }
thumbnail = { eye = [9, 9, 9], look = [0, 0, 0] }
[[parts]]
part = "house_flat"
at = [0, -20]
[[parts]]
part = "ground"
at = [0, 0]
length_m = 8
width_m = 8
rise_m = 0.5
[[parts]]
part = "house_flat"
at = [0, -10]
when = ["planned"]
[[parts]]
part = "upload"
asset = "probe"
at = [0, 40]
"""
EAST = (1.0, 0.0, 0.0)  # turned by 90 degrees, what was north lies east
DOWN = (0.0, -2.0, 0.0)


@pytest.fixture(scope="module")
def scene():
    return read(TEXT)


def test_the_nearer_of_two_is_met(scene):
    eye = (0.0, 2.0, 0.3)

    planned = pick(targets(scene, "planned"), eye, EAST)
    today = pick(targets(scene, "today"), eye, EAST)

    assert planned.source == ("parts", 2)
    assert today.source == ("parts", 0)
    assert planned.point[0] < 10 < today.point[0] < 20
    assert planned.point[1:] == (2.0, 0.3)


def test_a_plate_is_met_on_its_top_and_the_ground_beside_it(scene):
    among = targets(scene, "today")

    assert pick(among, (1.0, 9.0, 1.0), DOWN) == Hit(("parts", 1), (1.0, 0.5, 1.0))
    assert pick(among, (-30.0, 9.0, 1.0), DOWN) == Hit(None, (-30.0, 0.0, 1.0))


@pytest.mark.parametrize("way", [(0.0, 1.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.0, 0.0)])
def test_a_ray_into_the_sky_meets_nothing(scene, way):
    assert pick(targets(scene, "today"), (-30.0, 9.0, 1.0), way) is None


def test_from_within_a_house_one_meets_its_wall(scene):
    found = pick(targets(scene, "today"), (20.0, 1.0, 0.2), EAST)

    assert found.source == ("parts", 0)
    assert found.point[0] > 20


def test_a_model_made_elsewhere_is_met_where_it_stands(scene, build):
    models = with_models(scene, {"probe": build.variants["planned"].true.glb})

    found = pick(targets(models, "today"), (-40.0, 60.0, 0.0), DOWN)

    assert pick(targets(scene, "today"), (-40.0, 60.0, 0.0), DOWN) == Hit(None, (-40.0, 0.0, 0.0))
    assert found.source == ("parts", 3)

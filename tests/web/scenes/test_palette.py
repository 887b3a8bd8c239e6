"""The palette of the scene editor: all of the kit in the person's language, and what was uploaded."""

import json

import pytest
from sqlalchemy import select

from app import database
from app.actions.library.build_assets import SCENE
from app.actions.scenes.new_scene import EMPTY
from app.meshes.kit import PARTS
from app.models import Account, Asset, BuildState
from tests.actions.library.test_placed_uploads import unbuilt
from tests.web.scenes.test_scene_editor import ENGLISH


@pytest.fixture
def scene_id(small_studio):
    with database.writing(small_studio.engine).begin() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        small_studio.app.config["MEDIA"].put(asset.files[SCENE], EMPTY.encode())
        return asset.id


def offered(small_studio, scene_id, headers=None):
    page = small_studio.client("Planner Own").get(f"/studio/bibliothek/3d/{scene_id}/szene", headers=headers).text
    return json.loads(page.split('data-part="start">')[1].split("</script>")[0])["palette"]


def test_every_part_is_offered_in_the_language_of_whoever_builds(small_studio, scene_id):
    german, english = offered(small_studio, scene_id), offered(small_studio, scene_id, ENGLISH)

    assert {each["name"] for each in german["parts"]} == set(PARTS)
    titles = [{each["name"]: each["title"] for each in found["parts"]} for found in (german, english)]
    assert [each["bench"] for each in titles] == ["Bank", "Bench"]
    assert {each["family"] for each in german["parts"]} == {each["name"] for each in german["families"]}


def test_a_part_says_what_may_be_set_and_pulled_at(small_studio, scene_id):
    (tree,) = (each for each in offered(small_studio, scene_id)["parts"] if each["name"] == "tree")

    (height,) = (each for each in tree["settings"] if each["name"] == "height_m")
    assert height["low"] < height["default"] < height["high"]
    assert tree["handles"]["height"] == "height_m"


def test_uploads_that_are_built_are_offered_by_their_slug(small_studio, scene_id):
    with database.writing(small_studio.engine).begin() as session:
        planner = session.scalars(select(Account).where(Account.name == "Planner Own")).one()
        chair, lamp = (unbuilt(session, planner, state=each) for each in (BuildState.READY, BuildState.ASKING))
        slugs = chair.slug, lamp.slug

    found = offered(small_studio, scene_id)

    assert found["families"][-1]["title"] == "Hochgeladenes"
    assert [each["asset"] for each in found["parts"] if "asset" in each] == [slugs[0]]

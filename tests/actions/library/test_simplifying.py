"""A heavy file: what simplifying it came to is kept with pictures, and done anew as finely as somebody says."""

import pytest

from app import jobs
from app.actions.library import add_asset, stored_asset
from app.errors import Invalid
from app.meshes.upload.wishes import MOST
from app.models import Asset, BuildState, Role
from tests.actions.library.test_add_asset import MODEL, built, planner, tools
from tests.actions.library.test_asking import answered
from tests.factories import make_account, make_partner
from tests.meshes.heavy_house import hill

__all__ = ["planner", "tools"]


def refined(tools, asset, triangles):
    with tools.writing.begin() as session:
        found = session.get_one(Asset, asset.id)
        add_asset.refine(session, found, triangles, by=found.by)
    jobs.assets(tools)
    with tools.reading() as session:
        return session.get_one(Asset, asset.id)


def test_a_heavy_file_is_simplified_with_pictures_and_again_as_finely_as_one_says(tools):
    asset = answered(tools, built(tools, hill(70_000)), "up", "y")

    assert asset.state is BuildState.READY, asset.faults
    simplified = stored_asset.build(asset).simplified
    assert simplified.was > MOST >= simplified.now
    assert 0 < simplified.most_m < 0.05
    assert all(
        tools.media.get(each.removeprefix("/media/"))[8:12] == b"WEBP" for each in (simplified.before, simplified.after)
    )

    coarse = refined(tools, asset, 2000)

    found = stored_asset.build(coarse)
    assert found.simplified.now <= 2000
    assert found.simplified.was == simplified.was
    assert found.simplified.most_m > simplified.most_m
    assert found.shown["planned"][0] <= 2000
    assert coarse.wishes["triangles"] == 2000


def test_what_is_light_enough_is_not_simplified(tools):
    assert stored_asset.build(built(tools, MODEL)).simplified is None


@pytest.mark.parametrize("triangles", [0, 999, MOST + 1])
def test_a_number_that_cannot_be_had_is_refused(session, planner, triangles):
    asset = add_asset.add_asset(session, title="Haus", owner=make_partner(session), by=planner)

    with pytest.raises(Invalid):
        add_asset.refine(session, asset, triangles, by=planner)

    assert asset.wishes in ({}, None)


def test_reading_it_in_another_unit_keeps_how_finely(session):
    planner = make_account(session, Role.PLANNER, "nord")
    asset = add_asset.add_asset(session, title="Haus", owner=make_partner(session), by=planner)
    add_asset.refine(session, asset, 5000, by=planner)

    add_asset.rebuild(session, asset, {"unit": "cm"}, by=planner)

    assert (asset.wishes["unit"], asset.wishes["triangles"]) == ("cm", 5000)

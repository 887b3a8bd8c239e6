"""A building model from its upload to what riders get: with what of it is shown, and where it says that it stands."""

import pytest

from app import database, jobs
from app.actions.library import add_asset, stored_asset
from app.models import Asset, BuildState
from tests.actions.library.test_add_asset import built, planner, tools
from tests.meshes.buildings import Building

__all__ = ["planner", "tools"]

HOUSE = Building(crs="EPSG:25832", conversion=(376_364.6733, 5_704_574.5430, 60.0))


def test_it_is_built_with_its_place_and_built_anew_without_a_storey(tools):
    asset = built(tools, HOUSE.written())

    assert asset.state is BuildState.READY
    build = stored_asset.build(asset)
    assert "source.ifc" in asset.files and build.nodes["KG"] == "hidden"
    assert (build.place.lat, build.place.lon) == pytest.approx((51.4788, 7.2196), abs=1e-7)
    assert build.shown["planned"] == pytest.approx((48, 8.0, 6.5, 6.1), abs=0.001)

    with tools.writing.begin() as session:
        again = session.get_one(Asset, asset.id)
        add_asset.rebuild(session, again, {"role.OG": "hidden", "role.IfcWall": "planned"}, by=again.by)
    jobs.assets(tools)

    after = stored_asset.build(database.reading(tools.engine)().get(Asset, asset.id))
    assert after.shown["planned"] == pytest.approx((24, 8.0, 3.0, 6.1), abs=0.001)
    assert after.nodes["OG"] == "hidden"
    assert after.place == build.place

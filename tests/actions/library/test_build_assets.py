"""3D: ordered when its scene, its place or the workshop changes, kept by the hash of what it is made from."""

import math
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.actions.library import build_assets, run_builds, stored_asset
from app.actions.line.load import load
from app.actions.records import sources
from app.actions.riders import exhibits, site_values
from app.models import Asset, BuildState, Planning
from app.site import variants
from tests.factories import SCENE, content, publish_record, write
from tests.meshes.conftest import FONTS, PAGE_PX

pytestmark = pytest.mark.slow  # builds in 3D


@pytest.fixture
def line(session, media, tmp_path):
    load(session, media, write(tmp_path / "in", stations=2), is_public=True)
    build_assets.refresh(session)
    return session


@pytest.fixture(scope="module")
def make():
    """Return how to make an order as the worker does; what several tests order alike is built once."""
    builds = {}

    def made(order):
        alike = repr(replace(order, asset_id=0))
        if alike not in builds:
            builds[alike] = run_builds.make(order, FONTS, page_px=PAGE_PX)
        return replace(builds[alike], order=order)

    return made


@pytest.fixture
def build_all(line, media, make):
    """Return how to build whatever is pending, and what was."""

    def build():
        orders = build_assets.pending(line, media)
        for order in orders:
            build_assets.store_build(line, media, make(order))
        return orders

    return build


def asset(session, slug="segel"):
    return session.scalars(select(Asset).where(Asset.slug == slug)).one()


def shown_asset(session, slug="segel"):
    [(source, _)] = sources.assets(session, Asset.slug == slug)
    return site_values.asset(source)


def test_orders_are_the_scenes_and_then_the_stations_and_the_line(line, media):
    orders = build_assets.pending(line, media)

    assert [order.name for order in orders] == ["segel", "station-1-tablett", "station-2-tablett", "linie-302"]
    assert orders[0].scene == SCENE
    assert [(each.shown.asset, each.source) for each in orders[1].on_plate] == [("segel", SCENE)]
    assert [each.at for each in orders[3].on_plate] == [stand.at for stand in exhibits.line(line).stands]


def test_a_build_is_ready_with_its_files_in_the_store(line, media, build_all):
    build_all()

    built = asset(line)
    assert built.state is BuildState.READY
    shown = shown_asset(line)
    assert list(shown.variants) == ["today", "planned"]
    for files in shown.variants.values():
        assert len(media.get(files.view.removeprefix("/media/"))) == files.view_bytes
        for model in (files.true, files.table):
            assert len(media.get(model.glb.removeprefix("/media/"))) == model.glb_bytes
            assert len(media.get(model.usdz.removeprefix("/media/"))) == model.usdz_bytes
    assert media.get(shown.variants["planned"].posters["600.webp"].removeprefix("/media/")) == b"picture"
    assert [point.id for point in shown.annotations] == ["sail"]
    assert shown.size is not None and math.dist(*shown.size) == pytest.approx(12)


def test_what_was_kept_of_its_light_comes_with_the_order(line, media):
    files = {"scene.toml": SCENE, "baked-planned.zip": b"kept", "baked.zip": b"not that"}
    build_assets.load_asset(line, media, content().assets["segel"], files, is_public=True)

    assert build_assets.pending(line, media)[0].bakes == {"planned": b"kept"}


def test_what_is_built_is_not_built_again(line, media, build_all):
    build_all()

    build_assets.refresh(line)

    assert build_assets.pending(line, media) == []


def test_another_scene_is_built_and_its_stations_with_it(line, media, build_all):
    build_all()
    files = {"scene.toml": SCENE.replace(b"Probeplatz", b"Anderer Platz")}
    build_assets.load_asset(line, media, content().assets["segel"], files, is_public=True)

    build_assets.refresh(line)

    assert len(build_assets.pending(line, media)) == 4
    assert shown_asset(line) is not None, "the last build stays in use meanwhile"


def test_a_planning_with_another_title_is_written_anew_on_its_tray_only(line, media, build_all):
    build_all()
    planning = line.scalars(select(Planning).order_by(Planning.id)).first()
    texts = planning.current.record["texts"]
    renamed = {"texts": {**texts, "de": {**texts["de"], "title": "Schatten am Platz"}}}
    publish_record(line, planning, {**planning.current.record, **renamed})

    build_assets.refresh(line)

    assert [order.name for order in build_assets.pending(line, media)] == ["station-1-tablett"]


def test_a_planning_that_moves_changes_no_model(line, media, build_all):
    build_all()
    planning = line.scalars(select(Planning).order_by(Planning.id)).first()
    place = {**planning.current.record["place"], "lat": 51.5060}
    publish_record(line, planning, {**planning.current.record, "place": place})

    build_assets.refresh(line)

    assert build_assets.pending(line, media) == []


def test_a_planning_that_shows_another_variant_first_shows_it_on_tray_and_line_too(line, media, build_all):
    build_all()
    planning = line.scalars(select(Planning).order_by(Planning.id)).first()
    named = [{"id": "idea", "scene": "planned"}, {"id": "then", "scene": "today"}]
    publish_record(line, planning, {**planning.current.record, "variants": named})

    build_assets.refresh(line)

    assert [order.name for order in build_assets.pending(line, media)] == ["station-1-tablett", "linie-302"]
    (seen,) = exhibits.trays(line)[planning.station_id]
    assert (seen.asset, seen.scene) == ("segel", "today")
    (shown,) = site_values.station(line, planning.station_id).plannings
    assert shown.others == {}, "the station's own is none of them"
    assert [(each.variant.id, each.scene) for each in variants.shown(shown)] == [("idea", "planned"), ("then", "today")]


def test_a_faulty_scene_says_what_is_wrong_and_keeps_the_old_build(line, media, build_all, make):
    build_all()
    files = {"scene.toml": SCENE.replace(b'"house_gable"', b'"castle"')}
    build_assets.load_asset(line, media, content().assets["segel"], files, is_public=True)
    build_assets.refresh(line)

    order = next(order for order in build_assets.pending(line, media) if order.name == "segel")
    build_assets.store_build(line, media, make(order))

    assert asset(line).state is BuildState.FAILED
    assert any(fault.values.get("name") == "castle" and fault.line for fault in stored_asset.faults(asset(line)))
    assert shown_asset(line) is not None


def test_a_result_that_was_overtaken_is_dropped(line, media, make):
    order = build_assets.pending(line, media)[0]
    made = make(order)
    asset(line).source_hash = "something else"

    build_assets.store_build(line, media, made)

    assert asset(line).state is BuildState.PENDING


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # no process knows of a database
def test_processes_build_side_by_side(line, media):
    orders = build_assets.pending(line, media)

    names = {made.order.name for made in run_builds.made(orders, fonts=FONTS) if made.build}

    assert names == {order.name for order in orders}


def test_stations_stand_on_the_line_where_their_stops_are(line):
    found = exhibits.line(line)

    ways = {point for branch in found.branches for point in branch}
    assert {stand.at for stand in found.stands} <= ways
    assert [[each.title for each in stand.choices] for stand in found.stands] == [
        ["Station station-1"],
        ["Station station-2"],
    ]

"""From an uploaded tile to what stands about stations and planning, by the jobs."""

import pytest
from sqlalchemy import select

from app import jobs
from app.actions.library import add_asset, chunked_upload
from app.actions.riders import stale_pages
from app.actions.riders.bundle import Frozen
from app.actions.surroundings import show_surroundings, surround, tiles
from app.errors import Forbidden, Invalid
from app.exchange.reading import plain
from app.exchange.records import Place
from app.meshes.surroundings.standing_about import dressed_around
from app.models import Asset, BuildState, Planning, Role, Sign, Station, Surroundings, Tile
from app.utm import Zone
from tests.actions.library.test_add_asset import planner, sent, tools
from tests.factories import (
    SCENE,
    SETTINGS,
    make_account,
    make_partner,
    make_planning,
    make_sign,
    make_station,
    planning_record,
    publish_record,
)
from tests.meshes import tiles as made_up

__all__ = ["planner", "tools"]


@pytest.fixture
def station(tools):
    """A station with a planning beside it; return its id, the planning's and the point in UTM."""
    with tools.writing.begin() as session:
        found = make_station(session, "platz", public=True)
        place = tiles.place(found)
        planning = make_planning(session, found)
        where = Place(lat=place[0], lon=place[1], uncertainty_m=1.0)
        publish_record(session, planning, plain(planning_record(place=where)))
        return found.id, planning.id, Zone(32).numbers(place)


def uploaded(tools, raw, **more):
    with tools.writing.begin() as session:
        by = make_account(session, Role.KEEPER, "nord")
        upload = sent(tools.uploads, raw, by)
        given = {"name": "LoD2.gml", "source": "Geobasis NRW", "given_licence": "DL-DE-ZERO-2.0"}
        return tiles.add(
            session, upload=upload.id, dated_on=more.pop("dated_on", "2025-03-01"), by=by, **{**given, **more}
        ).id


def houses(point, count=6):
    return [made_up.gabled(f"h{n}", point[0] + 15 * n, point[1] + 30) for n in range(count)]


def test_a_tile_becomes_what_stands_about_its_station(tools, station):
    number, _, point = station
    tile_id = uploaded(tools, made_up.citygml(houses(point)))

    assert jobs.surroundings(tools) == 2
    assert jobs.surroundings(tools) == 0, "what is done is not done again"

    with tools.reading() as session:
        tile, row = session.get(Tile, tile_id), session.get(Surroundings, number)
        assert (tile.state, tile.content, tile.total) == (BuildState.READY, "buildings", 6)
        assert tools.media.get(row.key)[:4] == b"glTF"
        (shown,) = show_surroundings.stations(session)
    assert (shown.said.buildings, shown.said.packed_bytes < 150_000) == (6, True)
    assert shown.said.sources == ("Geobasis NRW, 01.03.2025, dl-de/zero-2-0",)
    assert list(tools.uploads.listed()) == [], "the tile itself is not kept"


def test_the_ground_at_each_sign_is_told_and_told_again_when_it_is_moved(tools, station):
    number, _, (east, north) = station
    up, down = (Zone(32).place((east + x), (north + 40)) for x in (-40, 40))
    with tools.writing.begin() as session:
        sign = make_sign(session, session.get(Station, number), place=Place(lat=up[0], lon=up[1], uncertainty_m=0.1))
        sign_id, code = sign.id, sign.code
    grounds = [(f"h{n}", x, y, m) for n, (x, y, m) in enumerate([(0, 5, 50.0), (-40, 40, 53.0), (40, 40, 48.0)])]
    uploaded(tools, made_up.citygml([made_up.gabled(name, east + x, north + y, ground=m) for name, x, y, m in grounds]))

    found = []
    for place in (up, down):
        with tools.writing.begin() as session:
            sign = session.get(Sign, sign_id)
            sign.record = {**sign.record, "place": {**sign.record["place"], "lat": place[0], "lon": place[1]}}
        jobs.surroundings(tools)
        with tools.reading() as session:
            found.append(session.get(Surroundings, number).said["grounds_m"][code])

    assert found == [pytest.approx(3, abs=0.2), pytest.approx(-2, abs=0.2)]
    assert jobs.surroundings(tools) == 0


def test_the_same_tile_again_takes_the_place_of_the_old_one(tools, station):
    number, _, point = station
    uploaded(tools, made_up.citygml(houses(point)))
    jobs.surroundings(tools)

    uploaded(tools, made_up.citygml(houses(point, 4)))
    jobs.surroundings(tools)

    with tools.reading() as session:
        assert session.query(Tile).count() == 1
        assert session.get(Surroundings, number).said["buildings"] == 4


def test_what_is_removed_stands_there_no_longer(tools, station):
    number, _, point = station
    tile_id = uploaded(tools, made_up.citygml(houses(point)))
    jobs.surroundings(tools)

    with tools.writing.begin() as session:
        tiles.remove(session, tile_id, by=make_account(session, Role.KEEPER, "nord"))
    jobs.surroundings(tools)

    with tools.reading() as session:
        assert session.get(Surroundings, number).key == ""


def test_what_cannot_be_read_is_said_and_leaves_what_was_there(tools, station):
    number, _, point = station
    uploaded(tools, made_up.citygml(houses(point)))
    jobs.surroundings(tools)

    tile_id = uploaded(tools, made_up.citygml(houses(point))[:-200])
    jobs.surroundings(tools)

    with tools.reading() as session:
        tile = session.get(Tile, tile_id)
        assert tile.state is BuildState.FAILED
        assert "kein lesbares XML" in tiles.faults(tile)[0].wrong
        assert session.get(Surroundings, number).key


def test_source_licence_and_day_are_asked_for(session):
    by = make_account(session, Role.KEEPER, "nord")
    given = {"name": "a.gml", "upload": "0" * 32, "by": by}

    for source, licence, day in (("", "CC0-1.0", ""), ("Amt", " ", ""), ("Amt", "CC0-1.0", "gestern")):
        with pytest.raises(Invalid):
            tiles.add(session, source=source, given_licence=licence, dated_on=day, **given)
    assert tiles.add(session, source="Amt", given_licence="CC0-1.0", dated_on="", **given).dated_on is None


def test_an_upload_waits_for_its_job_however_old_it_is(tools, station):
    uploaded(tools, made_up.citygml(houses(station[2])))

    with tools.reading() as session:
        waiting = tiles.uploads(session)
    assert len(waiting) == 1
    assert {key.partition("/")[0] for key in tools.uploads.listed()} == waiting
    assert chunked_upload.KEPT.days == 1


def test_a_scene_of_a_planning_gets_its_surroundings_and_keeps_them(tools, station):
    _number, planning_id, point = station
    uploaded(tools, made_up.citygml(houses(point)))
    jobs.surroundings(tools)

    with tools.writing.begin() as session:
        by = make_account(session, Role.PLANNER, "nord")
        asset = add_asset.add_asset(session, title="Platz", owner=make_partner(session), by=by)
        add_asset.write(session, tools.media, asset, SCENE.decode(), by=by)
        before = asset.source_hash
        assert [each.id for each in surround.places(session)] == [planning_id]
        planning = session.get(Planning, planning_id)
        surround.surround(session, tools.media, asset, planning, reach_m=100, by=by)
        assert asset.state is BuildState.PENDING
        assert asset.source_hash != before
        file = asset.files["surroundings.glb"]
        assert tools.media.get(file)[:4] == b"glTF"
        add_asset.write(session, tools.media, asset, SCENE.decode() + "\n", by=by)
        assert asset.files["surroundings.glb"] == file, "another text stands in the same place"
        add_asset.surround(session, tools.media, asset, b"", by=by)
        assert list(asset.files) == ["scene.toml"]


def test_about_a_model_nothing_stands_before_the_camera_of_its_poster(tools, station):
    _, planning_id, point = station
    uploaded(tools, made_up.citygml(houses(point)))
    jobs.surroundings(tools)
    camera = {"eye": [0.0, 2.0, -60.0], "look": [0.0, 2.0, 0.0], "fov_deg": 30.0}

    with tools.writing.begin() as session:
        by = make_account(session, Role.PLANNER, "nord")
        asset = add_asset.add_asset(session, title="Haus", owner=make_partner(session), by=by)
        planning = session.get(Planning, planning_id)
        found = []
        for build in (None, {"camera": camera}):
            asset.build = build
            surround.surround(session, tools.media, asset, planning, reach_m=100, by=by)
            found.append(dressed_around(tools.media.get(asset.files["surroundings.glb"])).triangles)

    assert found[0] > found[1] > 0


def test_who_may_not_plan_there_takes_nothing_from_there(tools, station):
    with tools.writing.begin() as session:
        other = make_account(session, Role.PLANNER, "sued")
        asset = add_asset.add_asset(session, title="Platz", owner=make_partner(session, "sued"), by=other)
        planning = session.get(Planning, station[1])
        with pytest.raises(Forbidden):
            surround.surround(session, tools.media, asset, planning, reach_m=100, by=other)


def test_where_nothing_is_known_that_is_said(tools, station):
    with tools.writing.begin() as session:
        by = make_account(session, Role.PLANNER, "nord")
        asset = add_asset.add_asset(session, title="Platz", owner=make_partner(session), by=by)
        assert surround.places(session) == []
        with pytest.raises(Invalid, match="kein Gebäude bekannt"):
            surround.surround(session, tools.media, asset, session.get(Planning, station[1]), reach_m=100, by=by)
        assert session.scalars(select(Asset)).one().files == {}


def test_what_stands_about_a_station_comes_with_its_on_site_page_and_no_other(tools, station):
    number, _, point = station
    with tools.writing.begin() as session:
        make_sign(session, session.get(Station, number))
    before = drawn(tools)
    uploaded(tools, made_up.citygml(houses(point)))

    jobs.surroundings(tools)

    after = drawn(tools)
    with tools.reading() as session:
        address = f"/media/{session.get(Surroundings, number).key}"
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {key for key in after if "/vor-ort/" in key}
    assert all(address in after[key].decode() and "Geobasis" in after[key].decode() for key in changed)


def drawn(tools):
    with tools.reading() as session:
        frozen = Frozen(session=session, media=tools.media)
        return {
            key: raw
            for bundle in stale_pages.every(session, SETTINGS).values()
            for key, raw in bundle.draw(frozen).items()
        }

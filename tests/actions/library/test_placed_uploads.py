"""Uploads in scenes: built with them, built anew when they are, and kept as long as a scene places them."""

import pytest

from app import database, jobs
from app.actions.library import add_asset, library_files, pins, placed_uploads
from app.actions.records import sources
from app.actions.scenes.new_scene import EMPTY
from app.errors import Invalid, WrongState
from app.exchange.reading import plain
from app.models import Asset, BuildState, Role, State
from tests.actions.library.test_add_asset import MODEL, built, tools
from tests.factories import make_account, make_planning, make_revision, make_station, planning_record
from tests.meshes.gltf import opened

__all__ = ["tools"]


def placing(slug, at="[6, 0]"):
    return f'{EMPTY}\n[[parts]]\npart = "upload"\nasset = "{slug}"\nat = {at}\nwhen = ["planned"]\n'


def written(session, media, text, *, by, owner):
    scene = add_asset.add_asset(session, title="Platz", owner=owner, by=by)
    add_asset.write(session, media, scene, text, by=by)
    return scene


def unbuilt(session, by, *, state=BuildState.READY):
    """Return an upload as it is in the library, without its files in the store."""
    partner = library_files.partners(session, by)[0]
    asset = add_asset.add_asset(session, title="Bank", owner=partner, by=by)
    asset.files, asset.state = {"source.glb": "0/source.glb"}, state
    if state is BuildState.READY:
        model = {"glb": "", "glb_bytes": 0, "usdz": "", "usdz_bytes": 0}
        view = {"view": "/media/0/bank.glb", "view_bytes": 1, "table": model}
        asset.build = {"variants": {"planned": view}}
    session.flush()
    return asset


def whose(tools, asset):
    """Return what the GLB for browsers says of whose it is."""
    content = tools.media.get(asset.build["variants"]["planned"]["view"].removeprefix("/media/"))
    return opened(content)[0]["asset"].get("copyright", "")


@pytest.fixture
def planner(session):
    return make_account(session, Role.PLANNER, "nord")


@pytest.mark.slow  # builds in 3D
def test_a_scene_is_built_with_an_upload_and_anew_when_that_is_built_anew(tools):
    bench = built(tools, MODEL)
    with tools.writing.begin() as session:
        own = session.get_one(Asset, bench.id)
        own.record = {**own.record, "author": "Büro Holz", "licence": "CC-BY-4.0"}
        scene = written(session, tools.media, placing(own.slug), by=own.by, owner=own.partner)
    jobs.assets(tools)

    with tools.reading() as session:
        first = session.get_one(Asset, scene.id)
        assert (first.state, first.placed) == (BuildState.READY, [bench.slug])
        triangles = {variant: shown[0] for variant, shown in first.build["shown"].items()}
        was = first.source_hash
        assert whose(tools, first) == "CC BY 4.0 Linie 302 – AR-Stationen; Bank: Büro Holz, CC-BY-4.0"
    assert whose(tools, bench) == "", "of what others made, nothing is ours to license"
    assert triangles["planned"] == triangles["today"] + 12
    assert jobs.assets(tools) == 0, "what is built is not built again"

    with tools.writing.begin() as session:
        own = session.get_one(Asset, bench.id)
        add_asset.rebuild(session, own, {"unit": "cm"}, by=own.by)
    while jobs.assets(tools):
        continue

    after = database.reading(tools.engine)().get(Asset, scene.id)
    assert after.state is BuildState.READY
    assert after.source_hash != was


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda session, media, by: "gibt-es-nicht", placed_uploads.UNKNOWN),
        (lambda session, media, by: unbuilt(session, by, state=BuildState.ASKING).slug, placed_uploads.UNBUILT),
        (
            lambda session, media, by: (
                written(session, media, EMPTY, by=by, owner=library_files.partners(session, by)[0]).slug
            ),
            placed_uploads.NO_UPLOAD,
        ),
    ],
    ids=["unknown", "not built", "a scene"],
)
def test_what_cannot_be_placed_is_said_with_its_line(session, media, planner, make, said):
    text = placing(make(session, media, planner))

    with pytest.raises(Invalid) as refusal:
        add_asset.check_scene(session, text)

    [fault] = refusal.value.faults
    assert (fault.line, fault.field, fault.wrong) == (text.count("\n") - 2, "parts.2.asset", said)


def test_an_upload_that_a_scene_places_is_not_deleted(session, media, planner):
    bench = unbuilt(session, planner)
    scene = written(session, media, placing(bench.slug), by=planner, owner=bench.partner)

    with pytest.raises(WrongState) as refusal:
        library_files.delete(session, bench, by=planner)

    assert refusal.value.values["titles"] == "Platz"
    library_files.delete(session, scene, by=planner)
    library_files.delete(session, bench, by=planner)
    assert bench.deleted_at is not None


def test_a_planning_that_shows_the_scene_shows_the_upload_and_holds_it_as_it_is(session, media, planner):
    bench = unbuilt(session, planner)
    scene = written(session, media, placing(bench.slug), by=planner, owner=bench.partner)
    planning = make_planning(session, make_station(session), "segel")
    record = plain(planning_record(asset=str(scene.slug)))
    make_revision(session, planning, State.SUBMITTED, asset=str(scene.slug))

    held = library_files.why_not(session, bench, planner)

    assert [each.item_id for each in library_files.uses(session, bench)] == [planning.id]
    assert held is not None and held.sentence == library_files.HANDED_IN
    assert [each["slug"] for each in pins.pin(session, record)] == [scene.slug, bench.slug]


def test_open_data_have_the_upload_with_the_scene(session, media, planner):
    bench = unbuilt(session, planner)
    scene = written(session, media, placing(bench.slug), by=planner, owner=bench.partner)
    files = [file for _, file in sources.assets(session) if file]

    assert [each.slug for each in sources.in_library(files, [str(scene.slug)])] == sorted([bench.slug, scene.slug])
    assert [each.slug for each in sources.in_library(files, [str(bench.slug)])] == [bench.slug]

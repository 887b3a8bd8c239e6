"""3D into the library: in parts, checked apart, built step by step; and versions that riders do not see yet."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from sqlalchemy import select

from app import database, jobs, migrations, sandbox
from app.actions.content import show_item
from app.actions.items import show_choices
from app.actions.items.show_choices import Gone
from app.actions.library import (
    add_asset,
    build_assets,
    chunked_upload,
    ingest_mesh,
    library_files,
    refused,
    run_builds,
    show_library,
    source_file,
    stored_asset,
)
from app.actions.library.build_assets import SCENE as SCENE_FILE
from app.actions.library.build_orders import OnPlate, Order
from app.actions.library.show_library import Wanted
from app.actions.riders.exhibited import Exhibited
from app.config import from_environment
from app.errors import Forbidden, Invalid, Missing, WrongState
from app.exchange.reading import plain
from app.meshes.poster_files import POSTERS
from app.models import Asset, BuildState, Role, now
from app.storage import open_store
from tests.factories import (
    SCENE,
    make_account,
    make_partner,
    make_planning,
    make_station,
    planning_record,
    publish_record,
)
from tests.meshes import boxes
from tests.meshes.conftest import FONTS
from tests.meshes.models import box, image, pack

MODEL = pack(*box(picture=image()))


@pytest.fixture
def planner(session):
    return make_account(session, Role.PLANNER, "nord")


@pytest.fixture
def uploads(tmp_path):
    return open_store(str(tmp_path / "uploads"))


def sent(uploads, raw, by):
    upload = chunked_upload.begin(uploads, name="bank.glb", size_bytes=len(raw), by=by)
    for number in range(upload.count):
        chunked_upload.store_part(
            uploads, upload, number, raw[number * chunked_upload.PART_BYTES :][: chunked_upload.PART_BYTES]
        )
    return upload


def test_parts_come_in_any_order_and_twice(uploads, session, planner, tmp_path):
    raw = bytes(range(256)) * 10_000
    upload = chunked_upload.begin(uploads, name="a.glb", size_bytes=len(raw), by=planner)

    for number in (2, 0, 2):
        chunked_upload.store_part(
            uploads, upload, number, raw[number * chunked_upload.PART_BYTES :][: chunked_upload.PART_BYTES]
        )
    with pytest.raises(WrongState, match="1 Teile"):
        chunked_upload.check_whole(uploads, upload)
    chunked_upload.store_part(uploads, upload, 1, raw[chunked_upload.PART_BYTES : 2 * chunked_upload.PART_BYTES])
    whole = chunked_upload.join(uploads, upload.id, tmp_path)

    assert chunked_upload.parts(uploads, upload) == [0, 1, 2]
    assert whole.read_bytes() == raw


def test_a_file_of_which_a_part_is_gone_is_not_put_together(uploads, session, planner, tmp_path):
    upload = sent(uploads, bytes(2 * chunked_upload.PART_BYTES), planner)
    uploads.delete([f"{upload.id}/part-00000"])

    with pytest.raises(Missing):
        chunked_upload.join(uploads, upload.id, tmp_path)


@pytest.mark.parametrize(("number", "size"), [(0, 5), (1, 5), (3, 500_000), (-1, 1_000_000)])
def test_a_part_that_does_not_fit_is_refused(uploads, session, planner, number, size):
    upload = chunked_upload.begin(uploads, name="a.glb", size_bytes=2_500_000, by=planner)

    with pytest.raises(Invalid, match="passt nicht"):
        chunked_upload.store_part(uploads, upload, number, b"0" * size)


def test_uploads_are_their_own_and_no_paths(uploads, session, planner):
    upload = chunked_upload.begin(uploads, name="a.glb", size_bytes=3, by=planner)

    with pytest.raises(Forbidden):
        chunked_upload.find(uploads, upload.id, by=make_account(session))
    for name in ("../" + upload.id, "", "x" * 32):
        with pytest.raises(Missing):
            chunked_upload.find(uploads, name, by=planner)


@pytest.mark.parametrize("size", [0, chunked_upload.MOST_BYTES + 1])
def test_nothing_and_too_much_are_refused(uploads, session, planner, size):
    with pytest.raises(Invalid):
        chunked_upload.begin(uploads, name="a.glb", size_bytes=size, by=planner)


def test_what_nobody_went_on_with_is_forgotten_after_a_day(uploads, session, planner):
    old, waiting = (chunked_upload.begin(uploads, name="a.glb", size_bytes=3, by=planner) for _ in range(2))

    assert chunked_upload.sweep(uploads, waiting={waiting.id}, at=now()) == 0
    assert chunked_upload.sweep(uploads, waiting={waiting.id}, at=now() + timedelta(days=2)) == 1
    with pytest.raises(Missing):
        chunked_upload.find(uploads, old.id, by=planner)


@pytest.fixture
def tools(tmp_path):
    config = from_environment({"INSTANCE": str(tmp_path / "instance"), "SECRET_KEY": "x"})
    with closing(jobs.tools(config)) as opened:
        migrations.upgrade(opened.engine)
        yield opened


def built(tools, raw):
    """Upload a file, let the job work, and return the asset."""
    with tools.writing.begin() as session:
        planner = make_account(session, Role.PLANNER, "nord")
        asset = add_asset.add_asset(session, title="Bank", owner=make_partner(session), by=planner)
        add_asset.take(session, asset, sent(tools.uploads, raw, planner).id, {}, by=planner)
    jobs.assets(tools)
    return database.reading(tools.engine)().get(Asset, asset.id)


def test_an_upload_is_put_together_checked_and_built(tools):
    asset = built(tools, MODEL)

    assert asset.state is BuildState.READY
    assert [(step.name, step.state) for step in stored_asset.steps(asset)] == [
        ("receive", "done"),
        ("read", "done"),
        ("build", "done"),
    ]
    assert tools.media.get(asset.files["source.glb"]) == MODEL
    assert set(asset.build["variants"]) == {"planned"}
    assert set(asset.posters["variants"]["planned"]) == set(POSTERS)
    assert list(tools.uploads.listed()) == []
    assert jobs.assets(tools) == 0


def test_what_was_uploaded_stands_in_its_station_too(tools):
    alone = built(tools, MODEL)
    with tools.writing.begin() as session:
        planning = make_planning(session, make_station(session, public=True), "bank")
        publish_record(session, planning, plain(planning_record("bank", asset=str(alone.slug))))

    jobs.assets(tools)

    with tools.reading() as session:
        own_view = session.scalars(select(Asset).where(Asset.station_id.is_not(None))).one()
        assert own_view.state is BuildState.READY
        assert own_view.build["shown"]["together"][0] > alone.build["shown"]["planned"][0]
        assert show_item.left_out(session, own_view.station) == []
    assert jobs.assets(tools) == 0


def test_what_is_refused_says_why_and_how_to_mend_it(tools):
    asset = built(tools, b"Kaydara FBX Binary  \0" * 20)

    assert asset.state is BuildState.FAILED
    [fault] = stored_asset.faults(asset)
    assert stored_asset.steps(asset)[-1].state == "failed"
    assert (fault.wrong, fault.values["help"]) == ("Das ist eine FBX-Datei.", "fbx")
    assert fault.mend
    assert asset.build is None
    assert jobs.assets(tools) == 0


def test_what_is_refused_is_no_part_of_the_library_and_nobody_has_to_say_whose_it_is(tools):
    bad, taken = built(tools, b"glTF, or so it says"), built(tools, MODEL)
    only = show_library.Only

    with tools.reading() as session:
        by = session.get_one(Asset, bad.id).by
        lists = {each: show_library.assets(session, by, Wanted(only=each)).rows for each in only}

    assert {each: [row.id for row in rows] for each, rows in lists.items() if rows} == {
        only.ALL: [taken.id],
        only.MINE: [taken.id],
        only.UNUSED: [taken.id],
        only.LACKING: [taken.id],
        only.FAULTY: [bad.id],
    }
    assert lists[only.FAULTY][0].lacking == []


def test_what_is_refused_is_forgotten_after_two_weeks_and_nothing_else(tools):
    fresh, taken = built(tools, b"glTF, or so it says"), built(tools, MODEL)
    old = built(tools, b"solid nothing\nendsolid")
    two_weeks_on = old.changed_at.replace(tzinfo=UTC) + refused.KEPT
    with tools.writing.begin() as session:
        session.get_one(Asset, fresh.id).changed_at = two_weeks_on
        session.get_one(Asset, taken.id).changed_at = two_weeks_on - timedelta(days=100)

        swept = [refused.sweep(session, at=two_weeks_on + timedelta(seconds=by)) for by in (-1, 1)]

        assert swept == [0, 1]
        assert set(session.scalars(select(Asset.id))) == {fresh.id, taken.id}


def test_a_file_that_the_library_has_is_named_once_it_came_again(tools):
    built(tools, b"glTF, or so it says")  # of which nothing came
    once = built(tools, MODEL)
    again = built(tools, MODEL)

    notes = [[note for step in stored_asset.steps(each)[:1] for note in step.notes] for each in (once, again)]

    assert notes[0] == []
    assert [(note.wrong, note.values) for note in notes[1]] == [
        ("Diese Datei gibt es schon: „%(title)s“.", {"title": once.record["title"]})
    ]
    assert again.state is BuildState.READY


def test_a_source_keeps_the_ending_of_its_kind_and_no_other():
    assert source_file.name(b"ply\nformat ascii 1.0\n", "Haus.glb") == "source.ply"
    assert source_file.name(b"\0" * 200, "Haus.STL") == "source.stl"
    assert source_file.name(b"#usda 1.0\n", "Haus.USDA") == "source.usda"
    assert source_file.name(b"<core:CityModel>", "Haus.xml") == "source.gml"
    assert source_file.name(b"<script>alert(1)</script>", "Haus.html") == "source.bin"
    assert source_file.key({"poster-planned-600.webp": "0/p", "source.glb": "0/source.glb"}) == "0/source.glb"
    assert source_file.key({"scene.toml": "0/scene.toml"}) == ""


def test_what_is_not_a_glb_is_kept_as_it_came_and_built(tools):
    asset = built(tools, boxes.stl())

    assert asset.state is BuildState.READY
    assert tools.media.get(asset.files["source.stl"]) == boxes.stl()
    with tools.writing.begin() as session:
        again = session.get(Asset, asset.id)
        add_asset.rebuild(session, again, {"unit": "cm"}, by=again.by)
    assert jobs.assets(tools) == 1
    shown = database.reading(tools.engine)().get(Asset, asset.id).build["shown"]
    assert shown["planned"][1] == pytest.approx(0.02, abs=0.001)


def test_what_a_part_is_to_the_planning_is_said_and_built_anew(session, media, planner):
    asset = add_asset.add_asset(session, title="Bank", owner=make_partner(session), by=planner)
    add_asset.take(session, asset, "0" * 32, {}, by=planner)

    add_asset.rebuild(session, asset, {"role.Haus 7": "context", "role.Dach": "nonsense", "unit": "m"}, by=planner)

    order = build_assets.pending(session, media)[0]
    assert order.wishes == {"unit": "m", "up": "auto", "roles": {"Haus 7": "context"}}


def test_the_same_file_can_be_read_in_another_unit(session, media, planner):
    asset = add_asset.add_asset(session, title="Bank", owner=make_partner(session), by=planner)
    add_asset.take(session, asset, "0" * 32, {}, by=planner)
    before = asset.source_hash

    add_asset.rebuild(session, asset, {"unit": "cm", "up": "nonsense"}, by=planner)

    assert asset.state is BuildState.PENDING
    assert asset.source_hash != before
    order = build_assets.pending(session, media)[0]
    assert (order.upload, order.wishes) == ("0" * 32, {"unit": "cm", "up": "auto"})


def test_a_reader_that_dies_refuses_the_file_and_nothing_else(tmp_path):
    source = tmp_path / "source.glb"
    source.write_bytes(MODEL)
    order = Order(asset_id=1, name="bank", source_hash="")

    taken = ingest_mesh.take_in(source, order, limits=sandbox.Limits(wall_s=0.01))

    assert taken.faults[0].wrong == ingest_mesh.DIED["time"]
    assert ingest_mesh.take_in(source, order).clean


@pytest.mark.parametrize(
    ("limits", "whys"),
    [
        (sandbox.Limits(wall_s=0.01), {"time"}),
        (sandbox.Limits(memory_bytes=60_000_000), {"memory", "fault"}),  # USD gives up without a word
    ],
)
def test_a_build_that_breaks_its_limits_is_refused_with_a_sentence(tmp_path, limits, whys):
    order = taken_in(tmp_path)

    made = run_builds.make_apart(order, fonts=FONTS, limits=limits)

    assert made.build is None
    assert [fault.wrong for fault in made.faults] in [[run_builds.DIED[why]] for why in whys]


def test_what_others_made_is_built_apart_and_a_station_with_it_as_well(tmp_path):
    order = taken_in(tmp_path)
    shown = OnPlate(source=order.clean, is_model=True, shown=Exhibited(asset="bank", title="Bank"))
    station = Order(asset_id=2, name="alle", source_hash="", on_plate=(shown,))

    made = list(run_builds.made([order, station], fonts=FONTS, limits=sandbox.Limits(wall_s=0.01)))

    assert [each.order.name for each in made] == ["bank", "alle"]
    assert {fault.wrong for each in made for fault in each.faults} == {run_builds.DIED["time"]}
    assert run_builds.make_apart(station, fonts=FONTS).build


def taken_in(tmp_path):
    """Return the order for an uploaded file that was read and accepted."""
    source = tmp_path / "source.glb"
    source.write_bytes(MODEL)
    order = Order(asset_id=1, name="bank", source_hash="")
    return replace(order, clean=ingest_mesh.take_in(source, order).clean)


def test_a_scene_that_brings_no_pictures_gets_them_drawn(session, media, planner):
    asset = add_asset.add_asset(session, title="Platz", owner=make_partner(session), by=planner)

    add_asset.write(session, media, asset, SCENE.decode(), by=planner)

    order = build_assets.pending(session, media)[0]
    assert (order.scene, order.draws_posters) == (SCENE, True)
    asset.files = {**asset.files, "poster-planned-600.webp": "0/poster-planned-600.webp"}
    assert not build_assets.pending(session, media)[0].draws_posters


def test_a_scene_with_faults_is_refused_with_their_lines(session, media, planner):
    asset = add_asset.add_asset(session, title="Platz", owner=make_partner(session), by=planner)

    with pytest.raises(Invalid) as refusal:
        add_asset.write(session, media, asset, 'format = 1\ntitle = "x"\n[[parts]]\npart = "nichts"\n', by=planner)

    assert any(fault.line == 4 for fault in refusal.value.faults)
    with pytest.raises(Invalid, match=r"200\.000"):
        add_asset.check_scene(session, "#" * 200_001)


def test_riders_keep_what_they_have_until_a_planning_with_the_new_version_is_published(session, media, planner):
    asset = add_asset.add_asset(session, title="Bank", owner=make_partner(session), by=planner)
    planning = make_planning(session, public=True)
    publish_record(session, planning, plain(planning_record("segel", asset=asset.slug)))

    for forbidden in (
        lambda: add_asset.take(session, asset, "0" * 32, {}, by=planner),
        lambda: add_asset.write(session, media, asset, SCENE.decode(), by=planner),
        lambda: add_asset.describe(session, asset, {"title": "Anders"}, by=planner),
        lambda: library_files.delete(session, asset, by=planner),
    ):
        with pytest.raises(WrongState, match="neue Version"):
            forbidden()
    second = add_asset.add_asset(session, title="", owner=make_partner(session), by=planner, follows=asset)

    assert (second.slug, second.record["title"], second.record["follows"]) == ("bank-2", "Bank", "bank")
    assert show_library.versions(session, second) == [asset, second]
    assert planning.current.record["asset"] == "bank"


def test_the_list_finds_by_words_and_by_what_is_the_matter(session, planner):
    for number in range(30):
        add_asset.add_asset(session, title=f"Bank {number}", owner=make_partner(session), by=planner)
    first = add_asset.add_asset(session, title="Brücke", owner=make_partner(session, "sued"), by=make_account(session))
    first.state, first.files = BuildState.FAILED, {SCENE_FILE: "0/scene.toml"}
    session.flush()
    only = show_library.Only

    pages = [show_library.assets(session, planner, number=number) for number in (1, 2, 99)]

    assert [len(page.rows) for page in pages] == [24, 7, 7]
    assert pages[0].total == 31
    assert [row.title for row in show_library.assets(session, planner, Wanted(words="brück")).rows] == ["Brücke"]
    assert [row.title for row in show_library.assets(session, planner, Wanted(only=only.FAULTY)).rows] == ["Brücke"]
    assert show_library.assets(session, planner, Wanted(only=only.MINE)).total == 30
    assert show_library.assets(session, planner, Wanted(only=only.LACKING)).total == 31
    assert show_library.assets(session, planner, Wanted(only=only.UNUSED)).total == 31
    assert show_library.assets(session, planner, Wanted(only=only.DELETED)).total == 0


def test_the_editor_offers_what_is_ready_and_newest_and_notes_why_a_chosen_one_is_neither(session, planner):
    owner = make_partner(session)
    old, new, waiting, gone = (
        add_asset.add_asset(session, title=title, owner=owner, by=planner) for title in ("Alt", "Neu", "Wartet", "Weg")
    )
    for each in (old, new, gone):
        each.state, each.build = BuildState.READY, {"variants": {}}
    new.follows, gone.deleted_at = old, now()
    session.flush()

    offered = show_choices.files(session, Asset, planner)
    chosen = show_choices.chosen_files(session, Asset, [*(str(each.slug) for each in (old, waiting, gone)), "nie"])

    assert [(each.title, each.gone) for each in offered.rows] == [("Neu", None)]
    assert {each.title: each.gone for each in chosen.values()} == {
        "Alt": Gone.REPLACED,
        "Wartet": Gone.UNREADY,
        "Weg": Gone.DELETED,
        "nie": Gone.DELETED,
    }

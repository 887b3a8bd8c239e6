"""Pages: found stale by what they are made from, rendered, replaced, removed."""

import gzip
import json
import re
import shutil
import zipfile
from dataclasses import replace
from io import BytesIO

import brotli
import pytest
from sqlalchemy import insert, select

from app.actions.content import edit, publish
from app.actions.items.rename import rename
from app.actions.line.load import load
from app.actions.riders import stale_pages
from app.actions.riders.bundle import Rank
from app.actions.signs import signs
from app.exchange.folder import read_folder
from app.exchange.reading import plain
from app.models import Asset, OrderOutput, PrintOrder, PrintRun, RenderedBundle, Role, Sign, SignStage
from app.site import paths
from app.storage import open_store
from tests.actions.riders.rendering import bundles, render_all, stale, stations
from tests.conftest import session_on
from tests.factories import SETTINGS, asset_record, make_account, make_sign, make_station, publish_record, write


@pytest.fixture(scope="module")
def loaded(engine, tmp_path_factory):
    """A small line of three stations, published: the connection on which it is, and the folder of its media."""
    folder = tmp_path_factory.mktemp("loaded")
    with engine.connect() as connection, connection.begin() as transaction:
        with session_on(connection) as session:
            load(session, open_store(str(folder / "media")), write(folder / "in"), is_public=True)
            session.commit()
        yield connection, folder / "media"
        transaction.rollback()


@pytest.fixture
def line(loaded, media, tmp_path):
    """The small line, not rendered yet, in a session whose commits end with the test."""
    connection, folder = loaded
    shutil.copytree(folder, tmp_path / "media", dirs_exist_ok=True)
    with connection.begin_nested() as savepoint, session_on(connection) as session:
        yield session
        session.close()
        savepoint.rollback()


@pytest.fixture(scope="module")
def first_rendering(loaded, tmp_path_factory):
    """What rendering the small line writes down, and the folder of its files."""
    connection, folder = loaded
    site = tmp_path_factory.mktemp("rendered")
    with connection.begin_nested() as savepoint, session_on(connection) as session:
        render_all(session, open_store(str(folder)), open_store(str(site)))
        session.flush()
        rows = [dict(each) for each in session.execute(select(RenderedBundle.__table__)).mappings()]
        session.close()
        savepoint.rollback()
    return rows, site


@pytest.fixture
def rendered(line, site, first_rendering, tmp_path):
    """The small line, rendered."""
    rows, folder = first_rendering
    line.execute(insert(RenderedBundle.__table__), rows)
    shutil.copytree(folder, tmp_path / "site", dirs_exist_ok=True)
    return line


def change(session, item, **changes):
    return publish_record(session, item, {**item.current.record, **changes})


def test_every_page_is_there_in_every_language(rendered, site):
    keys = set(site.listed())

    for lang in ("de", "en"):
        expected = [
            paths.line_path(lang, "302"),
            paths.text_path(lang, "impressum"),
            *(paths.station_path(lang, "302", f"station-{number}") for number in (1, 2, 3)),
            *(paths.on_site_path(lang, "302", f"station-{number}") for number in (1, 2, 3)),
            *(paths.planning_path(lang, "302", f"station-{number}", "segel") for number in (1, 2, 3)),
        ]
        assert {paths.store_key(path) for path in expected} <= keys


def test_each_page_has_its_packed_twins(rendered, site):
    key = paths.store_key(paths.station_path("de", "302", "station-1"))
    raw = site.get(key)

    assert b"Station station-1" in raw
    assert brotli.decompress(site.get(f"{key}.br")) == raw
    assert gzip.decompress(site.get(f"{key}.gz")) == raw


def test_plannings_come_before_stations_before_the_line(line, media, site):
    ranks = [name.partition("/")[0] for name in render_all(line, media, site)]

    assert list(dict.fromkeys(ranks)) == [rank.name.lower() for rank in Rank if rank not in (Rank.SIGN, Rank.WITHDRAWN)]


def test_what_is_rendered_is_fresh(rendered):
    assert stale(rendered) == set()


def test_rendering_twice_gives_the_same_bytes(rendered, media, site):
    before = {key: site.get(key) for key in site.listed()}

    for page in list(rendered.scalars(select(RenderedBundle))):
        rendered.delete(page)
    rendered.flush()
    render_all(rendered, media, site)

    assert {key: site.get(key) for key in site.listed()} == before


def test_a_changed_planning_makes_its_own_station_stale_and_comes_first(rendered):
    planning = stations(rendered)[0].plannings[0]
    body = {"de": {**planning.current.record["texts"]["de"], "body": "Neu."}}

    change(rendered, planning, texts=body)

    assert stale(rendered) == bundles(rendered, 1) | {"data", "outcome", f"outcome/{planning.station_id}"}
    assert stale_pages.look(rendered, SETTINGS).stale[0].name == f"planning/{planning.id}"


def test_a_renamed_station_makes_its_neighbours_and_the_line_stale(rendered):
    station = stations(rendered)[0]
    texts = {"de": {**station.current.record["texts"]["de"], "title": "Neuer Name"}}

    change(rendered, station, texts=texts)

    assert stale(rendered) >= bundles(rendered, 1, 2) | {"line", "data"}


def test_a_moved_sign_makes_its_station_stale(rendered):
    keeper = make_account(rendered, Role.KEEPER)

    signs.move(rendered, rendered.scalars(select(Sign).order_by(Sign.id)).first(), SignStage.PRINTED, by=keeper)

    assert stale(rendered) == bundles(rendered, 1) | {"data"}, "its code still leads to the same page"


def test_a_printed_sign_makes_its_station_stale_and_is_known_there_as_it_was_printed(rendered, media, site):
    sign = rendered.scalars(select(Sign).order_by(Sign.id)).first()
    order = PrintOrder(
        output=OrderOutput.PRINT, content={}, profile={}, signs=1, by=make_account(rendered, Role.KEEPER)
    )
    paper = {"kind": "a3", "address": "HTTPS://ALT.EXAMPLE/S/X", "code_mm": 80, "sha256": "", "page": 1, "copies": 1}

    rendered.add(PrintRun(order=order, sign=sign, **paper))
    rendered.flush()

    assert stale(rendered) == {f"on_site/{sign.station_id}"}
    render_all(rendered, media, site)
    page = site.get(paths.store_key(paths.on_site_path("de", "302", "station-1"))).decode()
    assert '"address": "HTTPS://ALT.EXAMPLE/S/X"' in page
    assert '"codeMm": 80' in page


def test_a_built_asset_makes_the_pages_that_show_it_stale(rendered):
    asset = rendered.scalars(select(Asset).where(Asset.slug == "segel")).one()

    asset.build = {"variants": {}, "annotations": []}
    rendered.flush()

    assert stale(rendered) == bundles(rendered, 1, 2, 3)


def test_another_address_makes_everything_stale_that_says_it(rendered):
    elsewhere = replace(SETTINGS, public_url="https://anders.example")

    outcome = {"outcome", *(f"outcome/{each.id}" for each in stations(rendered))}
    told = outcome | {"line", "map", "texts", "sitemap", "data"}
    assert stale(rendered, elsewhere) == bundles(rendered, 1, 2, 3) | told


def test_what_was_taken_down_is_removed_last(rendered, media, site):
    planning = stations(rendered)[0].plannings[0]
    key = paths.store_key(paths.planning_path("de", "302", "station-1", "segel"))
    publish.take_down(rendered, planning, by=make_account(rendered, Role.APPROVER), reason="Darum.")
    survey = stale_pages.look(rendered, SETTINGS)
    assert survey.gone == (f"planning/{planning.id}",)
    assert site.exists(key)

    render_all(rendered, media, site)

    assert not site.exists(key) and not site.exists(f"{key}.br") and not site.exists(f"{key}.gz")
    assert site.exists(paths.store_key(paths.station_path("de", "302", "station-1")))
    assert stale_pages.look(rendered, SETTINGS).gone == ()


def test_a_station_taken_down_takes_its_plannings_along(rendered, media, site):
    station = stations(rendered)[1]
    publish.take_down(rendered, station, by=make_account(rendered, Role.APPROVER), reason="Darum.")

    render_all(rendered, media, site)

    kept = {key for key in site.listed() if "station-2" in key and key.endswith(".html")}
    said = (f"{lang}/302/station-2/{slug}index.html" for lang in ("de", "en") for slug in ("", "segel/"))
    assert kept == {f"zurueckgezogen/{each}" for each in said}
    assert "wird nicht mehr gezeigt" in site.get("zurueckgezogen/de/302/station-2/index.html").decode()
    codes = json.loads(site.get("codes.json"))["codes"]
    assert codes[station.signs[0].code] == {"to": "302/station-2/", "gone": False}


def test_what_is_shown_again_is_withdrawn_no_more(rendered, media, site):
    planning, approver = stations(rendered)[0].plannings[0], make_account(rendered, Role.APPROVER)
    edition = planning.current
    publish.take_down(rendered, planning, by=approver, reason="Darum.")
    render_all(rendered, media, site)
    said = site.get("zurueckgezogen/en/302/station-1/segel/index.html")

    publish.roll_back(rendered, edition, by=approver, reason="Darum.")
    render_all(rendered, media, site)

    assert b'href="/en/302/station-1/"' in said
    assert not [key for key in site.listed() if key.startswith("zurueckgezogen/")]
    assert site.exists("en/302/station-1/segel/index.html")


def test_a_station_that_never_was_public_has_no_page_and_its_code_leads_to_the_line(rendered, media, site):
    station = make_station(rendered, "neu", partner="stadt")
    sign = make_sign(rendered, station)

    render_all(rendered, media, site)

    assert json.loads(site.get("codes.json"))["codes"][sign.code] == {"to": "302/", "gone": False}
    assert not [key for key in site.listed() if "/neu/" in key]


def counted(site):
    page = site.get("de/302/index.html").decode().replace("\xa0", " ")
    return re.search(r'<h2 id="stations">([^<]*)</h2>', page)[1]


def test_the_line_counts_what_is_there(rendered, media, site):
    assert counted(site) == "3 Stationen · 3 Planungen"
    publish.take_down(rendered, stations(rendered)[1], by=make_account(rendered, Role.APPROVER), reason="Darum.")

    render_all(rendered, media, site)

    assert counted(site) == "2 Stationen · 2 Planungen"


def test_a_renamed_item_leaves_nothing_behind_at_its_old_address(rendered, media, site):
    planning = stations(rendered)[0].plannings[0]
    rename(rendered, planning, "dach", by=make_account(rendered, Role.APPROVER))

    render_all(rendered, media, site)

    assert not site.exists("de/302/station-1/segel/index.html")
    assert site.exists("de/302/station-1/dach/index.html")
    assert b"/de/302/station-1/dach/" in site.get("de/302/station-1/index.html")
    assert json.loads(site.get("codes.json"))["redirects"] == {"302/station-1/segel/": "302/station-1/dach/"}


def test_what_an_older_version_rendered_goes_unless_another_bundle_has_it_now(rendered, media, site):
    before, files = set(site.listed()), ["de/302/alt/index.html"]
    site.put(files[0], b"old")
    for page in rendered.scalars(select(RenderedBundle)):
        files += page.files
        rendered.delete(page)
    rendered.add(RenderedBundle(bundle="everything", key="old", files={key: [0, ""] for key in files}))
    rendered.flush()

    render_all(rendered, media, site)

    assert set(site.listed()) == before


def test_codes_lead_to_what_is_public(rendered, media, site):
    station = stations(rendered)[0]
    station.signs[0].planning = station.plannings[0]
    rendered.flush()
    render_all(rendered, media, site)

    codes = json.loads(site.get("codes.json"))["codes"]
    assert codes[station.signs[0].code] == {"to": "302/station-1/segel/", "gone": False}
    assert codes[stations(rendered)[1].signs[0].code] == {"to": "302/station-2/", "gone": False}


def test_a_retired_sign_has_a_page_that_leads_on(rendered, media, site):
    sign = stations(rendered)[0].signs[0]
    signs.move(rendered, sign, SignStage.RETIRED, by=make_account(rendered, Role.KEEPER))

    render_all(rendered, media, site)

    assert json.loads(site.get("codes.json"))["codes"][sign.code]["gone"] is True
    assert b"/de/302/station-1/" in site.get(f"de/s/{sign.code}/index.html")


def test_a_new_title_reaches_the_page_of_a_retired_sign(rendered, media, site):
    station = stations(rendered)[0]
    signs.move(rendered, station.signs[0], SignStage.RETIRED, by=make_account(rendered, Role.KEEPER))
    render_all(rendered, media, site)

    change(rendered, station, texts={"de": {**station.current.record["texts"]["de"], "title": "Neuer Name"}})
    render_all(rendered, media, site)

    assert b"Neuer Name" in site.get(f"de/s/{station.signs[0].code}/index.html")


def test_a_new_licence_of_what_no_page_shows_reaches_open_data(rendered, media, site):
    record = plain(asset_record("ungezeigt"))
    asset = Asset(slug="ungezeigt", record=record, source_hash="")
    rendered.add(asset)
    rendered.flush()
    render_all(rendered, media, site)

    asset.record = {**record, "licence": "CC-BY-4.0"}
    rendered.flush()
    render_all(rendered, media, site)

    with zipfile.ZipFile(BytesIO(site.get("data/exchange.zip"))) as archive:
        assert b"CC-BY-4.0" in archive.read("assets/meshes/ungezeigt/asset.toml")


def test_a_retired_sign_with_a_successor_leads_to_it(rendered, media, site):
    first, second = (station.signs[0] for station in stations(rendered)[:2])
    signs.move(rendered, first, SignStage.RETIRED, by=make_account(rendered, Role.ADMIN), moved_to=second)

    render_all(rendered, media, site)

    assert json.loads(site.get("codes.json"))["codes"][first.code] == {"to": "302/station-2/", "gone": False}


def test_a_draft_changes_no_page(rendered):
    planning = stations(rendered)[0].plannings[0]

    edit.start(rendered, planning, by=make_account(rendered))

    assert stale(rendered) == set()


def test_open_data_is_whole(rendered, site, tmp_path):
    with zipfile.ZipFile(BytesIO(site.get("data/exchange.zip"))) as archive:
        archive.extractall(tmp_path / "zip")

    assert len(read_folder(tmp_path / "zip").stations) == 3
    plannings = json.loads(site.get("data/plannings.geojson"))
    assert [feature["id"] for feature in plannings["features"]] == [f"station-{n}/segel" for n in (1, 2, 3)]
    assert plannings["features"][0]["geometry"]["coordinates"] == [7.1002, 51.5051]
    stops = json.loads(site.get("data/stations.geojson"))["features"]
    assert stops[0]["properties"]["page"] == "https://302.example/de/302/station-1/"
    signs = json.loads(site.get("data/signs.geojson"))["features"]
    for each in (*plannings["features"], *signs):
        pose = json.loads(site.get(each["properties"]["geopose"].removeprefix("https://302.example/")))
        assert [pose["position"]["lon"], pose["position"]["lat"]] == each["geometry"]["coordinates"]
    assert signs


def test_the_sitemap_names_what_is_public(rendered, site):
    found = site.get("sitemap.xml").decode()

    assert "https://302.example/de/302/station-3/segel/" in found
    assert "https://302.example/en/302/" in found

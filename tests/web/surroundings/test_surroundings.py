"""Pages for surroundings: a tile goes in without a script, and official buildings stand about a 3D object."""

import io

import pytest
from sqlalchemy import select

from app import database
from app.actions.surroundings import compose_surroundings, read_tile, tiles
from app.meshes.surroundings.excerpt import Excerpt
from app.models import Account, Asset, Tile
from app.utm import Zone
from tests.meshes import tiles as made_up

PAGE = "/studio/bibliothek/umgebung/"
EAST, NORTH = Zone(32).numbers((51.5, 7.1))
TILE = made_up.citygml([made_up.gabled(f"h{n}", EAST + 15 * n, NORTH + 20) for n in range(3)])
SAID = {"source": "Geobasis NRW", "licence": "DL-DE-ZERO-2.0", "dated_on": "2025-03-01"}


def send(client, raw=TILE, **said):
    return client.post(PAGE, data={"file": (io.BytesIO(raw), "LoD2_32_367_5706_1_NW.gml"), **SAID, **said})


@pytest.fixture
def read(small_studio, tmp_path):
    """Let a planner send a tile and the job read it."""
    assert send(small_studio.client("Planner Own")).status_code == 303
    (tmp_path / "tile").write_bytes(TILE)
    with database.writing(small_studio.engine).begin() as session:
        (order,) = tiles.pending(session)
        found = read_tile.read(tmp_path / "tile", order)
        assert Excerpt.of(next(iter(found.kept.values()))[0]).buildings == 3
        tiles.store(session, small_studio.app.config["MEDIA"], order, found)


def test_a_tile_that_came_at_once_waits_and_is_named(small_studio):
    client = small_studio.client("Planner Own")

    assert send(client).headers["Location"].endswith(PAGE)

    page = client.get(PAGE).text
    assert "LoD2_32_367_5706_1_NW.gml" in page and "wird gelesen" in page
    assert client.get(f"{PAGE}stand").headers["X-Done"] == "0"


def test_what_was_read_is_said_with_its_source(small_studio, read):
    page = small_studio.client("Planner Own").get(PAGE).text

    assert "3 Gebäude." in page and "Geobasis NRW, Stand" in page


def test_the_page_waits_until_what_was_read_stands_about_its_stations(small_studio, read):
    client = small_studio.client("Planner Own")
    assert client.get(f"{PAGE}stand").headers["X-Done"] == "0"

    with database.writing(small_studio.engine).begin() as session:
        media = small_studio.app.config["MEDIA"]
        for order in compose_surroundings.stale(session):
            compose_surroundings.store(session, media, compose_surroundings.compose(media, order))

    assert client.get(f"{PAGE}stand").headers["X-Done"] == "1"


def test_what_was_typed_stays_where_something_lacks(small_studio):
    answer = send(small_studio.client("Planner Own"), source="", licence="CC-BY-4.0")

    assert answer.status_code == 422
    assert "woher die Daten sind" in answer.text
    assert 'value="CC-BY-4.0" selected' in answer.text
    with small_studio.session() as session:
        assert session.query(Tile).count() == 0


def test_a_keeper_may_and_who_only_approves_may_not(small_studio):
    assert send(small_studio.client("Keeper Own")).status_code == 303
    assert send(small_studio.client("Approver Own")).status_code == 403
    assert 'type="file"' not in small_studio.client("Approver Own").get(PAGE).text


def test_what_is_removed_is_gone_and_twice_is_a_sentence(small_studio, read):
    client = small_studio.client("Planner Own")
    with small_studio.session() as session:
        number = session.scalars(select(Tile.id)).one()

    assert client.post(f"{PAGE}{number}/entfernen").status_code == 303
    assert client.post(f"{PAGE}{number}/entfernen").status_code == 404
    assert "Noch ist keine Kachel hochgeladen." in client.get(PAGE).text


def test_an_object_stands_among_official_buildings_and_again_without(small_studio, read):
    client = small_studio.client("Planner Own")
    with database.writing(small_studio.engine).begin() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        asset.by_id = session.scalars(select(Account.id).where(Account.name == "Planner Own")).one()
        address = f"/studio/bibliothek/3d/{asset.id}/"
    page = client.get(address).text
    planning = page.partition('name="planning"')[2].partition('<option value="')[2].partition('"')[0]

    answer = client.post(f"{address}umgebung", data={"planning": planning, "reach_m": "150"})

    assert answer.status_code == 303
    with small_studio.session() as session:
        changed = session.scalars(select(Asset).order_by(Asset.id.desc())).first()
        assert "surroundings.glb" in changed.files
        address = f"/studio/bibliothek/3d/{changed.id}/"
    assert "stehen amtliche Gebäude" in client.get(address).text
    assert client.post(f"{address}umgebung", data={"then": "without"}).status_code == 303
    assert "stehen amtliche Gebäude" not in client.get(address).text


def test_without_a_planning_nothing_happens_but_a_sentence(small_studio, read):
    client = small_studio.client("Planner Own")
    with small_studio.session() as session:
        number = session.scalars(select(Asset.id).where(Asset.slug == "bank")).one()

    assert client.post(f"/studio/bibliothek/3d/{number}/umgebung", data={"planning": "9" * 30}).status_code == 404


def test_the_recipe_names_the_files(small_studio):
    page = small_studio.client("Planner Own").get(f"{PAGE}anleitung").text

    assert "LoD2_32_370_5707_1_NW.gml" in page

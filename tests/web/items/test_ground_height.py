"""How much higher the ground is than at a sign: proposed of official data, and saved by nobody but the planner."""

import json

import pytest

from app import database
from app.actions.surroundings import read_tile, tiles
from app.models import Account
from app.utm import Zone
from tests.web.items.test_place import TYPED, address, newest, was
from tests.web.studio_world import CODE, PLACE

EAST, NORTH = Zone(32).numbers((PLACE.lat, PLACE.lon))


@pytest.fixture
def sloping(small_studio, tmp_path):
    """Let the ground about the sign rise by a tenth to the east."""
    rows = (f"{EAST + x:.2f} {NORTH + y:.2f} {50 + x / 10:.2f}" for x in range(-80, 81, 2) for y in range(-80, 81, 2))
    (tmp_path / "tile").write_text("\n".join(rows))
    with database.writing(small_studio.engine).begin() as session:
        by = session.query(Account).filter_by(name="Planner Own").one()
        said = {"source": "Amt", "given_licence": "CC0-1.0", "dated_on": ""}
        tiles.add(session, name="dgm1.xyz", upload="0" * 32, by=by, **said)
        (order,) = tiles.pending(session)
        tiles.store(session, small_studio.app.config["MEDIA"], order, read_tile.read(tmp_path / "tile", order))


def typed(client, where, east_m):
    """Return the form with a planning that was drawn so far east of the sign, and not saved."""
    lat, lon = Zone(32).place(EAST + east_m, NORTH)
    return {
        **TYPED,
        "place.lat": f"{lat:.6f}",
        "place.lon": f"{lon:.6f}",
        "ground_m": "0",
        "was": was(client.get(where)),
    }


def test_it_is_filled_in_for_where_the_planning_was_moved_and_saved_by_the_planner(small_studio, sloping):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    form = typed(client, where, 30)

    filled = client.post(where, data={**form, "level_with": CODE})

    assert filled.status_code == 200
    assert "liegt der Boden hier 3 m über dem am Schild" in filled.text
    assert f"Eingetragen ist die Höhe über dem Boden am Schild {CODE}." in filled.text
    assert 'name="ground_m" type="text" value="3"' in filled.text
    assert 'value="Vermessung"' in filled.text, "whatever else was typed stays"
    assert was(filled) == form["was"]
    with small_studio.session() as session:
        assert "ground_m" not in json.dumps(newest(session, "plain").record), "nothing is saved by it"
    assert client.post(where, data={**form, "ground_m": "3"}).status_code == 303


def test_enter_saves_and_fills_in_nothing(small_studio, sloping):
    page = small_studio.client("Planner Own").get(address(small_studio, "plain")).text

    form = page.partition('data-module="place"')[2]
    assert 0 < form.index("Speichern") < form.index('name="level_with"')


@pytest.mark.parametrize("code", [CODE, "nonsense"])
def test_where_nothing_is_known_that_is_said_and_what_was_typed_stays(small_studio, sloping, code):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")

    answer = client.post(where, data={**typed(client, where, 900), "level_with": code})

    assert answer.status_code == 200
    assert "sagen die amtlichen Daten dort nichts" in answer.text
    assert 'name="ground_m" type="text" value="0"' in answer.text


@pytest.mark.parametrize("lat", ["", "neunzig", "1e300", "91"])
def test_a_place_that_is_none_counts_as_where_the_planning_stands(small_studio, sloping, lat):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")

    answer = client.post(where, data={**typed(client, where, 0), "place.lat": lat, "level_with": CODE})

    assert answer.status_code == 200
    assert f'value="{lat}"' in answer.text


def test_who_may_not_plan_gets_no_button(small_studio, sloping):
    page = small_studio.client("Approver Own").get(address(small_studio, "plain")).text

    assert "Vorschlag für die Höhe" in page
    assert 'name="level_with"' not in page

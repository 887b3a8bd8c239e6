"""Where an uploaded file says that it stands: proposed on the map, and saved by nobody but the planner."""

import re

import pytest

from app.database import writing
from app.models import Asset, BuildState
from tests.web.content.test_variants import FILES
from tests.web.items.test_place import address, change, newest

NEAR = {"lat": 51.5009, "lon": 7.1, "rotation_deg": 358.60688, "told_by": "map"}
BOSTON = {"lat": 42.3586, "lon": -71.0567, "rotation_deg": 0.0, "told_by": "site"}


@pytest.fixture
def told(small_studio):
    """Let the planning "draft" show a model whose file says where it stands."""

    def told(place):
        with writing(small_studio.engine).begin() as session:
            build = {"variants": {"planned": FILES}, "place": place}
            record = {"slug": "haus", "title": "Haus", "texts": {}}
            made = Asset(slug="haus", record=record, build=build, state=BuildState.READY, source_hash="")
            session.add(made)
            session.flush()
            number = made.id
        change(small_studio, "draft", lambda record: {**record, "asset": "haus"})
        return number

    return told


@pytest.fixture
def writer(small_studio):
    return small_studio.client("Writer")


def typed(page):
    return dict(re.findall(r'<input[^>]* name="([\w.]+)"[^>]* value="([^"]*)"', page.text))


def test_it_is_proposed_filled_in_on_demand_and_saved_by_the_planner(small_studio, writer, told):
    told(NEAR)
    where = address(small_studio, "draft")

    before, filled = writer.get(where), writer.get(f"{where}?datei=haus")
    saved = writer.post(where, data={**typed(filled), "place.source": "Aus der Datei", "place.status": "estimated"})

    assert "100 m von der jetzigen Lage" in before.text and f"{where}?datei=haus" in before.text
    assert typed(before)["place.lat"] == "51.5"
    assert "Gespeichert ist noch nichts" in filled.text
    assert {
        name: typed(filled)[name] for name in ("place.lat", "place.lon", "rotation_deg", "place.uncertainty_m")
    } == {
        "place.lat": "51.5009000",
        "place.lon": "7.1000000",
        "rotation_deg": "358,61",
        "place.uncertainty_m": "1",
    }
    assert saved.status_code == 303
    with small_studio.session() as session:
        record = newest(session, "draft").record
        assert (record["place"]["lat"], record["rotation_deg"]) == (51.5009, 358.61)


def test_what_a_program_writes_unasked_is_named_and_not_taken_over(small_studio, writer, told):
    told(BOSTON)
    where = address(small_studio, "draft")

    before, filled = writer.get(where), writer.get(f"{where}?datei=haus")

    assert "Meist ist es nur die Voreinstellung" in before.text and "?datei=" not in before.text
    assert typed(filled)["place.lat"] == "51.5"


def test_a_rotation_alone_leaves_the_place_as_it_is(small_studio, writer, told):
    told({"rotation_deg": 35.0, "told_by": "site"})

    filled = typed(writer.get(f"{address(small_studio, 'draft')}?datei=haus"))

    assert (filled["place.lat"], filled["place.uncertainty_m"], filled["rotation_deg"]) == ("51.5", "20", "35")


def test_the_asset_leads_to_the_map_of_what_shows_it(small_studio, writer, told):
    number = told(NEAR)

    page = writer.get(f"/studio/bibliothek/3d/{number}/")

    assert "Wo es laut Datei steht" in page.text
    assert f"{address(small_studio, 'draft')}?datei=haus" in page.text


@pytest.mark.parametrize("file", ["gibt-es-nicht", "..%2F..", "a" * 5000])
def test_a_file_that_is_not_shown_fills_nothing_in(small_studio, writer, file):
    page = writer.get(f"{address(small_studio, 'draft')}?datei={file}")

    assert page.status_code == 200 and typed(page)["place.lat"] == "51.5"

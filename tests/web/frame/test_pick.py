"""Choosing one of many: found by words, page by page, without JavaScript; what was typed and chosen stays."""

import re

import pytest
from sqlalchemy import select

from app.actions.content import edit
from app.database import writing
from app.exchange.reading import plain
from app.exchange.records import AssetRecord, PictureRecord, StationRecord
from app.models import Account, Asset, Autosave, BuildState, Picture, Planning, Station, Stop
from app.web.frame import pick
from tests.web.content.test_editing import address, hidden, newest
from tests.web.studio_world import OWN, words

MANY = 30
ODD = "Straße İstanbul"  # the name of the last of them


@pytest.fixture
def many(small_studio):
    """The small studio with thirty stations more, as many stops without one, scenes and pictures; ids by what it is."""
    with writing(small_studio.engine).begin() as session:
        own = session.scalars(select(Station).where(Station.slug == "station-own")).one()
        by = session.scalars(select(Account).where(Account.name == "Admin")).one()
        for number in range(MANY):
            name = ODD if number == MANY - 1 else f"Ort {number}"
            stops = [_stop(own.stop, 100 * each + number, name) for each in (1, 2)]
            station = Station(slug=f"ort-{number}", partner=own.partner, stop=stops[0])
            session.add_all([*stops, station])
            session.flush()
            record = StationRecord(slug=station.slug, stop=stops[0].dhid, partner=OWN, texts=words(name))
            edit.add_draft(session, station, plain(record), by=by)
            asset = AssetRecord(slug=f"netz-{number}", title=f"Netz {name}", partner=OWN)
            files = {"scene.toml": "0/scene.toml"} if number % 2 else {"source.glb": "0/source.glb"}
            ready = {"state": BuildState.READY, "build": {"variants": {}}, "source_hash": "", "partner": own.partner}
            session.add(Asset(slug=asset.slug, record=plain(asset), files=files, **ready))
            picture = PictureRecord(slug=f"bild-{number}", title=f"Bild {name}", partner=OWN)
            size = {"source_hash": f"{number}", "made_from": "x", "width_px": 800, "height_px": 500}
            crops = {"600.webp": "/media/0/600.webp", "320.webp": "/media/0/320.webp"}
            session.add(Picture(slug=picture.slug, record=plain(picture), files={}, crops=crops, **size))
        session.flush()
        return {"station": station.id, "stop": stops[1].id, "own": own.id}


def _stop(like, position, name):
    dhid = f"de:00000:{position}"
    return Stop(line_id=like.line_id, dhid=dhid, name=name, position=position, record={**like.record, "dhid": dhid})


def offered(page, name):
    """Return the values that a field offers, and the one that is chosen."""
    found = re.findall(rf'<input type="radio" id="[\w-]+" name="{re.escape(name)}" value="([\w-]*)"( checked)?', page)
    return [value for value, _ in found], next((value for value, chosen in found if chosen), None)


def test_a_station_to_move_to_is_found_among_many_and_enter_finds_first(small_studio, many):
    client = small_studio.client("Admin")
    with small_studio.session() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "draft")).one().id
    where = f"/studio/inhalte/{planning}/verschieben"
    first = client.get(where).text
    seen = {"find.to.was": "", "find.to.page": "1"}

    second = client.post(where, data={**seen, "then": "page.to.2"}).text
    found = client.post(where, data={**seen, "find.to": "strasse istanbul", "then": "enter"})
    none = client.post(where, data={**seen, "find.to": "Nirgendwo", "then": "find.to"}).text
    refused = client.post(where, data={**seen, "then": ""})

    assert len(offered(first, "to")[0]) == len(offered(second, "to")[0]) == 12
    assert set(offered(first, "to")[0]).isdisjoint(offered(second, "to")[0])
    assert str(many["own"]) not in offered(first, "to")[0], "where it is already"
    assert (found.status_code, offered(found.text, "to")) == (200, ([str(many["station"])], None))
    assert "Nichts heißt so." in none
    assert (refused.status_code, "Noch ist keine Station gewählt." in refused.text) == (422, True)


def test_several_are_asked_for_their_new_station_before_the_preview(small_studio, many):
    client = small_studio.client("Admin")
    with small_studio.session() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one().id
    form = {"action": "relocate", "item": [str(planning)]}
    seen = {"find.to.was": "", "find.to.page": "1"}

    asked = client.post("/studio/mehrere/vorschau", data=form).text
    found = client.post(
        "/studio/mehrere/vorschau", data={**form, **seen, "find.to": "İSTANBUL", "then": "find.to"}
    ).text
    refused = client.post("/studio/mehrere/vorschau", data={**form, **seen})
    shown = client.post("/studio/mehrere/vorschau", data={**form, **seen, "to": many["station"]}).text

    assert len(offered(asked, "to")[0]) == 12
    assert offered(found, "to")[0] == [str(many["station"])]
    assert f'name="item" value="{planning}"' in found
    assert refused.status_code == 422
    assert f'name="to" value="{many["station"]}"' in shown or "Das geht nicht" in shown


def test_a_stop_for_a_new_station_is_found_and_what_was_typed_stays(small_studio, many):
    client = small_studio.client("Admin")
    typed = {"title": "Großer Platz", "summary": "Kurz.", "partner": "1"}
    form = {**typed, "find.stop": "istanbul", "find.stop.was": ""}

    found = client.post("/studio/neue-station", data={**form, "then": "find.stop"}).text
    refused = client.post("/studio/neue-station", data={**typed, "find.stop.was": ""})
    made = client.post("/studio/neue-station", data={**form, "stop": many["stop"], "then": ""})

    assert offered(found, "stop")[0] == [str(many["stop"])]
    assert 'value="Großer Platz"' in found
    assert (refused.status_code, "Noch ist keine Haltestelle gewählt." in refused.text) == (422, True)
    assert made.status_code == 303
    with small_studio.session() as session:
        assert session.scalars(select(Station).where(Station.slug == "grosser-platz")).one().stop_id == many["stop"]


def test_a_keeper_finds_the_station_of_a_new_sign(small_studio, many):
    client = small_studio.client("Keeper Own")

    found = client.get("/studio/schilder/neu?find.station=istanbul&find.station.was=&then=enter").text
    sent = client.get("/studio/schilder/neu?find.station.was=")
    form = client.get(f"/studio/schilder/neu?find.station.was=&station={many['station']}&then=enter").text

    assert offered(found, "station")[0] == [str(many["station"])]
    assert sent.status_code == 422
    assert ODD in form


def test_files_are_found_by_name_and_sort_and_the_chosen_one_stays(small_studio, many):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    form = {**hidden(client.get(where).text), "asset": "netz-3", "rows.pictures": "1"}

    page = client.post(where, data={**form, "find.asset": "istanbul", "find.asset.was": "", "then": "find.asset"}).text
    scenes = client.post(where, data={**form, "find.asset.sort": "scene", "then": "find.asset"}).text
    last = client.post(where, data={**form, "find.asset.was": "Netz", "then": "page.asset.99"}).text

    assert offered(page, "asset") == (["netz-3", "", "netz-29"], "netz-3")
    assert [int(slug[5:]) % 2 for slug in offered(scenes, "asset")[0] if slug] == [1] * 13
    assert offered(last, "asset")[0] == ["netz-3", "", *(f"netz-{number}" for number in (5, 4, 2, 1, 0))]
    assert "30 zur Auswahl, Seite 3 von 3" in last
    with small_studio.session() as session:
        assert newest(session, "plain").record.get("asset", "") == "", "looking for something saves nothing"


def test_a_row_in_which_no_picture_is_chosen_yet_stays_while_one_looks_for_it(small_studio, many):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    form = {**hidden(client.get(where).text), "rows.pictures": "1", "pictures.0.slug": "bild-1", "pictures.1.slug": ""}
    name = "pictures.1.slug"

    page = client.post(where, data={**form, f"find.{name}": "istanbul", f"find.{name}.was": "", "then": "enter"}).text
    chosen = client.post(where, data={**form, name: "bild-29", f"find.{name}.was": "istanbul"})

    assert offered(page, name) == (["", "bild-29"], "")
    assert offered(page, "pictures.0.slug")[1] == "bild-1"
    assert chosen.status_code == 303
    with small_studio.session() as session:
        assert newest(session, "plain").record["pictures"] == ["bild-1", "bild-29"]


def test_what_one_looks_for_is_not_kept_as_typed(small_studio, many):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    form = {**hidden(client.get(where).text), "texts.de.title": "Neuer Titel", "find.asset": "netz"}

    client.post(where.replace("bearbeiten", "zwischenstand"), data=form)

    with small_studio.session() as session:
        kept = session.scalars(select(Autosave)).one().form
        assert kept["texts.de.title"] == "Neuer Titel"
        assert not any(name.startswith(pick.FIELDS) for name in kept)


def test_the_editor_leads_from_a_picture_to_all_that_is_said_of_it(small_studio, many):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    form = {**hidden(client.get(where).text), "rows.pictures": "1", "pictures.0.slug": "bild-1", "then": "add.links"}

    page = client.post(where, data=form).text

    with small_studio.session() as session:
        picture = session.scalars(select(Picture).where(Picture.slug == "bild-1")).one()
        assert f'href="/studio/bibliothek/bilder/{picture.id}/#words"' in page

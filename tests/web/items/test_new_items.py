"""New stations and plannings: what can be known is filled in, and one lands where one goes on writing."""

import re

import pytest
from sqlalchemy import select

from app.actions.line import show_todo
from app.database import writing
from app.models import Account, Asset, Package, Partner, Picture, Planning, State, Station, Stop
from tests.web.content.test_editing import hidden

PLANNING = {"planning.title": "Ein Park", "planning.summary": "Wo heute Autos stehen.", "planning.topic": "kultur"}


@pytest.fixture
def free(small_studio):
    """What a form says of a stop that has no station: the stop, its partner, and what is said of the station."""
    with writing(small_studio.engine).begin() as session:
        last = session.scalars(select(Stop).order_by(Stop.position.desc())).first()
        record = {**last.record, "dhid": "de:05513:9999", "name": "Freier Halt"}
        stop = Stop(line=last.line, dhid=record["dhid"], name="Freier Halt", position=9999, record=record)
        session.add(stop)
        session.flush()
        own = session.scalars(select(Partner.id).where(Partner.slug == "own")).one()
        return {"stop": str(stop.id), "partner": str(own), "summary": "Hier entsteht etwas."}


def count(session, table):
    return len(session.scalars(select(table)).all())


def edited(studio, location):
    """Return what the editor is about to which one was led."""
    number = int(re.search(r"/inhalte/(\d+)/bearbeiten", location)[1])
    with studio.session() as session:
        return session.get(Planning, number) or session.get(Station, number)


def begun(studio, free):
    """Make a station with its planning and return a client, the address of the planning's editor, and its page."""
    client = studio.client("Planner Own")
    where = client.post("/studio/neue-station", data={**free, **PLANNING}).headers["Location"]
    return client, where, client.get(where).text


def test_a_station_without_a_title_is_called_like_its_stop(small_studio, free):
    answer = small_studio.client("Planner Own").post("/studio/neue-station", data=free)

    assert edited(small_studio, answer.headers["Location"]).slug == "freier-halt"


def test_a_station_and_its_planning_are_made_with_one_press(small_studio, free):
    answer = small_studio.client("Planner Own").post("/studio/neue-station", data={**free, **PLANNING})

    assert edited(small_studio, answer.headers["Location"]).slug == "ein-park"
    with small_studio.session() as session:
        station = session.scalars(select(Station).where(Station.slug == "freier-halt")).one()
        assert [each.slug for each in station.plannings] == ["ein-park"]


def test_a_planning_that_is_not_ready_leaves_no_station_behind(small_studio, free):
    client = small_studio.client("Planner Own")
    with small_studio.session() as session:
        before = count(session, Station)

    answer = client.post("/studio/neue-station", data={**free, **PLANNING, "planning.summary": ""})

    assert answer.status_code == 422
    assert 'value="Ein Park"' in answer.text
    assert re.search(r'id="planning-summary"[^>]*aria-invalid="true"', answer.text)
    with small_studio.session() as session:
        assert count(session, Station) == before


def test_the_planning_goes_to_review_with_its_station_and_waits_there_as_one(small_studio, free):
    client, where, page = begun(small_studio, free)
    along = re.search(r'name="hand_in.with" value="(\d+)" checked', page)[1]
    form = {**hidden(page), "texts.de.body": "Es wird grün.", "then": "hand_in", "hand_in.with": along}

    answer = client.post(where, data=form)

    assert "/studio/pakete/" in answer.headers["Location"]
    with small_studio.session() as session:
        package = session.scalars(select(Package).order_by(Package.id.desc())).first()
        assert {each.item.slug for each in package.revisions} == {"freier-halt", "ein-park"}
        assert {each.state for each in package.revisions} == {State.SUBMITTED}
        approver = session.scalars(select(Account).where(Account.name == "Approver Own")).one()
        waiting = [each for each in show_todo.todo(session, approver) if each.package_id == package.id]
        assert [each.title for each in waiting] == [package.title]


def test_what_keeps_the_planning_back_is_said_at_its_field_and_nothing_is_handed_in(small_studio, free):
    client, where, page = begun(small_studio, free)
    along = re.search(r'name="hand_in.with" value="(\d+)" checked', page)[1]

    answer = client.post(where, data={**hidden(page), "then": "hand_in", "hand_in.with": along})

    assert answer.status_code == 422
    assert "Der Text fehlt noch" in answer.text
    assert f'name="hand_in.with" value="{along}" checked' in answer.text
    with small_studio.session() as session:
        station = session.scalars(select(Station).where(Station.slug == "freier-halt")).one()
        assert {each.state for each in station.revisions} == {State.DRAFT}


def test_what_is_said_of_a_picture_is_not_lost_where_handing_in_together_is_refused(small_studio, free):
    client, where, page = begun(small_studio, free)
    along = re.search(r'name="hand_in.with" value="(\d+)" checked', page)[1]
    about = "about.picture.platz."
    said = {"rows.pictures": "1", "pictures.0.slug": "platz", f"{about}texts.de.alt": "Ein Platz."}
    form = {**hidden(page), **said, "then": "hand_in", "hand_in.with": along}

    refused = client.post(where, data=form)
    marks = re.search(r'name="about.picture.platz.was" value="([^"]*)"', refused.text)[1]
    client.post(where, data={**hidden(refused.text), **said, f"{about}was": marks})

    assert refused.status_code == 422
    with small_studio.session() as session:
        picture = session.scalars(select(Picture).where(Picture.slug == "platz")).one()
        assert picture.record["texts"]["de"]["alt"] == "Ein Platz."


def test_what_keeps_the_station_back_is_said_and_the_planning_is_saved(small_studio, free):
    client, where, page = begun(small_studio, free)
    along = re.search(r'name="hand_in.with" value="(\d+)" checked', page)[1]
    with writing(small_studio.engine).begin() as session:
        station = session.scalars(select(Station).where(Station.slug == "freier-halt")).one()
        draft = station.revisions[0]
        draft.record = {**draft.record, "confidence": "sourced"}
    form = {**hidden(page), "texts.de.body": "Es wird grün.", "then": "hand_in", "hand_in.with": along}

    shown = client.post(where, data=form, follow_redirects=True).text

    assert "Freier Halt: Für die Freigabe fehlt noch etwas." in shown
    assert "Gespeichert, aber noch nicht zur Freigabe gegeben." in shown
    assert "Es wird grün." in shown


def test_a_template_becomes_the_plannings_scene_and_what_is_typed_stays(small_studio, free):
    client, where, page = begun(small_studio, free)
    address = where.replace("bearbeiten", "szene-aus-vorlage")

    shown = client.post(
        address, data={**hidden(page), "texts.de.body": "Getippt.", "template": "platz-mit-baeumen"}
    ).text

    assert "Getippt." in shown
    with small_studio.session() as session:
        made = session.scalars(select(Asset).order_by(Asset.id.desc())).first()
        assert made.record["title"] == "Ein Park"
        assert {made.record[name] for name in ("author", "licence")} == {"Eigene Stadt", "CC-BY-4.0"}
        assert list(made.record["texts"]["de"]["alt"]) == ["planned"]
        planning = session.scalars(select(Planning).where(Planning.slug == "ein-park")).one()
        assert planning.revisions[0].record.get("asset", "") == ""
    assert f'name="asset" value="{made.slug}" checked' in shown
    assert client.post(address, data={**hidden(page), "template": "keine"}).status_code == 404


def test_a_source_without_a_title_is_called_after_its_site(small_studio, free):
    client, where, page = begun(small_studio, free)
    source = {"rows.sources": "1", "sources.0.title": "", "sources.0.url": "www.gelsenkirchen.de/park?a=1"}

    client.post(where, data={**hidden(page), **source})

    with small_studio.session() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "ein-park")).one()
        draft = next(each for each in planning.revisions if each.state is State.DRAFT)
        assert draft.record["sources"] == [
            {"url": "https://www.gelsenkirchen.de/park?a=1", "title": "gelsenkirchen.de"}
        ]

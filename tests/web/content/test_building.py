"""Handing in where a file is still being built: what was typed is saved, and it goes in once the file is ready."""

import re
from collections import defaultdict

import pytest
from sqlalchemy import select

from app.database import writing
from app.models import Asset, BuildState, Revision, State
from tests.web.content.test_editing import WORDS, address, hidden, newest, planning
from tests.web.content.test_variants import FILES

ASKED = {"then": "hand_in", "hand_in.note": "Mit Turm"}


@pytest.fixture
def tower(small_studio):
    """A 3D thing that is described and not built yet; nothing else is on its way."""
    with writing(small_studio.engine).begin() as session:
        record = {"slug": "turm", "title": "Turm", "author": "Wir", "licence": "CC0-1.0", "origin": "selbst gebaut"}
        record["texts"] = {"de": {"alt": {"planned": "Ein Turm."}}}
        session.add(Asset(slug="turm", record=record, build=None, state=BuildState.PENDING, source_hash=""))
        for each in session.scalars(select(Revision).where(Revision.item == planning(session, "plain"))):
            if each.state is State.SUBMITTED:
                each.move(State.DRAFT)
            if each.state is State.DRAFT:
                each.move(State.DISCARDED)
    return "turm"


@pytest.fixture
def planner(small_studio):
    return small_studio.client("Planner Own")


@pytest.fixture
def where(small_studio):
    return address(small_studio, "plain")


def built(studio):
    with writing(studio.engine).begin() as session:
        tower = session.scalars(select(Asset).where(Asset.slug == "turm")).one()
        tower.state, tower.build = BuildState.READY, {"variants": {"planned": FILES}}


def form_of(page):
    """Return where the waiting page sends what, and the address that tells it when."""
    to, stand = re.search(r'action="([^"]+)" data-module="hand_in_when_built" data-address="([^"]+)"', page).groups()
    fields = defaultdict(list)
    for name, value in re.findall(r'<input type="hidden" name="([\w.]+)" value="([^"]*)">', page):
        fields[name].append(value)
    return to, fields, stand.replace("&amp;", "&")


def state_of(studio, slug="plain"):
    with studio.session() as session:
        found = newest(session, slug)
        return found.state, found.note, found.record.get("asset")


def test_it_is_saved_and_goes_in_once_the_file_is_ready_however_often_one_presses(small_studio, planner, where, tower):
    waits = planner.post(where, data={**hidden(planner.get(where).text), **WORDS, "asset": tower, **ASKED})
    to, fields, stand = form_of(waits.text)

    assert waits.status_code == 202
    assert "„Turm“" in waits.text
    assert state_of(small_studio) == (State.DRAFT, "", "turm")
    assert planner.get(stand).headers["X-Done"] == "0"
    assert planner.post(to, data=fields).status_code == 202

    built(small_studio)
    assert planner.get(stand).headers["X-Done"] == "1"
    done, again = (planner.post(to, data=fields, follow_redirects=True).text for _press in range(2))

    assert "Zur Freigabe gegeben." in done
    assert "Zur Freigabe gegeben." in again
    assert state_of(small_studio) == (State.SUBMITTED, "Mit Turm", "turm")


def test_what_is_wrong_besides_is_said_at_its_field_and_nothing_is_stored(small_studio, planner, where, tower):
    bare = {**WORDS, "texts.de.body": "", "asset": tower}

    refused = planner.post(where, data={**hidden(planner.get(where).text), **bare, **ASKED})

    assert refused.status_code == 422
    assert "Der Text fehlt noch" in refused.text
    assert "wird noch gebaut" in refused.text
    assert state_of(small_studio)[2] != "turm"


def test_what_could_not_be_built_leads_back_to_the_editor_with_the_reason(small_studio, planner, where, tower):
    waits = planner.post(where, data={**hidden(planner.get(where).text), **WORDS, "asset": tower, **ASKED})
    to, fields, stand = form_of(waits.text)
    with writing(small_studio.engine).begin() as session:
        session.scalars(select(Asset).where(Asset.slug == tower)).one().state = BuildState.FAILED

    assert planner.get(stand).headers["X-Done"] == "1"
    assert planner.post(to, data=fields).headers["Location"].endswith("/bearbeiten")
    assert "ließ sich nicht bauen" in planner.get(where).text


def test_a_translation_waits_with_the_file_of_its_planning(small_studio, planner, where, tower):
    planner.post(where, data={**hidden(planner.get(where).text), **WORDS, "asset": tower})
    page = where.replace("bearbeiten", "uebersetzen/en")

    typed = {"texts.en.title": "Plain", "texts.en.summary": "Short."}
    waits = planner.post(page, data={**hidden(planner.get(page).text), **typed, **ASKED})
    to, fields, _stand = form_of(waits.text)
    built(small_studio)

    assert planner.post(to, data=fields).status_code == 303
    assert state_of(small_studio) == (State.SUBMITTED, "Mit Turm", "turm")


def test_a_package_waits_as_a_whole(small_studio, planner, where, tower):
    with small_studio.session() as session:
        station = planning(session, "plain").station_id
    of_station = f"/studio/inhalte/{station}/bearbeiten"
    planner.post(of_station, data={**hidden(planner.get(of_station).text), "texts.de.summary": "Anders."})
    with small_studio.session() as session:
        query = select(Revision.id).where(Revision.item_id == station, Revision.state == State.DRAFT)
        along = session.scalars(query).all()[-1]

    form = {**hidden(planner.get(where).text), **WORDS, "asset": tower, **ASKED, "hand_in.with": along}
    waits = planner.post(where, data=form)
    to, fields, stand = form_of(waits.text)

    assert waits.status_code == 202
    assert len(fields["part"]) == 2
    assert planner.get(stand).headers["X-Done"] == "0"
    assert planner.post(to, data=fields).status_code == 202
    built(small_studio)
    assert "/pakete/" in planner.post(to, data=fields).headers["Location"]
    assert state_of(small_studio)[:2] == (State.SUBMITTED, "Mit Turm")


def test_a_file_that_is_being_built_is_nothing_that_somebody_left_out(planner, where, tower):
    form = {**hidden(planner.get(where).text), **WORDS, "asset": tower}

    page = planner.post(where.replace("bearbeiten", "zwischenstand"), data={**form, "tab": "one"}).text

    assert "Kann zur Freigabe gehen; das geschieht, sobald die Dateien fertig sind." in page
    assert "<small>in Arbeit</small>" in page
    assert "Für die Freigabe fehl" not in page and "<small>nötig</small>" not in page

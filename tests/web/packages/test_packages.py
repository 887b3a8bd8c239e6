"""Packages on their pages: one press hands in what was begun at a station, one decision is about all of it."""

import html
import re

import pytest
from sqlalchemy import select

from app.actions.content import edit, remark, review
from app.actions.line import show_moments
from app.database import writing
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord
from app.models import Account, Package, Planning, Remark, Revision, Settled, State, Station
from tests.web import studio_world
from tests.web.content.test_editing import newest, planning
from tests.web.studio_world import PLACE

LATER = "2099-01-01T08:00"


@pytest.fixture
def station(small_studio):
    """The id of the own station, of which the writer has begun something, too; no remark is open there."""
    with writing(small_studio.engine).begin() as session:
        found = session.scalars(select(Station).where(Station.slug == "station-own")).one()
        by = session.scalars(select(Account).where(Account.name == "Writer")).one()
        for each in session.scalars(select(Remark).where(Remark.state == Settled.OPEN)):
            remark.resolve(session, each, by=by)
        draft = edit.start(session, found, by=by)
        texts = {"de": {**draft.record["texts"]["de"], "summary": "Eine neue Station."}}
        edit.save(session, draft, {**draft.record, "texts": texts}, version=draft.version, by=by)
        return found.id


@pytest.fixture
def package(small_studio, station):
    """The address of a package of what is begun: the station and two plannings."""
    answer = hand_in(small_studio, station)
    return answer.headers["Location"].removeprefix("http://localhost")


def hand_in(studio, station, **more):
    client = studio.client("Writer")
    page = client.get(f"/studio/inhalte/{station}/").text
    form = re.search(r'<form class="panel[^>]*/paket".*?</form>', page, re.DOTALL)[0]
    parts = re.findall(r'name="part" value="(\d+)"', form)
    title = re.search(r'name="title" value="([^"]*)"', form)[1]
    return client.post(f"/studio/inhalte/{station}/paket", data={"part": parts, "title": title, **more})


def words(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def seen(page):
    return re.search(r'name="seen" value="([^"]*)"', page)[1]


def decide(client, package, then="", **more):
    form = {"seen": seen(client.get(package).text), "then": then, **more}
    return client.post(f"{package}freigeben", data=form, follow_redirects=True)


def parts(studio):
    with studio.session() as session:
        query = select(Revision).where(Revision.package_id.is_not(None)).order_by(Revision.id)
        return [(each.state, each.item.current.revision_id == each.id) for each in session.scalars(query)]


def test_one_press_hands_in_what_one_has_begun_at_a_station(small_studio, station):
    answer = hand_in(small_studio, station, **{"hand_in.note": "Alles neu."})

    assert answer.status_code == 303
    with small_studio.session() as session:
        (made,) = session.scalars(select(Package))
        assert (made.title, {each.note for each in made.revisions}) == ("Station own", {"Alles neu."})
        assert {each.item.slug for each in made.revisions} == {"station-own", "draft", "returned"}
        assert {each.state for each in made.revisions} == {State.SUBMITTED}


def test_what_keeps_a_part_back_is_said_there_and_nothing_is_handed_in(small_studio, station):
    with writing(small_studio.engine).begin() as session:
        draft = newest(session, "draft")
        texts = {"de": {**draft.record["texts"]["de"], "body": ""}}
        edit.save(session, draft, {**draft.record, "texts": texts}, version=draft.version, by=draft.author)

    answer = hand_in(small_studio, station, **{"hand_in.note": "Alles neu."})

    assert answer.status_code == 422
    assert "Noch ist nichts zur Freigabe gegeben." in answer.text
    assert "Der Text fehlt noch" in words(answer.text)
    assert "Alles neu." in answer.text
    assert parts(small_studio) == []


def test_what_is_chosen_before_its_station_is_said(small_studio, station):
    with writing(small_studio.engine).begin() as session:
        found = session.get(Station, station)
        found.current = None
        number = newest(session, "draft").id
    client = small_studio.client("Writer")

    page = client.get(f"/studio/inhalte/{station}/paket?part={number}").text
    alone = client.post(f"/studio/inhalte/{station}/paket", data={"title": ""})

    assert page.count('name="part"') == 3
    assert alone.status_code == 422
    assert "Bitte mindestens einen Entwurf" in alone.text


def test_the_approver_sees_all_parts_on_one_page_and_as_riders_will(small_studio, package):
    client = small_studio.client("Approver Own")

    page = client.get(package).text

    assert [each for each in ("Station own", "Planung draft", "Planung returned") if each in page] == [
        "Station own",
        "Planung draft",
        "Planung returned",
    ]
    assert page.count("neu:") >= 3
    look = re.search(r'<iframe name="preview"[^>]* src="([^"]*)"', page)[1]
    assert "Eine neue Station." in client.get(look).text
    assert "Station own" in words(client.get("/studio/freigaben/").text)


def test_all_is_published_with_one_press(small_studio, package):
    answer = decide(small_studio.client("Approver Own"), package, "publish")

    assert "Alles veröffentlicht." in answer.text
    assert parts(small_studio) == [(State.APPROVED, True)] * 3
    assert "Pakete:" not in small_studio.client("Approver Own").get("/studio/freigaben/").text


def test_a_moment_for_all_is_one_row_of_moments_and_is_moved_there(small_studio, package):
    client = small_studio.client("Approver Own")

    past = decide(client, package, "schedule", at="2020-01-01T08:00")
    decide(client, package, "schedule", at=LATER)

    assert (past.status_code, "in der Vergangenheit" in past.text) == (422, True)
    page = client.get("/studio/termine/").text
    assert page.count("wird zusammen veröffentlicht") >= 1
    with small_studio.session() as session:
        (moment,) = [each for each in show_moments.moments(session) if each.kind != show_moments.SHARE]
        assert (moment.kind, moment.title) == (show_moments.TOGETHER, "Station own")
    move = re.search(r'action="(/studio/pakete/\d+/zeitpunkt)"', page)[1]
    client.post(move, data={"at": "2099-02-01T08:00", "next": "/studio/termine/"})
    with small_studio.session() as session:
        moved = {each.publish_at.month for each in session.scalars(select(Package)).one().revisions}
    client.post(move, data={"then": "cancel"})
    assert moved == {2}
    with small_studio.session() as session:
        assert {each.publish_at for each in session.scalars(select(Package)).one().revisions} == {None}


def test_what_was_given_back_meanwhile_is_said_and_is_left_out_only_by_a_tick(small_studio, package):
    client = small_studio.client("Approver Own")
    with writing(small_studio.engine).begin() as session:
        admin = session.scalars(select(Account).where(Account.name == "Admin")).one()
        review.give_back(session, newest(session, "draft"), by=admin, reason="Zu lang.")

    refused = decide(client, package, "publish")
    done = decide(client, package, "publish", without="now")

    assert refused.status_code == 422
    assert "Nicht mehr dabei: Planung draft." in words(refused.text)
    assert "„Zu lang.“" in refused.text
    assert done.status_code == 200
    assert sorted(parts(small_studio)) == sorted([(State.APPROVED, True), (State.APPROVED, True), (State.DRAFT, False)])


def test_whoever_looked_at_something_else_looks_again(small_studio, package):
    client = small_studio.client("Approver Own")
    old = seen(client.get(package).text)
    with writing(small_studio.engine).begin() as session:
        admin = session.scalars(select(Account).where(Account.name == "Admin")).one()
        review.approve(session, newest(session, "draft"), by=admin)

    answer = client.post(f"{package}freigeben", data={"seen": old, "then": "publish"})

    assert (answer.status_code, "hat sich gerade etwas geändert" in answer.text) == (409, True)
    assert not any(is_public for _, is_public in parts(small_studio))


def test_whoever_wrote_a_part_does_not_decide_on_the_whole(small_studio, package):
    client = small_studio.client("Approver Own")
    with writing(small_studio.engine).begin() as session:
        other = session.scalars(select(Account).where(Account.name == "Approver Own")).one()
        draft = newest(session, "draft")
        draft.contributors.append(other)

    page = client.get(package).text

    assert "In einem Teil steckt eine eigene Änderung." in page
    assert "jetzt veröffentlichen</span>" not in page


def test_all_is_given_back_with_one_reason_or_taken_back(small_studio, package):
    client = small_studio.client("Approver Own")

    bare = client.post(f"{package}zurueckgeben", data={"reason": " "})
    back = client.post(f"{package}zurueckgeben", data={"reason": "Bitte kürzer."}, follow_redirects=True)

    assert (bare.status_code, "Bitte schreiben, was zu ändern ist." in bare.text) == (422, True)
    assert back.text.count("Zurückgegeben: „Bitte kürzer.“") == 3
    assert {state for state, _ in parts(small_studio)} == {State.DRAFT}
    with small_studio.session() as session:
        station = planning(session, "draft").station_id
    again = hand_in(small_studio, station)
    address = again.headers["Location"]
    small_studio.client("Writer").post(f"{address}zuruecknehmen")
    assert {state for state, _ in parts(small_studio)} == {State.DRAFT}


def test_an_open_remark_keeps_all_from_the_public_and_is_said_at_its_part(small_studio, package):
    client = small_studio.client("Approver Own")
    with writing(small_studio.engine).begin() as session:
        by = session.scalars(select(Account).where(Account.name == "Planner Other")).one()
        remark.add_remark(session, newest(session, "draft"), field="", text="Und nun?", by=by)

    page = client.get(package).text
    answer = decide(client, package, "publish")

    assert "Veröffentlichen geht noch nicht: Zu dieser Fassung gibt es offene Anmerkungen (1)." in words(page)
    assert "jetzt veröffentlichen</span>" not in page
    assert answer.status_code == 409
    assert "Der Grund steht beim Teil, an dem es liegt." in answer.text
    assert {state for state, _ in parts(small_studio)} == {State.SUBMITTED}


def test_what_is_new_as_a_whole_stands_there_as_one_reads_it(small_studio, station):
    with writing(small_studio.engine).begin() as session:
        by = session.scalars(select(Account).where(Account.name == "Writer")).one()
        new = Planning(slug="neu", station=session.get(Station, station))
        session.add(new)
        session.flush()
        record = PlanningRecord(slug="neu", topic="kultur", place=PLACE, texts=studio_world.words("Ganz neu"))
        edit.add_draft(session, new, plain(record), by=by)

    package = hand_in(small_studio, station).headers["Location"]

    page = small_studio.client("Approver Own").get(package).text
    assert '<h3 class="fresh__title">Ganz neu</h3>' in page
    assert "<p>Ein Platz mit Bäumen.</p>" in page

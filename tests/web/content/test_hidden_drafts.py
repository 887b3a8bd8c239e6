"""What a partner keeps to itself is on no page that other partners' people see, whatever the page is about."""

import re

import pytest
from sqlalchemy import select

from app.database import writing
from app.models import Account, Event, Item, Remark, Revision, Share, State, Station, now
from tests.studio_pages import LEFT_OUT, OUTSIDE, addresses
from tests.web.studio_world import OWN

SECRET = "Geheimplatz"
ABOUT = re.compile(r"<int:(item_id|revision_id)>")
READERS = ("Planner Other", "Keeper Other", "Guest Other")
OWN_PERSON = "Planner Own"


@pytest.fixture
def studio(small_studio):
    """The studio in which everything of Own that is not public says a word that nothing public says."""
    with writing(small_studio.engine).begin() as session:
        by = session.scalars(select(Account).where(Account.name == "Writer")).one()
        open_ones = session.scalars(select(Revision).where(Revision.state != State.KEPT)).all()
        for each in (each for each in open_ones if not is_public(session, each)):
            texts = {"de": {**each.record["texts"]["de"], "title": SECRET, "summary": SECRET, "body": SECRET}}
            each.record = {**each.record, "texts": texts}
            each.note = each.name = SECRET
            session.add(Remark(revision=each, field="", text=SECRET, by=by))
            session.add(Share(revision=each, by=by, note=SECRET, expires_at=now()))
            session.add(Event(what="give_back", item=each.item, revision=each, by=by, comment=SECRET))
    return small_studio


def is_public(session, revision):
    return any(edition.revision_id == revision.id for edition in revision.item.editions)


def keep_to_itself(studio):
    client = studio.client("Approver Own")
    assert client.post(f"/studio/partner/{OWN}", data={"shows": "off"}).status_code == 303


def every_page(studio, *, of_all=False):
    """Return the address of each page, and of those about content one for each thing that has something to hide.

    That is what is not public, and what it belongs to; or ``of_all`` things that there are.
    """
    with studio.session() as session:
        found = {address for _, address in addresses(studio.app, session)}
        revisions = session.scalars(select(Revision)).all()
        hidden = [each for each in revisions if each.state != State.KEPT and not is_public(session, each)]
        stations = session.scalars(select(Station.id)).all()
        ids = {
            "item_id": session.scalars(select(Item.id)).all() if of_all else {*stations, *(e.item_id for e in hidden)},
            "revision_id": [each.id for each in (revisions if of_all else hidden)],
        }
    for rule in studio.app.url_map.iter_rules():
        name = ABOUT.search(rule.rule)
        if name and "GET" in rule.methods and rule.endpoint not in (*LEFT_OUT, *OUTSIDE):
            found |= {rule.rule.replace(name[0], str(number)).replace("<language>", "de") for number in ids[name[1]]}
    return sorted(each for each in found if "<" not in each)


def said_on(studio, person, pages):
    """Return the pages on which ``person`` reads something that is not public, or is led to it."""
    with studio.session() as session:
        drafts = [each.id for each in session.scalars(select(Revision)) if not is_public(session, each)]
    told = re.compile("|".join([SECRET, *(f'(?:href|src|action)="/studio/fassungen/{number}/' for number in drafts)]))
    client, found = studio.client(person), set()
    for page in pages:
        with client.get(page) as answer:
            assert answer.status_code < 500, page
            if told.search(answer.get_data().decode(errors="replace")):
                found.add(page)
    return found


def test_it_is_shown_as_long_as_nobody_decides_otherwise(studio):
    pages = [each for each in every_page(studio) if re.search("freigaben|journal|vorschau", each)]

    seen = said_on(studio, "Planner Other", pages)

    assert {"/studio/freigaben/", "/studio/journal/", "/studio/journal.csv"} <= seen
    assert any("/fassungen/" in each and "/vorschau/" in each for each in seen)


@pytest.mark.slow
@pytest.mark.large_on("postgresql")
@pytest.mark.parametrize("of_all", [False, pytest.param(True, marks=pytest.mark.large)])
def test_what_is_hidden_is_on_no_page_of_others_and_on_the_same_ones_of_its_own(studio, of_all):
    pages = every_page(studio, of_all=of_all)
    before = said_on(studio, OWN_PERSON, pages)
    keep_to_itself(studio)

    assert {person: said_on(studio, person, pages) for person in READERS} == {person: set() for person in READERS}
    assert said_on(studio, OWN_PERSON, pages) == before


def test_a_guest_goes_on_reading_what_is_hidden_from_others(studio):
    pages = [each for each in every_page(studio) if re.search("freigaben|journal|vorschau|vergleich|aendert", each)]
    before = said_on(studio, "Guest Own", pages)
    keep_to_itself(studio)

    assert before == said_on(studio, OWN_PERSON, pages)
    assert said_on(studio, "Guest Own", pages) == before


def test_an_agency_reads_what_is_hidden_as_far_as_its_items_go(studio):
    keep_to_itself(studio)
    with studio.session() as session:
        ids = {each.slug: each.id for each in session.scalars(select(Item)) if each.slug in ("approved", "draft")}
    pages = {name: f"/studio/inhalte/{number}/" for name, number in ids.items()}

    seen = {person: said_on(studio, person, pages.values()) for person in ("Agency Own", "Agency Away")}

    assert seen == {"Agency Own": {*pages.values()}, "Agency Away": {pages["approved"]}}
    hits = studio.client("Agency Away").get(f"/studio/suche?q={SECRET}").text
    assert [name for name, page in pages.items() if page in hits] == ["approved"]


def test_nothing_hidden_is_found_by_its_words(studio):
    keep_to_itself(studio)

    hits = {
        person: "/studio/inhalte/" in studio.client(person).get(f"/studio/suche?q={SECRET}").text
        for person in (*READERS, "Planner Own", "Guest Own", "Admin")
    }

    assert hits == {**dict.fromkeys(READERS, False), "Planner Own": True, "Guest Own": True, "Admin": True}


def test_a_link_shows_its_version_to_whoever_has_it(studio):
    keep_to_itself(studio)
    owner = studio.client("Planner Own")
    with studio.session() as session:
        draft = session.scalars(select(Revision).where(Revision.note == SECRET).order_by(Revision.id)).first()
    owner.post(f"/studio/fassungen/{draft.id}/zeigen", data={"days": "7"})
    link = re.search(r"/studio/vorschau/[^/\"<]+/", owner.get(f"/studio/inhalte/{draft.item_id}/verlauf").text)[0]

    assert SECRET in studio.client("Planner Other").get(f"{link}de").text


def test_only_those_who_approve_there_decide_and_the_journal_knows(studio):
    keep_to_itself(studio)

    page = studio.client("Keeper Own").get("/studio/journal/").text
    assert "Entwürfe gezeigt oder verborgen" in page
    assert studio.client("Approver Other").post(f"/studio/partner/{OWN}", data={"shows": "on"}).status_code == 403

"""No page of the studio asks the database more often because there is more in it."""

import pytest
from sqlalchemy import event, select

from app.actions.content import edit, publish, review
from app.database import writing
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord, SignRecord, StationRecord
from app.models import Account, Event, EventKind, Planning, Sign, Station, Stop
from tests.factories import code
from tests.studio_pages import addresses
from tests.web.studio_world import PLACE, words

FEW, MANY = range(2), range(2, 14)  # numbers of what is added: first so that each kind is there, then many


@pytest.fixture
def counted(small_studio):
    """Return how to count the queries of each page, as an admin sees it."""

    def count():
        client = small_studio.client("Admin")
        with small_studio.session() as session:
            pages = dict.fromkeys(address for _, address in addresses(small_studio.app, session))
        return {address: queries(small_studio.engine, client, address) for address in pages}

    return count


def queries(engine, client, address):
    asked = []
    note = lambda *about: asked.append(about[2])  # noqa: E731 -- has to be taken off again
    event.listen(engine, "before_cursor_execute", note)
    try:
        with client.get(address) as answer:
            assert answer.status_code < 500, address
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


@pytest.mark.large_on("postgresql")
def test_more_stations_plannings_versions_and_signs_are_no_more_queries(small_studio, counted):
    with writing(small_studio.engine).begin() as session:
        grow(session, FEW)
    before = counted()
    with writing(small_studio.engine).begin() as session:
        grow(session, MANY)

    after = counted()

    grown = {page: (before[page], after[page]) for page in before if page in after and after[page] > before[page]}
    assert grown == {}


def grow(session, numbers):
    """Add stations, and to the station that the pages are about plannings, versions, signs and lines of the journal."""
    person = {each.name: each for each in session.scalars(select(Account))}
    own = session.scalars(select(Station).where(Station.slug == "station-own")).one()
    plain_one = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
    for number in numbers:
        stop = Stop(
            line=own.stop.line,
            dhid=f"de:00000:{50 + number}",
            name=f"Halt {number}",
            position=50 + number,
            record={**own.stop.record, "dhid": f"de:00000:{50 + number}", "seq": 50 + number},
        )
        station = Station(slug=f"more-{number}", partner=own.partner, stop=stop)
        planning = Planning(slug=f"more-{number}", station=own)
        session.add_all([stop, station, planning])
        session.flush()
        text = words(f"Mehr {number}")
        record = StationRecord(slug=station.slug, stop=stop.dhid, partner=own.partner.slug, texts=text)
        public(session, station, record, person)
        public(session, planning, PlanningRecord(slug=planning.slug, topic="kultur", place=PLACE, texts=text), person)
        again = PlanningRecord(slug="plain", topic="kultur", place=PLACE, texts=words(f"Fassung {number}"))
        public(session, plain_one, again, person)
        sign = SignRecord(
            code=code(number + 30), where={"de": "Hier"}, place=PLACE, facing_deg=0, facing_uncertainty_deg=9
        )
        bare = {name: value for name, value in plain(sign).items() if name not in ("code", "state", "planning")}
        session.add(Sign(code=sign.code, station=own, record=bare))
        session.add(Event(what=EventKind.LOAD, by=person["Admin"], item=planning))


def public(session, item, record, person):
    revision = edit.add_draft(session, item, plain(record), by=person["System"], based_on=edit.newest(session, item))
    review.submit(session, revision, by=person["System"])
    review.approve(session, revision, by=person["Admin"])
    publish.publish(session, revision, by=person["Admin"])
    edit.start(session, item, by=person["Planner Own"])

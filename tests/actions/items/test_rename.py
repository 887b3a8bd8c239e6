"""Renaming: another address at once, and the old one leads on in one step."""

import pytest
from sqlalchemy import select

from app.actions.items.rename import rename
from app.errors import Forbidden, Invalid
from app.exchange.reading import plain
from app.models import Event, EventKind, Redirect, Role
from tests.factories import make_account, make_planning, make_station, publish_record, station_record


@pytest.fixture
def approver(session):
    return make_account(session, Role.APPROVER)


def redirects(session):
    return {row.old: row.new for row in session.scalars(select(Redirect))}


def test_a_planning_leads_on_from_its_old_address(session, approver):
    planning = make_planning(session, make_station(session, "platz", public=True), "segel", public=True)

    rename(session, planning, "dach", by=approver)

    assert planning.slug == "dach"
    assert redirects(session) == {"302/platz/segel/": "302/platz/dach/"}
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.what, event.comment) == (EventKind.RENAME, "segel → dach")


def test_a_station_takes_what_lies_below_it_along(session, approver):
    station = make_station(session, "platz", public=True)
    make_planning(session, station, "segel", public=True)

    rename(session, station, "markt", by=approver)

    assert redirects(session) == {
        "302/platz/": "302/markt/",
        "302/platz/vor-ort/": "302/markt/vor-ort/",
        "302/platz/segel/": "302/markt/segel/",
    }


def test_two_renamings_lead_on_in_one_step(session, approver):
    planning = make_planning(session, make_station(session, "platz", public=True), "segel", public=True)

    rename(session, planning, "dach", by=approver)
    rename(session, planning, "zelt", by=approver)

    assert redirects(session) == {"302/platz/segel/": "302/platz/zelt/", "302/platz/dach/": "302/platz/zelt/"}


def test_renaming_back_leads_in_no_circle(session, approver):
    planning = make_planning(session, make_station(session, "platz", public=True), "segel", public=True)

    rename(session, planning, "dach", by=approver)
    rename(session, planning, "segel", by=approver)

    assert redirects(session) == {"302/platz/dach/": "302/platz/segel/"}


def test_what_was_never_public_leaves_nothing(session, approver):
    rename(session, make_planning(session), "dach", by=approver)

    assert redirects(session) == {}


def test_a_planning_keeps_its_place_in_the_stations_order(session, approver):
    station = make_station(session, "platz", public=True)
    for slug in ("segel", "baum"):
        make_planning(session, station, slug, public=True)
    publish_record(session, station, plain(station_record("platz", plannings=("segel", "baum"))))

    rename(session, station.plannings[0], "dach", by=approver)

    assert station.current.record["plannings"] == ["dach", "baum"]
    assert station.current.card["plannings"] == ["dach", "baum"]


@pytest.mark.parametrize(
    "slug", ["", "Dach", "dach/zelt", "..", "vor-ort", "was-daraus-wurde", "x" * 61, "öl", "dach-"]
)
def test_what_is_no_address_is_refused(session, approver, slug):
    with pytest.raises(Invalid, match="taugt nicht"):
        rename(session, make_planning(session), slug, by=approver)


def test_no_station_has_the_address_of_the_map(session, approver):
    with pytest.raises(Invalid, match="taugt nicht"):
        rename(session, make_station(session, "platz"), "karte", by=approver)


def test_what_is_taken_is_refused(session, approver):
    station = make_station(session, "platz", public=True)
    first, _second = make_planning(session, station, "segel"), make_planning(session, station, "baum")

    with pytest.raises(Invalid, match="schon vergeben"):
        rename(session, first, "baum", by=approver)
    with pytest.raises(Invalid, match="schon vergeben"):
        rename(session, make_station(session, "markt"), "platz", by=approver)


@pytest.mark.parametrize(("role", "partner"), [(Role.PLANNER, "nord"), (Role.APPROVER, "sued")])
def test_only_approvers_of_the_owner_rename(session, role, partner):
    with pytest.raises(Forbidden):
        rename(session, make_planning(session), "dach", by=make_account(session, role, partner))

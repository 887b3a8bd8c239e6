"""Whole items: new ones, copies, another station, another order, the archive, and several at once."""

import pytest
from sqlalchemy import select

from app.actions.content import edit, history, publish, show_item
from app.actions.items import add_item, archive, bulk, bulk_review, relocate, reorder, show_choices
from app.actions.items.bulk_review import Then
from app.actions.signs.signs import move
from app.errors import Forbidden, Invalid, Missing, WrongState
from app.models import Event, EventKind, Redirect, Role, SignStage, State, Stop
from tests.factories import (
    make_account,
    make_planning,
    make_revision,
    make_sign,
    make_station,
)

WORDS = {"title": "Grüne Straße", "summary": "Bäume statt Autos."}


@pytest.fixture
def planner(session):
    return make_account(session)


@pytest.fixture
def approver(session):
    return make_account(session, Role.APPROVER)


def test_a_new_station_begins_as_a_draft_at_a_free_stop(session, planner):
    taken = make_station(session).stop
    free = Stop(line=taken.line, dhid="de:05513:9999", name="Frei", position=9999, record=taken.record)
    session.add(free)
    session.flush()
    partner = planner.memberships[0].partner

    station = add_item.add_station(session, free, partner, WORDS, by=planner)

    assert (station.slug, station.stop) == ("gruene-strasse", free)
    assert edit.open_draft(session, station, of=planner).record["stop"] == "de:05513:9999"
    assert show_choices.stops(session).total == 0
    with pytest.raises(WrongState, match="hat schon eine Station"):
        add_item.add_station(session, taken, partner, WORDS, by=planner)


def test_a_new_planning_stands_at_the_stop_until_somebody_moves_it(session, planner):
    station = make_station(session, public=True)

    made = add_item.add_planning(session, station, WORDS, topic="kultur", by=planner)

    draft = edit.open_draft(session, made, of=planner)
    assert made.slug == "gruene-strasse"
    assert draft.record["place"]["lat"] == station.stop.record["lat"]
    assert draft.record["texts"]["de"]["title"] == "Grüne Straße"


def test_a_planning_that_nobody_has_given_a_place_goes_along_to_the_stop_of_its_new_station(session, planner):
    made = add_item.add_planning(session, make_station(session), WORDS, topic="kultur", by=planner)
    to = make_station(session)
    to.stop.record = {**to.stop.record, "lat": 51.4711}

    relocate.relocate(session, made, to, by=planner)

    assert edit.open_draft(session, made, of=planner).record["place"]["lat"] == 51.4711


def test_what_somebody_adds_is_no_example_but_their_own_statement(session, planner):
    station = make_station(session, public=True)
    free = Stop(line=station.stop.line, dhid="de:05513:9999", name="Frei", position=9999, record=station.stop.record)
    session.add(free)

    made = (
        add_item.add_station(session, free, planner.memberships[0].partner, WORDS, by=planner),
        add_item.add_planning(session, station, WORDS, topic="kultur", by=planner),
    )

    assert [edit.open_draft(session, each, of=planner).record["confidence"] for each in made] == ["stated"] * 2


def test_a_new_planning_without_a_title_is_refused_beside_its_field(session, planner):
    with pytest.raises(Invalid) as refusal:
        add_item.add_planning(session, make_station(session), {"title": " "}, topic="kultur", by=planner)

    assert {each.field for each in refusal.value.faults} == {"texts.de.title", "texts.de.summary"}


def test_only_planners_of_the_partner_add(session):
    other = make_account(session, partner="sued")

    with pytest.raises(Forbidden):
        add_item.add_planning(session, make_station(session), WORDS, topic="kultur", by=other)


def test_a_colleague_goes_on_with_what_was_never_approved_and_both_count_as_authors(session, planner):
    made = add_item.add_planning(session, make_station(session, public=True), WORDS, topic="kultur", by=planner)
    colleague = make_account(session)

    draft = edit.start(session, made, by=colleague)

    assert draft.record["texts"]["de"]["title"] == "Grüne Straße"
    assert set(draft.contributors) == {planner, colleague}


def test_a_copy_says_the_same_and_nobody_approves_their_own_words_by_copying(session, planner):
    planning = make_planning(session, public=True)
    writer = planning.current.revision.author

    made = add_item.copy(session, planning, by=planner)

    draft = edit.open_draft(session, made, of=planner)
    assert draft.record["texts"]["de"]["title"] == "Planung segel (2)"
    assert draft.record["place"] == planning.current.record["place"]
    assert (made.slug, made.station) == ("planung-segel-2", planning.station)
    assert writer in draft.contributors


def test_what_is_archived_is_in_no_list_and_comes_back(session, planner):
    station = make_station(session, public=True)
    made = add_item.add_planning(session, station, WORDS, topic="kultur", by=planner)
    version = edit.open_draft(session, made, of=planner)

    archive.archive(session, made, by=planner)

    assert show_item.plannings(session, station) == []
    for begin in (lambda: edit.start(session, made, by=planner), lambda: history.restore(session, version, by=planner)):
        with pytest.raises(WrongState, match="Archiv"):
            begin()
    archive.restore(session, made, by=planner)
    assert [each.id for each in show_item.plannings(session, station)] == [made.id]
    deeds = session.scalars(select(Event.what).where(Event.item == made).order_by(Event.id)).all()
    assert deeds == [EventKind.DRAFT, EventKind.ARCHIVE, EventKind.RESTORE]


def test_what_is_public_or_on_its_way_is_not_archived(session, planner, approver):
    planning = make_planning(session, public=True)

    with pytest.raises(WrongState, match="zuerst zurückziehen"):
        archive.archive(session, planning, by=planner)
    make_revision(session, planning, State.SUBMITTED)
    publish.take_down(session, planning, by=approver, reason="Darum.")
    with pytest.raises(WrongState, match="auf dem Weg"):
        archive.archive(session, planning, by=planner)


def test_a_station_goes_with_its_plannings_and_never_while_signs_lead_there(session, planner):
    station = make_station(session)
    planning = make_planning(session, station)
    gone = make_planning(session, station, "gone")
    archive.archive(session, gone, by=planner)
    sign = make_sign(session, station)
    with pytest.raises(WrongState, match=sign.code):
        archive.archive(session, station, by=planner)
    move(session, sign, SignStage.RETIRED, by=make_account(session, Role.KEEPER))

    archive.archive(session, station, by=planner)

    assert planning.archived_at == station.archived_at
    with pytest.raises(WrongState, match="zuerst die Station"):
        archive.restore(session, planning, by=planner)
    archive.restore(session, station, by=planner)
    assert (planning.archived_at, gone.archived_at is None) == (None, False)


def test_a_public_planning_moves_with_its_address_and_leaves_a_way(session, approver):
    planning = make_planning(session, public=True)
    was, to = planning.station, make_station(session, public=True)
    old = f"302/{was.slug}/segel/"

    relocate.relocate(session, planning, to, by=approver)

    assert session.get(Redirect, old).new == f"302/{to.slug}/segel/"
    assert to.current.record["plannings"] == ["segel"]
    assert planning.station is to


@pytest.mark.parametrize("role", [Role.PLANNER, Role.APPROVER])
def test_across_partners_only_who_has_the_role_at_both_moves(session, role):
    planning = make_planning(session, public=role is Role.APPROVER)
    to = make_station(session, partner="sued", public=True)

    with pytest.raises(Forbidden, match="sued"):
        relocate.relocate(session, planning, to, by=make_account(session, role))


def test_a_planning_moves_nowhere_where_it_would_be_lost(session, approver, planner):
    planning = make_planning(session, public=True)
    with pytest.raises(WrongState, match="Station veröffentlichen"):
        relocate.relocate(session, planning, make_station(session), by=approver)
    with pytest.raises(Invalid, match="gehört schon"):
        relocate.relocate(session, planning, planning.station, by=approver)
    taken = make_station(session, public=True)
    make_planning(session, taken, "segel")
    with pytest.raises(Invalid, match="vergeben"):
        relocate.relocate(session, planning, taken, by=approver)


def test_the_order_is_a_draft_of_the_station(session, planner):
    station = make_station(session, public=True)
    for slug in ("a", "b", "c"):
        make_planning(session, station, slug)

    draft = reorder.save_order(session, station, ["c", "a", "b"], by=planner)

    assert [each.slug for each in reorder.order(session, station, draft)] == ["c", "a", "b"]
    assert [each.slug for each in reorder.order(session, station, station.current.revision)] == ["a", "b", "c"]
    with pytest.raises(Invalid, match="andere Planungen"):
        reorder.save_order(session, station, ["c", "a"], by=planner)


def test_several_are_rehearsed_without_a_trace_and_then_done(session, planner):
    station = make_station(session, public=True)
    mine = add_item.add_planning(session, station, WORDS, topic="kultur", by=planner)
    public = make_planning(session, station, public=True)
    ids = [mine.id, public.id]

    rehearsed = bulk.preview(session, "archive", ids, by=planner)

    assert [(each.item_id, each.refusal is None) for each in rehearsed] == [(mine.id, True), (public.id, False)]
    assert mine.archived_at is None
    assert bulk.perform(session, "archive", ids, by=planner) != []
    assert (mine.archived_at is None, public.archived_at) == (False, None)


def test_handing_in_and_publishing_go_station_first(session, planner, approver):
    station = make_station(session)
    planning = make_planning(session, station)
    for item in (planning, station):
        make_revision(session, item, by=planner, **({} if item is planning else {"stop": station.stop.dhid}))
    ids = [planning.id, station.id]

    handed_in = bulk.perform(session, "hand_in", ids, by=planner)
    marks = [bulk_review.mark(item.revisions[-1]) for item in (planning, station)]
    published = bulk_review.decide(session, marks, then=Then.PUBLISH, by=approver)

    assert [each.refusal for each in handed_in + published] == [None] * 4
    assert planning.current is not None


def test_nothing_chosen_is_said(session, planner):
    with pytest.raises(Missing, match="auswählen"):
        bulk.perform(session, "archive", [], by=planner)


def test_only_own_things_can_be_chosen_and_searched(session, planner):
    make_planning(session, make_station(session, public=True), public=True)
    make_station(session, partner="sued", public=True)

    rows, count = bulk.choose(session, planner)

    assert count == len(rows) == 2
    assert {each.partner for each in rows} == {"Stadt nord"}
    assert [each.title for each in bulk.choose(session, planner, text="segel")[0]] == ["Planung segel"]


def test_what_can_be_chosen_says_how_its_content_is(session, planner, approver):
    station = make_station(session, public=True)
    planning = make_planning(session, station)
    make_revision(session, planning, by=planner)
    seen_once = make_planning(session, station, slug="einst", public=True)
    publish.take_down(session, seen_once, by=approver, reason="Darum.")

    rows, _count = bulk.choose(session, planner)

    said = {each.id: [mark.kind for mark in each.marks] for each in rows}
    assert said == {station.id: ["published"], planning.id: ["new", "draft"], seen_once.id: ["withdrawn"]}

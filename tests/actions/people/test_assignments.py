"""Assignments: an agency does for what is chosen what a planner does, for nothing else, and only as long as it is."""

import io

import pytest
from sqlalchemy import select

from app.actions.content import autosave, edit, review, share
from app.actions.documents import permits
from app.actions.items import add_item, archive, relocate, replace_everywhere, show_assigned
from app.actions.library import add_asset, add_picture, library_files, tag_files
from app.actions.people import assignments, people
from app.errors import Forbidden, Invalid, WrongState
from app.exchange.reading import plain
from app.models import Chosen, Event, EventKind, PageText, Role, State
from app.pictures import Clean
from tests.factories import (
    make_account,
    make_partner,
    make_planning,
    make_station,
    planning_record,
    publish_record,
    words,
)


@pytest.fixture
def admin(session):
    return make_account(session, Role.ADMIN)


@pytest.fixture
def agency(session):
    return make_account(session, Role.AGENCY, "nord")


@pytest.fixture
def planning(session):
    return make_planning(session, public=True)


def test_it_writes_and_hands_in_what_is_chosen_and_decides_nothing(session, planning, agency, admin):
    assignments.give(session, agency, planning, by=admin)

    draft = edit.start(session, planning, by=agency)
    edit.save(session, draft, plain(planning_record(texts=words("Neu"))), version=draft.version, by=agency)
    review.submit(session, draft, by=agency)

    assert draft.state is State.SUBMITTED
    with pytest.raises(Forbidden):
        review.approve(session, draft, by=agency)
    review.withdraw(session, draft, by=agency)
    with pytest.raises(Forbidden):
        share.make(session, draft, days=7, note="", by=agency)
    with pytest.raises(Forbidden):
        archive.archive(session, planning, by=agency)


def test_a_station_brings_its_plannings_and_a_planning_not_its_station(session, planning, agency, admin):
    assignments.give(session, agency, planning, by=admin)
    with pytest.raises(Forbidden, match="Auftrag"):
        edit.start(session, planning.station, by=agency)

    assignments.take(session, agency, planning, by=admin)
    assignments.give(session, agency, planning.station, by=admin)

    assert edit.start(session, planning, by=agency).author is agency
    with pytest.raises(Forbidden):
        add_item.copy(session, planning, by=agency)


def test_what_is_taken_ends_at_once_and_what_it_wrote_stays(session, planning, agency, admin):
    assignments.give(session, agency, planning, by=admin)
    draft = edit.start(session, planning, by=agency)

    assignments.take(session, agency, planning, by=admin)

    with pytest.raises(Forbidden):
        edit.save(session, draft, draft.record, version=draft.version, by=agency)
    with pytest.raises(Forbidden):
        autosave.keep(session, planning, {"a": "b"}, base=draft, number=draft.number, version=0, by=agency)
    assert draft.state is State.DRAFT


def test_a_planning_that_goes_to_another_partner_is_no_longer_its_business(session, planning, agency, admin):
    assignments.give(session, agency, planning, by=admin)

    relocate.relocate(session, planning, make_station(session, partner="sued", public=True), by=admin)

    with pytest.raises(Forbidden):
        edit.start(session, planning, by=agency)


def test_of_files_it_changes_its_own_alone(session, agency, admin):
    partner = make_partner(session)
    own = add_asset.add_asset(session, title="Bank", owner=partner, by=agency)
    other = add_asset.add_asset(session, title="Baum", owner=partner, by=make_account(session, Role.PLANNER, "nord"))

    assert library_files.why_not(session, own, agency) is None
    assert isinstance(library_files.why_not(session, other, agency), Forbidden)
    assert library_files.partners(session, agency) == [partner]


def test_only_admins_give_and_only_to_an_agency_of_the_partner(session, planning, agency, admin):
    planner = make_account(session, Role.PLANNER, "nord")

    with pytest.raises(Forbidden):
        assignments.give(session, agency, planning, by=planner)
    with pytest.raises(WrongState, match="kein Büro"):
        assignments.give(session, planner, planning, by=admin)
    with pytest.raises(WrongState, match="kein Büro"):
        assignments.give(session, make_account(session, Role.AGENCY, "sued"), planning, by=admin)


def test_what_is_archived_is_not_given_and_what_was_given_keeps_to_the_archives_rule(session, agency, admin):
    planning = make_planning(session)
    assignments.give(session, agency, planning, by=admin)
    archive.archive(session, planning, by=admin)

    with pytest.raises(WrongState, match="Archiv"):
        edit.start(session, planning, by=agency)
    assignments.take(session, agency, planning, by=admin)
    with pytest.raises(WrongState, match="Archiv"):
        assignments.give(session, agency, planning, by=admin)


def test_twice_is_as_good_as_once_and_the_journal_says_it_once(session, planning, agency, admin):
    for step in (assignments.give, assignments.give, assignments.take, assignments.take):
        step(session, agency, planning, by=admin)

    told = session.scalars(select(Event).where(Event.account == agency).order_by(Event.id)).all()
    assert [(each.what, each.item) for each in told] == [
        (EventKind.GIVE_ITEM, planning),
        (EventKind.TAKE_ITEM, planning),
    ]


def test_with_the_task_goes_what_was_chosen(session, planning, agency, admin):
    assignments.give(session, agency, planning, by=admin)

    people.set_roles(session, agency, [(Role.PLANNER, planning.owner.id)], by=admin)

    assert session.scalars(select(Chosen)).all() == []


def test_it_is_shown_what_is_given_and_what_could_be(session, planning, agency, admin):
    assignments.give(session, agency, planning, by=admin)
    partner, slug = planning.owner, planning.station.slug

    found = show_assigned.assigned(session, agency)
    offered = show_assigned.offered(session, partner, "", but=[planning.id])

    assert [(each.partner, [row.id for row in each.rows]) for each in found] == [(partner, [planning.id])]
    assert [row.id for row in offered] == [planning.station.id], slug
    assert show_assigned.offered(session, make_partner(session, "sued"), "", but=[]) == []
    assert show_assigned.offered(session, partner, "gibt es nicht", but=[]) == []


def test_what_the_line_says_of_itself_is_given_to_nobody(session, agency, admin):
    page = PageText(slug="impressum", partner=make_partner(session))
    session.add(page)
    session.flush()

    with pytest.raises(Invalid, match="Station oder eine Planung"):
        assignments.give(session, agency, page, by=admin)


def picture_of(session, media, account, title="Platz"):
    clean = Clean(content=title.encode(), width_px=1600, height_px=900)
    owner = make_partner(session)
    return add_picture.add_picture(session, media, clean, title=title, source_hash=title, owner=owner, by=account)


def test_it_tags_its_own_files_and_keeps_their_papers_and_no_others(session, media, planning, agency):
    own, other = (picture_of(session, media, by) for by in (agency, make_account(session)))

    tag_files.tag(session, own, "Wettbewerb", by=agency)
    permits.keep(session, media, own, io.BytesIO(b"%PDF-1.7 Ja."), name="Brief.pdf", by=agency)

    assert tag_files.tags(session, own) == ["Wettbewerb"]
    assert permits.read(session, media, own, by=agency)[1] == b"%PDF-1.7 Ja."
    with pytest.raises(Forbidden):
        tag_files.tag(session, other, "Wettbewerb", by=agency)
    with pytest.raises(Forbidden):
        permits.keep(session, media, other, io.BytesIO(b"%PDF-1.7 Ja."), name="Brief.pdf", by=agency)
    with pytest.raises(Forbidden):
        permits.read(session, media, other, by=agency)


def test_it_replaces_files_where_it_works_and_nowhere_else(session, media, planning, agency, admin):
    assignments.give(session, agency, planning, by=admin)
    old, new = (picture_of(session, media, agency, title) for title in ("Alt", "Neu"))
    elsewhere = make_planning(session, public=True)
    for each in (planning, elsewhere):
        publish_record(session, each, plain(planning_record(each.slug, pictures=(old.slug,))))

    shown = replace_everywhere.places(session, old, agency)
    done = replace_everywhere.replace(session, old, new, [planning.id, elsewhere.id], by=agency)

    assert {each.item_id: each.may_change for each in shown} == {planning.id: True, elsewhere.id: False}
    assert [each.item_id for each in done.places] == [planning.id]
    assert done.stuck.keys() == {elsewhere.id}

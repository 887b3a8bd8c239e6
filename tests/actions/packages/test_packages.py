"""Packages: versions of a station go to review and to the public together, each by its own rules, or not at all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.content import edit, publish, review
from app.actions.packages import decide, make_package, show_package
from app.actions.people.notices import OF_STEPS
from app.errors import Forbidden, Invalid, WrongState
from app.models import Event, EventKind, Notice, NoticeKind, Role, State, now
from tests.factories import (
    make_account,
    make_planning,
    make_revision,
    make_station,
    words,
)

LATER = now().replace(year=2099, microsecond=0)


@pytest.fixture
def planner(session):
    return make_account(session)


@pytest.fixture
def approver(session):
    return make_account(session, Role.APPROVER)


@pytest.fixture
def station(session):
    """A station that was never public."""
    return make_station(session)


@pytest.fixture
def drafts(session, planner, station):
    """The drafts of a new station and two new plannings."""
    plannings = [make_planning(session, station, slug=slug) for slug in ("segel", "platz")]
    return [make_revision(session, each, by=planner, texts=words(each.slug)) for each in (station, *plannings)]


@pytest.fixture
def package(session, planner, station, drafts):
    return make_package.make(session, station, drafts, by=planner, title="Neu", note="Alles neu.").package


def states(package):
    return [each.state for each in package.revisions]


def public(drafts):
    return [each.item.current is not None for each in drafts]


def test_what_was_begun_is_offered_with_its_station_first(session, planner, station, drafts):
    make_revision(session, make_planning(session, station, slug="fremd"), texts=words("Fremd"))

    offers = make_package.offered(session, station)

    assert [each.revision for each in offers][:3] == drafts
    assert [each.revision for each in make_package.own(offers, planner)] == drafts


def test_together_each_part_is_handed_in_with_the_same_note(package, drafts, planner):
    assert states(package) == [State.SUBMITTED] * 3
    assert {(each.note, each.package) for each in drafts} == {("Alles neu.", package)}
    assert (package.owner, package.by) == (drafts[0].item.owner, planner)


def test_what_one_part_lacks_keeps_all_back_and_is_said_of_that_part(session, planner, station, drafts):
    texts = {"de": {**drafts[2].record["texts"]["de"], "body": " "}}
    edit.save(session, drafts[2], {**drafts[2].record, "texts": texts}, version=drafts[2].version, by=planner)

    made = make_package.make(session, station, drafts, by=planner, title="Neu")

    assert made.package is None
    assert list(made.stuck) == [drafts[2].id]
    assert isinstance(made.stuck[drafts[2].id], Invalid)
    assert {each.state for each in drafts} == {State.DRAFT}


def test_a_planning_before_its_station_is_said(station, drafts):
    assert make_package.early(drafts) == []
    assert make_package.early(drafts[1:]) == drafts[1:]


@pytest.mark.parametrize("wrong", ["nothing", "twice", "elsewhere"])
def test_a_package_is_of_one_station_and_has_each_thing_once(session, planner, station, drafts, wrong):
    second = make_revision(session, station, by=planner, texts=words("Zwei"))
    chosen = {"nothing": [], "twice": [drafts[0], second], "elsewhere": [make_revision(session, by=planner)]}[wrong]

    with pytest.raises(Invalid):
        make_package.make(session, station, chosen, by=planner, title="Neu")


def test_only_those_of_the_partner_hand_in_and_decide(session, station, drafts, package):
    stranger = make_account(session, partner="fremd")
    decider = make_account(session, Role.APPROVER, "fremd")

    with pytest.raises(Forbidden):
        make_package.make(session, station, drafts, by=stranger, title="Neu")
    stuck = decide.publish_all(session, package, by=decider)

    assert {type(each) for each in stuck.values()} == {Forbidden}
    assert public(drafts) == [False] * 3


def test_all_become_public_in_one_go_the_station_first(session, package, drafts, approver):
    assert decide.publish_all(session, package, by=approver) == {}

    assert public(drafts) == [True] * 3
    published = select(Event.revision_id).where(Event.what == EventKind.PUBLISH).order_by(Event.id.desc()).limit(3)
    assert session.scalars(published).all()[::-1] == [each.id for each in drafts]
    assert show_package.on_way(session) == []


def test_only_approved_it_is_published_later(session, package, drafts, approver):
    decide.approve(session, package, by=approver)

    assert (states(package), public(drafts)) == ([State.APPROVED] * 3, [False] * 3)
    with pytest.raises(WrongState, match="nichts mehr zu tun"):
        decide.approve(session, package, by=approver)
    assert decide.publish_all(session, package, by=approver) == {}
    assert public(drafts) == [True] * 3


def test_nobody_lets_a_package_pass_in_which_a_change_of_their_own_is(session, package, drafts, approver):
    drafts[1].contributors.append(approver)
    session.flush()

    stuck = decide.publish_all(session, package, by=approver)

    assert (list(stuck), states(package)) == ([drafts[1].id], [State.SUBMITTED] * 3)


def test_what_was_given_back_meanwhile_is_said_and_left_out_only_on_demand(session, package, drafts, approver):
    review.give_back(session, drafts[2], by=approver, reason="Zu lang.")

    with pytest.raises(Invalid, match="Nicht mehr dabei"):
        decide.publish_all(session, package, by=approver)
    assert public(drafts) == [False] * 3
    assert decide.publish_all(session, package, by=approver, without=True) == {}
    assert public(drafts) == [True, True, False]


def test_handed_in_once_more_a_part_is_back_in_its_package(session, package, drafts, planner, approver):
    review.give_back(session, drafts[2], by=approver, reason="Zu lang.")
    review.submit(session, drafts[2], by=planner)

    assert decide.publish_all(session, package, by=approver) == {}

    assert public(drafts) == [True] * 3


def test_at_its_moment_all_become_public(session, package, drafts, approver):
    assert decide.schedule(session, package, at=LATER, by=approver) == {}

    assert publish.due(session, at=LATER - timedelta(seconds=1)) == 0
    assert publish.due(session, at=LATER) == 3
    assert public(drafts) == [True] * 3


def test_at_its_moment_none_becomes_public_if_one_was_overtaken(session, package, drafts, approver):
    decide.schedule(session, package, at=LATER, by=approver)
    drafts[1].item.archived_at = now()
    session.flush()

    assert publish.due(session, at=LATER) == 0

    assert public(drafts) == [False] * 3
    assert {each.publish_at for each in drafts} == {None}


def test_a_moment_is_moved_and_taken_back_for_all(session, package, drafts, approver):
    decide.schedule(session, package, at=LATER, by=approver)

    decide.move(session, package, at=LATER + timedelta(days=1), by=approver)
    assert {each.publish_at for each in drafts} == {LATER + timedelta(days=1)}
    decide.move(session, package, at=None, by=approver)

    assert {each.publish_at for each in drafts} == {None}
    with pytest.raises(Invalid, match="Vergangenheit"):
        decide.schedule(session, package, at=now() - timedelta(minutes=1), by=approver)


def test_all_are_given_back_with_one_reason(session, package, drafts, approver):
    with pytest.raises(Invalid, match="was zu ändern ist"):
        decide.give_back(session, package, reason=" ", by=approver)

    decide.give_back(session, package, reason="Bitte kürzer.", by=approver)

    assert {(each.state, each.note) for each in drafts} == {(State.DRAFT, "Bitte kürzer.")}
    assert show_package.on_way(session) == []


def test_the_planner_takes_all_back(session, package, drafts, planner):
    assert decide.withdraw(session, package, by=planner) == {}

    assert {each.state for each in drafts} == {State.DRAFT}


def test_packages_are_listed_while_something_of_them_waits(session, package, drafts):
    (row,) = show_package.on_way(session)

    assert (row.title, row.note, row.waiting, row.lost) == ("Neu", "Alles neu.", 3, 0)
    assert [each.revision for each in row.parts] == drafts


def told(session):
    """Return what people were told, without what they were told of single versions: kind, package, by reader."""
    query = select(Notice).where(Notice.kind.in_(OF_STEPS)).order_by(Notice.id)
    return [(each.account, each.kind, each.package_id, each.seen_at is not None) for each in session.scalars(query)]


def test_everybody_is_told_of_a_package_once(session, approver, package, planner):
    assert told(session) == [(approver, NoticeKind.HANDED_IN, package.id, False)]

    decide.publish_all(session, package, by=approver)

    assert told(session) == [
        (approver, NoticeKind.HANDED_IN, package.id, True),
        (planner, NoticeKind.APPROVED, package.id, False),
    ]


def test_of_a_package_that_is_given_back_its_author_is_told_once_and_why(session, approver, package, planner):
    decide.give_back(session, package, reason="Ohne Quelle.", by=approver)

    notice = session.scalars(select(Notice).where(Notice.account == planner)).one()
    assert (notice.kind, notice.package_id, notice.comment) == (NoticeKind.GIVEN_BACK, package.id, "Ohne Quelle.")


def test_that_a_package_waits_is_past_once_its_last_part_is_decided(session, approver, package, drafts):
    for each in drafts[:2]:
        review.approve(session, each, by=approver)
    assert told(session)[0] == (approver, NoticeKind.HANDED_IN, package.id, False)

    review.give_back(session, drafts[2], reason="Nein.", by=approver)

    assert told(session)[0] == (approver, NoticeKind.HANDED_IN, package.id, True)


def test_nobody_is_told_of_what_one_part_keeps_back(session, planner, station, drafts, approver):
    texts = {"de": {**drafts[2].record["texts"]["de"], "body": " "}}
    edit.save(session, drafts[2], {**drafts[2].record, "texts": texts}, version=drafts[2].version, by=planner)

    make_package.make(session, station, drafts, by=planner, title="Neu")

    assert told(session) == []


def test_publishing_says_which_older_moments_lapse(session, approver, planner):
    planning = make_planning(session, make_station(session, public=True), public=True)
    older = make_revision(session, planning, State.APPROVED, by=planner, texts=words("Alt"))
    publish.schedule(session, older, at=LATER, by=approver)
    beside = make_revision(session, planning, State.SUBMITTED, by=planner, texts=words("Neu"))
    beside.based_on = planning.current.revision
    onward = make_revision(session, planning, State.APPROVED, by=planner, texts=words("Danach"))
    onward.based_on, onward.publish_at = beside, LATER
    session.flush()

    assert publish.lapsing(session, [beside]) == [older]
    review.approve(session, beside, by=approver)
    publish.publish(session, beside, by=approver)
    publish.due(session, at=LATER)
    assert planning.current.revision is onward

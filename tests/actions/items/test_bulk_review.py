"""Several versions at once: what was looked at goes on, each by its own rules, and what has changed since stays."""

from datetime import timedelta

import pytest

from app.actions.content import edit, publish, remark, review
from app.actions.items import bulk_review
from app.actions.items.bulk_review import Then
from app.errors import Forbidden, Invalid, Missing, Overtaken, WrongState
from app.exchange.reading import plain
from app.models import Event, EventKind, Membership, Role, State, now
from tests.factories import make_account, make_planning, make_revision, make_station, words


@pytest.fixture
def approver(session):
    return make_account(session, Role.APPROVER)


@pytest.fixture
def station(session):
    """A station that was never public."""
    return make_station(session)


@pytest.fixture
def submitted(session, station):
    """A planning and its station, both handed in, in this order."""
    planning = make_planning(session, station)
    return [make_revision(session, each, State.SUBMITTED, texts=words(each.slug)) for each in (planning, station)]


def marks(revisions):
    return [bulk_review.mark(each) for each in revisions]


def ids(revisions):
    return [each.item_id for each in revisions]


def test_what_was_looked_at_is_published_station_first(session, submitted, approver):
    shown, none = bulk_review.found(session, ids(submitted), by=approver)

    outcomes = bulk_review.decide(session, marks(submitted), then=Then.PUBLISH, by=approver)

    assert [(each.hindrance, each.refusal) for each in shown] == [(None, None)] * 2
    assert none == []
    assert [each.item_id for each in outcomes] == [submitted[1].item_id, submitted[0].item_id]
    assert [each.refusal for each in outcomes] == [None, None]
    assert [each.item.current.revision for each in submitted] == submitted


def test_each_step_is_in_the_journal_as_if_it_were_alone(session, submitted, approver):
    bulk_review.decide(session, marks(submitted), then=Then.PUBLISH, by=approver)

    kinds = [each.what for each in session.query(Event).filter_by(by=approver, item=submitted[0].item)]
    assert kinds == [EventKind.APPROVE, EventKind.PUBLISH]


def test_to_let_pass_is_not_to_publish(session, submitted, approver):
    bulk_review.decide(session, marks(submitted), then=Then.APPROVE, by=approver)

    assert [(each.state, each.item.current) for each in submitted] == [(State.APPROVED, None)] * 2


def test_at_a_moment_each_of_them_is_planned(session, submitted, approver):
    at = now() + timedelta(days=1)

    bulk_review.decide(session, marks(submitted), then=Then.SCHEDULE, at=at, by=approver)

    assert [each.publish_at for each in submitted] == [at, at]
    assert publish.due(session, at=at) == 2


def test_a_moment_that_is_past_decides_nothing(session, submitted, approver):
    with pytest.raises(Invalid, match="Vergangenheit"):
        bulk_review.decide(session, marks(submitted), then=Then.SCHEDULE, at=now() - timedelta(days=1), by=approver)

    assert {each.state for each in submitted} == {State.SUBMITTED}


def taken_back_and_handed_in_again(session, revision):
    review.withdraw(session, revision, by=revision.author)
    record = {**revision.record, "texts": plain(words("Etwas anderes"))}
    edit.save(session, revision, record, version=revision.version, by=revision.author)
    review.submit(session, revision, by=revision.author)


def given_back(session, revision):
    review.give_back(session, revision, by=make_account(session, Role.APPROVER), reason="Nein.")


def decided_by_another(session, revision):
    review.approve(session, revision, by=make_account(session, Role.APPROVER))


@pytest.mark.parametrize("change", [taken_back_and_handed_in_again, given_back, decided_by_another])
def test_what_changed_since_it_was_shown_is_left_out_and_the_others_go_on(session, submitted, approver, change):
    planning, station = submitted
    looked_at = marks(submitted)
    change(session, planning)
    before = planning.state

    outcomes = bulk_review.decide(session, looked_at, then=Then.PUBLISH, by=approver)

    assert [type(each.refusal) for each in outcomes] == [type(None), Overtaken]
    assert station.item.current is not None
    assert (planning.state, planning.item.current) == (before, None)


def test_what_riders_see_by_now_is_a_change_too(session, approver):
    station = make_station(session, public=True)
    waits = make_revision(session, station, State.SUBMITTED, texts=words("Neu"))
    looked_at = marks([waits])
    publish.take_down(session, station, by=make_account(session, Role.APPROVER), reason="Darum.")

    (outcome,) = bulk_review.decide(session, looked_at, then=Then.PUBLISH, by=approver)

    assert isinstance(outcome.refusal, Overtaken)


def test_four_eyes_hold_for_each_of_them(session, submitted):
    both = submitted[0].author
    both.memberships.append(Membership(partner=both.memberships[0].partner, role=Role.APPROVER))

    shown, _none = bulk_review.found(session, ids(submitted), by=both)
    outcomes = bulk_review.decide(session, marks(submitted), then=Then.APPROVE, by=both)

    assert [type(each.refusal) for each in shown] == [type(None), Forbidden]
    assert [type(each.refusal) for each in outcomes] == [type(None), Forbidden]
    assert bulk_review.waiting(session, by=both) == []


@pytest.mark.parametrize(("role", "partner"), [(Role.PLANNER, "nord"), (Role.APPROVER, "sued")])
def test_nobody_decides_who_may_not_alone(session, submitted, role, partner):
    somebody = make_account(session, role, partner)

    outcomes = bulk_review.decide(session, marks(submitted), then=Then.PUBLISH, by=somebody)

    assert {type(each.refusal) for each in outcomes} == {Forbidden}
    assert {each.state for each in submitted} == {State.SUBMITTED}


def test_what_may_not_be_published_is_not_let_pass_either(session, submitted, approver):
    planning = submitted[0]
    remark.add_remark(session, planning, field="", text="Stimmt das?", by=make_account(session))

    _station, outcome = bulk_review.decide(session, marks(submitted), then=Then.PUBLISH, by=approver)

    assert "offene Anmerkungen" in str(outcome.refusal)
    assert planning.state is State.SUBMITTED, "the one press was to publish it"


def test_a_planning_alone_waits_for_its_station(session, submitted, approver):
    (shown,), _none = bulk_review.found(session, [submitted[0].item_id], by=approver)

    (outcome,) = bulk_review.decide(session, marks(submitted[:1]), then=Then.PUBLISH, by=approver)

    assert isinstance(shown.hindrance, WrongState)
    assert "zuerst die Station" in str(outcome.refusal)


def test_what_has_nothing_on_its_way_is_named(session, submitted, approver):
    other = make_planning(session, submitted[1].item, slug="leer")

    shown, none = bulk_review.found(session, [*ids(submitted), other.id], by=approver)

    assert len(shown) == 2
    assert [(each.item_id, str(each.refusal)) for each in none] == [
        (other.id, "Hier wartet nichts auf Freigabe oder Veröffentlichung.")
    ]


@pytest.mark.parametrize("looked_at", [[], ["x"], ["0.0"], ["-1.1.0"], ["9" * 40 + ".1.0"]])
def test_what_is_no_mark_decides_nothing(session, submitted, approver, looked_at):
    try:
        outcomes = bulk_review.decide(session, looked_at, then=Then.PUBLISH, by=approver)
    except Missing:
        outcomes = []

    assert outcomes == []
    assert {each.state for each in submitted} == {State.SUBMITTED}


def test_what_waits_longest_for_oneself_is_shown_first(session, submitted, approver):
    assert bulk_review.waiting(session, by=approver) == ids(submitted)
    assert bulk_review.waiting(session, by=make_account(session, Role.APPROVER, "sued")) == []

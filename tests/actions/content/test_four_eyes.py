"""Four eyes, whichever way words take: whoever wrote some of a version does not let it pass."""

import pytest

from app.actions.content import edit, history, review
from app.actions.items import add_item, bulk, place
from app.errors import Forbidden, Missing
from app.exchange.reading import plain
from app.exchange.records import Place
from app.models import Membership, Role, State
from tests.factories import make_account, make_planning, make_revision, make_station, planning_record, words


@pytest.fixture
def writer(session):
    """Somebody who plans and approves for the same city."""
    account = make_account(session)
    account.memberships.append(Membership(role=Role.APPROVER, partner=account.memberships[0].partner))
    session.flush()
    return account


@pytest.fixture
def planner(session):
    return make_account(session)


@pytest.fixture
def planning(session):
    return make_planning(session, make_station(session, public=True), public=True)


def say(session, draft, title, *, by):
    edit.save(session, draft, plain(planning_record(texts=words(title))), version=draft.version, by=by)


def draft_of(session, planning, writer):
    """Return a draft of the writer that nobody has approved."""
    draft = edit.start(session, planning, by=writer)
    say(session, draft, "Von der Schreiberin", by=writer)
    return draft


def restored(session, planning, writer, planner):
    return history.restore(session, draft_of(session, planning, writer), by=planner)


def restored_over_an_own_draft(session, planning, writer, planner):
    own = edit.start(session, planning, by=planner)
    say(session, own, "Vom Planer", by=planner)
    assert history.restore(session, draft_of(session, planning, writer), by=planner) is own
    return own


def restored_from_an_earlier_save(session, planning, writer, planner):
    draft = draft_of(session, planning, writer)
    number = draft.number
    say(session, draft, "Später", by=writer)
    return history.restore(session, edit.seen(session, planning, draft.id, number), by=planner)


def restored_after_it_was_thrown_away(session, planning, writer, planner):
    draft = draft_of(session, planning, writer)
    history.discard(session, planning, by=writer)
    return history.restore(session, draft, by=planner)


def restored_after_it_was_given_back(session, planning, writer, planner):
    draft = draft_of(session, planning, writer)
    review.submit(session, draft, by=writer)
    review.give_back(session, draft, by=make_account(session, Role.APPROVER), reason="Zu lang")
    return history.restore(session, draft, by=planner)


def restored_twice(session, planning, writer, planner):
    between = history.restore(session, draft_of(session, planning, writer), by=make_account(session))
    return history.restore(session, between, by=planner)


def copied(session, planning, writer, planner):
    copy = add_item.copy(session, planning, by=writer)
    again = add_item.copy(session, copy, by=planner)
    return edit.open_draft(session, again, of=planner)


def gone_on_with(session, planning, writer, planner):
    begun = make_planning(session, planning.station, "begonnen")
    make_revision(session, begun, by=writer)
    return edit.start(session, begun, by=planner)


def put_elsewhere(session, planning, writer, planner):
    draft = history.restore(session, draft_of(session, planning, writer), by=planner)
    there = {"place": plain(Place(lat=51.506, lon=7.1002, uncertainty_m=5.0))}
    return place.save_place(session, planning, there, was=place.seen(draft.record), by=planner)


def taken_back(session, planning, writer, planner):
    draft = history.restore(session, draft_of(session, planning, writer), by=planner)
    history.discard(session, planning, by=planner)
    history.take_back(session, planning, draft, by=planner)
    return draft


@pytest.mark.parametrize(
    "way",
    [
        restored,
        restored_over_an_own_draft,
        restored_from_an_earlier_save,
        restored_after_it_was_thrown_away,
        restored_after_it_was_given_back,
        restored_twice,
        copied,
        gone_on_with,
        put_elsewhere,
        taken_back,
    ],
)
def test_nobody_approves_their_own_words_in_somebody_elses_draft(session, planning, writer, planner, way):
    revision = way(session, planning, writer, planner)
    assert revision.author is planner

    outcomes = bulk.perform(session, "hand_in", [revision.item_id], by=planner)

    assert ([each.refusal for each in outcomes], revision.state) == ([None], State.SUBMITTED)
    assert not review.may_decide(revision, writer)
    with pytest.raises(Forbidden, match="selbst geschrieben"):
        review.approve(session, revision, by=writer)
    review.approve(session, revision, by=make_account(session, Role.APPROVER))
    assert revision.state is State.APPROVED


def test_what_somebody_else_has_approved_is_nobodys_own_any_more(session, planning, writer, planner):
    approved = draft_of(session, planning, writer)
    review.submit(session, approved, by=writer)
    review.approve(session, approved, by=make_account(session, Role.APPROVER))
    say(session, edit.start(session, planning, by=planner), "Anders", by=planner)

    again = history.restore(session, approved, by=planner)
    review.submit(session, again, by=planner)
    review.approve(session, again, by=writer)

    assert again.state is State.APPROVED


def test_several_are_never_approved_at_once_without_being_looked_at(session, planning, writer):
    submitted = make_revision(session, planning, State.SUBMITTED)

    assert "approve" not in bulk.BULK_ACTIONS
    with pytest.raises(Missing):
        bulk.perform(session, "approve", [planning.id], by=writer)
    assert submitted.state is State.SUBMITTED

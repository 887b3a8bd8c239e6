"""Four eyes, decided on from one table of who may."""

import pytest
from sqlalchemy import select

from app.actions.content import edit, remark, review, show_inbox
from app.errors import Forbidden, Invalid, Overtaken, WrongState
from app.exchange.reading import plain
from app.models import Event, EventKind, Membership, Role, State
from tests.factories import make_account, make_planning, make_revision, planning_record, publish_record, words


def last_event(session):
    return session.scalars(select(Event).order_by(Event.id.desc())).first()


def test_submitting_freezes_a_draft_and_writes_the_journal(session):
    draft = make_revision(session)

    review.submit(session, draft, by=draft.author, note=" Bitte bis Freitag ")

    assert (draft.state, draft.note) == (State.SUBMITTED, "Bitte bis Freitag")
    event = last_event(session)
    assert (event.what, event.by, event.revision, event.item) == (EventKind.SUBMIT, draft.author, draft, draft.item)


def test_approving_lets_it_pass_and_writes_the_journal(session):
    revision = make_revision(session, state=State.SUBMITTED)
    approver = make_account(session, Role.APPROVER)

    review.approve(session, revision, by=approver)

    assert revision.state is State.APPROVED
    assert (last_event(session).what, last_event(session).by) == (EventKind.APPROVE, approver)


@pytest.mark.parametrize(
    ("role", "partner", "may"),
    [
        (Role.APPROVER, "nord", True),
        (Role.ADMIN, "", True),
        (Role.APPROVER, "sued", False),
        (Role.PLANNER, "nord", False),
        (Role.KEEPER, "nord", False),
    ],
)
def test_only_approvers_of_the_owner_decide(session, role, partner, may):
    revision = make_revision(session, state=State.SUBMITTED)
    somebody = make_account(session, role, partner)

    assert review.may_decide(revision, somebody) is may
    for decide in (review.approve, lambda *args, by: review.give_back(*args, by=by, reason="Zu lang")):
        if not may:
            with pytest.raises(Forbidden):
                decide(session, revision, by=somebody)


def test_nobody_approves_a_change_of_their_own(session):
    both = make_account(session, Role.ADMIN)
    draft = make_revision(session)
    edit.save(session, draft, plain(planning_record(texts=words("Ein Wort"))), version=draft.version, by=both)
    review.submit(session, draft, by=draft.author)

    with pytest.raises(Forbidden, match="selbst geschrieben"):
        review.approve(session, draft, by=both)

    assert draft.state is State.SUBMITTED


def test_giving_back_needs_a_reason_and_makes_it_a_draft(session):
    revision = make_revision(session, state=State.SUBMITTED)
    approver = make_account(session, Role.APPROVER)

    with pytest.raises(Invalid, match="was zu ändern ist"):
        review.give_back(session, revision, by=approver, reason="  ")
    review.give_back(session, revision, by=approver, reason="Jahr fehlt")

    assert (revision.state, revision.note) == (State.DRAFT, "Jahr fehlt")
    assert last_event(session).comment == "Jahr fehlt"


def test_a_planner_takes_back_what_is_not_decided(session):
    revision = make_revision(session, state=State.SUBMITTED)

    review.withdraw(session, revision, by=revision.author)

    assert revision.state is State.DRAFT
    with pytest.raises(WrongState):
        review.withdraw(session, revision, by=revision.author)


@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED])
def test_only_what_is_submitted_is_decided_on(session, state):
    revision = make_revision(session, state=state)

    with pytest.raises(WrongState):
        review.approve(session, revision, by=make_account(session, Role.APPROVER))


def test_what_was_overtaken_is_neither_handed_in_nor_approved(session):
    planning = make_planning(session, public=True)
    draft = make_revision(session, planning)
    submitted = make_revision(session, planning, State.SUBMITTED)
    publish_record(session, planning, plain(planning_record(texts=words("Schneller"))))

    with pytest.raises(Overtaken, match="andere Fassung"):
        review.submit(session, draft, by=draft.author)
    with pytest.raises(Overtaken, match="andere Fassung"):
        review.approve(session, submitted, by=make_account(session, Role.APPROVER))


def test_what_waits_longest_comes_first(session):
    first, second = make_revision(session), make_revision(session)

    review.submit(session, second, by=second.author)
    review.submit(session, first, by=first.author)

    rows, _ = show_inbox.rows(session)
    assert [row.id for row in rows] == [second.id, first.id]


def test_who_hands_in_says_what_is_new_and_asks_one_person(session):
    revision, asked = make_revision(session), make_account(session, Role.APPROVER)

    review.submit(session, revision, by=revision.author, note=" Neue Zahlen. ", asked=asked)

    assert (revision.note, revision.asked) == ("Neue Zahlen.", asked)
    review.give_back(session, revision, by=make_account(session, Role.APPROVER), reason="Welche?")
    assert revision.asked is None, "it is asked anew when it is handed in anew"


@pytest.mark.parametrize(("role", "partner"), [(Role.PLANNER, "nord"), (Role.APPROVER, "sued")])
def test_nobody_is_asked_who_may_not_decide(session, role, partner):
    revision, somebody = make_revision(session), make_account(session, role, partner)

    with pytest.raises(WrongState, match="kann über diese Fassung nicht entscheiden"):
        review.submit(session, revision, by=revision.author, asked=somebody)


def test_nobody_is_asked_who_wrote_in_it(session):
    both = make_account(session, Role.PLANNER)
    both.memberships.append(Membership(partner=both.memberships[0].partner, role=Role.APPROVER))
    revision = make_revision(session, by=both)

    with pytest.raises(WrongState, match="keine eigene Änderung"):
        review.submit(session, revision, by=both, asked=both)


def test_a_reason_stands_at_the_chosen_fields_until_it_is_seen_to(session):
    revision = make_revision(session, state=State.SUBMITTED)
    approver = make_account(session, Role.APPROVER)

    review.give_back(session, revision, by=approver, reason="Ohne Quelle.", fields=["sources", "texts.de.title"])

    found = [(each.field, each.text, each.is_open) for each in remark.remarks(session, revision)]
    assert found == [("sources", "Ohne Quelle.", True), ("texts.de.title", "Ohne Quelle.", True)]
    assert revision.state is State.DRAFT


@pytest.mark.parametrize("field", ["texts", "texts.de", "nothing", "__class__"])
def test_a_field_that_there_is_not_is_refused_and_nothing_is_given_back(session, field):
    revision = make_revision(session, state=State.SUBMITTED)

    with pytest.raises(Invalid, match="gibt es hier nicht"):
        review.give_back(session, revision, by=make_account(session, Role.APPROVER), reason="So nicht.", fields=[field])

    assert revision.state is State.SUBMITTED

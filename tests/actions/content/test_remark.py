"""Remarks: said by whoever has a task, settled by the owner's people, and in the way of publishing while open."""

import pytest
from sqlalchemy import select

from app.actions.content import edit, publish, remark, review
from app.errors import Forbidden, Invalid, WrongState
from app.exchange.reading import plain
from app.models import Account, Event, EventKind, Role, Settled, State, now
from tests.factories import make_account, make_planning, make_revision, planning_record, words


@pytest.fixture
def approved(session):
    return make_revision(session, state=State.APPROVED)


@pytest.fixture
def said(session, approved):
    """What a planner of the next town says about it."""
    by = make_account(session, Role.PLANNER, "sued")
    return remark.add_remark(session, approved, field="texts.de.title", text=" Stimmt das? ", by=by)


def last(session):
    return session.scalars(select(Event).order_by(Event.id.desc())).first()


def test_a_partner_says_something_and_the_journal_knows(session, approved, said):
    assert (said.text, said.state) == ("Stimmt das?", Settled.OPEN)
    assert (last(session).what, last(session).revision, last(session).comment) == (
        EventKind.REMARK,
        approved,
        "Stimmt das?",
    )


def test_whoever_has_no_task_says_nothing(session, approved):
    nobody = Account(email="nobody@example.org", name="Nobody")
    session.add(nobody)

    with pytest.raises(Forbidden, match="eine Aufgabe"):
        remark.add_remark(session, approved, field="", text="Hallo", by=nobody)


@pytest.mark.parametrize(("text", "sentence"), [("  ", "was anzumerken ist"), ("x" * 2001, "höchstens 2000")])
def test_nothing_and_too_much_are_refused(session, approved, text, sentence):
    with pytest.raises(Invalid, match=sentence):
        remark.add_remark(session, approved, field="", text=text, by=approved.author)


def test_an_open_remark_keeps_it_from_the_public_now_and_later(session, approved, said):
    approver = make_account(session, Role.APPROVER)

    with pytest.raises(WrongState, match=r"offene Anmerkungen \(1\)"):
        publish.publish(session, approved, by=approver)
    with pytest.raises(WrongState, match="offene Anmerkungen"):
        publish.schedule(session, approved, at=now().replace(year=2099), by=approver)


@pytest.mark.parametrize(
    ("settle", "state"),
    [
        (lambda *given: remark.answer(*given[:2], reply="Ja.", by=given[2]), Settled.ANSWERED),
        (lambda *given: remark.resolve(*given[:2], by=given[2]), Settled.RESOLVED),
        (lambda *given: remark.overrule(*given[:2], reply="Beschlossen.", by=given[2]), Settled.OVERRULED),
    ],
)
def test_what_is_settled_is_published_and_settled_once(session, approved, said, settle, state):
    approver = make_account(session, Role.APPROVER)

    settle(session, said, approver)

    assert (said.state, said.settled_by) == (state, approver)
    assert publish.publish(session, approved, by=approver).revision is approved
    with pytest.raises(WrongState, match="schon erledigt"):
        settle(session, said, approver)


def test_a_plan_made_before_the_remark_is_dropped_when_its_moment_comes(session, approved):
    approver = make_account(session, Role.APPROVER)
    moment = now().replace(year=2099)
    publish.schedule(session, approved, at=moment, by=approver)
    remark.add_remark(session, approved, field="", text="Halt!", by=make_account(session, Role.KEEPER, "sued"))

    publish.due(session, at=moment)

    assert approved.publish_at is None
    assert "offene Anmerkungen" in last(session).comment


@pytest.mark.parametrize(
    ("role", "partner", "answers", "overrules"),
    [
        (Role.PLANNER, "nord", True, False),
        (Role.APPROVER, "nord", True, True),
        (Role.ADMIN, "", True, True),
        (Role.KEEPER, "nord", False, False),
        (Role.GUEST, "sued", False, False),
        (Role.PLANNER, "sued", False, False),
        (Role.APPROVER, "sued", False, False),
    ],
)
def test_only_the_owners_people_settle(session, said, role, partner, answers, overrules):
    somebody = make_account(session, role, partner)

    if not overrules:
        with pytest.raises(Forbidden):
            remark.overrule(session, said, reply="Bleibt so.", by=somebody)
    if answers:
        remark.answer(session, said, reply="Ja.", by=somebody)
    else:
        with pytest.raises(Forbidden):
            remark.answer(session, said, reply="Ja.", by=somebody)
        with pytest.raises(Forbidden):
            remark.resolve(session, said, by=somebody)


def test_a_guest_of_the_owner_answers_and_settles_nothing_else(session, approved, said):
    guest = make_account(session, Role.GUEST, "nord")
    own = remark.add_remark(session, approved, field="", text="Und das?", by=guest)

    with pytest.raises(Forbidden):
        remark.resolve(session, said, by=guest)
    with pytest.raises(Forbidden):
        remark.overrule(session, said, reply="Bleibt so.", by=guest)
    remark.answer(session, said, reply="Ja, laut Plan.", by=guest)
    remark.resolve(session, own, by=guest)

    assert (said.state, own.state) == (Settled.ANSWERED, Settled.RESOLVED)
    assert remark.deeds(approved, guest) == {"say", "answer"}


def test_whoever_said_it_takes_it_back_or_opens_it_again(session, approved, said):
    remark.answer(session, said, reply="Nein.", by=approved.author)

    with pytest.raises(Forbidden, match="wer sie geschrieben hat"):
        remark.reopen(session, said, by=approved.author)
    remark.reopen(session, said, by=said.by)
    assert said.is_open

    remark.resolve(session, said, by=said.by)
    assert said.state is Settled.RESOLVED


def test_what_was_overruled_is_not_opened_again(session, said):
    remark.overrule(session, said, reply="Beschlossen.", by=make_account(session, Role.APPROVER))

    with pytest.raises(WrongState, match="hinweggesetzt"):
        remark.reopen(session, said, by=said.by)


def test_a_new_version_does_not_shake_a_remark_off(session, approved, said):
    later = edit.start(session, approved.item, by=approved.author)
    edit.save(session, later, plain(planning_record(texts=words("Neu"))), version=later.version, by=approved.author)
    review.submit(session, later, by=approved.author)
    approver = make_account(session, Role.APPROVER)
    review.approve(session, later, by=approver)

    assert [each.id for each in remark.remarks(session, later)] == [said.id]
    with pytest.raises(WrongState, match="offene Anmerkungen"):
        publish.publish(session, later, by=approver)


def test_what_was_said_before_the_public_version_is_past(session):
    planning = make_planning(session, public=True)
    old = planning.current.revision
    remark.add_remark(session, old, field="", text="Zu spät", by=make_account(session))

    later = make_revision(session, planning)

    assert remark.remarks(session, later) == []


def test_what_was_said_at_the_public_version_is_seen_while_one_writes_on_and_keeps_nothing_back(session):
    planning = make_planning(session, public=True)
    by, approver = make_account(session), make_account(session, Role.APPROVER)
    said = remark.add_remark(session, planning.current.revision, field="sources", text="Stimmt das noch?", by=by)

    later = make_revision(session, planning, state=State.APPROVED)

    assert [each.id for each in remark.beside(session, later)] == [said.id]
    assert [each.id for each in remark.beside(session, planning.current.revision)] == [said.id]
    publish.publish(session, later, by=approver)
    assert remark.beside(session, later) == []

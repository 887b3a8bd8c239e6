"""Who is told of what becomes of a version and of what is said at it: each whom it concerns, once, and nobody else."""

import pytest
from sqlalchemy import select

from app.actions.content import remark, review
from app.actions.people import drafts
from app.models import Account, Notice, NoticeKind, Role, now
from tests.factories import make_account, make_partner, make_planning, make_revision, make_station

HANDED_IN, GIVEN_BACK, APPROVED = NoticeKind.HANDED_IN, NoticeKind.GIVEN_BACK, NoticeKind.APPROVED
REMARK, REPLY, MENTION = NoticeKind.REMARK, NoticeKind.REPLY, NoticeKind.MENTION


@pytest.fixture
def approver(session):
    """An approver of the owner; there are one of the next town as well, one gone, and an admin who need not know."""
    found = make_account(session, Role.APPROVER)
    make_account(session, Role.APPROVER).active = False
    make_account(session, Role.APPROVER, "sued")
    make_account(session, Role.ADMIN)
    session.flush()
    return found


@pytest.fixture
def draft(session):
    return make_revision(session, make_planning(session, make_station(session)))  # published by nobody


@pytest.fixture
def stranger(session):
    return make_account(session, Role.PLANNER, "sued")


def told(session):
    """Return what there is and nobody has seen, as (whom, kind, comment), and forget it."""
    found = session.scalars(select(Notice).where(Notice.seen_at.is_(None)).order_by(Notice.id)).all()
    for each in found:
        each.seen_at = now()
    session.flush()
    return [(each.account, each.kind, each.comment) for each in found]


def handed_in(session, draft, **more):
    review.submit(session, draft, by=draft.author, **more)
    return draft


def test_whoever_can_decide_is_told_with_the_note(session, approver, draft):
    handed_in(session, draft, note="Bis Freitag")

    assert told(session) == [(approver, HANDED_IN, "Bis Freitag")]
    notice = session.scalars(select(Notice)).one()
    assert (notice.title, notice.by, notice.item_id, notice.revision_id) == (
        "Planung segel",
        draft.author,
        draft.item_id,
        draft.id,
    )


def test_only_who_is_asked_is_told(session, approver, draft):
    asked = make_account(session, Role.APPROVER)

    handed_in(session, draft, asked=asked)

    assert told(session) == [(asked, HANDED_IN, "")]


def test_where_no_approver_is_left_the_admins_are_told(session, draft):
    admin = make_account(session, Role.ADMIN)

    handed_in(session, draft)

    assert told(session) == [(admin, HANDED_IN, "")]


def test_the_author_hears_what_became_of_it(session, approver, draft):
    handed_in(session, draft)
    review.give_back(session, draft, by=approver, reason="Jahr fehlt", fields=["texts.de.title", "topic"])
    back = told(session)
    handed_in(session, draft)
    review.approve(session, draft, by=approver, note="Danke")

    assert back == [(draft.author, GIVEN_BACK, "Jahr fehlt")]
    assert told(session) == [(draft.author, APPROVED, "Danke")]


def test_what_was_taken_back_waits_for_nobody(session, approver, draft):
    handed_in(session, draft)

    review.withdraw(session, draft, by=draft.author)

    assert told(session) == []


def test_what_one_approver_decided_waits_for_no_other(session, approver, draft):
    other = make_account(session, Role.APPROVER)
    handed_in(session, draft)

    review.approve(session, draft, by=other)

    assert told(session) == [(draft.author, APPROVED, "")]


def test_a_remark_is_told_to_who_wrote_the_version_and_its_answer_to_who_said_it(session, draft, stranger):
    said = remark.add_remark(session, draft, field="", text="Stimmt das?", by=stranger)
    asked = told(session)
    remark.answer(session, said, reply="Ja.", by=draft.author)
    answered = told(session)
    remark.reopen(session, said, by=stranger)

    assert asked == [(draft.author, REMARK, "Stimmt das?")]
    assert answered == [(stranger, REPLY, "Ja.")]
    assert told(session) == [(draft.author, REMARK, "Stimmt das?")]


def test_what_is_seen_to_or_overruled_is_told_as_well(session, approver, draft, stranger):
    first, second = (remark.add_remark(session, draft, field="", text=text, by=stranger) for text in "ab")
    told(session)

    remark.resolve(session, first, by=draft.author)
    remark.overrule(session, second, reply="Beschlossen.", by=approver)

    assert told(session) == [(stranger, REPLY, ""), (stranger, REPLY, "Beschlossen.")]


def test_nobody_is_told_of_their_own_deeds(session, draft):
    said = remark.add_remark(session, draft, field="", text="Jahr prüfen", by=draft.author)
    remark.resolve(session, said, by=draft.author)

    assert told(session) == []


def test_who_is_named_is_told_once_and_of_that(session, draft, stranger, approver):
    stranger.name, draft.author.name = "Ayşe Öz", "Bo"

    words = "@ayşe öz: bitte lesen, (@Bo) auch. @Ayşe Öz!"

    remark.add_remark(session, draft, field="", text=words, by=approver)

    assert told(session) == [(stranger, MENTION, words), (draft.author, MENTION, words)]


def test_who_is_named_in_a_decision_hears_of_the_decision_first_of_all(session, approver, draft, stranger):
    stranger.name, draft.author.name = "Ayşe", "Bo"
    handed_in(session, draft)

    review.give_back(session, draft, by=approver, reason="@Bo, frag bitte @Ayşe.")

    assert told(session) == [
        (draft.author, GIVEN_BACK, "@Bo, frag bitte @Ayşe."),
        (stranger, MENTION, "@Bo, frag bitte @Ayşe."),
    ]


def test_nobody_is_told_of_what_they_may_not_read(session, approver, draft, stranger):
    stranger.name = "Ayşe"
    said = remark.add_remark(session, draft, field="", text="Stimmt das?", by=stranger)
    told(session)
    drafts.set_shown(session, make_partner(session), shown=False, by=approver)

    remark.answer(session, said, reply="Ja, @Ayşe.", by=draft.author)

    assert told(session) == []


def test_what_was_told_is_hidden_with_the_drafts_it_is_about(session, approver, draft, stranger):
    stranger.name = "Ayşe"
    remark.add_remark(session, draft, field="", text="@Ayşe?", by=draft.author)
    drafts.set_shown(session, make_partner(session), shown=False, by=approver)

    drafts.hide(session, stranger)

    assert told(session) == []


@pytest.mark.parametrize("lack", ["active", "memberships"])
def test_who_does_not_work_here_any_more_is_told_nothing(session, draft, stranger, lack):
    stranger.name = "Ayşe"
    setattr(stranger, lack, False if lack == "active" else [])
    session.flush()

    remark.add_remark(session, draft, field="", text="@Ayşe?", by=draft.author)

    assert told(session) == []


def test_what_the_system_loads_is_no_news(session, approver, draft):
    system = Account(email="system@localhost", name="System", active=False)
    session.add(system)

    handed_in(session, draft)
    told(session)
    review.withdraw(session, draft, by=system)
    review.submit(session, draft, by=system)

    assert told(session) == []

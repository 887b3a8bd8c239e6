"""Letters about what waits: found in state, written once, to those whom it concerns, in their language."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.content import announce, edit, review
from app.actions.people import mail_queue
from app.models import Letter, Role, State, now
from tests.factories import make_account, make_planning, make_revision, make_station

URL = "https://302.example"


@pytest.fixture
def people(session):
    """An approver of the owner, one of the next town, one gone, and an admin who has no need to know."""
    approver = make_account(session, Role.APPROVER)
    approver.preferences = {"language": "en"}
    gone = make_account(session, Role.APPROVER)
    gone.active = False
    make_account(session, Role.APPROVER, "sued")
    make_account(session, Role.ADMIN)
    session.flush()
    return approver


def letters(session):
    return [(each.to, each.subject) for each in session.scalars(select(Letter).order_by(Letter.id))]


def submitted(session, note=""):
    revision = make_revision(session, make_planning(session, make_station(session)))  # published by nobody
    review.submit(session, revision, by=revision.author, note=note)
    return revision


def test_whoever_can_decide_is_told_once_and_nobody_is_overtaken(session, people):
    revision = submitted(session, note="Bis Freitag")
    version = revision.version

    counts = [announce.announce(session, URL, by_mail=True) for _ in range(2)]
    session.refresh(revision)

    assert counts == [1, 0]
    assert letters(session) == [(people.email, "Waiting for approval: Planung segel")]
    body = session.scalars(select(Letter.body)).one()
    assert f"{URL}/studio/fassungen/{revision.id}/" in body and "Bis Freitag" in body
    assert revision.version == version


def test_where_no_approver_is_left_the_admins_are_told(session):
    admin = make_account(session, Role.ADMIN)
    submitted(session)

    announce.announce(session, URL, by_mail=True)

    assert [to for to, _subject in letters(session)] == [admin.email]


def test_the_author_hears_what_became_of_it(session, people):
    revision = submitted(session)
    announce.announce(session, URL, by_mail=True)

    review.give_back(session, revision, by=people, reason="Jahr fehlt")
    announce.announce(session, URL, by_mail=True)
    review.submit(session, revision, by=revision.author)
    review.approve(session, revision, by=people)
    announce.announce(session, URL, by_mail=True)

    assert letters(session)[1:] == [
        (revision.author.email, "Zurückgegeben: Planung segel"),
        (revision.author.email, "Freigegeben: Planung segel"),
    ]


def test_what_was_taken_back_or_saved_is_no_news(session, people):
    revision = submitted(session)
    announce.announce(session, URL, by_mail=True)
    review.withdraw(session, revision, by=revision.author)
    edit.save(session, revision, {**revision.record, "topic": "kultur"}, version=revision.version, by=revision.author)

    announce.announce(session, URL, by_mail=True)

    assert len(letters(session)) == 1


def test_old_news_are_not_sent_on_the_day_mail_is_set_up(session, people):
    submitted(session)
    announce.announce(session, URL, by_mail=False)

    announce.announce(session, URL, by_mail=True)

    assert letters(session) == []


def test_a_letter_is_claimed_by_one_and_forgotten_when_sent(session):
    mail_queue.write(session, to="ada@example.org", subject="Hallo", body="Geheim")
    (number,) = mail_queue.due(session, at=now())

    letter = mail_queue.claim(session, number, at=now())
    assert mail_queue.claim(session, number, at=now()) is None
    mail_queue.sent(session, letter, at=now())

    assert (letter.body, letter.due_at) == ("", None)
    assert mail_queue.due(session, at=now()) == []


def test_what_cannot_be_sent_is_tried_less_and_less_and_given_up(session):
    mail_queue.write(session, to="ada@example.org", subject="Hallo", body="Guten Tag")
    letter = session.scalars(select(Letter)).one()
    at, waits_s = letter.made_at, []

    while letter.due_at is not None:
        mail_queue.failed(session, letter, at=at)
        waits_s.append((letter.due_at - at).total_seconds() if letter.due_at else None)
        at = letter.due_at or at

    assert waits_s[:3] == [60, 120, 240]
    assert (max(waits_s[:-1]), waits_s[-1]) == (mail_queue.LONGEST_S, None)
    assert mail_queue.GIVE_UP - timedelta(seconds=mail_queue.LONGEST_S) < at - letter.made_at <= mail_queue.GIVE_UP
    assert letter.body == ""


def test_what_is_long_past_is_removed_and_what_is_still_to_be_sent_is_not(session):
    mail_queue.write(session, to="ada@example.org", subject="Weg", body="Guten Tag")
    mail_queue.write(session, to="ada@example.org", subject="Noch da", body="Guten Tag")
    gone = session.scalars(select(Letter).order_by(Letter.id)).first()
    mail_queue.sent(session, gone, at=now())

    mail_queue.forget(session, at=now() + mail_queue.FORGET - timedelta(minutes=1))
    assert len(letters(session)) == 2
    mail_queue.forget(session, at=now() + mail_queue.FORGET + timedelta(minutes=1))

    assert letters(session) == [("ada@example.org", "Noch da")]


def test_every_state_that_moves_people_has_words_in_both_languages():
    assert {language: set(words) for language, words in announce.WORDS.items()} == {
        language: {State.SUBMITTED, State.DRAFT, State.APPROVED} for language in ("de", "en")
    }

"""Notices: seen by whom they are for, by mail where that is wanted, and forgotten in the end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.people import accounts, mail_queue, notices, people, post
from app.actions.people.notice_words import LETTERS, WORDS
from app.actions.people.notices import News
from app.errors import Forbidden, Missing
from app.models import Letter, Notice, NoticeKind, Role, now
from tests.factories import make_account, make_revision

URL = "https://302.example"


@pytest.fixture
def reader(session):
    return make_account(session, Role.PLANNER)


@pytest.fixture
def other(session):
    found = make_account(session, Role.APPROVER)
    found.name = "Bo"
    return found


def tell(session, reader, kind=NoticeKind.REMARK, *, by=None, comment="Stimmt das?"):
    revision = make_revision(session)
    news = News(kind=kind, title="Platz", comment=comment, by=by, item=revision.item, revision=revision)
    notices.tell(session, [reader], news)
    return session.scalars(select(Notice).order_by(Notice.id.desc())).first()


def letters(session):
    return [(each.to, each.subject) for each in session.scalars(select(Letter).order_by(Letter.id))]


def test_a_notice_is_new_until_it_is_opened(session, reader, other):
    first, second = (tell(session, reader, by=other) for _ in range(2))
    assert notices.unseen(session, reader) == 2

    notices.see(session, notices.own(session, reader, first.id))

    assert notices.unseen(session, reader) == 1
    assert notices.listed(session, reader) == [second, first]
    assert notices.listed(session, reader, before=second.id) == [first]
    notices.see_all(session, reader)
    assert notices.unseen(session, reader) == 0


def test_nobody_opens_what_is_for_others(session, reader, other):
    notice = tell(session, reader)

    with pytest.raises(Forbidden, match="jemand anderen"):
        notices.own(session, other, notice.id)
    with pytest.raises(Missing, match="nicht mehr"):
        notices.own(session, reader, notice.id + 1)
    assert notices.unseen(session, other) == 0


@pytest.mark.parametrize("kind", NoticeKind)
def test_each_kind_comes_by_mail_to_who_wants_it_once(session, reader, other, kind):
    notices.choose(session, reader, [kind])
    notice = tell(session, reader, kind, by=other)

    counts = [post.post(session, URL, by_mail=True) for _ in range(2)]

    assert counts == [1, 0]
    ((to, subject),) = letters(session)
    assert (to, subject.endswith(": Platz")) == (reader.email, True)
    body = session.scalars(select(Letter.body)).one()
    assert f"{URL}/studio/hinweise/{notice.id}/" in body and "„Stimmt das?“" in body and f"{URL}/studio/konto/" in body


@pytest.mark.parametrize("kind", NoticeKind)
def test_no_kind_comes_by_mail_to_who_does_not_want_it(session, reader, other, kind):
    notices.choose(session, reader, [each for each in NoticeKind if each is not kind])
    tell(session, reader, kind, by=other)

    assert post.post(session, URL, by_mail=True) == 0
    assert notices.unseen(session, reader) == 1


def test_a_letter_is_in_the_language_of_who_gets_it(session, reader, other):
    reader.preferences = {"language": "en"}
    tell(session, reader, NoticeKind.HANDED_IN, by=other)

    post.post(session, URL, by_mail=True)

    assert letters(session) == [(reader.email, "Waiting for approval: Platz")]
    assert session.scalars(select(Letter.body)).one().startswith("Bo has handed in “Platz”.\n\n“Stimmt das?”")


def test_old_news_are_not_sent_on_the_day_mail_is_set_up(session, reader, other):
    tell(session, reader, by=other)
    post.post(session, URL, by_mail=False)

    post.post(session, URL, by_mail=True)

    assert letters(session) == []
    assert notices.unseen(session, reader) == 1


def test_what_was_seen_in_the_studio_is_not_sent(session, reader, other):
    notices.see(session, tell(session, reader, by=other))

    assert post.post(session, URL, by_mail=True) == 0


def test_notices_are_forgotten_after_a_while_and_with_the_account(session, reader, other):
    tell(session, reader, by=other)
    tell(session, other, by=reader)
    notices.forget(session, at=now() + notices.KEPT - timedelta(minutes=1))
    assert len(session.scalars(select(Notice)).all()) == 2

    admin = make_account(session, Role.ADMIN)
    accounts.system(session)
    people.deactivate(session, reader, by=admin)
    people.erase(session, reader, by=admin)

    (left,) = session.scalars(select(Notice))
    assert (left.account, left.by.name) == (other, people.PSEUDONYM % reader.id)
    notices.forget(session, at=now() + notices.KEPT + timedelta(minutes=1))
    assert session.scalars(select(Notice)).all() == []


def test_every_kind_has_words_in_both_languages():
    assert set(LETTERS) == set(WORDS) == {"de", "en"}
    assert all(set(words) == set(NoticeKind) for words in WORDS.values())


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

"""Sources: asked once a week, of one failure nothing is said, and whoever lets no program ask is not at fault."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.care import source
from app.actions.care.source import Answer
from app.actions.content import publish
from app.actions.line import show_health
from app.actions.line.show_health import Lack
from app.actions.people import accounts
from app.exchange.reading import plain
from app.exchange.records import Source
from app.models import Reach, Role, SourceCheck, now
from tests.factories import (
    make_account,
    make_planning,
    make_station,
    planning_record,
    publish_record,
)

URL, OTHER = "https://stadt.example/plan", "https://rat.example/beschluss"
NOW = now()
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def planning(session):
    accounts.system(session)
    return shown(session, make_planning(session, make_station(session, public=True)), URL)


def shown(session, planning, *urls):
    sources = tuple(Source(url=url, title="Plan") for url in urls)
    publish_record(session, planning, plain(planning_record(planning.slug, sources=sources)))
    return planning


def rows(session):
    return {each.url: each for each in session.scalars(select(SourceCheck).order_by(SourceCheck.id))}


def asked(session, *answers, url=URL, every=WEEK, start=NOW):
    """Let ``url`` be answered by ``answers``, one after the other, and return its row."""
    source.follow(session, at=start)
    for number, answer in enumerate(answers):
        source.note(session, url, answer, at=start + number * every)
    return rows(session)[url]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (Answer(status=200), Reach.FINE),
        (Answer(status=206), Reach.FINE),
        (Answer(status=200, moved_to="https://neu.example/"), Reach.MOVED),
        (Answer(status=404, moved_to="https://neu.example/"), Reach.GONE),
        (Answer(status=404), Reach.GONE),
        (Answer(status=410), Reach.GONE),
        *((Answer(status=status), Reach.SHUT) for status in (400, 401, 403, 405, 406, 416, 418, 429, 451, 999)),
        *((Answer(status=status), Reach.AWAY) for status in (500, 502, 503, 599)),
        (Answer(), Reach.AWAY),
        (Answer(is_barred=True), Reach.SHUT),
    ],
)
def test_every_answer_means_one_thing(session, planning, answer, found):
    row = asked(session, answer)

    assert (row.found, row.status, row.checked_at) == (found, answer.status, NOW)
    assert row.moved_to == (answer.moved_to if found is Reach.MOVED else "")
    assert not row.is_dead


def test_only_what_riders_see_is_asked(session, planning):
    make_planning(session, planning.station, "entwurf")
    gone = shown(session, make_planning(session, planning.station, "weg"), OTHER)
    publish.take_down(session, gone, by=make_account(session, Role.APPROVER), reason="Darum.")

    source.follow(session, at=NOW)

    assert list(rows(session)) == [URL]


def test_an_address_is_asked_once_a_week_whatever_becomes_of_it(session, planning):
    source.follow(session, at=NOW)
    assert source.due(session, at=NOW) == [URL]

    assert [source.due(session, at=NOW + later) for later in (timedelta(), DAY, WEEK - timedelta(minutes=1))] == [
        []
    ] * 3
    assert source.due(session, at=NOW + WEEK) == [URL]


def test_taken_down_and_published_again_it_is_not_asked_more_often(session, planning):
    source.follow(session, at=NOW)
    source.due(session, at=NOW)
    kept, planning.current = planning.current, None
    session.flush()
    source.follow(session, at=NOW + DAY)
    assert rows(session)[URL].is_shown is False
    planning.current = kept
    session.flush()

    source.follow(session, at=NOW + 2 * DAY)

    assert source.due(session, at=NOW + 2 * DAY) == []
    planning.current = None
    session.flush()
    source.follow(session, at=NOW + WEEK)
    assert rows(session) == {}


def test_it_is_looked_for_new_addresses_once_an_hour(session, planning):
    source.follow(session, at=NOW)
    shown(session, planning, URL, OTHER)

    source.follow(session, at=NOW + timedelta(minutes=59))
    assert list(rows(session)) == [URL]
    source.follow(session, at=NOW + timedelta(minutes=60))
    assert list(rows(session)) == [URL, OTHER]


def test_of_one_host_one_address_is_asked_at_a_time(session, planning):
    urls = [f"https://stadt.example/{number}" for number in range(3)]
    shown(session, planning, *urls, "https://STADT.example:8443/x", OTHER)
    source.follow(session, at=NOW)

    lots = [source.due(session, at=NOW) for _ in range(5)]

    assert [len(each) for each in lots] == [2, 1, 1, 1, 0]
    assert {url for lot in lots for url in lot} == {*urls, "https://STADT.example:8443/x", OTHER}


def test_no_more_than_a_few_are_asked_at_a_time(session, planning):
    shown(session, planning, *(f"https://stadt-{number}.example/" for number in range(source.MOST + 3)))
    source.follow(session, at=NOW)

    assert [len(source.due(session, at=NOW)) for _ in range(3)] == [source.MOST, 3, 0]


AWAY, GONE, FINE, SHUT = Answer(), Answer(status=404), Answer(status=200), Answer(status=403)


@pytest.mark.parametrize(
    ("answers", "failures", "since"),
    [
        ((AWAY,), 1, 0),
        ((AWAY, AWAY), 2, 0),
        ((AWAY, GONE, AWAY), 3, 0),
        ((FINE, GONE, GONE), 2, 1),
        ((AWAY, AWAY, FINE), 0, None),
        ((AWAY, FINE, AWAY), 1, 2),
        ((AWAY, SHUT), 0, None),
    ],
)
def test_a_page_is_dead_after_two_failures_on_two_days(session, planning, answers, failures, since):
    row = asked(session, *answers)

    assert (row.failures, row.is_dead) == (failures, failures >= 2)
    assert row.failed_at == (None if since is None else NOW + since * WEEK)


def test_two_failures_on_one_day_are_one(session, planning):
    noon = NOW.replace(hour=12, minute=0)

    row = asked(session, AWAY, AWAY, AWAY, every=timedelta(minutes=1), start=noon)

    assert (row.failures, row.is_dead) == (1, False)


def test_who_wants_to_be_left_alone_is_with_all_its_pages(session, planning):
    shown(session, planning, URL, "https://stadt.example/2", OTHER)
    source.follow(session, at=NOW)

    source.note(session, URL, Answer(status=429, wait_s=20 * 24 * 3600), at=NOW)

    assert source.due(session, at=NOW + 19 * DAY) == [OTHER]
    assert source.due(session, at=NOW + 20 * DAY) != []


@pytest.mark.parametrize("wait_s", [1e18, float("inf")])
def test_nobody_is_left_alone_for_ever(session, planning, wait_s):
    source.follow(session, at=NOW)

    source.note(session, URL, Answer(status=503, wait_s=wait_s), at=NOW)

    assert rows(session)[URL].next_at == NOW + source.LONGEST_WAIT


def test_what_nobody_wants_to_know_any_more_is_not_kept(session, planning):
    source.note(session, "https://woanders.example/", FINE, at=NOW)

    assert rows(session) == {}


def test_health_names_what_is_dead_or_has_moved_and_nothing_else(session, planning):
    found = lambda: [  # noqa: E731
        (finding.lack, finding.key)
        for station in show_health.stations(session, at=now())
        for finding in station.findings
        if finding.lack in (Lack.DEAD, Lack.MOVED)
    ]
    for answers in ((AWAY,), (SHUT,), (FINE,)):
        asked(session, *answers)
        assert found() == []

    asked(session, AWAY, AWAY)
    assert found() == [(Lack.DEAD, planning.id)]
    asked(session, Answer(status=200, moved_to=OTHER))
    assert found() == [(Lack.MOVED, planning.id)]

"""The sums of the statistics page."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from app.actions.line import show_scans
from app.actions.line.show_scans import Asked
from app.actions.records import line_record
from app.actions.riders import count_scans
from app.models import Miss
from tests.factories import make_planning, make_sign, make_station

MONDAY = date(2026, 10, 19)
LAST = date(2026, 11, 1)  # a Sunday; the 25th of October had 25 hours
ASKED = Asked(first=MONDAY, last=LAST)


def scanned(session, sign, day, count, language="de"):
    count_scans.add_up(session, sign.id, day, language, count)
    session.flush()


@pytest.fixture
def signs(session):
    """Two signs of one station, the second for a planning, and a silent one elsewhere."""
    station = make_station(session, "platz", public=True)
    planning = make_planning(session, station, public=True)
    first, second, third = make_sign(session, station), make_sign(session, station), make_sign(session)
    second.planning = planning
    scanned(session, first, MONDAY - timedelta(days=1), 100)
    scanned(session, first, MONDAY, 3)
    scanned(session, first, MONDAY, 2, "tr")
    scanned(session, first, date(2026, 10, 25), 5)
    scanned(session, second, date(2026, 10, 26), 7, "en")
    scanned(session, second, LAST, 1)
    scanned(session, second, LAST + timedelta(days=1), 100)
    return first, second, third


def test_every_day_has_its_sum_also_those_without_a_scan(session, signs):
    days = dict(show_scans.days(session, ASKED))

    assert len(days) == 14
    assert {day: count for day, count in days.items() if count} == {
        MONDAY: 5,
        date(2026, 10, 25): 5,
        date(2026, 10, 26): 7,
        LAST: 1,
    }
    assert show_scans.total(session, ASKED) == 18


def test_weeks_go_from_monday_to_sunday(session, signs):
    assert show_scans.weeks(show_scans.days(session, ASKED)) == [(MONDAY, 10), (date(2026, 10, 26), 8)]


def test_the_period_before_is_as_long(session, signs):
    assert (ASKED.before.first, ASKED.before.last) == (date(2026, 10, 5), date(2026, 10, 18))
    assert show_scans.total(session, ASKED.before) == 100


def test_sums_of_stations_signs_plannings_and_languages(session, signs):
    first, second, third = signs

    assert ("Station platz", 18) in [(each.title, each.count) for each in show_scans.stations(session, ASKED)]
    assert [(each.code, each.count) for each in show_scans.signs(session, ASKED)] == [
        (first.code, 10),
        (second.code, 8),
        (third.code, 0),
    ]
    assert [row[1:] for row in show_scans.plannings(session, ASKED)] == [("Planung segel", 8)]
    assert show_scans.languages(session, ASKED) == [("de", 9), ("en", 7), ("tr", 2)]


@pytest.mark.parametrize(
    ("changes", "total"),
    [({"language": "tr"}, 2), ({"sign": "first"}, 10), ({"station": "platz"}, 18), ({"planning": "segel"}, 8)],
)
def test_one_may_ask_for_a_part(session, signs, changes, total):
    first, second, _third = signs
    known = {"first": first.code, "platz": first.station.id, "segel": second.planning.id}
    asked = Asked(first=MONDAY, last=LAST, **{name: known.get(value, value) for name, value in changes.items()})

    assert show_scans.total(session, asked) == total
    assert sum(count for _day, count in show_scans.days(session, asked)) == total
    assert sum(count for _tag, count in show_scans.languages(session, asked)) == total
    assert sum(row[-1] for row in show_scans.rows(session, asked)) == total
    assert sum(each.count for each in show_scans.stations(session, asked)) == total


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 31)),  # a whole month
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 1, 2), date(2026, 1, 30)),  # within one
        (date(2026, 1, 31), date(2026, 2, 1)),  # the ends of two
        (date(2026, 1, 31), date(2026, 3, 1)),
        (date(2025, 12, 31), date(2026, 3, 30)),  # months, and days at both ends
    ],
)
def test_months_and_the_days_at_their_ends_add_up_to_the_days_of_the_period(session, first, last):
    sign = make_sign(session)
    for number in range(100):
        scanned(session, sign, date(2025, 12, 25) + timedelta(days=number), number + 1, ("de", "tr")[number % 2])
    asked = Asked(first=first, last=last)

    total = show_scans.total(session, asked)

    assert total == sum(row[-1] for row in show_scans.rows(session, asked))
    assert sum(each.count for each in show_scans.stations(session, asked)) == total
    assert sum(each.count for each in show_scans.signs(session, asked)) == total
    assert sum(count for _tag, count in show_scans.languages(session, asked)) == total


def test_the_table_has_one_row_for_each_day_sign_and_language(session, signs):
    first, second, _third = signs

    assert list(show_scans.rows(session, ASKED))[:3] == [
        (MONDAY, first.code, "platz", "", "de", 3),
        (MONDAY, first.code, "platz", "", "tr", 2),
        (date(2026, 10, 25), first.code, "platz", "", "de", 5),
    ]
    assert list(show_scans.rows(session, ASKED))[-1] == (LAST, second.code, "platz", "segel", "de", 1)


def test_only_codes_that_are_tried_often_are_shown(session):
    session.add_all([Miss(code=f"99999{count}", count=count, last_on=LAST) for count in range(1, 6)])
    session.flush()

    assert [miss.count for miss in show_scans.misses(session)] == [5, 4, 3]


def test_the_number_of_queries_does_not_grow_with_signs(session, signs):
    def ask():
        asked = []
        listen = lambda *given: asked.append(given[2])  # noqa: E731
        event.listen(session.get_bind(), "before_cursor_execute", listen)
        for question in (show_scans.days, show_scans.stations, show_scans.signs, show_scans.plannings):
            question(session, ASKED)
        event.remove(session.get_bind(), "before_cursor_execute", listen)
        return len(asked)

    line_record.find(session)  # read once a session
    before = ask()
    for _ in range(20):
        scanned(session, make_sign(session), MONDAY, 1)

    assert ask() == before == 4

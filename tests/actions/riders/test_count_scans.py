"""Counts: from the spool into the database, each once, whatever happens on the way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.actions.riders import count_scans
from app.models import DayOfScans, Delivery, Miss, Scan
from app.web.riders.spool import Spool
from tests.factories import make_sign

AT = datetime(2026, 7, 1, 10, 30, 20, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path)


def counts(session):
    return {(row.sign_id, row.hour_at, row.language): row.count for row in session.scalars(select(Scan))}


def test_scans_are_counted_per_sign_hour_and_language(session, spool):
    first, second = make_sign(session), make_sign(session)
    for sign, language in [(first, "de"), (first, "de"), (first, "tr"), (second, "de")]:
        spool.add(sign.code, language, at=AT)

    done = count_scans.collect(session, spool.root, at=LATER)

    hour = datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert counts(session) == {(first.id, hour, "de"): 2, (first.id, hour, "tr"): 1, (second.id, hour, "de"): 1}
    assert [path.exists() for path in done] == [True]


def test_later_scans_of_the_same_hour_are_added(session, spool):
    sign = make_sign(session)
    spool.add(sign.code, "de", at=AT)
    count_scans.collect(session, spool.root, at=LATER)
    spool.add(sign.code, "de", at=LATER)

    count_scans.collect(session, spool.root, at=LATER + timedelta(minutes=1))

    assert list(counts(session).values()) == [2]


def test_a_minute_that_is_not_over_is_left_alone(session, spool):
    spool.add(make_sign(session).code, "de", at=AT)

    assert not count_scans.pending(spool.root, at=AT)
    assert count_scans.collect(session, spool.root, at=AT) == []
    assert count_scans.pending(spool.root, at=LATER)


def test_a_scan_that_is_written_after_its_minute_still_counts(session, spool):
    sign = make_sign(session)
    spool.add(sign.code, "de", at=AT)
    over = AT.replace(second=0) + timedelta(minutes=1)
    for late in (over, over + timedelta(seconds=5), over + timedelta(seconds=9.9)):
        assert count_scans.collect(session, spool.root, at=late) == []

    spool.add(sign.code, "de", at=AT)  # by a web that looked at the clock and then was held up

    assert len(count_scans.collect(session, spool.root, at=LATER)) == 1
    assert list(counts(session).values()) == [2]


def test_machines_that_are_called_alike_do_not_hide_one_anothers_scans(session, tmp_path):
    sign = make_sign(session)
    machines = [Spool(tmp_path / name) for name in ("one", "two")]
    for spool in machines:
        spool.add(sign.code, "de", at=AT)

    for spool in machines:
        count_scans.collect(session, spool.root, at=LATER)

    assert list(counts(session).values()) == [2]


def test_a_file_that_could_not_be_removed_does_not_count_twice(session, spool):
    spool.add(make_sign(session).code, "de", at=AT)

    first = count_scans.collect(session, spool.root, at=LATER)
    second = count_scans.collect(session, spool.root, at=LATER)

    assert first == second
    assert list(counts(session).values()) == [1]


def test_unknown_codes_and_half_lines_do_no_harm(session, spool):
    sign = make_sign(session)
    spool.add("ZZZZZZ", "de", at=AT)
    spool.add(sign.code, "de", at=AT)
    path = next(spool.root.iterdir())
    path.write_bytes(path.read_bytes() + b"22222")

    count_scans.collect(session, spool.root, at=LATER)

    assert list(counts(session).values()) == [1]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),  # midnight in summer
        (datetime(2026, 1, 1, 22, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 23, 0, tzinfo=UTC), date(2026, 1, 2)),  # midnight in winter
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),  # the day that has 23 hours begins
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),  # and ends
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),  # the day that has 25 hours
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_day_is_one_where_the_line_runs(session, spool, at, day):
    spool.add(make_sign(session).code, "de", at=at)

    count_scans.collect(session, spool.root, at=at + timedelta(minutes=2))

    assert list(session.scalars(select(DayOfScans.day_on))) == [day]


def test_days_add_up_to_what_hours_do(session, spool):
    sign = make_sign(session)
    for round_of in range(3):
        for hours in range(0, 60, 7):
            spool.add(sign.code, "de" if hours % 2 else "tr", at=AT + timedelta(hours=hours, minutes=round_of))
        count_scans.collect(session, spool.root, at=AT + timedelta(hours=60, minutes=round_of))

    hours, days = (session.scalar(select(func.sum(table.count))) for table in (Scan, DayOfScans))
    assert hours == days == 27


def test_codes_that_no_sign_has_are_counted_without_anything_else(session, spool):
    for at in (AT, AT, LATER):
        spool.add("22222O", "tr", at=at)

    count_scans.collect(session, spool.root, at=LATER + timedelta(minutes=1))

    assert [(miss.code, miss.count, miss.last_on) for miss in session.scalars(select(Miss))] == [
        ("22222O", 3, date(2026, 7, 1))
    ]
    assert set(Miss.__table__.columns.keys()) == {"code", "count", "last_on"}


def test_of_misses_only_the_most_tried_are_kept(session, spool, monkeypatch):
    monkeypatch.setattr(count_scans, "MISSES_MAX", 10)
    for number in range(40):
        for _ in range(3 if number == 0 else 1):
            spool.add(f"9{number:05}", "de", at=AT)
    count_scans.collect(session, spool.root, at=LATER)
    for number in range(40, 80):
        spool.add(f"9{number:05}", "de", at=LATER)

    count_scans.collect(session, spool.root, at=LATER + timedelta(minutes=1))

    assert session.scalar(select(func.count()).select_from(Miss)) == 10
    assert session.get(Miss, "900000").count == 3


def test_misses_are_forgotten_after_half_a_year(session, spool):
    spool.add("22222O", "de", at=AT)
    count_scans.collect(session, spool.root, at=LATER)
    later = AT + timedelta(days=200)
    spool.add("222223", "de", at=later)

    count_scans.collect(session, spool.root, at=later + timedelta(minutes=2))

    assert list(session.scalars(select(Miss.code))) == ["222223"]


def test_deliveries_are_forgotten_after_a_month(session, spool):
    spool.add(make_sign(session).code, "de", at=AT)
    for path in count_scans.collect(session, spool.root, at=LATER):
        path.unlink()

    count_scans.collect(session, spool.root, at=LATER + timedelta(days=31))

    assert list(session.scalars(select(Delivery))) == []


def test_without_a_spool_there_is_nothing_to_do(session, tmp_path):
    assert count_scans.collect(session, tmp_path / "nowhere", at=AT) == []

"""Counts: from the spool into the database, each once, whatever happens on the way."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.actions import scan
from app.models import Delivery, Scan
from app.web.spool import Spool
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

    done = scan.collect(session, spool.root, at=LATER)

    hour = datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert counts(session) == {(first.id, hour, "de"): 2, (first.id, hour, "tr"): 1, (second.id, hour, "de"): 1}
    assert [path.exists() for path in done] == [True]


def test_later_scans_of_the_same_hour_are_added(session, spool):
    sign = make_sign(session)
    spool.add(sign.code, "de", at=AT)
    scan.collect(session, spool.root, at=LATER)
    spool.add(sign.code, "de", at=LATER)

    scan.collect(session, spool.root, at=LATER + timedelta(minutes=1))

    assert list(counts(session).values()) == [2]


def test_a_minute_that_is_not_over_is_left_alone(session, spool):
    spool.add(make_sign(session).code, "de", at=AT)

    assert not scan.pending(spool.root, at=AT)
    assert scan.collect(session, spool.root, at=AT) == []
    assert scan.pending(spool.root, at=LATER)


def test_a_file_that_could_not_be_removed_does_not_count_twice(session, spool):
    spool.add(make_sign(session).code, "de", at=AT)

    first = scan.collect(session, spool.root, at=LATER)
    second = scan.collect(session, spool.root, at=LATER)

    assert first == second
    assert list(counts(session).values()) == [1]


def test_unknown_codes_and_half_lines_do_no_harm(session, spool):
    sign = make_sign(session)
    spool.add("ZZZZZZ", "de", at=AT)
    spool.add(sign.code, "de", at=AT)
    path = next(spool.root.iterdir())
    path.write_bytes(path.read_bytes() + b"22222")

    scan.collect(session, spool.root, at=LATER)

    assert list(counts(session).values()) == [1]


def test_deliveries_are_forgotten_after_a_month(session, spool):
    spool.add(make_sign(session).code, "de", at=AT)
    for path in scan.collect(session, spool.root, at=LATER):
        path.unlink()

    scan.collect(session, spool.root, at=LATER + timedelta(days=31))

    assert list(session.scalars(select(Delivery))) == []


def test_without_a_spool_there_is_nothing_to_do(session, tmp_path):
    assert scan.collect(session, tmp_path / "nowhere", at=AT) == []

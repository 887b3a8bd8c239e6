"""Openings: from the spool into sums by day, each once, whatever happens on the way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.actions.riders import count_openings, count_scans
from app.models import DayOfOpenings, Scan
from app.web.riders.spool import Spool
from tests.factories import make_planning, make_sign, make_station

AT = datetime(2026, 7, 1, 10, 30, 20, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path)


def sums(session):
    return {
        (each.day_on, each.item_id, each.language, each.way): each.count
        for each in session.scalars(select(DayOfOpenings))
    }


def test_taps_are_added_up_by_day_page_language_and_way(session, spool):
    planning = make_planning(session)
    station = planning.station
    within = f"{station.slug}/{planning.slug}"
    for way, page, language in (
        ("3d", within, "de"),
        ("3d", within, "de"),
        ("ar", within, "tr"),
        ("on-site", station.slug, "de"),
    ):
        spool.add_opening(way, page, language, at=AT)

    done = count_openings.collect(session, spool.root, at=LATER)
    spool.add_opening("3d", within, "de", at=LATER)
    count_openings.collect(session, spool.root, at=LATER + timedelta(minutes=1))

    assert len(done) == 1
    day = date(2026, 7, 1)
    assert sums(session) == {
        (day, planning.id, "de", "3d"): 3,
        (day, planning.id, "tr", "ar"): 1,
        (day, station.id, "de", "on-site"): 1,
    }


def test_what_is_no_page_and_half_lines_do_no_harm(session, spool):
    station = make_station(session)
    spool.add_opening("3d", station.slug, "de", at=AT)
    spool.add_opening("3d", "nirgends", "de", at=AT)
    spool.add_opening("3d", f"{station.slug}/nirgends", "de", at=AT)
    path = next(spool.root.iterdir())
    path.write_text(path.read_text() + "ar 2026-07-01T10 de")

    count_openings.collect(session, spool.root, at=LATER)

    assert list(sums(session).values()) == [1]


def test_a_file_that_could_not_be_removed_does_not_count_twice(session, spool):
    spool.add_opening("3d", make_station(session).slug, "de", at=AT)

    for _ in range(2):
        assert len(count_openings.collect(session, spool.root, at=LATER)) == 1

    assert list(sums(session).values()) == [1]


def test_scans_and_openings_lie_beside_one_another_and_each_is_counted_as_what_it_is(session, spool):
    sign = make_sign(session)
    spool.add(sign.code, "de", at=AT)
    spool.add_opening("table", sign.station.slug, "de", at=AT)

    assert count_scans.pending(spool.root, at=LATER)
    assert count_openings.pending(spool.root, at=LATER)
    assert not count_openings.pending(spool.root, at=AT)
    scans, openings = (each.collect(session, spool.root, at=LATER) for each in (count_scans, count_openings))

    assert len(scans) == len(openings) == 1
    assert scans != openings
    assert [each.count for each in session.scalars(select(Scan))] == [1]
    assert list(sums(session).values()) == [1]

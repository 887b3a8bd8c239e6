"""The timeline of a planning: moments as exactly as they are known, and what no calendar has."""

from datetime import date

import pytest

from app.exchange.reading import Faults, misdated, plain, read
from app.exchange.records import PlanningRecord, Source, Status, Year, YearKind
from app.exchange.timeline import first_day, is_new, name_of, newest_first
from tests.site.samples import make_planning

TODAY = date(2026, 12, 1)
SOURCE = Source(url="https://rat.example/1", title="Ratsbeschluss")


def moment(year, month=None, day=None, **more):
    return Year(**{"year": year, "month": month, "day": day, "kind": YearKind.DECIDED, **more})


@pytest.mark.parametrize(
    ("given", "at"),
    [((2026,), "2026"), ((2026, 5), "2026-05"), ((2026, 5, 4), "2026-05-04"), ((2026, None, 4), "2026")],
)
def test_a_moment_is_called_as_exactly_as_it_is_known(given, at):
    assert moment(*given).at == at


def test_the_newest_comes_first_and_what_is_known_better_before_its_year():
    given = [moment(1962), moment(2026), moment(2026, 5), moment(2026, 5, 4), moment(2019, until=2022)]

    assert [each.at for each in newest_first(given)] == ["2026-05-04", "2026-05", "2026", "2019", "1962"]


@pytest.mark.parametrize(
    ("at", "is_so"),
    [
        ("2026-12-01", True),
        ("2026-09-02", True),
        ("2026-09-01", False),
        ("2026-12-02", False),
        ("2026-12", True),
        ("2026-09", True),
        ("2026-08", False),
        ("2027-01", False),
        ("2026", False),
    ],
)
def test_what_may_be_ninety_days_old_is_new_and_a_year_alone_never(at, is_so):
    assert is_new(at, TODAY) is is_so


def test_a_record_of_before_is_read_as_it_was_and_says_no_more_when_written():
    faults = Faults("planning.toml")
    given = {"year": 2019, "until": 2022, "kind": "started"}

    found = read(Year, given, faults)

    assert faults.found == []
    assert plain(found) == given
    assert name_of(found) == "2019 started"
    assert first_day(found) == date(2019, 1, 1)


@pytest.mark.parametrize(
    ("year", "field"),
    [
        (moment(2026, 2, 29), "years[1].day"),
        (moment(2026, None, 3), "years[1].month"),
        (moment(2019, 4, until=2022), "years[1].until"),
        (moment(2026, source="https://anders.example/"), "years[1].source"),
    ],
)
def test_what_no_calendar_has_and_no_source_says_is_named(year, field):
    faults = misdated(planning(year))

    assert [fault.field for fault in faults] == [field]


def test_a_moment_with_a_day_a_status_and_one_of_the_sources_is_right():
    year = moment(2024, 2, 29, status=Status.DECIDED, source=SOURCE.url)

    assert list(misdated(planning(year))) == []


def planning(*years) -> PlanningRecord:
    return make_planning(years=years, sources=(SOURCE,)).record

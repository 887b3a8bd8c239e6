"""The month view of moments: the month that an address asks for, its neighbours, and none beyond the calendar."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date


@pytest.mark.parametrize(
    ("asked", "name", "neighbours"),
    [
        ("2027-03", "März 2027", ["2027-02", "2027-04"]),
        ("2027-12", "Dezember 2027", ["2027-11", "2028-01"]),
        ("2000-01", "Januar 2000", ["2000-02"]),
        ("2199-12", "Dezember 2199", ["2199-11"]),
    ],
)
def test_a_month_leads_to_its_neighbours(small_studio, asked, name, neighbours):
    page = small_studio.client("Planner Own").get(f"/studio/termine/?monat={asked}").text

    assert name in page
    assert [each for each in neighbours if f"monat={each}" in page] == neighbours
    assert len(re.findall(r'rel="(?:prev|next)"', page)) == len(neighbours)


@pytest.mark.parametrize("asked", ["", "9999-12", "0001-01", "2027-13", "27-1", "x", "2027-03-04", "²027-03"])
def test_what_is_no_month_of_the_calendar_is_this_one(small_studio, asked):
    client = small_studio.client("Planner Own")
    here = rf"{format_date(datetime.now(ZoneInfo('Europe/Berlin')), 'LLLL y', locale='de')}"

    answer = client.get("/studio/termine/", query_string={"monat": asked})

    assert answer.status_code == 200
    assert f">{here}</h2>" in answer.text

"""The statistics page, its table and its pictures."""

import csv
import io
from datetime import date, timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from app.actions.riders import count_scans
from app.database import writing
from app.models import Miss, Sign
from tests.factories import today
from tests.web.studio_world import CODE

PERIOD = "since=2026-10-19&until=2026-11-01"


@pytest.fixture
def client(small_studio):
    with writing(small_studio.engine).begin() as session:
        sign = session.scalars(select(Sign)).one()
        for day, language, count in (
            (date(2026, 10, 19), "de", 3),
            (date(2026, 10, 25), "tr", 1200),
            (today(), "de", 2),
        ):
            count_scans.add_up(session, sign.id, day, language, count)
        session.add(Miss(code="22222O", count=4, last_on=date(2026, 10, 25)))
    return small_studio.client("Planner Other")


def test_the_page_says_what_was_scanned(client):
    page = client.get(f"/studio/statistik/?{PERIOD}").text

    assert "1\u202f203 Scans" in page
    assert "22222O" in page
    assert "Station own" in page
    assert 'aria-label="Scans je Tag. Linie 302 · 19.10.2026 – 1.11.2026 · zusammen 1\u202f203"' in page


def test_without_being_asked_it_shows_the_last_four_weeks(client):
    assert "2 Scans" in client.get("/studio/statistik/").text


def test_weeks_and_one_sign(client):
    page = client.get(f"/studio/statistik/?{PERIOD}&per=week&sign={CODE}").text

    assert "Scans je Woche" in page
    assert f"Nur: {CODE}" in page


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_the_table_names_its_columns_and_has_a_row_for_each_day_sign_and_language(client):
    answer = client.get(f"/studio/statistik/scans.csv?{PERIOD}")

    assert list(rows(answer)) == [
        {"day": "2026-10-19", "sign": CODE, "station": "station-own", "planning": "", "language": "de", "scans": "3"},
        {
            "day": "2026-10-25",
            "sign": CODE,
            "station": "station-own",
            "planning": "",
            "language": "tr",
            "scans": "1200",
        },
    ]
    assert 'filename="scans-2026-10-19-2026-11-01.csv"' in answer.headers["Content-Disposition"]


def test_pictures_for_a_report(client):
    drawing = client.get(f"/studio/statistik/bild.svg?{PERIOD}")
    picture = client.get(f"/studio/statistik/bild.png?{PERIOD}")

    assert drawing.mimetype == "image/svg+xml"
    assert drawing.text.startswith("<svg")
    with Image.open(io.BytesIO(picture.data)) as opened:
        assert opened.format == "PNG"


def test_what_is_passed_on_tells_no_number_under_five(client):
    table = client.get(f"/studio/statistik/zum-weitergeben.csv?{PERIOD}")
    drawing = client.get(f"/studio/statistik/bild.svg?{PERIOD}").text
    few = client.get("/studio/statistik/bild.svg").text

    assert [row["scans"] for row in rows(table)] == ["<5", "1200"]
    assert 'filename="scans-zum-weitergeben-2026-10-19-2026-11-01.csv"' in table.headers["Content-Disposition"]
    assert "grau: weniger als 5" in drawing
    assert drawing.count("chart__few") == 1
    assert "zusammen &lt;5" in few


@pytest.mark.parametrize(
    "asked",
    ["since=2026-11-02&until=2026-11-01", "since=2020-01-01&until=2026-01-01", "since=gestern", "until=2026-02-30"],
)
def test_a_period_that_is_none_is_refused_with_a_sentence(client, asked):
    assert client.get(f"/studio/statistik/?{asked}").status_code == 422


def test_a_year_is_fine(client):
    first = today() - timedelta(days=365)

    assert client.get(f"/studio/statistik/?since={first}&per=week").status_code == 200

"""The page of what riders opened, its picture and its tables."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import select

from app.database import writing
from app.models import DayOfOpenings, Planning
from tests.factories import today

PERIOD = "since=2026-10-19&until=2026-11-01"
SUMS = (("de", "3d", 3), ("tr", "ar", 1200), ("de", "table", 2))


@pytest.fixture
def planning(small_studio):
    with writing(small_studio.engine).begin() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        for language, way, count in SUMS:
            key = {"day_on": date(2026, 10, 25), "item_id": planning.id, "language": language, "way": way}
            session.add(DayOfOpenings(**key, count=count))
        on_site = {"day_on": date(2026, 10, 19), "item_id": planning.station_id, "language": "de", "way": "on-site"}
        session.add(DayOfOpenings(**on_site, count=40))
        session.add(DayOfOpenings(**{**on_site, "day_on": today()}, count=7))
        return planning.id


@pytest.fixture
def client(small_studio, planning):
    return small_studio.client("Planner Other")


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_the_page_tells_what_was_opened_and_how(client):
    page = client.get(f"/studio/statistik/geoeffnet/?{PERIOD}").text

    assert "1\u202f245-mal geöffnet" in page
    assert "Station own" in page
    for label in ("3D-Ansicht", "AR in echter Größe", "AR auf dem Tisch", "Ansicht vor Ort"):
        assert f'<th role="columnheader" scope="col" class="table__number">{label}</th>' in page
    assert 'aria-label="Geöffnet je Tag. Linie 302 · 19.10.2026 – 1.11.2026 · zusammen 1\u202f245"' in page


def test_a_station_holds_what_its_plannings_do_and_a_language_only_its_own(small_studio, client, planning):
    with small_studio.session() as session:
        station = session.get(Planning, planning).station_id

    assert "1\u202f245-mal" in client.get(f"/studio/statistik/geoeffnet/?{PERIOD}&station={station}").text
    assert "1\u202f205-mal" in client.get(f"/studio/statistik/geoeffnet/?{PERIOD}&planning={planning}").text
    assert "1\u202f200-mal" in client.get(f"/studio/statistik/geoeffnet/?{PERIOD}&language=tr").text
    assert "Nichts" not in client.get(f"/studio/statistik/geoeffnet/?{PERIOD}&language=xx").text


def test_the_table_has_a_row_for_each_day_page_language_and_way(client):
    found = rows(client.get(f"/studio/statistik/geoeffnet/tabelle.csv?{PERIOD}"))

    assert [(each["day"], each["planning"], each["language"], each["way"], each["openings"]) for each in found] == [
        ("2026-10-19", "", "de", "on-site", "40"),
        ("2026-10-25", "plain", "de", "3d", "3"),
        ("2026-10-25", "plain", "de", "table", "2"),
        ("2026-10-25", "plain", "tr", "ar", "1200"),
    ]
    assert {each["station"] for each in found} == {"station-own"}


def test_what_is_passed_on_tells_no_number_under_five(client):
    found = rows(client.get(f"/studio/statistik/geoeffnet/zum-weitergeben.csv?{PERIOD}"))
    assert [each["openings"] for each in found] == ["40", "<5", "<5", "1200"]

    picture = client.get(f"/studio/statistik/geoeffnet/bild.svg?{PERIOD}")
    assert picture.mimetype == "image/svg+xml"


def test_without_any_it_says_so_and_a_wrong_day_is_refused_in_words(small_studio):
    client = small_studio.client("Planner Own")

    assert "In diesem Zeitraum wurde nichts geöffnet." in client.get("/studio/statistik/geoeffnet/").text
    assert "ist kein Tag" in client.get("/studio/statistik/geoeffnet/?since=gestern").text

"""The page of the line's health: every lack has its words and leads to where somebody sees to it."""

import re

import pytest
from sqlalchemy import select

from app.actions.line.show_health import Lack
from app.models import Planning
from app.web.line.health import HEADINGS, TO_DO
from tests.web.studio_world import CODE


def test_every_lack_has_its_words():
    assert set(HEADINGS) == set(TO_DO) == set(Lack)


def test_what_is_lacking_leads_to_where_somebody_sees_to_it(small_studio):
    client = small_studio.client("Keeper Other")

    page = client.get("/studio/pflegestand").text

    assert "Ort geschätzt" in page
    assert f'href="/studio/schilder/{CODE}/"' in page
    assert page.count("<tfoot>") == 1
    assert client.get(f"/studio/schilder/{CODE}/").status_code == 200


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("Planner Own", "/studio/inhalte/{}/bearbeiten?show=en#texts-en-title"),
        ("Translator Own", "/studio/inhalte/{}/uebersetzen/en#texts-en-title"),
        ("Planner Other", ""),
    ],
)
def test_what_is_not_translated_leads_to_its_field_for_whoever_may_write_it(small_studio, name, page):
    with small_studio.session() as session:
        planning = session.scalars(select(Planning.id).where(Planning.slug == "plain")).one()
    client = small_studio.client(name)

    found = client.get("/studio/pflegestand").text

    links = re.findall(rf'href="(/studio/inhalte/{planning}/[^"]+#texts-en-title)"', found)
    assert links[:1] == [page.format(planning)][: bool(page)]
    for each in links:
        assert 'id="texts-en-title"' in client.get(each.partition("#")[0]).text


def test_one_partner_is_shown_alone(small_studio):
    client = small_studio.client("Planner Own")

    page = client.get("/studio/pflegestand?partner=other").text

    assert "Station own" not in page
    assert client.get("/studio/pflegestand?partner=gibt-es-nicht").status_code == 200

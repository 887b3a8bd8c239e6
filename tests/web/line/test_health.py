"""The page of the line's health: every lack has its words and leads to where somebody sees to it."""

from app.actions.line.show_health import Lack
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


def test_one_partner_is_shown_alone(small_studio):
    client = small_studio.client("Planner Own")

    page = client.get("/studio/pflegestand?partner=other").text

    assert "Station own" not in page
    assert client.get("/studio/pflegestand?partner=gibt-es-nicht").status_code == 200

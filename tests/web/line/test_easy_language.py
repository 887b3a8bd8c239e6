"""The page of easy-to-read texts: every rule has its words, and each field leads to where somebody sees to it."""

import pytest
from sqlalchemy import select

from app.actions.wording.easy_language import Rule
from app.database import writing
from app.models import Line, Planning
from app.web.line.easy_language import RULES

PAGE = "/studio/pflegestand/leichte-sprache"


@pytest.fixture
def hinted(small_studio):
    """Return the id of a planning of which two fields in easy-to-read language have hints."""
    with writing(small_studio.engine).begin() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        easy = {"title": "Der Platz", "summary": "Das sind 20 Prozent.", "body": "Das sind drei Bäume.\nDas sind vier."}
        revision = planning.current.revision
        revision.record = {**revision.record, "texts": {**revision.record["texts"], "de-simple": easy}}
        return planning.id


def test_every_rule_has_its_words():
    assert set(RULES) == set(Rule)


def test_each_field_with_hints_leads_into_the_editor_at_it(small_studio, hinted):
    client = small_studio.client("Planner Own")

    page = client.get(PAGE).text

    editor = f"/studio/inhalte/{hinted}/bearbeiten?show=de-simple"
    for field in ("summary", "body"):
        assert f'href="{editor}#texts-de-simple-{field}"' in page
        assert f'id="texts-de-simple-{field}"' in client.get(editor).text
    assert "Zahl als Wort <b>2</b>" in page
    assert page.index(">Prozent<") > page.index("Zahl als Wort")
    assert "#texts-de-simple-title" in page.partition('id="missing"')[2]


def test_whoever_may_not_write_is_led_to_what_it_is_about(small_studio, hinted):
    client = small_studio.client("Planner Other")

    page = client.get(PAGE).text

    assert f'href="/studio/inhalte/{hinted}/"' in page
    assert f"/studio/inhalte/{hinted}/bearbeiten" not in page


def test_one_partner_is_shown_alone(small_studio, hinted):
    client = small_studio.client("Planner Own")

    own, other = (client.get(f"{PAGE}?partner={slug}").text for slug in ("own", "other"))

    assert f"/inhalte/{hinted}/" in own
    assert f"/inhalte/{hinted}/" not in other
    assert "Station other" in other
    for odd in ("?partner=gibt-es-nicht", "?page=99999999999999999999", "?page=x", "?language=xx"):
        assert client.get(PAGE + odd).status_code == 200, odd


def test_health_leads_here_unless_the_line_has_no_easy_language(small_studio):
    client = small_studio.client("Planner Own")
    assert f'href="{PAGE}"' in client.get("/studio/pflegestand").text

    with writing(small_studio.engine).begin() as session:
        line = session.scalars(select(Line)).one()
        line.record = {**line.record, "languages": ["de", "en"]}

    assert f'href="{PAGE}"' not in client.get("/studio/pflegestand").text
    assert "Diese Linie hat keine Leichte Sprache." in client.get(PAGE).text

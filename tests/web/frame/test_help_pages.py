"""Help: every topic has its page in both languages, and every page leads to help."""

import pytest

from app.web.frame.help_pages import TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_tells_its_tasks(small_studio, topic):
    page = small_studio.client("Planner Own").get(f"/studio/hilfe/{topic}")

    assert page.status_code == 200
    assert '<ol class="steps"><li>' in page.text


def test_help_is_one_step_away_from_every_page(small_studio):
    client = small_studio.client("Keeper Other")

    for address in ("/studio/", "/studio/schilder/", "/studio/gibt-es-nicht"):
        assert 'href="/studio/hilfe/"' in client.get(address).text


def test_an_unknown_topic_is_said(small_studio):
    page = small_studio.client("Planner Own").get("/studio/hilfe/raten")

    assert page.status_code == 404
    assert "Dazu gibt es keine Hilfe." in page.text

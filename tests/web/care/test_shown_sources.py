"""What is known of a source stands at it in the editor, and on the item's page where somebody should look; no more."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.database import writing
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord, Source
from app.models import Planning, Reach, SourceCheck
from tests.factories import publish_record
from tests.web.studio_world import PLACE, words

URL = "https://stadt.example/plan"
MAY = datetime(2026, 5, 3, 9, tzinfo=UTC)
NEW = 'https://neu.example/?a="><script>'


@pytest.fixture
def said(small_studio):
    """Return how to publish a source of which so much is known, and what two pages then say."""

    def say(**known):
        with writing(small_studio.engine).begin() as session:
            planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
            record = PlanningRecord(
                slug="plain",
                topic="kultur",
                place=PLACE,
                texts=words("Planung plain"),
                sources=(Source(url=URL, title="Der Plan"),),
            )
            publish_record(session, planning, plain(record))
            session.add(SourceCheck(url=URL, host="stadt.example", next_at=MAY, checked_at=MAY, **known))
            address = f"/studio/inhalte/{planning.id}/"
        client = small_studio.client("Planner Own")
        return client.get(address).text, client.get(f"{address}bearbeiten").text

    return say


@pytest.mark.parametrize(
    ("known", "words", "is_odd"),
    [
        ({"found": Reach.AWAY, "failures": 2, "failed_at": MAY}, "seit 3. Mai 2026 nicht erreichbar", True),
        (
            {"found": Reach.GONE, "failures": 3, "failed_at": MAY},
            "seit 3. Mai 2026 gibt es diese Seite nicht mehr",
            True,
        ),
        ({"found": Reach.MOVED, "moved_to": NEW}, "zieht um nach", True),
        ({"found": Reach.SHUT}, "lässt sich nicht von selbst prüfen", True),
        ({"found": Reach.FINE}, "erreichbar, zuletzt geprüft am 3. Mai 2026", False),
    ],
)
def test_what_is_known_is_said_at_the_source(said, known, words, is_odd):
    page, editor = said(**known)

    assert words in editor
    assert (words in page, 'id="quellen"' in page) == (is_odd, is_odd)
    assert "<script>" not in page.replace("</script>", "").split("<main")[1]


@pytest.mark.parametrize("found", [Reach.AWAY, Reach.GONE])
def test_of_one_failure_nothing_is_said(said, found):
    page, editor = said(found=found, failures=1, failed_at=MAY)

    assert 'class="source' not in page + editor

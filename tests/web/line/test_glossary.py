"""The pages of the glossary, and its hints beside the words in the editor."""

import pytest
from sqlalchemy import select

from app.actions.wording import glossary
from app.database import writing
from app.models import Account, Planning

WORD = "/studio/linie/glossar/wort"
GIVEN = {"term": "Baum", "names.en": "tree", "names.tr": "ağaç", "meaning": "Ein Baum ist eine große Pflanze."}


@pytest.fixture
def planner(small_studio):
    return small_studio.client("Planner Own")


def item_id(studio, slug="draft"):
    with studio.session() as session:
        return session.scalars(select(Planning.id).where(Planning.slug == slug)).one()


def test_a_word_is_added_changed_and_removed(planner):
    assert planner.post(WORD, data=GIVEN).status_code == 303
    page = planner.get(f"{WORD}?wort=Baum").text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    assert 'value="ağaç"' in page

    taken = planner.post(WORD, data={"was": "Baum", "version": version, "then": "remove"})

    assert taken.status_code == 303
    assert "ağaç" not in planner.get("/studio/linie/glossar/").text


def test_what_is_refused_keeps_what_was_typed(planner):
    planner.post(WORD, data=GIVEN)

    doubled = planner.post(WORD, data=GIVEN | {"names.en": "another tree"})
    overtaken = planner.post(WORD, data=GIVEN | {"was": "Baum", "version": "old", "names.en": "another tree"})

    assert (doubled.status_code, overtaken.status_code) == (422, 409)
    for answer in (doubled, overtaken):
        assert 'role="alert" tabindex="-1" autofocus' in answer.text
        assert 'value="another tree"' in answer.text
    assert '<span lang="en">tree</span>' in overtaken.text


def test_a_word_of_the_glossary_that_a_translation_lacks_stands_beside_it(small_studio, planner):
    with writing(small_studio.engine).begin() as session:
        by = session.scalars(select(Account).where(Account.name == "Admin")).one()
        glossary.keep(session, {"term": "Baum", "names": {"en": "tree"}}, by=by)
    german = {"texts.de.title": "Platz", "texts.de.summary": "Ein Platz mit Bäumen."}
    kept = f"/studio/inhalte/{item_id(small_studio)}/zwischenstand"

    lacking = planner.post(
        kept, data=german | {"texts.en.title": "A square", "texts.en.summary": "A square.", "tab": "a"}
    )
    whole = planner.post(
        kept, data=german | {"texts.en.title": "A square", "texts.en.summary": "With trees.", "tab": "a"}
    )

    assert "Für „Baum“ steht im Glossar:" in lacking.text
    assert '<b lang="en">tree</b>' in lacking.text
    assert "steht im Glossar" not in whole.text


def test_easy_to_read_language_gets_its_hints_at_their_lines(small_studio, planner):
    typed = {
        "texts.de-simple.title": "Der Platz",
        "texts.de-simple.summary": "Hier ist ein Platz.",
        "texts.de-simple.body": "Der Platz ist groß.\nHier würden drei Bäume wachsen.",
        "tab": "a",
    }

    page = planner.post(f"/studio/inhalte/{item_id(small_studio)}/zwischenstand", data=typed).text

    assert "2 Hinweise zur Leichten Sprache" in page
    assert page.count('data-lines="2"') == 2
    assert '<q lang="de">drei</q>' in page
    assert "Zeile 2" in page

"""The translator's page: the first language beside each field, nothing else to change, and nothing typed is lost."""

import re

import pytest
from sqlalchemy import select

from app.models import Account, Planning, Revision

TYPED = {"texts.title": "Planning plain", "texts.summary": "Short.", "texts.body": "## Here\n\nA square."}


@pytest.fixture
def ids(small_studio):
    with small_studio.session() as session:
        planning = session.scalars(select(Planning.id).where(Planning.slug == "plain")).one()
        translator = session.scalars(select(Account.id).where(Account.name == "Translator Own")).one()
    return planning, translator


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def test_the_item_offers_it_and_a_draft_is_handed_in(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids
    item, page = f"/studio/inhalte/{planning}/", f"/studio/inhalte/{planning}/uebersetzen/en"

    shown = client.get(item).text
    form = client.get(page).text
    done = client.post(page, data={**hidden(form), **TYPED, "then": "hand_in", "note": "Englisch"})

    assert page in shown and "Bearbeiten" not in shown
    assert '<p class="remark__text" lang="de">Planung plain' in form and 'name="topic"' not in form
    assert done.headers["Location"] == item
    assert "Wartet auf Freigabe" in client.get(item).text


def test_what_somebody_forges_into_the_form_changes_nothing_else(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids
    page = f"/studio/inhalte/{planning}/uebersetzen/en"
    forged = {"topic": "arbeit", "texts.de.title": "Anders", "rows.sources": "1", "place.lat": "1"}

    assert client.post(page, data={**TYPED, **forged}).status_code == 303

    with small_studio.session() as session:
        newest = select(Revision).where(Revision.item_id == planning).order_by(Revision.number.desc())
        found = session.scalars(newest).first()
        record, before = dict(found.record), dict(found.based_on.record)
    texts, was = record.pop("texts"), before.pop("texts")
    assert texts.pop("en")["title"] == "Planning plain"
    assert (record, texts) == (before, {tag: text for tag, text in was.items() if tag != "en"})


def test_a_fault_stands_at_its_field_with_what_was_typed(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids

    refused = client.post(f"/studio/inhalte/{planning}/uebersetzen/en", data={**TYPED, "texts.title": "x" * 500})

    assert refused.status_code == 422
    assert "x" * 500 in refused.text and "A square." in refused.text and 'role="alert"' in refused.text


def test_a_language_taken_while_one_types_is_a_sentence_with_what_was_typed(small_studio, ids):
    client, (planning, translator) = small_studio.client("Translator Own"), ids
    admin = small_studio.client("Admin")
    assert admin.post(f"/studio/menschen/{translator}/sprachen/own", data={}).status_code == 303

    refused = client.post(f"/studio/inhalte/{planning}/uebersetzen/en", data=TYPED)

    assert refused.status_code == 403
    assert "A square." in refused.text


def test_a_language_the_line_does_not_have_is_none(small_studio, ids):
    planning, _ = ids

    for tag in ("de", "xx"):
        assert small_studio.client("Admin").get(f"/studio/inhalte/{planning}/uebersetzen/{tag}").status_code == 404

"""The translator's page: the first language beside each field, nothing else to change, and nothing typed is lost."""

import re

import pytest
from sqlalchemy import delete, select

from app.database import writing
from app.models import Account, Autosave, Planning, Remark, Revision, Spoken

TYPED = {"texts.en.title": "Planning plain", "texts.en.summary": "Short.", "texts.en.body": "## Here\n\nA square."}


@pytest.fixture
def ids(small_studio):
    with small_studio.session() as session:
        planning = session.scalars(select(Planning.id).where(Planning.slug == "plain")).one()
        translator = session.scalars(select(Account.id).where(Account.name == "Translator Own")).one()
    return planning, translator


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def keep(client, planning, page, **typed):
    form = {**hidden(page), **{f"texts.en.{name}": said for name, said in typed.items()}}
    return client.post(f"/studio/inhalte/{planning}/uebersetzen/en/zwischenstand", data=form)


def test_the_item_offers_it_and_a_draft_is_handed_in(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids
    item, page = f"/studio/inhalte/{planning}/", f"/studio/inhalte/{planning}/uebersetzen/en"

    shown = client.get(item).text
    form = client.get(page).text
    done = client.post(page, data={**hidden(form), **TYPED, "then": "hand_in", "hand_in.note": "Englisch"})

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

    refused = client.post(f"/studio/inhalte/{planning}/uebersetzen/en", data={**TYPED, "texts.en.title": "x" * 500})

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


def test_what_is_typed_is_kept_and_stands_there_again_until_it_is_saved(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids
    page = f"/studio/inhalte/{planning}/uebersetzen/en"

    kept = keep(client, planning, client.get(page).text, title="Half a wo")
    again = client.get(page).text
    saved = client.post(page, data={**hidden(again), **TYPED}, follow_redirects=True).text

    assert kept.headers["X-Kept"] == "yes"
    assert 'value="Half a wo"' in again or ">\nHalf a wo<" in again
    assert "Weiter, wo Sie aufgehört haben:" in again
    assert "Half a wo" not in saved
    assert "Weiter, wo Sie aufgehört haben:" not in saved


def test_what_was_on_its_way_when_it_was_handed_in_is_not_typed_anew(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids
    where = f"/studio/inhalte/{planning}/uebersetzen/en"
    page = client.get(where).text
    form = {**hidden(page), **TYPED}
    client.post(where, data={**form, "then": "hand_in"})

    late = client.post(f"{where}/zwischenstand", data=form)

    assert (late.status_code, late.headers["X-Kept"]) == (200, "yes")
    with small_studio.session() as session:
        assert session.scalars(select(Autosave)).all() == []
    more = client.post(f"{where}/zwischenstand", data={**form, "texts.en.summary": "Shorter still."})
    assert more.headers["X-Kept"] == "yes"
    with small_studio.session() as session:
        assert [each.form["texts.en.summary"] for each in session.scalars(select(Autosave))] == ["Shorter still."]


def test_what_is_typed_can_be_dropped_and_taken_back(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids
    page = f"/studio/inhalte/{planning}/uebersetzen/en"
    keep(client, planning, client.get(page).text, title="Half a wo")

    dropped = client.post(f"/studio/inhalte/{planning}/getipptes-verwerfen", data={"next": page})

    assert dropped.headers["Location"] == page
    assert "Half a wo" not in client.get(page).text
    assert client.post(f"/studio/inhalte/{planning}/zurueckholen").status_code == 303
    assert "Half a wo" in client.get(page).text


def test_an_older_window_does_not_write_over_what_another_has_kept(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids
    page = f"/studio/inhalte/{planning}/uebersetzen/en"
    older, newer = client.get(page).text, client.get(page).text
    keep(client, planning, newer, title="Newer")

    refused = keep(client, planning, older, title="Older")

    assert refused.headers["X-Kept"] == "no"
    assert "In einem anderen Fenster" in refused.text
    assert "Newer" in client.get(page).text


def test_what_a_planner_has_typed_in_the_editor_stays_kept_beside_a_translation(small_studio, ids):
    client, (planning, _) = small_studio.client("Writer"), ids
    editor, page = f"/studio/inhalte/{planning}/bearbeiten", f"/studio/inhalte/{planning}/uebersetzen/en"
    form = {**hidden(client.get(editor).text), "texts.de.title": "Anders", "tab": "one"}
    client.post(f"/studio/inhalte/{planning}/zwischenstand", data=form)

    keep(client, planning, client.get(page).text, title="Half a wo")
    assert "Anders" in client.get(editor).text
    again = client.get(page).text
    refused = client.post(page, data={**hidden(again), **TYPED, "then": "hand_in"})
    saved = client.post(page, data={**hidden(again), **TYPED})

    assert refused.status_code == 422
    assert "Im Editor steht noch Getipptes" in refused.text
    assert "A square." in refused.text
    assert saved.status_code == 303
    left = client.get(editor).text
    assert "Anders" in left
    assert "Weiter, wo Sie aufgehört haben:" in left
    assert "Planning plain" in left


@pytest.fixture
def states(small_studio, ids):
    """Names of a state and of a year of the planning, which both pages call differently."""
    client, where = small_studio.client("Planner Own"), f"/studio/inhalte/{ids[0]}/bearbeiten"
    rows = {"rows.variants": "1", "variants.0.id": "today", "variants.1.id": "planned", "rows.years": "1"}
    words = {"variants.1.label.de": "Geplant", "variants.1.sentence.de": "Mit Bäumen.", "years.0.about.de": "Umzug"}
    typed = {"texts.de.title": "Planung plain", "texts.de.summary": "Kurz.", "texts.de.body": "Text."}
    years = {"years.0.year": "2031", "years.0.kind": "built"}
    assert (
        client.post(where, data={**hidden(client.get(where).text), **typed, **rows, **words, **years}).status_code
        == 303
    )
    return client, where, {**rows, **words, **years}


def test_names_of_states_and_years_stay_typed_from_page_to_page(ids, states):
    (client, editor, rows), page = states, f"/studio/inhalte/{ids[0]}/uebersetzen/en"
    keep(client, ids[0], client.get(page).text, **{"variants.planned.label": "Planned", "years.2031": "Mo"})

    opened = client.get(editor).text
    seen = {"variants.0.label.en": "Planned", "variants.0.sentence.en": "With trees.", "years.0.about.en": "Move"}
    moved = {**rows, "variants.0.id": "planned", "variants.1.id": "today"}
    form = {**hidden(opened), **moved, **seen, "texts.de.summary": "Anders.", "tab": "one"}
    client.post(f"/studio/inhalte/{ids[0]}/zwischenstand", data=form)
    again = client.get(page).text
    keep(client, ids[0], again, **{"variants.planned.label": "As planned", "years.2031": "Moved"})
    left = client.get(editor).text

    assert 'name="variants.1.label.en" type="text" value="Planned"' in opened
    assert 'name="years.0.about.en" type="text" value="Mo"' in opened
    assert "With trees." in again
    assert 'value="Move"' in again or ">\nMove<" in again
    assert 'name="variants.0.label.en" type="text" value="As planned"' in left
    assert 'name="years.0.about.en" type="text" value="Moved"' in left
    assert "Anders." in left


def test_remarks_stand_beside_their_field_and_are_answered_there(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids
    page = f"/studio/inhalte/{planning}/uebersetzen/en"
    said = {"then": "remark.say.texts.en.title", "remark.say.texts.en.title": "Ist das gemeint?"}

    shown = client.post(page, data={**hidden(client.get(page).text), **TYPED, **said})
    number = re.search(r'id="remark-(\d+)"', shown.text)[1]
    reply = {"then": f"remark.answer.{number}", f"remark.reply.{number}": "Ja."}
    part = client.post(page, data={**hidden(shown.text), **TYPED, **reply}, headers={"HX-Request": "true"})

    assert "Ist das gemeint?" in shown.text
    assert "A square." in shown.text, "what is typed stays"
    assert "Ja." in part.text
    assert f'hx-post="{page}"' in part.text
    assert "<html" not in part.text


def test_a_translator_answers_what_is_said_of_their_words_alone(small_studio, ids):
    client, (planning, _) = small_studio.client("Translator Own"), ids
    page = f"/studio/inhalte/{planning}/uebersetzen/en"
    with small_studio.session() as session:
        current = session.get(Planning, planning).current.revision_id
    approver = small_studio.client("Approver Own")
    for field in ("texts.en.title", "texts.de.title"):
        answer = approver.post(f"/studio/fassungen/{current}/anmerkungen", data={"field": field, "text": "Ach?"})
        assert answer.status_code == 303
    with small_studio.session() as session:
        query = select(Remark.field, Remark.id).where(Remark.revision_id == current)
        numbers = dict(session.execute(query).all())

    def settle(field):
        form = {"then": f"remark.resolve.{numbers[field]}"}
        return client.post(page, data={**TYPED, **form}, headers={"HX-Request": "true"}).status_code

    assert (settle("texts.en.title"), settle("texts.de.title")) == (200, 403)


def test_who_only_translates_is_led_from_the_editor_to_their_own_page(small_studio, ids):
    answer = small_studio.client("Translator Own").get(f"/studio/inhalte/{ids[0]}/bearbeiten?show=tr")

    assert answer.headers["Location"] == f"/studio/inhalte/{ids[0]}/uebersetzen/en"


def test_what_is_to_be_translated_waits_on_the_start_page_and_without_a_language_is_said_why(small_studio, ids):
    client = small_studio.client("Translator Own")

    start = client.get("/studio/").text

    assert f'href="/studio/inhalte/{ids[0]}/uebersetzen/en"' in start
    assert "zu übersetzen: Englisch" in start
    with writing(small_studio.engine).begin() as session:
        session.execute(delete(Spoken))
    assert "ist Ihnen noch keine Sprache gegeben" in client.get("/studio/").text
    person = small_studio.client("Admin").get(f"/studio/menschen/{ids[1]}/").text
    assert "Noch ist keine Sprache gewählt." in person

"""Beside the editor: autosave, who else is here, what is missing, lists as rows, translations, merging."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from app.database import writing
from app.models import Asset, Autosave, BuildState, Planning, Revision, State
from tests.web.content.test_editing import WORDS, address, hidden, newest


@pytest.fixture
def planner(small_studio):
    return small_studio.client("Planner Own")


@pytest.fixture
def where(small_studio):
    return address(small_studio, "plain")


def kept(page):
    return re.search(r'name="kept" value="(\d+)"', page).group(1)


def type_in(client, where, form, **typed):
    return client.post(where.replace("bearbeiten", "zwischenstand"), data={**form, **WORDS, **typed})


def test_typing_is_kept_beside_the_history_and_found_again(small_studio, planner, where):
    form = hidden(planner.get(where).text)

    answer = type_in(planner, where, form, **{"texts.de.title": "", "texts.de.summary": "Halb ge"})

    assert (answer.status_code, answer.headers["X-Kept"]) == (200, "yes")
    assert "Zwischengespeichert um" in answer.text
    page = planner.get(where).text
    assert "Weiter, wo Sie aufgehört haben" in page
    assert "Halb ge" in page
    with small_studio.session() as session:
        assert newest(session, "plain").state is State.APPROVED
        assert session.scalars(select(Autosave)).one().form["texts.de.title"] == ""


def test_saving_forgets_what_was_kept(small_studio, planner, where):
    form = hidden(planner.get(where).text)
    answer = type_in(planner, where, form)

    planner.post(where, data={**form, **WORDS, "kept": kept(answer.text)})

    with small_studio.session() as session:
        assert session.scalars(select(Autosave)).all() == []
    assert "Weiter, wo Sie aufgehört haben" not in planner.get(where).text


def test_what_arrives_late_and_has_been_saved_is_not_kept(small_studio, planner, where):
    form = hidden(planner.get(where).text)
    planner.post(where, data={**form, **WORDS})

    answer = type_in(planner, where, form)

    assert answer.headers["X-Kept"] == "yes"
    assert "Weiter, wo Sie aufgehört haben" not in planner.get(where).text


def test_looking_without_typing_keeps_nothing(small_studio, planner, where):
    planner.post(where.replace("bearbeiten", "zwischenstand"), data=hidden(planner.get(where).text))

    with small_studio.session() as session:
        assert session.scalars(select(Autosave)).all() == []


def test_what_was_typed_is_dropped_and_taken_back(planner, where):
    type_in(planner, where, hidden(planner.get(where).text), **{"texts.de.summary": "Doch nicht."})

    planner.post(where.replace("bearbeiten", "getipptes-verwerfen"))
    page = planner.get(where).text
    assert "Doch nicht." not in page
    assert "Rückgängig" in page

    planner.post(where.replace("bearbeiten", "zurueckholen"))
    assert "Doch nicht." in planner.get(where).text


def test_people_see_one_another(small_studio, planner, where):
    admin = small_studio.client("Admin")
    form, other = hidden(planner.get(where).text), hidden(admin.get(where).text)
    assert "ist auch hier" not in type_in(planner, where, form).text

    assert "Planner Own schreibt hier auch gerade." in type_in(admin, where, other).text
    again = {**form, "kept": "1"}
    assert "Admin schreibt hier auch gerade." in type_in(planner, where, again, **{"texts.de.summary": "Neu."}).text


def test_a_second_window_is_told_that_it_is_one(planner, where):
    first, second = hidden(planner.get(where).text), hidden(planner.get(where).text)
    type_in(planner, where, first, **{"texts.de.summary": "Eins."})

    answer = type_in(planner, where, second, **{"texts.de.summary": "Zwei."})

    assert answer.headers["X-Kept"] == "no"
    assert "In einem anderen Fenster" in answer.text
    assert "zweiten Fenster offen" in answer.text


def test_who_has_saved_has_no_second_window_open(planner, where):
    first = hidden(planner.get(where).text)
    type_in(planner, where, first, **{"texts.de.summary": "Eins."})
    planner.post(where, data={**first, **WORDS, "texts.de.summary": "Eins."})

    second = hidden(planner.get(where).text)

    assert "zweiten Fenster" not in type_in(planner, where, second, **{"texts.de.summary": "Zwei."}).text


@pytest.mark.parametrize("then", ["hand_in", "discard"])
def test_what_was_on_its_way_when_it_was_handed_in_or_discarded_is_not_typed_anew(small_studio, planner, where, then):
    form, one = hidden(planner.get(where).text), {"texts.de.summary": "Eins."}
    planner.post(where, data={**form, **WORDS, **one, "then": "hand_in" if then == "hand_in" else ""})
    if then == "discard":
        planner.post(where.replace("bearbeiten", "verwerfen"))

    late = type_in(planner, where, form, **one)

    assert (late.status_code, late.headers["X-Kept"]) == (200, "yes")
    with small_studio.session() as session:
        assert session.scalars(select(Autosave).where(Autosave.dropped_at.is_(None))).all() == []
    type_in(planner, where, form, **{"texts.de.summary": "Zwei."})
    with small_studio.session() as session:
        kept = session.scalars(select(Autosave).where(Autosave.dropped_at.is_(None)))
        assert [each.form["texts.de.summary"] for each in kept] == ["Zwei."]


def test_what_is_missing_is_listed_and_refused_by_the_same_rules(small_studio, planner, where):
    form = hidden(planner.get(where).text)
    bare = {"texts.de.body": "", "confidence": "sourced", "rows.sources": "1"}

    listed = type_in(planner, where, form, **bare).text
    refused = planner.post(where, data={**form, **WORDS, **bare, "then": "hand_in"})

    for sentence in ("Der Text fehlt noch; Fahrgäste bekämen", "„Belegt“ braucht mindestens eine Quelle."):
        assert sentence in listed
        assert sentence in refused.text
    assert 'href="#texts-de-body"' in listed
    assert "Für die Freigabe fehlen 2 Angaben." in listed
    assert refused.status_code == 422
    with small_studio.session() as session:
        assert newest(session, "plain").state is State.APPROVED, "refused means that nothing was stored"


def test_all_that_is_wrong_is_said_at_once_and_each_thing_of_a_field(small_studio, planner, where):
    with writing(small_studio.engine).begin() as session:
        session.add(
            Asset(slug="turm", record={"slug": "turm", "title": "Turm"}, state=BuildState.FAILED, source_hash="")
        )
    form, wrong = hidden(planner.get(where).text), {"texts.de.title": "x" * 300, "texts.de.body": "", "asset": "turm"}

    listed = type_in(planner, where, form, **wrong).text
    refused = planner.post(where, data={**form, **WORDS, **wrong, "then": "hand_in"})

    assert refused.status_code == 422
    assert "3 Angaben passen noch nicht." in refused.text
    of_file = "Wer die Datei gemacht hat, ist nicht angegeben. Die Lizenz ist nicht angegeben. Die Herkunft ist nicht"
    for sentence in ("Der Text hat 300 Zeichen.", "Der Text fehlt noch;", "„Turm“ ließ sich nicht bauen.", of_file):
        assert sentence in listed
        assert sentence in refused.text
    assert refused.text.count(of_file) == 3, "at the top, at the field, in the list"


def test_every_field_of_a_planning_can_be_changed(small_studio, planner, where):
    form = hidden(planner.get(where).text)
    typed = {
        "rows.variants": "1",
        "variants.0.id": "then",
        "variants.0.year": "1962",
        "variants.0.scene": "roh",
        "variants.0.label.de": "Autowerk",
        "variants.0.sentence.de": "Hier wurden Autos gebaut.",
        "variants.1.id": "today",
        "variants.1.today": "1",
        "variants.1.scene": "today",
        "variants.2.id": "",
        "confidence": "sourced",
        "confidence_note": "Aus dem Ratsbeschluss.",
        "rows.sources": "1",
        "sources.0.title": "Stadt",
        "sources.0.url": "https://stadt.example/a",
        "sources.1.title": "",
        "sources.1.url": "",
        "rows.links": "1",
        "links.3.title": "Mehr",
        "links.3.url": "https://stadt.example/b",
        "rows.years": "1",
        "years.0.year": "2031",
        "years.0.until": "2033",
        "years.0.about.de": "Umzug",
        "years.0.kind": "planned_completion",
        "years.1.year": "",
        "years.1.kind": "built",
        "texts.de-simple.title": "Leicht",
        "texts.de-simple.summary": "Leicht.",
        "texts.de-simple.checked_by": "Prüfgruppe",
        "texts.de-simple.checked_on": "2026-11-01",
    }

    assert planner.post(where, data={**form, **WORDS, **typed}).status_code == 303

    with small_studio.session() as session:
        record = newest(session, "plain").record
    assert record["confidence"] == "sourced"
    assert record["variants"] == [{"id": "then", "year": 1962, "scene": "roh"}, {"id": "today", "today": True}]
    assert record["texts"]["de"]["variants"] == {"then": {"label": "Autowerk", "sentence": "Hier wurden Autos gebaut."}}
    assert record["texts"]["de"]["years"] == {"2031": "Umzug"}
    assert record["sources"] == [{"url": "https://stadt.example/a", "title": "Stadt"}]
    assert record["links"] == [{"url": "https://stadt.example/b", "title": "Mehr"}]
    assert record["years"] == [{"year": 2031, "until": 2033, "kind": "planned_completion"}]
    assert record["texts"]["de-simple"]["checked_by"] == "Prüfgruppe"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"rows.sources": "1", "sources.0.title": "Stadt", "sources.0.url": "stadt"}, "eine ganze Adresse"),
        ({"rows.years": "1", "years.0.year": "bald", "years.0.kind": "built"}, "Erwartet wird eine ganze Zahl."),
        (
            {"rows.years": "1", "years.0.year": "2026", "years.0.kind": "built", "years.0.day": "3"},
            "Zum Tag fehlt der Monat.",
        ),
        (
            {
                "rows.years": "1",
                "years.0.year": "2026",
                "years.0.kind": "built",
                "years.0.source": "https://x.example/",
            },
            "Diese Quelle nennt die Planung nicht.",
        ),
    ],
)
def test_a_wrong_row_is_named_and_stays(planner, where, typed, sentence):
    answer = planner.post(where, data={**hidden(planner.get(where).text), **WORDS, **typed})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert all(f'value="{each}"' in answer.text for name, each in typed.items() if not name.endswith("kind"))


def test_rows_come_and_go_with_and_without_script(planner, where):
    form = {**hidden(planner.get(where).text), **WORDS, "rows.links": "1", "links.0.title": "A", "links.1.title": "B"}

    page = planner.post(where, data={**form, "then": "add.links"}).text
    part = planner.post(where, data={**form, "then": "remove.links.0"}, headers={"HX-Request": "true"}).text

    assert re.search(r'name="links.2.title"[^>]* value=""', page)
    assert part.lstrip().startswith("<fieldset")
    assert re.findall(r'name="links.\d.title"[^>]* value="(\w*)"', part) == ["B"]


def test_empty_fields_are_filled_from_german(planner, where):
    form = {**hidden(planner.get(where).text), **WORDS, "texts.en.title": "Mine"}

    part = planner.post(where, data={**form, "then": "copy.en"}, headers={"HX-Request": "true"}).text

    assert 'value="Mine"' in part
    assert "Neue Worte." in part


def test_a_translation_knows_which_german_it_was_made_from(small_studio, planner, where):
    english = {"texts.en.title": "Title", "texts.en.summary": "Words."}
    planner.post(where, data={**hidden(planner.get(where).text), **WORDS, **english})
    assert "veraltet" not in planner.get(where).text

    planner.post(where, data={**hidden(planner.get(where).text), **WORDS, **english, "texts.de.summary": "Ganz neu."})
    page = planner.get(where).text
    assert "Der Text auf Deutsch hat sich seit dieser Übersetzung geändert." in page
    assert "<del>" in page
    assert "Ganz neu." in page

    fits = {"texts.de.summary": "Ganz neu.", "texts.en.fits": "1"}
    planner.post(where, data={**hidden(planner.get(where).text), **WORDS, **english, **fits})
    assert "veraltet" not in planner.get(where).text


def test_changes_of_different_fields_are_merged_without_asking(small_studio, planner, where):
    first = second = hidden(planner.get(where).text)
    base = {"texts.de.title": "Planung plain, neu", "texts.de.summary": "Kurz zu Planung plain, neu."}
    planner.post(where, data={**first, **base, "texts.de.summary": "Von der ersten."})

    answer = planner.post(where, data={**second, **base, "texts.de.title": "Von der zweiten"})

    assert answer.status_code == 303
    with small_studio.session() as session:
        text = newest(session, "plain").record["texts"]["de"]
        assert (text["title"], text["summary"]) == ("Von der zweiten", "Von der ersten.")


def test_the_other_side_may_be_chosen_and_writing_goes_on(small_studio, planner, where):
    first = second = hidden(planner.get(where).text)
    planner.post(where, data={**first, **WORDS, "texts.de.summary": "Die erste."})
    clash = planner.post(where, data={**second, **WORDS, "texts.de.summary": "Die zweite."})
    choice = {"pick.texts.de.summary": "theirs", **WORDS, "texts.de.summary": "Die zweite."}

    editor = planner.post(where, data={**hidden(clash.text), **choice, "then": "write_on"})

    assert editor.status_code == 200
    assert ">\nDie erste.</textarea>" in editor.text
    planner.post(where, data={**hidden(editor.text), **WORDS, "texts.de.summary": "Die erste."})
    with small_studio.session() as session:
        assert newest(session, "plain").record["texts"]["de"]["summary"] == "Die erste."


def test_a_draft_is_discarded_with_a_way_back(small_studio, planner, where):
    planner.post(where, data={**hidden(planner.get(where).text), **WORDS})

    planner.post(where.replace("bearbeiten", "verwerfen"))
    page = planner.get(where.replace("bearbeiten", "")).text
    undo = re.search(r'action="([^"]*zurueckholen[^"]*)"', page).group(1)
    with small_studio.session() as session:
        assert newest(session, "plain").state is State.DISCARDED

    planner.post(undo)
    with small_studio.session() as session:
        assert newest(session, "plain").state is State.DRAFT


def test_an_old_version_is_named_compared_and_restored(small_studio, planner, where):
    history = where.replace("bearbeiten", "verlauf")
    with small_studio.session() as session:
        item = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        first = session.scalars(select(Revision).where(Revision.item == item, Revision.number == 1)).one()

    planner.post(f"/studio/fassungen/{first.id}/name", data={"name": "Vor dem Umbau"})
    assert "Fassung 1: Vor dem Umbau" in planner.get(history).text

    page = planner.get(where.replace("bearbeiten", "vergleich"), query_string={"eine": 2, "andere": 1}).text
    assert "Fassung 1 („Vor dem Umbau“) und Fassung 2" in page
    assert "gestrichen:" in page

    planner.post(f"/studio/fassungen/{first.id}/wiederherstellen")
    with small_studio.session() as session:
        assert newest(session, "plain").record["texts"]["de"]["title"] == "Planung plain"


def test_a_version_is_not_compared_with_itself(planner, where):
    same = {"eine": 1, "andere": 1}

    page = planner.get(where.replace("bearbeiten", "vergleich"), query_string=same, follow_redirects=True)

    assert page.request.path.endswith("/verlauf")
    assert "Bitte zwei verschiedene wählen." in page.text


def test_a_preview_link_shows_one_version_until_it_is_taken_back(small_studio, planner):
    with small_studio.session() as session:
        draft = newest(session, "draft")
    planner.post(f"/studio/fassungen/{draft.id}/zeigen", data={"days": "7", "note": "Bezirksvertretung"})
    history = planner.get(f"/studio/inhalte/{draft.item_id}/verlauf").text
    path = re.search(r'href="https://302\.example(/studio/vorschau/[^"]+)"', history).group(1)
    anybody = small_studio.client()

    frame, page = anybody.get(path), anybody.get(f"{path}de")
    assert "Noch nicht veröffentlicht." in frame.text
    assert "Neu und kürzer." in page.text
    for answer in (frame, page):
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "Set-Cookie" not in answer.headers
    assert anybody.get(f"{path[:-3]}xx/").status_code == 404

    revoke = re.search(r'action="([^"]*vorschau-links/\d+/zurueckziehen)"', history).group(1)
    planner.post(revoke)
    assert anybody.get(f"{path}de").status_code == 404
    assert anybody.get(path).status_code == 404


def test_autosave_asks_the_database_little(small_studio, planner, where):
    form = hidden(planner.get(where).text)
    type_in(planner, where, form)

    with counted(small_studio) as queries:
        type_in(planner, where, {**form, "kept": "1"}, **{"texts.de.summary": "Ein Satz."})

    assert 0 < len(queries) < 40


def test_more_versions_need_no_more_queries(small_studio, planner, where):
    save(planner, where, 4)
    with counted(small_studio) as few:
        planner.get(where.replace("bearbeiten", "verlauf"))
    save(planner, where, 20)

    with counted(small_studio) as many:
        page = planner.get(where.replace("bearbeiten", "verlauf")).text

    assert "Fassung 26" in page
    assert len(many) <= len(few)


@contextmanager
def counted(studio):
    """Collect the statements that the database is asked."""
    found = []

    def note(_connection, _cursor, statement, *_more):
        found.append(statement)

    event.listen(studio.engine, "before_cursor_execute", note)
    yield found
    event.remove(studio.engine, "before_cursor_execute", note)


def save(planner, where, times):
    for number in range(times):
        form = hidden(planner.get(where).text)
        planner.post(where, data={**form, **WORDS, "texts.de.summary": f"Satz {number} von {times}."})


def test_what_is_typed_and_not_saved_is_not_left_out_when_the_draft_is_handed_in(small_studio, planner):
    where = address(small_studio, "draft")
    page = where.removesuffix("bearbeiten")
    with small_studio.session() as session:
        draft_id = newest(session, "draft").id
    assert "Im Editor steht Getipptes" not in planner.get(page).text
    type_in(planner, where, hidden(planner.get(where).text), **{"texts.de.summary": "Noch ein Satz."})

    assert "Im Editor steht Getipptes" in planner.get(page).text
    refused = planner.post(f"/studio/fassungen/{draft_id}/einreichen", data={"hand_in.note": "neu"})

    assert (refused.status_code, refused.headers["Location"]) == (303, where)
    editor = planner.get(where).text
    assert "das nicht gespeichert ist und sonst fehlen würde" in editor
    assert "Noch ein Satz." in editor
    with small_studio.session() as session:
        assert session.get(Revision, draft_id).state is State.DRAFT

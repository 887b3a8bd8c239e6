"""The states of a planning in the editor: begun from its asset, put in order, named, refused, compared and merged."""

import re

import pytest
from sqlalchemy import delete, update

from app.database import writing
from app.models import Asset, BuildState, State
from tests.web.content.test_editing import WORDS, address, hidden, newest

MODEL = {"glb": "/media/0/s.glb", "glb_bytes": 1, "usdz": "/media/0/s.usdz", "usdz_bytes": 1}
FILES = {"view": "/media/0/s.glb", "view_bytes": 1, "table": MODEL}
TODAY = {"variants.0.id": "today", "variants.0.today": "1"}
PLANNED = {"variants.1.id": "planned", "variants.1.year": "2027", "variants.1.label.de": "Mit Segeln"}


@pytest.fixture
def asset(small_studio):
    """A 3D thing that shows three states."""
    with writing(small_studio.engine).begin() as session:
        build = {"variants": dict.fromkeys(("then", "today", "planned"), FILES)}
        record = {"slug": "segel", "title": "Segel", "author": "Wir", "licence": "CC0-1.0", "origin": "selbst gebaut"}
        record["texts"] = {"de": {"alt": {"planned": "Ein Platz mit Segel."}}}
        shown = Asset(slug="segel", record=record, build=build, state=BuildState.READY, source_hash="")
        session.add(shown)
    return "segel"


@pytest.fixture
def planner(small_studio):
    return small_studio.client("Planner Own")


@pytest.fixture
def where(small_studio):
    return address(small_studio, "plain")


def sent(planner, where, **typed):
    form = hidden(planner.get(where).text)
    return planner.post(where, data={**form, **WORDS, "rows.variants": "1", **typed})


def rows(page):
    """Return the ids of the states that a page shows, in their order."""
    return re.findall(r'<select[^>]* name="variants\.\d+\.id".*?<option value="([^"]*)" selected>', page, re.DOTALL)


def test_the_first_ones_are_those_of_the_asset(planner, where, asset):
    page = sent(planner, where, asset=asset, then="add.variants").text

    assert rows(page) == ["then", "today", "planned"]
    assert re.search(r'id="variants\.1\.today-1"[^>]* checked', page)
    assert len(re.findall(r'name="variants\.\d\.today"[^>]* checked', page)) == 1
    assert page.count('<option value="then">damals</option>') >= 3


def test_another_asset_brings_its_own_and_keeps_what_was_said_of_those_it_has(planner, where, asset):
    before = {**TODAY, **PLANNED, "variants.2.id": "idea"}
    assert sent(planner, where, **before).status_code == 303

    assert sent(planner, where, asset=asset, **before).status_code == 303
    page = planner.get(where).text

    assert rows(page) == ["then", "today", "planned"]
    assert re.search(r'name="variants\.2\.year"[^>]* value="2027"', page)
    assert 'value="Mit Segeln"' in page


def test_one_that_is_not_built_yet_takes_nothing_away(planner, where, small_studio):
    with writing(small_studio.engine).begin() as session:
        record = {"slug": "turm", "title": "Turm", "author": "Wir", "licence": "CC0-1.0", "origin": "selbst gebaut"}
        session.add(Asset(slug="turm", record=record, build=None, state=BuildState.PENDING, source_hash=""))
    before = {**TODAY, **PLANNED}
    assert sent(planner, where, **before).status_code == 303

    assert sent(planner, where, **before, asset="turm").status_code == 303

    page = planner.get(where).text
    assert rows(page) == ["today", "planned"]
    assert 'value="Mit Segeln"' in page


def test_another_one_is_an_empty_row_up_to_five(planner, where):
    five = {f"variants.{at}.id": f"variant-{letter}" for at, letter in enumerate("abcde")}

    page, full = (sent(planner, where, **given, then="add.variants").text for given in (TODAY, five))

    assert rows(page) == ["today", ""]
    assert 'value="add.variants"' in page
    assert 'value="add.variants"' not in full


@pytest.mark.parametrize(
    ("then", "order"),
    [
        ("up.variants.1", ["planned", "today"]),
        ("down.variants.0", ["planned", "today"]),
        ("up.variants.0", ["today", "planned"]),
        ("down.variants.1", ["today", "planned"]),
        ("remove.variants.0", ["planned"]),
    ],
)
def test_they_are_put_in_order_with_their_words(planner, where, then, order):
    page = sent(planner, where, **TODAY, **PLANNED, then=then).text

    assert rows(page) == order
    at = order.index("planned")
    assert f'name="variants.{at}.label.de" type="text" value="Mit Segeln"' in page
    assert f'name="variants.{at}.year" type="text" value="2027"' in page


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"variants.1.id": "today"}, "variants-1-id", "Den Zustand „today“ gibt es schon."),
        ({"variants.1.id": "", "variants.1.year": "2027"}, "variants-1-id", "Der Text ist leer."),
        ({"variants.1.year": "bald"}, "variants-1-year", "„bald“ passt nicht."),
        ({"variants.1.label.de": "x" * 31}, "variants-1-label-de", "Der Text hat 31 Zeichen."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(planner, where, typed, field, sentence):
    answer = sent(planner, where, **{**TODAY, **PLANNED, **typed})

    assert answer.status_code == 422
    assert re.search(rf'id="{field}-error".*?{sentence}', answer.text, re.DOTALL)


def test_nothing_is_handed_in_with_a_state_that_nothing_shows(planner, where, asset, small_studio):
    typed = {**TODAY, **PLANNED, "variants.1.scene": "evening", "asset": asset, "then": "hand_in"}

    answer = sent(planner, where, **typed)
    without = sent(planner, where, **{**typed, "asset": "", "variants.1.scene": ""})

    assert answer.status_code == without.status_code == 422
    assert "Den Zustand „evening“ hat dieses 3D-Objekt nicht. Es hat: then, today, planned." in answer.text
    assert "Dieser Zustand zeigt noch nichts." in without.text


def test_an_upload_is_any_state(planner, where, asset, small_studio):
    with writing(small_studio.engine).begin() as session:
        session.execute(update(Asset).where(Asset.slug == asset).values(build={"variants": {"planned": FILES}}))
    typed = {"variants.0.id": "then", "variants.1.id": "idea", "variants.1.scene": "today", "asset": asset}

    answer = sent(planner, where, **typed, then="hand_in")

    assert "hat dieses 3D-Objekt nicht" not in answer.text
    with small_studio.session() as session:
        assert newest(session, "plain").state is State.SUBMITTED


def test_what_changed_is_told_in_words(planner, where, asset, small_studio):
    typed = {**TODAY, **PLANNED, "asset": asset, "variants.1.scene": "then", "years.0.year": "1962"}
    years = {"rows.years": "1", "years.0.until": "2014", "years.0.kind": "opened", "years.0.about.de": "Autowerk"}
    sent(planner, where, **typed, **years)
    with small_studio.session() as session:
        revision = newest(session, "plain")

    page = planner.get(f"/studio/fassungen/{revision.id}/").text

    assert "<h3>Zustände</h3>" in page
    assert "heute, steht heute dort\ngeplant, 2027; zeigt damals" in page
    assert "<h3>Deutsch · geplant, Bezeichnung</h3>" in page
    assert "1962–2014: eröffnet" in page
    assert "<h3>Deutsch · Jahr 1962</h3>" in page


def test_a_moment_has_its_day_its_status_its_source_and_its_words(planner, where, asset, small_studio):
    source = {"rows.sources": "1", "sources.0.title": "Ratsbeschluss", "sources.0.url": "https://rat.example/1"}
    moment = {"years.0.year": "2026", "years.0.month": "5", "years.0.day": "14", "years.0.kind": "decided"}
    told = {
        "years.0.status": "decided",
        "years.0.source": "https://rat.example/1",
        "years.0.about.de": "Der Rat sagt ja.",
    }
    sent(planner, where, **source, **moment, **told, **{"rows.years": "1"})
    with small_studio.session() as session:
        revision = newest(session, "plain")

    page, editor = planner.get(f"/studio/fassungen/{revision.id}/").text, planner.get(where).text

    assert revision.record["texts"]["de"]["years"] == {"2026-05-14": "Der Rat sagt ja."}
    assert (
        "14. Mai 2026: beschlossen; Stand der Planung seitdem: beschlossen; Quelle dafür: https://rat.example/1" in page
    )
    assert "<h3>Deutsch · 14. Mai 2026</h3>" in page
    assert 'name="years.0.about.de" type="text" value="Der Rat sagt ja."' in editor
    assert '<option value="https://rat.example/1" selected>Ratsbeschluss</option>' in editor


def test_the_list_and_the_words_of_one_are_merged(small_studio, where, planner):
    sent(planner, where, **TODAY, **PLANNED)
    windows = [hidden(planner.get(where).text) for _ in range(2)]
    given = {**WORDS, "rows.variants": "1", **TODAY, **PLANNED}

    first = planner.post(where, data={**windows[0], **given, "variants.1.label.de": "Mit drei Segeln"})
    second = planner.post(where, data={**windows[1], **given, "variants.0.year": "2026"})

    assert (first.status_code, second.status_code) == (303, 303)
    with small_studio.session() as session:
        record = newest(session, "plain").record
    assert [each.get("year") for each in record["variants"]] == [2026, 2027]
    assert record["texts"]["de"]["variants"]["planned"]["label"] == "Mit drei Segeln"


def test_no_page_calls_a_state_of_a_planning_by_its_id(small_studio, planner, where):
    sent(planner, where, **TODAY, **{"variants.1.id": "worn-down", "variants.1.label.de": "Verfallen"})
    with small_studio.session() as session:
        draft = newest(session, "plain")
        item, revision, first = draft.item_id, draft.id, draft.based_on.number
    pages = [
        where,
        f"/studio/fassungen/{revision}/",
        f"/studio/inhalte/{item}/vergleich?eine={first}&andere={draft.number}",
        f"/studio/inhalte/{item}/uebersetzen/en",
        "/studio/uebersetzungen.csv?language=en",
        "/studio/pflegestand/leichte-sprache",
    ]

    for each in pages:
        answer = planner.get(each)
        assert answer.status_code == 200, each
        said = re.sub(r"<[^>]*>|planning-\d+\.[a-z.-]+", " ", answer.text)
        assert "worn-down" not in said, each
    assert '<option value="worn-down" selected>Verfallen</option>' in planner.get(where).text
    assert "Englisch · Verfallen, Bezeichnung" in planner.get(pages[3]).text


def test_only_what_is_a_file_is_shown_with_its_picture(small_studio):
    with writing(small_studio.engine).begin() as session:
        new = newest(session, "draft")
        record = {"slug": new.item.slug, "title": "Segel", "author": "Wir", "licence": "CC0-1.0", "origin": "eigene"}
        posters = {"variants": {"planned": {"600.webp": "/media/0/segel.webp"}}}
        session.execute(delete(Asset).where(Asset.slug == new.item.slug))
        session.add(Asset(slug=new.item.slug, record=record, posters=posters, state=BuildState.READY, source_hash=""))
        new.item.current, new.record = None, {**new.record, "asset": new.item.slug}

    page = small_studio.client("Admin").get(f"/studio/fassungen/{new.id}/").text

    assert re.findall(r"<dt>([^<]*)</dt><dd>\s*<img", page) == ["3D-Objekt"]

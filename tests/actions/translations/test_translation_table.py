"""The table for translators: what is in it, what comes back into drafts, and what is left out, and why."""

import csv
import io
import random
from dataclasses import replace

import pytest

from app.actions.content import edit, origin, publish, review, save_typed
from app.actions.content.save_typed import Typed
from app.actions.records import record_json
from app.actions.translations import read_table, take_table, translation_table, worded
from app.actions.translations.read_table import Why
from app.errors import Invalid
from app.exchange import table
from app.exchange.reading import plain
from app.exchange.records import PlanningText, Text, VariantText
from app.exchange.translation import digest
from app.models import Item, Role, State, TableImport
from tests.factories import make_account, make_planning, make_station, planning_record, publish_record

GERMAN = PlanningText(
    title="Das Segel",
    summary="Ein Dach aus Stoff.",
    body="## Heute hier\n\nEin Platz.",
    variants={"planned": VariantText(label="mit Segel")},
    years={"1995": "Autowerk"},
)
ENGLISH = PlanningText(title="The sail", summary="A roof.", body="## Here today\n\nA square.", made_from=digest(GERMAN))


@pytest.fixture
def planner(session):
    return make_account(session, Role.PLANNER)


@pytest.fixture
def planning(session):
    """A public planning at a public station, both in German, the planning in English as well."""
    made = make_planning(session, make_station(session, "platz", public=True))
    publish_record(session, made, plain(planning_record(texts={"de": GERMAN, "en": ENGLISH})))
    return made


def given(session, planner, **wanted):
    """Return the rows of the English table by their keys, as a program that knows nothing of us reads them."""
    rows = translation_table.cells(session, "en", by=planner, field_name=str, **wanted)
    text = table.write(translation_table.head(session, "en"), rows).decode("utf-8-sig")
    return {row["kennung"]: row for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")}


def back(rows):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(session, planner, *rows):
    return read_table.read(session, back(rows), by=planner)


def taken(session, planner, *rows):
    """Take rows over as the job does, and return what was left out then."""
    made = take_table.order(session, read(session, planner, *rows), by=planner)
    while take_table.take(session, made.id):
        pass
    return take_table.left(made)


def english(session, item, planner):
    return edit.open_draft(session, item, of=planner).record["texts"].get("en")


def published(session, item, **texts):
    """Let somebody else publish other words of an item."""
    other, approver = make_account(session, Role.PLANNER), make_account(session, Role.APPROVER)
    draft = edit.start(session, item, by=other)
    was = draft.record["texts"]
    words = {tag: {**was.get(tag, {}), **texts.get(tag, {})} for tag in {*was, *texts}}
    edit.save(session, draft, {**draft.record, "texts": words}, version=draft.version, by=other)
    review.submit(session, draft, by=other)
    review.approve(session, draft, by=approver)
    publish.publish(session, draft, by=approver)


def whys(reading):
    return [each.why for each in reading.left_out]


def test_the_table_has_each_field_with_the_german_beside_it_and_its_state(session, planner, planning):
    rows = given(session, planner)

    about = {key.partition(".")[2]: row for key, row in rows.items() if key.startswith(f"planning-{planning.id}.")}
    assert list(about) == ["title", "summary", "body", "variants.planned.label", "years.1995"]
    assert (about["body"]["text_de"], about["body"]["text_en"]) == (GERMAN.body, ENGLISH.body)
    assert [row["stand"] for row in about.values()] == ["aktuell"] * 3 + ["fehlt"] * 2
    assert about["title"]["ort"] == "Station platz › Das Segel"
    assert all(row["fingerabdruck"].startswith("t") for row in rows.values())


def test_of_a_text_that_changed_only_the_fields_that_did_are_out_of_date(session, planner, planning):
    published(session, planning, de={"summary": "Ein Dach aus Tuch."})

    rows = given(session, planner, is_open=True)

    about = {key.partition(".")[2]: row["stand"] for key, row in rows.items() if key.startswith("planning-")}
    assert about == {"summary": "veraltet", "variants.planned.label": "fehlt", "years.1995": "fehlt"}


def test_one_station_is_told_alone_and_what_is_somebody_elses_not_at_all(session, planner, planning):
    theirs = make_station(session, "fern", partner="sued", public=True)
    another = make_station(session, "nah", public=True)

    rows = given(session, planner)

    assert not [key for key in rows if key.startswith(f"station-{theirs.id}.")]
    assert {key.partition(".")[0] for key in given(session, planner, station=another.id)} == {f"station-{another.id}"}


def test_what_is_told_is_what_the_editor_would_begin_with(session, planner, planning):
    make_station(session, "neu")  # of which nothing was ever written
    unseen = make_planning(session, make_station(session, "werdend", public=True), "idee")
    edit.add_draft(session, unseen, plain(planning_record("idee")), by=make_account(session))
    edit.start(session, planning, by=planner)
    approved = make_planning(session, slug="frei", public=True)
    draft = edit.start(session, approved, by=make_account(session))
    review.submit(session, draft, by=draft.author)
    review.approve(session, draft, by=make_account(session, Role.APPROVER))

    for each in worded.items(session, by=planner):
        base = origin.base_of(session, session.get(Item, each.id), of=planner)
        assert (each.origin.base, each.origin.number) == (str(base.id), str(base.number))
        assert each.record == base.record


def test_what_is_translated_becomes_a_draft_of_whoever_brought_it(session, planner, planning):
    rows = given(session, planner)
    label, title = rows[f"planning-{planning.id}.variants.planned.label"], rows[f"planning-{planning.id}.title"]

    left = taken(session, planner, label | {"text_en": "with the  sail "}, title | {"text_en": "Sail"})

    assert left == []
    draft = edit.open_draft(session, planning, of=planner)
    assert (draft.state, draft.author) == (State.DRAFT, planner)
    assert english(session, planning, planner) == {
        **plain(ENGLISH),
        "title": "Sail",
        "variants": {"planned": {"label": "with the sail"}},
    }
    assert planning.current.record["texts"]["en"]["title"] == "The sail"


def test_a_station_without_a_translation_gets_one_as_soon_as_title_and_summary_are_there(session, planner, planning):
    station, rows = planning.station, given(session, planner)
    own = [row | {"text_en": f"English {n}"} for n, row in enumerate(rows.values()) if row["kennung"].startswith("sta")]

    alone = read(session, planner, own[0])
    left = taken(session, planner, *own)

    assert (whys(alone), alone.changes) == ([Why.WRONG], [])
    assert alone.left_out[0].field == "texts.en.summary"
    assert left == []
    assert english(session, station, planner)["made_from"] == digest(
        record_json.stored(Text, station.current.record["texts"]["de"])
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kennung": "planning-999999.title"}, Why.UNKNOWN),
        ({"kennung": "unsinn"}, Why.UNKNOWN),
        ({"kennung": ""}, Why.UNKNOWN),
        ({"kennung": "planning-%(id)s.variants.x.y"}, Why.UNKNOWN),
        ({"fingerabdruck": ""}, Why.FOREIGN),
        ({"fingerabdruck": "1,23E+11"}, Why.FOREIGN),
        ({"fingerabdruck": "t00000000-00000000"}, Why.SOURCE),
        ({"text_en": "  "}, Why.EMPTY),
        ({"text_en": "The  sail"}, Why.UNCHANGED),
        ({"text_en": "The sail", "fingerabdruck": ""}, Why.UNCHANGED),
        ({"text_en": "x" * 61}, Why.WRONG),
        ({"text_en": "Das ist f\ufffdr alle"}, Why.LETTERS),
        ({"text_en": "A s?il"}, Why.LETTERS),
        ({"text_en": "A \x01 sail"}, Why.LETTERS),
    ],
)
def test_a_row_that_does_not_fit_is_left_out_with_its_reason(session, planner, planning, changes, why):
    row = given(session, planner)[f"planning-{planning.id}.title"]

    typed = {name: cell % {"id": planning.id} for name, cell in changes.items()}
    reading = read(session, planner, {**row, "text_en": "A sail", **typed})

    assert (whys(reading), reading.changes) == ([why], [])
    assert str(reading.left_out[0].fault)


def test_one_row_that_is_too_long_keeps_no_other_from_being_taken(session, planner, planning):
    rows = given(session, planner)
    long = rows[f"planning-{planning.id}.title"] | {"text_en": "x" * 61}

    reading = read(session, planner, long, rows[f"planning-{planning.id}.summary"] | {"text_en": "Shade."})

    assert whys(reading) == [Why.WRONG]
    assert [each.after for each in reading.changes] == ["Shade."]


def test_what_somebody_elses_planning_is_called_is_not_told_to_who_may_not_change_it(session, planner, planning):
    row = given(session, planner)[f"planning-{planning.id}.title"]
    stranger = make_account(session, Role.PLANNER, "sued")

    reading = read(session, stranger, row | {"text_en": "A sail"})

    assert whys(reading) == [Why.RIGHT]
    assert "Segel" not in str(reading.left_out)
    with pytest.raises(Invalid):
        take_table.order(session, reading, by=stranger)


def test_a_german_text_that_changed_meanwhile_is_not_translated_as_it_was(session, planner, planning):
    rows = given(session, planner)
    published(session, planning, de={"title": "Das große Segel"})

    reading = read(
        session,
        planner,
        rows[f"planning-{planning.id}.title"] | {"text_en": "A sail"},
        rows[f"planning-{planning.id}.summary"] | {"text_en": "Shade."},
    )

    assert whys(reading) == [Why.SOURCE]
    assert [each.row.path for each in reading.changes] == ["summary"]


def test_what_somebody_else_has_translated_meanwhile_stays(session, planner, planning):
    rows = given(session, planner)
    title, summary = rows[f"planning-{planning.id}.title"], rows[f"planning-{planning.id}.summary"]
    published(session, planning, en={"title": "Our sail", "summary": "Shade for all."})

    reading = read(session, planner, title | {"text_en": "A sail"}, summary)

    assert whys(reading) == [Why.MEANWHILE, Why.UNCHANGED]
    assert "Our sail" in str(reading.left_out[0].fault)


def test_what_was_published_between_looking_and_taking_is_merged_and_what_clashes_is_told(session, planner, planning):
    edit.start(session, planning, by=planner)  # a draft of one's own, which a publication then overtakes
    rows = given(session, planner)
    summary = rows[f"planning-{planning.id}.summary"]
    published(session, planning, en={"title": "Our sail"}, de={"body": "Ein leerer Platz."})

    merged = taken(session, planner, summary | {"text_en": "Shade."})
    draft = edit.open_draft(session, planning, of=planner)
    assert merged == []
    assert (draft.record["texts"]["en"]["title"], draft.record["texts"]["en"]["summary"]) == ("Our sail", "Shade.")
    assert draft.record["texts"]["de"]["body"] == "Ein leerer Platz."

    published(session, planning, en={"summary": "Roof."})
    row = given(session, planner)[f"planning-{planning.id}.summary"]
    clashing = taken(session, planner, row | {"text_en": "Canvas."})

    assert [(each.number, each.why) for each in clashing] == [(2, Why.WRONG)]
    assert english(session, planning, planner)["summary"] == "Shade."


def test_what_is_typed_in_the_editor_is_merged_with_what_a_table_brought(session, planner, planning):
    base = origin.fresh(session, planning, of=planner)
    record = record_json.record(planning.kind, planning.current.record)
    row = given(session, planner)[f"planning-{planning.id}.summary"]

    taken(session, planner, row | {"text_en": "Shade."})
    typed = replace(record, texts={**record.texts, "en": replace(record.texts["en"], title="Sail")})
    outcome = save_typed.catch_up(session, planning, Typed(record=typed, origin=base), by=planner)

    assert outcome.clashes == ()
    assert (outcome.record.texts["en"].title, outcome.record.texts["en"].summary) == ("Sail", "Shade.")


def test_a_translation_is_of_now_once_all_that_was_out_of_date_is_seen_to(session, planner, planning):
    published(session, planning, de={"title": "Das große Segel", "summary": "Ein Dach aus Tuch."})
    rows = given(session, planner)
    title, summary = rows[f"planning-{planning.id}.title"], rows[f"planning-{planning.id}.summary"]

    half = read(session, planner, title | {"text_en": "The big sail"})
    whole = read(session, planner, title | {"text_en": "The big sail"}, summary | {"stand": "aktuell"})

    assert half.records[planning.id]["texts"]["en"]["made_from"] == ENGLISH.made_from
    now = digest(record_json.stored(PlanningText, planning.current.record["texts"]["de"]))
    assert whole.records[planning.id]["texts"]["en"]["made_from"] == now
    assert [each.is_confirmed for each in whole.changes] == [False, True]


def test_rows_may_be_missing_doubled_and_in_any_order_and_columns_be_added(session, planner, planning):
    rows = [row | {"Anmerkung": "?"} for row in given(session, planner).values()]
    mixed = random.Random(302).sample(rows, len(rows))
    wanted = next(row for row in mixed if row["kennung"] == f"planning-{planning.id}.title")
    wanted["text_en"] = "A sail"

    reading = read(session, planner, *mixed, wanted | {"text_en": "Another sail"})

    assert [each.after for each in reading.changes] == ["A sail"]
    assert whys(reading).count(Why.DOUBLED) == 1


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("code;station", "fehlt die Spalte „kennung“"),
        ("kennung;fingerabdruck", "fehlt die Spalte mit der Übersetzung"),
        ("kennung;text_fr;fingerabdruck", "fehlt die Spalte mit der Übersetzung"),
        ("kennung;text_en;text_en;fingerabdruck", "steht doppelt da"),
        ("", "fehlt die Spalte „kennung“"),
    ],
)
def test_what_is_no_such_table_is_refused(session, planner, planning, head, told):
    with pytest.raises(Invalid) as refusal:
        read_table.read(session, f"{head}\r\n", by=planner)

    assert told in str(refusal.value)


def test_heads_are_known_however_they_are_spelled_and_delimited(session, planner, planning):
    row = given(session, planner)[f"planning-{planning.id}.title"]
    text = f"Für das Büro\nKennung,Text EN,Fingerabdruck\n{row['kennung']},A sail,{row['fingerabdruck'].upper()}\n"

    assert [each.after for each in read_table.read(session, text, by=planner).changes] == ["A sail"]


def test_the_job_goes_on_where_it_was_and_does_no_harm_twice(session, planner, planning, monkeypatch):
    monkeypatch.setattr(take_table, "BATCH", 1)
    rows = [row | {"text_en": f"{row['text_en']} again"} for row in given(session, planner).values()]
    made = take_table.order(session, read(session, planner, *rows), by=planner)
    assert take_table.waiting(session) == [made.id]

    left = 1
    while take_table.take(session, made.id):
        left += 1
    versions = [len(item.revisions) for item in (planning, planning.station)]
    again = TableImport(table=made.table, rows=made.rows, by=planner)
    session.add(again)
    session.flush()
    while take_table.take(session, again.id):
        pass

    assert left == made.rows
    drafts = {edit.open_draft(session, item, of=planner).item_id for item in (planning, planning.station)}
    assert {number for number, _title in take_table.drafts(session, made)} == drafts
    assert (take_table.left(made), take_table.left(again), take_table.waiting(session)) == ([], [], [])
    for item in (planning, planning.station):
        session.refresh(item)
    assert [len(item.revisions) for item in (planning, planning.station)] == versions
    assert english(session, planning, planner)["title"] == "The sail again"


def test_whoever_lost_the_right_meanwhile_changes_nothing(session, planner, planning):
    row = given(session, planner)[f"planning-{planning.id}.title"]
    made = take_table.order(session, read(session, planner, row | {"text_en": "A sail"}), by=planner)
    planner.memberships.clear()
    session.flush()

    take_table.take(session, made.id)

    assert [each.why for each in take_table.left(made)] == [Why.RIGHT]
    assert edit.open_draft(session, planning, of=planner) is None

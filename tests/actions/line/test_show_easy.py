"""The easy-to-read texts of the line: the hints of each field, as the editor would open it, and what is missing."""

import dataclasses

import pytest

from app.actions.content import edit
from app.actions.line import show_easy
from app.actions.people import assignments
from app.actions.records.line_record import find
from app.actions.wording import glossary
from app.actions.wording.easy_language import Rule
from app.exchange.reading import plain
from app.exchange.records import PlanningText, Text, VariantText, Year, YearKind
from app.models import Role, now
from tests.factories import (
    line_record,
    make_account,
    make_line,
    make_planning,
    make_station,
    planning_record,
    publish_record,
    station_record,
    words,
)

SIMPLE = "de-simple"
PLAIN = {"title": "Das Segel", "summary": "Das Segel macht Schatten.", "body": "Das Segel ist neu.\nEs ist groß."}


@pytest.fixture
def line(session):
    make_line(session).record = plain(line_record(languages=("de", "en", SIMPLE)))
    session.flush()
    return find(session)


@pytest.fixture
def planner(session):
    return make_account(session)


def written(session, slug="segel", station=None, *, shape=PlanningText, **text):
    """Publish a planning with an easy-to-read text, of which nothing is hard but for ``text``; without one for None."""
    easy = {} if None in text.values() else {SIMPLE: shape(**{**PLAIN, **text})}
    planning = make_planning(session, station or written_station(session), slug)
    record = planning_record(slug, texts={**words(f"Planung {slug}", shape=shape), **easy})
    publish_record(session, planning, plain(record))
    return planning


def written_station(session, partner="nord", **text):
    station = make_station(session, partner=partner)
    texts = {**words(f"Station {station.slug}"), SIMPLE: Text(**{**PLAIN, **text})}
    record = station_record(station.slug, stop=station.stop.dhid, partner=partner, texts=texts)
    publish_record(session, station, plain(record))
    return station


def hinted(session, line, by, **asked):
    """Return id -> path -> rule -> hints of what has any, in the order of the page."""
    found = show_easy.texts(session, line, SIMPLE, by=by, **asked)
    return {each.id: {path: dict(some) for path, some in each.fields.items()} for each in found if each.count}


def test_the_hints_of_each_field_are_counted_by_rule(session, line, planner):
    planning = written(
        session, summary="Das kostet 20 Prozent.", body="Das wird bald gebaut.\nDort stehen drei Bäume und vier Bänke."
    )

    assert hinted(session, line, planner) == {
        planning.id: {"summary": {Rule.PERCENT: 1}, "body": {Rule.PASSIVE: 1, Rule.NUMBER_WORD: 2}}
    }


def test_titles_are_names_and_have_no_hints(session, line, planner):
    written(session, title="Drei Segel")

    assert hinted(session, line, planner) == {}


def test_what_has_most_hints_stands_first_and_the_rest_in_line_order(session, line, planner):
    first, second = written_station(session), written_station(session)
    few = written(session, "few", first, body="Drei Bäume.")
    many = written(session, "many", second, body="Drei Bäume.\nVier Bäume.\nFünf Bäume.")
    also_few = written(session, "also-few", second, body="Vier Bäume.")

    assert list(hinted(session, line, planner)) == [many.id, few.id, also_few.id]


def test_one_without_a_text_is_named_and_has_no_hints(session, line, planner):
    lacking = written(session, title=None)
    there = written(session, "dach", lacking.station)

    found = {each.id: (each.is_missing, each.count) for each in show_easy.texts(session, line, SIMPLE, by=planner)}

    assert found == {lacking.station_id: (False, 0), lacking.id: (True, 0), there.id: (False, 0)}


def test_ones_own_draft_is_read_and_not_that_of_somebody_else(session, line, planner):
    planning = written(session, body="Drei Bäume.")
    draft = edit.start(session, planning, by=planner)
    draft.record = {**draft.record, "texts": {**draft.record["texts"], SIMPLE: PLAIN}}
    session.flush()

    assert hinted(session, line, planner) == {}
    assert list(hinted(session, line, make_account(session))) == [planning.id]


def test_what_was_never_published_counts_and_the_archive_does_not(session, line, planner):
    new = make_planning(session, written_station(session), "neu")
    easy = PlanningText(**{**PLAIN, "body": "Drei Bäume."})
    record = planning_record("neu", texts={**words("Neu", shape=PlanningText), SIMPLE: easy})
    edit.add_draft(session, new, plain(record), by=planner)
    gone = written(session, "weg", body="Drei Bäume.")
    closed = written(session, "zu", body="Drei Bäume.")
    gone.archived_at = closed.station.archived_at = now()
    session.flush()

    assert list(hinted(session, line, planner)) == [new.id]


def test_what_the_line_calls_by_its_name_is_no_hard_word_and_what_the_glossary_explains_is_one(session, line, planner):
    partners = tuple(dataclasses.replace(each, city="Seefriedenshausen") for each in line.partners)
    line = dataclasses.replace(line, partners=partners)
    planning = written(session, body="Seefriedenshausen ist nah.\nDas ist aus Bronze.")
    assert hinted(session, line, planner) == {}

    glossary.keep(session, {"term": "Bronze", "meaning": "Ein Metall."}, by=planner)

    assert hinted(session, line, planner) == {planning.id: {"body": {Rule.HARD_WORD: 1}}}


def test_words_of_years_and_variants_are_read_too(session, line, planner):
    planning = make_planning(session, written_station(session))
    easy = PlanningText(
        **PLAIN, years={"1995": "Drei Hallen"}, variants={"planned": VariantText(sentence="Drei Bäume.")}
    )
    record = planning_record(
        years=(Year(year=1995, kind=YearKind.BUILT),), texts={**words("Segel", shape=PlanningText), SIMPLE: easy}
    )
    publish_record(session, planning, plain(record))

    assert hinted(session, line, planner) == {
        planning.id: {"variants.planned.sentence": {Rule.NUMBER_WORD: 1}, "years.1995": {Rule.NUMBER_WORD: 1}}
    }


def test_everybody_is_told_what_they_may_write(session, line, planner):
    planning = written(session)
    of_partner = {role: make_account(session, role, "nord") for role in (Role.TRANSLATOR, Role.AGENCY, Role.KEEPER)}
    admin = make_account(session, Role.ADMIN)
    assignments.speak(session, of_partner[Role.TRANSLATOR], planning.owner, [SIMPLE], by=admin)
    assignments.give(session, of_partner[Role.AGENCY], planning, by=admin)

    def may(by):
        found = show_easy.texts(session, line, SIMPLE, by=by)
        return [(each.may_plan, each.may_translate) for each in found if each.id == planning.id]

    assert may(planner) == may(of_partner[Role.AGENCY]) == [(True, False)]
    assert may(of_partner[Role.TRANSLATOR]) == [(False, True)]
    assert may(of_partner[Role.KEEPER]) == may(make_account(session, partner="sued")) == [(False, False)]


def test_pages_are_in_line_order_and_the_most_is_first_on_each(session, line, planner, monkeypatch):
    monkeypatch.setattr(show_easy, "PAGE", 2)
    station = written_station(session)
    few, many = (written(session, slug, station, body=body) for slug, body in (("a", "Drei."), ("b", "Drei.\nVier.")))

    ids = lambda page: [each.id for each in show_easy.texts(session, line, SIMPLE, by=planner, page=page)]  # noqa: E731

    assert [ids(page) for page in (1, 2, 3)] == [[few.id, station.id], [many.id], []]
    assert show_easy.count(session) == 3


def test_one_partner_is_shown_alone(session, line, planner):
    north, south = written_station(session), written_station(session, "sued")

    ids = lambda **asked: [each.id for each in show_easy.texts(session, line, SIMPLE, by=planner, **asked)]  # noqa: E731

    assert ids(partner="sued") == [south.id]
    assert ids(partner="nord") == [north.id]
    assert ids(partner="gibt-es-nicht") == []
    assert show_easy.count(session, partner="sued") == 1


def test_a_line_may_have_several_easy_languages_or_none(line):
    assert show_easy.languages(line) == [SIMPLE]
    assert show_easy.languages(dataclasses.replace(line, languages=("de", "en"))) == []
    assert show_easy.languages(dataclasses.replace(line, languages=("nl", "nl-simple", SIMPLE))) == [
        "nl-simple",
        SIMPLE,
    ]


def test_of_a_language_without_rules_only_what_is_missing_is_told(session, line, planner):
    written(session, body="Drei Bäume.")

    found = show_easy.texts(session, line, "nl-simple", by=planner)

    assert [(each.is_missing, each.count) for each in found] == [(True, 0), (True, 0)]

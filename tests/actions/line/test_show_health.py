"""The health of the line: what is lacking on what riders see, and nothing of what is only on its way."""

from datetime import timedelta

import pytest

from app.actions.content import edit
from app.actions.line import show_health
from app.actions.line.show_health import LONG, About, Lack
from app.exchange.reading import plain
from app.exchange.records import Confidence, Place, PlanningText, Source, Survey
from app.exchange.translation import digest
from app.models import Picture, SignStage, now
from tests.factories import (
    make_account,
    make_planning,
    make_sign,
    make_station,
    planning_record,
    publish_record,
    station_record,
)

GERMAN = PlanningText(title="Segel", summary="Schatten für den Platz.", body="Text.")
ENGLISH = PlanningText(title="Sail", summary="Shade for the square.", body="Text.", made_from=digest(GERMAN))
WHOLE = {
    "texts": {"de": GERMAN, "en": ENGLISH},
    "confidence": Confidence.SOURCED,
    "sources": (Source(url="https://stadt.example/plan", title="Plan"),),
    "place": Place(lat=51.5, lon=7.1, uncertainty_m=1.0, status=Survey.MEASURED),
}


def stop_here(session, **changes):
    """Return a station that riders see, about which nothing is lacking but for ``changes``."""
    station = make_station(session)
    words = {name: value for name, value in WHOLE.items() if name != "place"}
    record = station_record(station.slug, stop=station.stop.dhid, **{**words, **changes})
    publish_record(session, station, plain(record))
    return station


def shown(session, station=None, slug="segel", **changes):
    """Return a planning that riders see, of the same kind."""
    planning = make_planning(session, station or stop_here(session), slug)
    publish_record(session, planning, plain(planning_record(slug, **{**WHOLE, **changes})))
    return planning


def found(session, *, at=None, **asked):
    return [
        (each.lack, each.about, each.key, each.languages)
        for station in show_health.stations(session, at=at or now(), **asked)
        for each in station.findings
    ]


def test_nothing_is_found_where_nothing_is_lacking(session):
    shown(session)

    assert found(session) == []


@pytest.mark.parametrize(
    ("changes", "lack", "languages"),
    [
        ({"texts": {"de": GERMAN}}, Lack.UNTRANSLATED, ("en",)),
        ({"texts": {"de": PlanningText(title="Neu", summary="Neu."), "en": ENGLISH}}, Lack.STALE, ("en",)),
        ({"texts": {"de": GERMAN, "en": ENGLISH, "de-simple": GERMAN}}, Lack.UNCHECKED, ()),
        ({"sources": ()}, Lack.SOURCES, ()),
        ({"confidence": Confidence.INFERRED}, Lack.EXAMPLE, ()),
        ({"place": Place(lat=51.5, lon=7.1, uncertainty_m=20.0)}, Lack.PLACE, ()),
    ],
)
def test_each_lack_is_found_and_no_other(session, changes, lack, languages):
    planning = shown(session, **changes)

    assert found(session) == [(lack, About.ITEM, planning.id, languages)]


def test_what_was_checked_by_readers_is_not_named(session):
    simple = PlanningText(title="Segel", summary="Schatten.", checked_by="Prüfgruppe", checked_on="2026-03-01")
    shown(session, texts={"de": GERMAN, "en": ENGLISH, "de-simple": simple})

    assert found(session) == []


def test_a_partners_own_statement_needs_no_source(session):
    shown(session, confidence=Confidence.STATED, sources=())

    assert found(session) == []


def test_a_picture_is_named_once_with_the_languages_in_which_it_is_silent(session):
    texts = {"de": {"alt": "Ein Segel über dem Platz."}}
    picture = Picture(
        slug="segel", record={"title": "Segel", "texts": texts}, source_hash="1", width_px=800, height_px=600
    )
    session.add(picture)
    session.flush()
    station = stop_here(session, pictures=("segel",))
    shown(session, station, pictures=("segel",))
    shown(session, station, "dach", pictures=("segel",))

    assert found(session) == [(Lack.ALT, About.PICTURE, picture.id, ("en",))]


def test_signs_are_named_until_somebody_has_measured_them(session):
    planning = shown(session)
    sign, retired = make_sign(session, planning.station), make_sign(session, planning.station)
    retired.move(SignStage.RETIRED)
    session.flush()

    assert found(session) == [(Lack.PLACE, About.SIGN, sign.code, ())]
    sign.record = {**sign.record, "place": {**sign.record["place"], "status": "measured"}}
    session.flush()
    assert found(session) == []


def test_what_nobody_published_anew_for_a_year_is_old(session):
    planning = shown(session)

    assert found(session, at=now() + LONG - timedelta(days=1)) == []
    assert found(session, at=now() + LONG + timedelta(days=1)) == [
        (Lack.OLD, About.ITEM, planning.station_id, ()),
        (Lack.OLD, About.ITEM, planning.id, ()),
    ]


def test_drafts_and_the_archive_say_nothing(session):
    planning = shown(session)
    draft = edit.start(session, planning, by=make_account(session))
    draft.record = {**draft.record, "sources": []}
    idle = make_planning(session, planning.station, "idle", public=True)
    idle.archived_at = now()
    session.flush()

    assert found(session) == []


def test_one_partner_and_one_page_are_shown_at_a_time(session, monkeypatch):
    monkeypatch.setattr(show_health, "PAGE", 2)
    north = [make_station(session, public=True) for _ in range(3)]
    south = make_station(session, partner="sued", public=True)

    titles = lambda **asked: [each.id for each in show_health.stations(session, at=now(), **asked)]  # noqa: E731

    assert titles(partner="nord") == [each.id for each in north[:2]]
    assert titles(partner="nord", page=2) == [north[2].id]
    assert titles(partner="sued") == [south.id]
    assert show_health.count(session, partner="nord") == 3

"""Finding things however they are typed, on both databases."""

import pytest

from app.actions.content import edit
from app.actions.line import show_line
from app.actions.line.search import find
from app.exchange.reading import plain
from app.exchange.records import Text
from app.models import Item, Kind, State, fold
from tests.factories import (
    make_account,
    make_planning,
    make_revision,
    make_sign,
    make_station,
    planning_record,
    today,
    words,
)


def titled(session, title, **more):
    planning = make_planning(session, slug=more.pop("slug", "segel"), public=True)
    make_revision(session, planning, texts={**words(title), **more})
    return planning


@pytest.mark.parametrize(
    "typed", ["König", "koenig", "KONIG", "kön platz", "platz hein", "  König   Platz ", "heinrich-koenig-platz"]
)
def test_a_german_title_is_found_with_umlauts_or_without(session, typed):
    planning = titled(session, "Heinrich-König-Platz")

    assert [each.id for each in find(session, typed).items] == [planning.id]


@pytest.mark.parametrize("typed", ["Straße", "strasse", "STRASSE"])
def test_sharp_s_is_found_as_two(session, typed):
    assert find(session, typed).count == 0
    titled(session, "Bochumer Straße")

    assert find(session, typed).count == 1


@pytest.mark.parametrize("typed", ["Işık", "isik", "ISIK", "IŞIK", "gölge", "golge", "İstasyon", "istasyon"])
def test_turkish_letters_are_found_without_their_marks(session, typed):
    titled(session, "Licht", tr=Text(title="Işık, Gölge, İstasyon, Ağaç", summary="Kısa."))

    assert find(session, typed).count == 1


def test_all_words_have_to_be_there_and_signs_of_a_pattern_mean_themselves(session):
    titled(session, "Solarsegel 100 %")

    assert find(session, "solar platz").count == 0
    assert find(session, "solar_").count == 0
    assert find(session, "100 %").count == 1
    assert find(session, "   ").count == 0


def test_what_riders_see_and_what_is_being_written_are_both_found(session):
    planning = make_planning(session, public=True)
    draft = make_revision(session, planning, texts=words("Neuer Name"))
    assert find(session, "neuer name").count == 1

    again = plain(planning_record("segel", texts=words("Anderer Name")))
    edit.save(session, draft, again, version=draft.version, by=draft.author)

    assert find(session, "neuer name").count == 0
    assert find(session, "anderer").count == 1
    assert find(session, "planung segel").count == 1


def test_stations_come_first_and_say_what_they_are(session):
    station = make_station(session, "segelplatz", public=True)
    make_planning(session, station, "segel", public=True)

    first, second = find(session, "segel").items

    assert (first.kind, first.is_public, second.kind, second.station) == (
        Kind.STATION,
        True,
        Kind.PLANNING,
        "Station segelplatz",
    )


@pytest.mark.parametrize("form", ["{}", "HTTPS://302.EXAMPLE/S/{}", "https://302.example/s/{}"])
def test_a_sign_is_found_by_its_code_or_what_was_scanned(session, form):
    sign = make_sign(session)

    hits = find(session, form.format(sign.code.lower()))

    assert [each.code for each in hits.signs] == [sign.code]


def test_folding_leaves_one_form_of_everything():
    assert fold("ÄÖÜ äöü ß ẞ ÇĞİIŞ çğıiş Łódź Ærø") == "aou aou ss ss cgiis cgiis lodz aro"


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (show_line.Filter(), ["in-use", "fresh"]),
        (show_line.Filter(partner="sued"), ["fresh"]),
        (show_line.Filter(state="new"), ["in-use", "fresh"]),
        (show_line.Filter(state="submitted"), ["in-use"]),
        (show_line.Filter(state="draft"), ["fresh"]),
        (show_line.Filter(state="scheduled"), []),
        (show_line.Filter(state="archived"), []),
        (show_line.Filter(topic="kultur"), ["in-use"]),
        (show_line.Filter(topic="kultur", partner="sued"), []),
    ],
)
def test_the_line_is_filtered(session, only, expected):
    make_revision(session, make_planning(session, make_station(session, "in-use", public=True)), State.SUBMITTED)
    fresh = make_station(session, "fresh", partner="sued")
    make_revision(session, fresh, by=make_account(session, partner="sued"), stop=fresh.stop.dhid, partner="sued")

    found = show_line.stations(session, days=[today()], only=only)

    assert [session.get_one(Item, each.id).slug for each in found] == expected
    assert show_line.count(session, only) == len(expected)


def test_the_line_is_shown_page_by_page(session, monkeypatch):
    monkeypatch.setattr(show_line, "PAGE", 2)
    for slug in ("first", "second", "third"):
        make_station(session, slug)
    days = [today()]

    pages = [[each.title for each in show_line.stations(session, days=days, page=page)] for page in (1, 2, 3)]

    assert pages == [["first", "second"], ["third"], []]

"""How a planning looks from a sign: the riders' view over a version, and the same in numbers."""

import json
import re

import pytest
from sqlalchemy import select

from app.actions.signs import signs
from app.database import writing
from app.exchange.records import SignRecord, Survey
from app.models import Account, Planning, Revision, Station
from tests.factories import code
from tests.web.studio_world import CODE, PLACE

HERE = {"place.lat": "51,5", "place.lon": "7.1", "place.uncertainty_m": "5", "place.status": "estimated"}
HERE |= {"rotation_deg": "0", "ground_m": "0"}
HUNDRED_METRES = 100 / 111_265  # of latitude, in degrees


def address(studio, slug):
    with studio.session() as session:
        query = select(Revision.id).join(Planning, Planning.id == Revision.item_id).where(Planning.slug == slug)
        return f"/studio/fassungen/{session.scalars(query.order_by(Revision.number.desc())).first()}/blick-vom-schild"


def plain_words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def seen(client, page):
    """Return what the framed view is made from."""
    [where] = re.findall(r'<iframe class="outlook"[^>]* src="([^"]+)"', page.text)
    view = client.get(where.replace("&amp;", "&"))
    assert view.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    [island] = re.findall(r'<script type="application/json" data-part="station">(.*?)</script>', view.text, re.S)
    return view.text, json.loads(island)


def test_what_is_typed_is_seen_and_told_without_being_kept(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    typed = {**HERE, "place.lat": f"{51.5 + HUNDRED_METRES}", "rotation_deg": "-15", "ground_m": "-1,5"}

    answer = client.post(where, data=typed)
    page = client.get(answer.location)

    assert answer.status_code == 303
    told = plain_words(page)
    assert "Gespeichert ist davon noch nichts." in told
    assert f"Vom Schild {CODE} aus: Am Bahnsteig" in told
    for words in (
        "Entfernung 100 m",
        "Richtung 0° Norden",
        "dreht sich 90° nach rechts",
        "1,5 m tiefer",
        "Drehung 345°",
    ):
        assert words in told
    html, island = seen(client, page)
    assert 'data-preview="plain"' in html
    [planning] = [each for each in island["plannings"] if each["slug"] == "plain"]
    assert (planning["rotationDeg"], planning["groundM"]) == (345, -1.5)
    assert planning["lat"] == pytest.approx(51.5 + HUNDRED_METRES)
    assert address(small_studio, "plain") == where
    with small_studio.session() as session:
        revision = session.get_one(Revision, int(where.split("/")[3]))
        assert revision.record["place"]["lat"] == PLACE.lat


def test_the_version_is_seen_as_it_is_kept(small_studio):
    client, where = small_studio.client("Approver Other"), address(small_studio, "submitted")

    page = client.get(where)

    assert "Gespeichert ist davon noch nichts." not in page.text
    assert "Kurz" not in page.text
    html, island = seen(client, page)
    assert "Neu und kürzer." in html  # the words of the version that waits, not those that are public
    assert [sign["code"] for sign in island["signs"]] == [CODE]


def test_of_several_signs_one_is_chosen_and_only_that_one_opens(small_studio):
    measured = {"facing_status": Survey.MEASURED, "code_height_status": Survey.MEASURED}
    with writing(small_studio.engine).begin() as session:
        station = session.scalars(select(Station).where(Station.slug == "station-own")).one()
        there = SignRecord(
            code=code(7), where={"de": "Am Eingang"}, place=PLACE, facing_deg=0, facing_uncertainty_deg=1, **measured
        )
        system = session.scalars(select(Account).where(Account.name == "System")).one()
        signs.load_sign(session, station, there, by=system, is_public=True)
    client, where = small_studio.client("Keeper Other"), address(small_studio, "plain")

    page = client.get(f"{where}?sign={code(7)}")

    assert f"Vom Schild {code(7)} aus: Am Eingang" in plain_words(page)
    assert re.search(rf'href="[^"]+sign={CODE}"', page.text)
    _, island = seen(client, page)
    assert [sign["code"] for sign in island["signs"]] == [code(7)]


@pytest.mark.parametrize(("name", "typed"), [("place.lat", "91"), ("ground_m", "zwei"), ("rotation_deg", "nan")])
def test_what_is_no_place_is_refused_with_a_sentence(small_studio, name, typed):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")

    answer = client.post(where, data={**HERE, name: typed})

    assert answer.status_code == 422
    assert "Bitte die markierten Felder prüfen." in answer.text


def test_a_station_has_no_view_from_its_sign(small_studio):
    with small_studio.session() as session:
        query = select(Revision.id).join(Station, Station.id == Revision.item_id)
        number = session.scalars(query).first()

    answer = small_studio.client("Planner Own").get(f"/studio/fassungen/{number}/blick-vom-schild")

    assert (answer.status_code, "nur eine Planung" in answer.text) == (404, True)


def test_the_view_is_there_before_the_station_is_public(small_studio):
    with writing(small_studio.engine).begin() as session:
        session.scalars(select(Station).where(Station.slug == "station-own")).one().current = None
    client = small_studio.client("Planner Own")

    page = client.get(address(small_studio, "plain"))

    assert "Entfernung 0 m" in plain_words(page)
    html, island = seen(client, page)
    assert 'data-preview="plain"' in html
    assert [sign["code"] for sign in island["signs"]] == [CODE]

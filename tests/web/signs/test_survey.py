"""The survey's page as a plain form."""

import re

from sqlalchemy import select

from app.models import Event, EventKind, Sign
from tests.web.studio_world import CODE

ADDRESS = f"/studio/schild/{CODE}/vermessung"
SCRIPT = {"Accept": "application/json"}
FACING = {"facing_deg": "147,5", "facing_uncertainty_deg": "3,2", "measured": "facing"}


def hidden(page):
    return dict(re.findall(r'name="(was|request_id)" value="([^"]+)"', page.text))


def test_numbers_with_a_comma_are_kept_and_hold_at_once(small_studio):
    client = small_studio.client("Keeper Own")

    answer = client.post(ADDRESS, data={**FACING, **hidden(client.get(ADDRESS))}, follow_redirects=True)

    assert "Vermessen. Es gilt sofort" in answer.text
    assert small_studio.rings == 1
    with small_studio.session() as session:
        record = session.scalars(select(Sign)).one().record
    assert (record["facing_deg"], record["facing_status"]) == (147.5, "measured")


def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(small_studio):
    client = small_studio.client("Keeper Own")

    answer = client.post(ADDRESS, data={**FACING, "facing_deg": "1475", **hidden(client.get(ADDRESS))})

    assert answer.status_code == 422
    assert 'value="1475"' in answer.text
    assert 'id="facing_deg-error"' in answer.text
    assert 'value="facing" data-part="facing" checked' in answer.text


def test_an_older_form_is_refused(small_studio):
    client = small_studio.client("Keeper Own")
    first, second = hidden(client.get(ADDRESS)), hidden(client.get(ADDRESS))
    client.post(ADDRESS, data={**FACING, **first})

    answer = client.post(ADDRESS, data={**FACING, **second})

    assert answer.status_code == 409
    assert "inzwischen neu vermessen" in answer.text


def test_what_comes_later_is_of_the_day_on_which_it_was_measured_and_counts_once(small_studio):
    client = small_studio.client("Keeper Own")
    given = {**FACING, **hidden(client.get(ADDRESS)), "seen_at": "2026-11-01T23:30:00.000Z"}

    answers = [client.post(ADDRESS, data=given, headers=SCRIPT) for _ in range(2)]

    assert [(each.status_code, each.json["conflict"]) for each in answers] == [(200, False)] * 2
    with small_studio.session() as session:
        assert session.scalars(select(Sign)).one().record["facing_on"] == "2026-11-02"
        assert len(session.scalars(select(Event).where(Event.what == EventKind.SURVEY_SIGN)).all()) == 1


def test_a_script_hears_in_words_what_is_wrong(small_studio):
    client = small_studio.client("Keeper Own")
    given = {**FACING, **hidden(client.get(ADDRESS)), "facing_deg": "1475"}

    answer = client.post(ADDRESS, data=given, headers=SCRIPT)

    assert answer.status_code == 422
    assert answer.json["words"].startswith("So lässt sich das nicht speichern.")
    assert "Richtung in Grad: " in answer.json["words"]


def test_the_other_partner_reads_it(small_studio):
    page = small_studio.client("Keeper Other").get(ADDRESS)

    assert page.status_code == 200
    assert "Das tut die Schildpflege von Eigene Stadt." in page.text


def test_location_is_allowed_here_and_the_camera_is_not(small_studio):
    headers = small_studio.client("Keeper Own").get(ADDRESS).headers

    assert headers["Permissions-Policy"] == "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
    assert "wasm" not in headers["Content-Security-Policy"]


def test_a_place_far_from_the_stop_is_asked_about_once(small_studio):
    client = small_studio.client("Keeper Own")
    far = {
        "measured": "place",
        "place.lat": "51,503",
        "place.lon": "7,1",
        "place.uncertainty_m": "3",
        "place.source": "GPS",
    }
    given = {**far, **hidden(client.get(ADDRESS))}

    asked = client.post(ADDRESS, data=given)
    told = client.post(ADDRESS, data=given, headers=SCRIPT)
    kept = client.post(ADDRESS, data={**given, "sure": "1"})

    assert (asked.status_code, told.status_code, kept.status_code) == (422, 422, 303)
    assert "m von der Haltestelle" in told.json["words"]
    assert 'value="51,503"' in asked.text

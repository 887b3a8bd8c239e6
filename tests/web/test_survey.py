"""The survey's page as a plain form."""

import re

from sqlalchemy import select

from app.models import Sign
from tests.web.studio_world import CODE

ADDRESS = f"/studio/schild/{CODE}/vermessung"
FACING = {"facing_deg": "147,5", "facing_uncertainty_deg": "3,2", "measured": "facing"}


def version(page):
    return re.search(r'name="version" value="(\d+)"', page.text).group(1)


def test_numbers_with_a_comma_are_kept_and_hold_at_once(small_studio):
    client = small_studio.client("Keeper Own")

    answer = client.post(ADDRESS, data={**FACING, "version": version(client.get(ADDRESS))}, follow_redirects=True)

    assert "Vermessen. Es gilt sofort" in answer.text
    assert small_studio.rings == 1
    with small_studio.session() as session:
        record = session.scalars(select(Sign)).one().record
    assert (record["facing_deg"], record["facing_status"]) == (147.5, "measured")


def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(small_studio):
    client = small_studio.client("Keeper Own")

    answer = client.post(ADDRESS, data={**FACING, "facing_deg": "1475", "version": version(client.get(ADDRESS))})

    assert answer.status_code == 422
    assert 'value="1475"' in answer.text
    assert 'id="facing_deg-error"' in answer.text
    assert 'value="facing" data-part="facing" checked' in answer.text


def test_an_older_form_is_refused(small_studio):
    client = small_studio.client("Keeper Own")
    old = version(client.get(ADDRESS))
    client.post(ADDRESS, data={**FACING, "version": old})

    assert client.post(ADDRESS, data={**FACING, "version": old}).status_code == 409


def test_the_other_partner_reads_it(small_studio):
    page = small_studio.client("Keeper Other").get(ADDRESS)

    assert page.status_code == 200
    assert "Das tut die Schildpflege von Eigene Stadt." in page.text


def test_location_is_allowed_here_and_the_camera_is_not(small_studio):
    headers = small_studio.client("Keeper Own").get(ADDRESS).headers

    assert headers["Permissions-Policy"] == "camera=(), geolocation=(self), microphone=()"
    assert "wasm" not in headers["Content-Security-Policy"]

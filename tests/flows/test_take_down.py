"""The story of taking down: an approver withdraws a station, riders at its sign are told so, and it comes back."""

import re

from tests.axe import violations
from tests.browser import plain
from tests.flows.conftest import APPROVER
from tests.flows.test_publication import wait_for_riders

STATION = "Stephanstraße"


def test_who_scans_the_sign_of_a_withdrawn_station_is_told_so(desk, page):
    approver = desk(APPROVER)
    approver.get_by_role("heading", name=re.compile(STATION)).get_by_role("link").click()
    address = approver.get_by_role("link", name="Seite der Fahrgäste").get_attribute("href")
    code = approver.get_by_role("region", name="Schilder").get_by_role("link").first.inner_text()
    approver.get_by_role("link", name="Zurückziehen").click()
    approver.frame_locator('iframe[name="then"]').get_by_text("Diese Station wird nicht mehr gezeigt").wait_for()
    approver.get_by_label("Warum?").first.fill("Die Haltestelle wird umgebaut.")
    approver.get_by_role("button", name="Jetzt zurückziehen").click()
    approver.get_by_text("Zurückgezogen.").first.wait_for()

    try:
        wait_for_riders(page, address, "Diese Station wird nicht mehr gezeigt")
        assert violations(page) == []
        page.goto(f"/s/{code}")
        assert page.url.endswith(address)
        page.get_by_role("link", name="English").click()
        wait_for_riders(page, address.replace("/de/", "/en/"), "This station is no longer shown")
        page.goto("/de/302/")
        assert re.search(r"\d+ Stationen · \d+ Planungen", plain(page.locator("#stations").inner_text()))
    finally:
        approver.get_by_role("link", name="Wieder veröffentlichen").first.click()
        approver.get_by_label("Warum?").fill("Der Umbau ist fertig.")
        approver.get_by_role("button", name="Wieder veröffentlichen").click()
        approver.get_by_text("Wieder sichtbar:").first.wait_for()
    wait_for_riders(page, address, STATION)
    assert approver.said == []

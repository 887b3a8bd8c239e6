"""The story of a package: a new station and its planning go to review with one press and to riders with another."""

import re

from playwright.sync_api import expect

from tests.axe import violations
from tests.flows.conftest import APPROVER, PLANNER
from tests.flows.test_publication import wait_for_riders

STATION, PLANNING = "Neuer Halt im Paket", "Neue Planung im Paket"


def make_station(planner):
    """Make a station at the first stop that has none, and go to its page."""
    planner.get_by_role("link", name="Neue Station").first.click()
    planner.get_by_role("radio").first.check()
    planner.get_by_label("Titel").fill(STATION)
    planner.get_by_label("Zusammenfassung").fill("Hier entsteht etwas.")
    planner.get_by_role("button", name="Anlegen").click()
    planner.get_by_role("button", name="Speichern", exact=True).wait_for()
    planner.goto(planner.url.removesuffix("bearbeiten"))


def make_planning(planner):
    """Make a planning at the station that is shown, write its words, and go back to the station."""
    planner.get_by_role("link", name="Neue Planung").click()
    planner.get_by_label("Titel").fill(PLANNING)
    planner.get_by_label("Zusammenfassung").fill("Ein Platz mit Bäumen.")
    planner.get_by_role("button", name="Anlegen").click()
    planner.get_by_label("Text", exact=True).first.fill("Hier stehen bald Bäume.")
    planner.get_by_role("button", name="Speichern", exact=True).click()
    planner.get_by_text("Gespeichert.").wait_for()
    planner.get_by_role("link", name=STATION, exact=True).first.click()


def test_a_new_station_and_its_planning_become_public_together(desk, page):
    planner = desk(PLANNER)
    make_station(planner)
    make_planning(planner)
    assert planner.said == []
    assert violations(planner) == []

    planner.get_by_role("button", name="Alles zusammen zur Freigabe geben").dblclick()  # but once
    planner.get_by_text("Alles zusammen zur Freigabe gegeben.").wait_for()

    approver = desk(APPROVER)
    approver.get_by_role("link", name=re.compile("^Freigaben")).click()
    approver.get_by_role("region", name="Pakete").get_by_role("link", name=STATION).click()
    seen = approver.frame_locator('iframe[name="preview"]')
    seen.get_by_role("heading", name=STATION).wait_for()
    seen.get_by_text(PLANNING).first.wait_for()
    assert approver.said == []
    assert violations(approver) == []
    approver.get_by_role("button", name="Alles freigeben und jetzt veröffentlichen").dblclick()
    approver.get_by_text("Alles veröffentlicht.").wait_for()

    approver.get_by_role("link", name=re.compile("Einzeln ansehen")).last.click()
    approver.get_by_role("link", name=STATION, exact=True).first.click()
    address = approver.get_by_role("link", name="Seite der Fahrgäste").get_attribute("href")
    wait_for_riders(page, address, PLANNING)
    page.get_by_role("link", name=PLANNING).first.click()
    expect(page.get_by_role("heading", level=1, name=PLANNING)).to_be_visible()

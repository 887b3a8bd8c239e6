"""The shortest way from a planning to riders: three trees, two benches and a sail on the square, today and planned."""

import re

from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browser import soon
from tests.flows.conftest import APPROVER, PLANNER
from tests.flows.test_scene_editor import KEPT, state

STATION, PLANNING = "Heinrich-König-Platz", "Hitzeinsel Innenstadt"  # which no other flow changes
PLANTED = (("3 Bäume", "Baum", 3), ("2 Bänke", "Bank", 2), ("Sonnensegel", "Sonnensegel", 1))
SEEN = {
    "viel Stein": "Ein leerer, gepflasterter Platz.",
    "mit Schatten": "Drei Bäume, zwei Bänke und ein Sonnensegel auf dem Platz.",
}
BUILT_MS = 1_200_000  # so long its files may take where much else is built
NO_TILES = "net::ERR_NAME_NOT_RESOLVED"  # of the base map, where there is no network
HANDED_IN = "Zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."


def begin(page: Page) -> None:
    """From the planning's page onto an empty square: two clicks, nothing to type."""
    page.get_by_role("link", name="Neue Szene").click()
    page.get_by_role("button", name=re.compile("^Leerer Platz")).click()
    expect(state(page)).to_have_text(KEPT)


def plant(page: Page) -> None:
    """Each kind by a search and Enter."""
    page.get_by_role("tab", name="Liste").click()
    for search, kind, count in PLANTED:
        page.get_by_label("Teil suchen").fill(search)
        page.get_by_label("Teil suchen").press("Enter")
        expect(page.get_by_role("treeitem", name=kind, exact=True)).to_have_count(count)
    expect(state(page)).to_have_text(KEPT)


def seen(page: Page, name: str):
    return (
        page.get_by_role("listitem")
        .filter(has=page.get_by_role("heading", name=name))
        .get_by_label("Was zu sehen ist, Deutsch")
    )


def test_trees_benches_and_a_sail_come_to_riders(desk, page):
    planner = desk(PLANNER)
    planner.get_by_role("heading", name=STATION, exact=True).get_by_role("link").click()
    planner.get_by_role("region", name="Planungen").get_by_role("link", name=PLANNING, exact=True).click()
    riders = planner.get_by_role("link", name="Seite der Fahrgäste").get_attribute("href")
    begin(planner)
    plant(planner)
    planner.get_by_role("button", name="Zur Freigabe geben").click()

    planner.get_by_role("heading", level=1, name="Zur Freigabe geben").wait_for()
    assert [each for each in planner.said if NO_TILES not in each] == []  # before axe, whose styles are refused
    assert violations(planner) == []
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    expect(planner.get_by_role("alert")).to_contain_text("Für die Freigabe fehlt noch etwas.")
    for name, words in SEEN.items():
        seen(planner, name).fill(words)
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    expect(planner.get_by_text(HANDED_IN)).to_be_visible(timeout=BUILT_MS)  # by itself, once it is built

    approver = desk(APPROVER)
    approver.get_by_role("link", name=re.compile("^Freigaben")).click()
    approver.get_by_role("region", name="Wartet auf Entscheidung").get_by_role("link", name=PLANNING).click()
    approver.get_by_role("link", name="Entscheiden", exact=True).click()
    approver.get_by_role("button", name="Freigeben und jetzt veröffentlichen").click()
    approver.get_by_text("Veröffentlicht. Fahrgäste sehen es in wenigen Sekunden.").wait_for()

    def shown() -> None:
        page.goto(riders)
        said = [each.get_attribute("alt") for each in page.get_by_role("img").all()]
        assert SEEN["mit Schatten"] in said

    soon(shown)

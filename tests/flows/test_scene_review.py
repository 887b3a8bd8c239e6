"""Two build at one scene and both move the same; an approver sees what changed, in words and in 3D; then riders do."""

import re

from playwright.sync_api import Page, expect

from tests.browser import plain, soon
from tests.flows.conftest import APPROVER, PLANNER
from tests.flows.test_publication import open_planning
from tests.flows.test_scene_editor import KEPT, number, set_down, state

STATION = "VELTINS-Arena"  # whose planning no other flow changes
OPERATOR = ("betrieb", "linie302")


def put(page: Page, label: str, by_m: float) -> None:
    """Move what is selected, by the number in its field."""
    field = number(page, label)
    field.fill(str(round(float(field.input_value().replace(",", ".")) + by_m, 2)).replace(".", ","))
    page.keyboard.press("Enter")
    expect(state(page)).to_have_text(KEPT)


def orbits(page: Page) -> list[str]:
    return [each.get_attribute("data-orbit") or "" for each in page.locator(".beside__room canvas").all()]


def turned_together(page: Page, *, since: str) -> None:
    one, other = orbits(page)
    assert one == other != since


def models(page: Page, riders: str) -> list[str]:
    """The models that a rider's page shows."""
    page.goto(riders)
    return [each.get_attribute("data-glb") or "" for each in page.locator("[data-glb]").all()]


def show_another(page: Page, riders: str, *, than: list[str]) -> None:
    assert not {*models(page, riders)} & {*than}


def test_two_build_an_approver_compares_and_riders_see_it(desk, page):
    mia = desk(PLANNER)
    title = open_planning(mia, STATION)
    planning = mia.url
    riders = mia.get_by_role("link", name="Seite der Fahrgäste").get_attribute("href")
    shown = models(page, riders)
    mia.get_by_role("link", name="In 3D bauen").click()
    expect(state(mia)).to_have_text(KEPT)
    set_down(mia, "Kiosk")
    expect(state(mia)).to_have_text(KEPT)
    mia.get_by_role("button", name="Als neue Version speichern").click()
    mia.get_by_role("heading", level=1, name=title).wait_for()

    mia.get_by_role("link", name="In 3D bauen").click()
    expect(state(mia)).to_have_text(KEPT)
    operator = desk(*OPERATOR)
    operator.goto(mia.url)
    expect(state(operator)).to_have_text(KEPT)
    for each, label, by_m in ((mia, "Nach Osten", 2), (operator, "Nach Norden", 1)):
        each.get_by_role("tab", name="Liste").click()
        each.get_by_role("treeitem", name="Kiosk").click()
        each.get_by_role("tab", name="Zahlen").click()
        put(each, label, by_m)
    operator.get_by_role("button", name="Speichern und bauen").click()
    operator.get_by_role("heading", level=1, name=title).wait_for()
    mia.get_by_role("button", name="Speichern und bauen").click()

    asked = mia.get_by_role("group", name="Kiosk")
    expect(asked.get_by_label("Die gespeicherte Fassung: 1 m nach Norden verschoben")).not_to_be_checked()
    expect(asked.get_by_label("Sie: 2 m nach Osten verschoben")).to_be_checked()
    mia.get_by_role("button", name="So speichern").click()
    mia.get_by_text("Gespeichert, zusammen mit dem, was andere").wait_for()

    mia.goto(planning)
    mia.get_by_role("link", name="Bearbeiten").first.click()
    mia.get_by_role("button", name="Zur Freigabe geben").click()

    def handed_in() -> None:
        assert "Zur Freigabe gegeben." in plain(mia.locator("body").inner_text())

    soon(handed_in, jobs=3)  # by itself, once hers, the operator's, and the two together are built

    approver = desk(APPROVER)
    approver.get_by_role("link", name=re.compile("^Freigaben")).click()
    approver.get_by_role("region", name="Wartet auf Entscheidung").get_by_role("link", name=title).click()
    told = approver.get_by_role("region", name="Was sich in 3D ändert")
    expect(told.get_by_text("Kiosk: neu")).to_be_visible()
    told.get_by_role("button", name="Beide in 3D drehen").click()
    soon(lambda: turned_together(approver, since=""))
    began = orbits(approver)[0]
    approver.locator(".beside__room canvas").first.press("ArrowRight")
    soon(lambda: turned_together(approver, since=began))
    assert approver.said == []
    approver.get_by_role("link", name="Entscheiden", exact=True).press("Enter")
    expect(approver.get_by_role("heading", name="Entscheiden", exact=True)).to_be_in_viewport()
    approver.keyboard.press("Tab")
    expect(approver.get_by_role("button", name="Freigeben und jetzt veröffentlichen")).to_be_focused()
    approver.keyboard.press("Enter")
    approver.get_by_text("Veröffentlicht. Fahrgäste sehen es in wenigen Sekunden.").wait_for()

    soon(lambda: show_another(page, riders, than=shown))

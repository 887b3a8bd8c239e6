"""Two stories of many: translations that somebody goes on typing, and several versions decided on with one press."""

import re

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.flows.conftest import APPROVER, PLANNER

FIRST, SECOND = "heinrich-koenig-platz/hitzeinsel", "heinrich-koenig-platz/gruene-daecher"


def item_of(planner, address):
    """Return the studio's address of what riders see at ``address``."""
    planner.goto(f"/studio/suche?q={address.rpartition('/')[2].replace('-', '+')}")
    return planner.get_by_role("main").get_by_role("link").first.get_attribute("href")


@pytest.fixture
def planner(desk):
    return desk(PLANNER)


def test_what_a_translator_types_is_there_again_after_the_window_has_gone(planner):
    item = item_of(planner, SECOND)
    planner.goto(f"{item}uebersetzen/en")
    title = planner.locator('[name="texts.en.title"]')
    title.fill("Green roofs, half a w")
    expect(planner.get_by_text(re.compile("Zwischengespeichert um"))).to_be_visible()
    planner.goto("/studio/")
    planner.goto(f"{item}uebersetzen/en")

    expect(title).to_have_value("Green roofs, half a w")
    expect(planner.get_by_text("Weiter, wo Sie aufgehört haben:")).to_be_visible()
    planner.get_by_role("button", name="Getipptes verwerfen").click()
    expect(planner.get_by_text("Das Getippte ist weg.")).to_be_visible()
    expect(title).not_to_have_value("Green roofs, half a w")
    assert planner.said == []
    assert violations(planner) == []


def test_a_remark_is_written_beside_a_field_without_losing_what_is_typed(planner):
    planner.goto(f"{item_of(planner, SECOND)}uebersetzen/en")
    title = planner.locator('[name="texts.en.title"]')
    title.fill("Typed and not saved")
    first = planner.locator("section", has=title)

    first.locator("summary", has_text="Anmerken").click()
    first.get_by_label("Anmerkung").fill("Ist das gemeint?")
    first.get_by_role("button", name="Anmerken").click()

    expect(first.get_by_text("Ist das gemeint?")).to_be_visible()
    expect(title).to_have_value("Typed and not saved")
    assert planner.said == []
    expect(planner.get_by_text(re.compile("Zwischengespeichert um"))).to_be_visible()
    planner.reload()
    planner.get_by_role("button", name="Getipptes verwerfen").click()  # else nobody hands in anything of this planning
    expect(planner.get_by_text("Das Getippte ist weg.")).to_be_visible()


def test_several_versions_are_looked_at_and_published_with_one_press(planner, desk):
    items = [item_of(planner, address) for address in (FIRST, SECOND)]
    for item in items:
        planner.goto(f"{item}uebersetzen/tr")
        planner.locator('[name="texts.tr.summary"]').fill("Daha çok ağaç.")
        planner.get_by_role("button", name="Zur Freigabe geben").click()
        expect(planner.get_by_text("Zur Freigabe gegeben.")).to_be_visible()
    approver = desk(APPROVER)
    approver.goto("/studio/freigaben/")
    approver.get_by_role("link", name="Mehrere ansehen und entscheiden").click()
    expect(approver.get_by_text("Daha çok ağaç.")).to_have_count(2)
    ids = "&".join(f"item={item.rstrip('/').rpartition('/')[2]}" for item in items)
    approver.goto(f"/studio/mehrere/ansehen?{ids}")  # without what others have handed in

    expect(approver.get_by_text("Daha çok ağaç.")).to_have_count(2)
    expect(approver.get_by_role("checkbox", name=re.compile("Angesehen; geht weiter"))).to_have_count(2)
    assert approver.said == []
    assert violations(approver) == []
    approver.get_by_role("button", name="Freigeben und jetzt veröffentlichen").click()

    expect(approver.get_by_text(re.compile("Veröffentlicht: .+, .+"))).to_be_visible()

"""Sharing a page in a real browser: its own address, with the state that shows, which opens in it."""

import pytest
from playwright.sync_api import expect

from app.site import pages
from tests.site import samples
from tests.site.served import served

ADDRESS = f"{samples.SETTINGS.public_url}/de/302/heinrich-koenig-platz/schatten/"
SHARES = """() => {
  navigator.share = async (what) => { window.shared = what; };
}"""


@pytest.fixture(scope="module")
def root():
    line, planning = samples.make_line(), samples.make_planning("schatten")
    station = samples.make_station(plannings=(planning,))
    files = {
        "/planning/": pages.planning_page(line, station, planning, "de", samples.SETTINGS).encode(),
        "/station/": pages.station_page(line, station, "de", samples.SETTINGS).encode(),
    }
    with served(files) as found:
        yield found


@pytest.fixture
def page(browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def test_where_the_device_does_not_share_the_address_is_copied(page, root):
    page.goto(f"{root}station/?from=elsewhere")

    page.get_by_role("button", name="Teilen").click()

    expect(page.get_by_text("Die Adresse ist kopiert.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS.removesuffix("schatten/")


def test_the_address_has_the_state_that_shows_and_opens_in_it(page, root):
    page.goto(f"{root}planning/")
    page.locator(".states").get_by_text("heute").click()
    page.get_by_role("button", name="Teilen").click()

    expect(page.get_by_text("Die Adresse ist kopiert.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{ADDRESS}?zustand=today"
    assert page.url == f"{root}planning/?zustand=today"
    page.goto(f"{root}planning/?zustand=today")
    expect(page.locator('input[value="today"]')).to_be_checked()
    expect(page.locator('figure[data-when="today"]')).to_be_visible()
    expect(page.locator('figure[data-when="planned"]')).to_be_hidden()
    page.locator(".states").get_by_text("geplant").click()
    expect(page).to_have_url(f"{root}planning/")


def test_a_state_that_there_is_not_changes_nothing(page, root):
    page.goto(f"{root}planning/?zustand=nirgends")

    expect(page.get_by_role("button", name="Teilen")).to_be_visible()
    expect(page.locator('input[value="planned"]')).to_be_checked()


def test_where_the_device_shares_it_gets_title_and_address(page, root):
    page.add_init_script(f"({SHARES})()")
    page.goto(f"{root}planning/")
    page.get_by_role("button", name="Teilen").click()

    page.wait_for_function("window.shared")
    shared = page.evaluate("window.shared")
    assert shared["url"] == ADDRESS
    assert shared["title"] == page.title()

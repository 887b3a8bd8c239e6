"""Every page of the studio, from its map of addresses: axe-core finds nothing, nothing sticks out in any font, and what
is hidden is not shown."""

import pytest
from playwright.sync_api import Error

from app import database
from app.config import from_environment
from app.web import studio
from tests import axe
from tests.flows.conftest import DESK
from tests.studio_pages import addresses, forgotten, outside
from tests.studio_things import lay

MORE = ("/studio/gibt-es-nicht", "/studio/suche?q=stra%C3%9Fe")
CUT_OFF = """() => [...document.querySelectorAll(".kern-btn > .kern-label:not(.kern-sr-only)")]
    .filter((label) => label.offsetWidth > label.parentElement.offsetWidth).map((label) => label.innerText)"""
SHOWN_THOUGH_HIDDEN = """() => [...document.querySelectorAll("body [hidden]")]
    .filter((each) => getComputedStyle(each).display !== "none").map(({ outerHTML }) => outerHTML.slice(0, 120))"""
TWELVE_WAIT = """() => {
    for (const each of document.querySelectorAll(".count, .bell__count")) each.remove();
    const inbox = document.querySelector('.top__nav a[href*="freigaben"]');
    inbox.insertAdjacentHTML("beforeend", ' <b class="count">12</b>');
    document.querySelector(".bell__sign").insertAdjacentHTML("beforeend", '<b class="bell__count">12</b>');
    document.querySelector(".bell__words").textContent = "12 neue Hinweise";
}"""
OF_EVERY_KIND = ("planner.edit", "planner.item", "preview.page", "help_pages.topic")  # one endpoint, several pages
LOOKS = {320: None, 390: "dark", 1024: None, 1440: "light"}  # width in pixels -> the colours in which axe-core looks


@pytest.fixture(scope="module")
def pages(server):
    """The addresses for who is not signed in, and of the other pages, about things that the running product has.

    These are two: what to begin with, one of each endpoint, and what else it makes of the same template.
    """
    config = from_environment(server.settings)
    engine = database.make_engine(config.database_url)
    writing = database.writing(engine)
    app = studio.create(config, reading=database.reading(engine), writing=writing, wake=lambda: None)
    with writing.begin() as session:
        lay(session, app.config["MEDIA"])
        found = dict.fromkeys(addresses(app, session))
    engine.dispose()
    assert forgotten(app, {endpoint for endpoint, _ in found}) == set()
    return outside(app), *of_each([*found, *(("", address) for address in MORE)])


def of_each(pages):
    seen, first, others = set(), [], []
    for endpoint, address in pages:
        (others if endpoint in seen else first).append(address)
        seen |= {endpoint} - {"", *OF_EVERY_KIND}
    return first, others


def test_axe_finds_nothing_and_nothing_sticks_out(browser, server, desk, pages):
    for_outside, for_inside, _ = pages
    out = without_its_font(browser.new_context(base_url=server.url, **DESK).new_page())
    axe.bring(out)
    found = {address: faults(out, address) for address in for_outside}
    out.context.close()
    inside = without_its_font(desk("betrieb", "linie302"))
    axe.bring(inside)
    found |= {address: faults(inside, address) for address in for_inside}

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.large
def test_nor_on_any_other_page_that_an_endpoint_makes(desk, pages):
    *_, others = pages
    inside = without_its_font(desk("betrieb", "linie302"))
    axe.bring(inside)
    found = {address: faults(inside, address) for address in others}

    assert others
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def without_its_font(page):
    """Return ``page`` as it stands while its font is on its way, or never comes: with a wider one of the machine."""
    page.route("**/*.woff2", lambda route: route.abort())
    return page


def faults(page, address):
    """Return what axe-core finds on a page in each look, and the widths at which something sticks out or is not hidden.

    Nothing for files, nor for pieces of pages that scripts fetch: they are seen where they stand.
    """
    if not is_page(opened(page, address)):
        return []
    return [fault for width, scheme in LOOKS.items() for fault in _faults(page, width, scheme)]


def opened(page, address):
    """Open an address in the browser and return what was answered, also where it would only save that."""
    try:
        return page.goto(address)
    except Error as error:
        assert "Download is starting" in error.message, address
        return page.request.get(address)


def is_page(answer):
    assert answer.status < 500, answer.url
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    return is_html and answer.text().lstrip().lower().startswith("<!doctype html>")


def _faults(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield width
    yield from ((width, "wider than its button", words) for words in page.evaluate(CUT_OFF))
    yield from ((width, "hidden, and shown", element) for element in page.evaluate(SHOWN_THOUGH_HIDDEN))
    if scheme:
        page.emulate_media(color_scheme=scheme)
        yield from ((width, scheme, *fault) for fault in axe.violations(page, iframes=False, preload=False))


def test_the_bar_is_one_line_however_wide_the_window_is(desk):
    operator = desk("betrieb", "linie302")
    operator.evaluate(TWELVE_WAIT)
    heights = {}
    for width in (1440, 1201, 1200, 1101, 1100, 1024, 961, 960, 700, 641, 640, 390):
        operator.set_viewport_size({"width": width, "height": 900})
        heights[width] = operator.locator("header.top").bounding_box()["height"]
        assert operator.evaluate("document.documentElement.scrollWidth") <= width

    assert set(heights.values()) == {min(heights.values())}, heights

"""One running product for all flows, a page of it, and desks at which people of the studio sit."""

from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, StorageState, expect

from tests.browser import PATIENCE_MS
from tests.first_start import resumed
from tests.product import Server

DESK: dict[str, Any] = {"locale": "de-DE", "viewport": {"width": 1440, "height": 900}}
expect.set_options(timeout=PATIENCE_MS)
PLANNER, APPROVER, KEEPER = "planung", "freigabe", "schilder"  # tasks, as the demo accounts are called

TILES = "**/GLOBAL_WEBMERCATOR/**"  # of the base map, which comes from elsewhere
NOTHING = '<svg xmlns="http://www.w3.org/2000/svg"/>'
LOOK_MS = 5000  # so long a page may take to say what is on it, once a test has failed


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put into the report of a failed test what its pages show: a timeout alone does not tell why."""
    report = yield
    browser = item.funcargs.get("browser")
    if report.when == "call" and report.failed and browser:
        pages = [page for context in browser.contexts for page in context.pages]
        report.sections += [(f"page {page.url}", _words(page)) for page in pages]
    return report


def _words(page: Page) -> str:
    try:
        return page.locator("body").inner_text(timeout=LOOK_MS)
    except Error as fault:
        return str(fault)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with resumed(tmp_path_factory.mktemp("flows")) as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page at a desk, 1440 x 900, German, with nothing kept from others."""
    context = browser.new_context(base_url=server.url, locale="de-DE", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def cookies() -> dict[str, StorageState]:
    """What the browsers of those who have signed in keep, by mail address; nothing of what they typed."""
    return {}


@pytest.fixture
def desk(browser: Browser, server: Server, cookies: dict[str, StorageState]) -> Iterator[Callable[..., Page]]:
    """Return how to sit down at a desk: a page of the studio where somebody is signed in, by default of Gelsenkirchen.

    Who has signed in before still is, as at work.  ``page.said`` is what its console says of faults.
    """
    contexts = []

    def sit(task: str, city: str = "gelsenkirchen", **options: Any) -> Page:
        email = f"{task}@{city}.example"
        context = browser.new_context(base_url=server.url, storage_state=cookies.get(email), **{**DESK, **options})
        contexts.append(context)
        context.route(TILES, lambda route: route.fulfill(body=NOTHING, content_type="image/svg+xml"))
        page = context.new_page()
        page.said = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto("/studio/")
        if email not in cookies:
            page.get_by_label("E-Mail-Adresse").fill(email)
            page.get_by_label("Passwort").fill(f"demo-{task}-{city}")
            page.get_by_role("button", name="Anmelden").click()
        page.get_by_role("heading", level=1, name="Linie 302").wait_for()
        cookies[email] = {"cookies": context.storage_state()["cookies"], "origins": []}
        return page

    yield sit
    for context in contexts:
        context.close()

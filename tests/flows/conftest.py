"""One running product for all flows, a page of it, and desks at which people of the studio sit."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.product import Server, started

DESK: dict[str, Any] = {"locale": "de-DE", "viewport": {"width": 1440, "height": 900}}
SOON_MS = 60_000  # on a busy machine
expect.set_options(timeout=SOON_MS)
PLANNER, APPROVER, KEEPER = "planung", "freigabe", "schilder"  # tasks, as the demo accounts are called


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with started(tmp_path_factory.mktemp("flows")) as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page at a desk, 1440 x 900, German, with nothing kept from others."""
    context = browser.new_context(base_url=server.url, locale="de-DE", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Return how to sit down at a desk: a page of the studio where somebody is signed in, by default of Gelsenkirchen.

    ``page.said`` is what its console says of faults.
    """
    contexts = []

    def sit(task: str, city: str = "gelsenkirchen", **options: Any) -> Page:
        context = browser.new_context(base_url=server.url, **{**DESK, **options})
        contexts.append(context)
        context.set_default_timeout(SOON_MS)
        page = context.new_page()
        page.said = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto("/studio/")
        page.get_by_label("E-Mail-Adresse").fill(f"{task}@{city}.example")
        page.get_by_label("Passwort").fill(f"demo-{task}-{city}")
        page.get_by_role("button", name="Anmelden").click()
        page.get_by_role("heading", level=1, name="Linie 302").wait_for()
        return page

    yield sit
    for context in contexts:
        context.close()

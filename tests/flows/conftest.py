"""One running product for all flows, and a page of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.product import Server, started


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

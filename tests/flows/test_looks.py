"""Every page of the studio, from its map of addresses: axe-core finds nothing, and nothing sticks out at any width."""

from pathlib import Path

import pytest

from app import database
from app.config import from_environment
from app.web import studio
from tests.flows.conftest import DESK
from tests.studio_pages import addresses

AXE = (Path(__file__).parent.parent / "vendor/axe-core/axe.min.js").read_text()
WIDTHS = (1440, 1024, 390)
LOOKS = (("light", 1440), ("dark", 390))
OUTSIDE = ["/studio/anmelden", "/studio/passwort-vergessen"]


@pytest.fixture(scope="module")
def pages(server, tmp_path_factory):
    """The address of every page, about things that the running product has."""
    engine = database.make_engine(f"sqlite:///{server.instance / 'linie302.db'}")
    reading = database.reading(engine)
    config = from_environment({"INSTANCE": str(tmp_path_factory.mktemp("map"))})
    app = studio.create(config, reading=reading, writing=reading, wake=lambda: None)
    with reading() as session:
        found = [address for _, address in addresses(app, session)]
    engine.dispose()
    return [*dict.fromkeys(found), "/studio/gibt-es-nicht", "/studio/suche?q=stra%C3%9Fe"]


def test_axe_finds_nothing_and_nothing_sticks_out(browser, server, desk, pages):
    outside = browser.new_context(base_url=server.url, **DESK).new_page()
    found = {address: faults(outside, address) for address in OUTSIDE}
    outside.context.close()
    inside = desk("betrieb", "linie302")
    found |= {address: faults(inside, address) for address in pages}

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def faults(page, address):
    """Return what axe-core finds on a page in each look, and the widths at which it sticks out.

    Nothing for files, nor for pieces of pages that scripts fetch: they are seen where they stand.
    """
    answer = page.request.get(address)
    assert answer.status < 500, address
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    if not is_html or not answer.text().lstrip().lower().startswith("<!doctype html>"):
        return []
    page.goto(address)
    page.evaluate(AXE)
    return [fault for scheme, width in LOOKS for fault in _faults(page, scheme, width)] + [
        width for width in WIDTHS if is_wide(page, width)
    ]


def _faults(page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found = page.evaluate("axe.run(document, {iframes: false, preload: false})")
    assert found["passes"], "axe must have looked at something"
    return [(scheme, each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]]


def is_wide(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")

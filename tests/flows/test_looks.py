"""Every page of the studio, from its map of addresses: axe-core finds nothing, and nothing sticks out at any width."""

from pathlib import Path

import pytest

from app import database
from app.config import from_environment
from app.web import studio
from tests.flows.conftest import DESK
from tests.studio_pages import addresses, forgotten, outside
from tests.studio_things import lay

AXE = (Path(__file__).parent.parent / "vendor/axe-core/axe.min.js").read_text()
WIDTHS = (1440, 1024, 390)
MORE = ("/studio/gibt-es-nicht", "/studio/suche?q=stra%C3%9Fe")
LOOKS = (("light", 1440), ("dark", 390))


@pytest.fixture(scope="module")
def pages(server):
    """The addresses for who is not signed in, and of every other page, about things that the running product has."""
    config = from_environment({"INSTANCE": str(server.instance)})
    engine = database.make_engine(config.database_url)
    writing = database.writing(engine)
    app = studio.create(config, reading=database.reading(engine), writing=writing, wake=lambda: None)
    with writing.begin() as session:
        lay(session, app.config["MEDIA"])
        found = dict.fromkeys(addresses(app, session))
    engine.dispose()
    assert forgotten(app, {endpoint for endpoint, _ in found}) == set()
    return outside(app), [*dict.fromkeys(address for _, address in found), *MORE]


def test_axe_finds_nothing_and_nothing_sticks_out(browser, server, desk, pages):
    for_outside, for_inside = pages
    out = browser.new_context(base_url=server.url, **DESK).new_page()
    found = {address: faults(out, address) for address in for_outside}
    out.context.close()
    inside = desk("betrieb", "linie302")
    found |= {address: faults(inside, address) for address in for_inside}

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

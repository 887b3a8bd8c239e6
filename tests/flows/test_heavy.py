"""A model that is too heavy for phones: a planner sees it before and after, and has it made with fewer triangles."""

import re

from playwright.sync_api import expect

from tests import axe
from tests.flows.conftest import PLANNER
from tests.flows.test_asking import DONE, upload
from tests.meshes.heavy_house import house

TOLD = re.compile(r"Für Telefone vereinfacht: ([\d.]+) statt ([\d.]+) Dreiecke")


def counts(panel):
    """Return how many triangles there are now, and were."""
    now, was = TOLD.search(panel.inner_text()).groups()
    return int(now.replace(".", "")), int(was.replace(".", ""))


def test_a_heavy_house_is_simplified_and_simplified_anew(desk):
    page = desk(PLANNER)

    upload(page, "haus.glb", house(120_000))

    panel = page.get_by_role("region", name="Wie genau?")
    expect(page.get_by_text(DONE)).to_be_visible()
    now, was = counts(panel)
    assert was > 110_000
    assert now <= 60_000
    for name in ("Vorher", "Nachher"):
        picture = panel.get_by_role("figure").filter(has_text=name).get_by_role("presentation")
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") >= 480
    assert page.said == []  # before axe, which tries styles that the page's policy forbids
    for width, scheme in ((390, "dark"), (1440, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert axe.violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"sticks out at {width}"

    slider = panel.get_by_role("slider", name="Höchstens so viele Dreiecke")
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    wished = int(panel.get_by_role("textbox", name="Höchstens so viele Dreiecke").input_value())
    assert wished < now
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(panel).to_have_text(re.compile(f"(?!.*vereinfacht: {now // 1000}[.]).*vereinfacht"))
    fewer, still = counts(panel)
    assert 0 < fewer <= wished
    assert still == was

"""A file that says too little: a planner uploads it, sees each way to read it, and chooses, without a mouse."""

import re

from playwright.sync_api import expect

from tests import axe
from tests.browser import soon
from tests.flows.conftest import PLANNER
from tests.meshes.models import soup
from tests.meshes.things import facade_house, gable_house, placed, z_up

DONE = "Fertig. Planungen können es zeigen."


def upload(page, name, raw):
    page.goto("/studio/bibliothek/3d/neu")
    page.locator("#file").set_input_files({"name": name, "mimeType": "model/gltf-binary", "buffer": raw})
    page.get_by_role("button", name="Hochladen", exact=True).click()


def test_a_house_with_z_up_is_shown_both_ways_and_built_as_chosen(desk):
    page = desk(PLANNER)

    upload(page, "modell.glb", soup(z_up(placed(facade_house(), "sea"))))

    asked = page.get_by_role("region", name="Welches Bild ist richtig?")
    expect(asked.get_by_role("img")).to_have_count(2)
    assert page.said == []
    for width, scheme in ((390, "dark"), (1440, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert axe.violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"sticks out at {width}"
    right = asked.get_by_role("button", name=re.compile("12,4 × 9,9 m groß, 6,3 m hoch"))
    right.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text(DONE)).to_be_visible()
    expect(page.get_by_text(re.compile("12,4 × 9,9 m groß, 6,3 m hoch"))).to_be_visible()
    expect(page.get_by_label("Oben in der Datei")).to_have_value("z")


def test_a_house_in_centimetres_is_asked_about_also_without_scripts(desk):
    page = desk(PLANNER, java_script_enabled=False)
    upload(page, "modell.glb", soup(gable_house() * 100.0))
    page.wait_for_url(re.compile(r"/3d/\d+/$"))
    asked = page.get_by_role("region", name="Wie groß ist es in Wirklichkeit?")

    def look():
        page.reload()
        assert asked.count() or page.get_by_text(DONE).count()

    soon(look)
    with page.expect_navigation():
        asked.get_by_role("listitem").filter(has_text="Zentimetern").get_by_role("button").click()
    soon(look)

    expect(page.get_by_text(re.compile("12,4 × 9,8 m groß, 6,3 m hoch"))).to_be_visible()

"""A planner uploads a 3D file within the editor: it is put in, what was typed stays, and it is handed in once built."""

import re

from playwright.sync_api import expect

from tests import axe
from tests.browser import soon
from tests.flows.conftest import PLANNER
from tests.meshes.models import soup
from tests.meshes.things import facade_house

STATION, PLANNING = "Heinrich-König-Platz", re.compile("^Grüne Bänke")  # which no other flow changes
WORDS = "Hier steht bald ein Haus, das jemand selbst gezeichnet hat."


def test_a_model_is_uploaded_in_the_editor_and_handed_in(desk):
    page = desk(PLANNER)
    page.get_by_role("heading", name=STATION, exact=True).get_by_role("link").click()
    page.get_by_role("region", name="Planungen").get_by_role("link", name=PLANNING).first.click()
    page.get_by_role("link", name="Bearbeiten").first.click()
    page.get_by_role("toolbar").first.wait_for()  # its scripts have started
    page.locator("[name='texts.de.summary']").fill(WORDS)

    page.get_by_text("Neue 3D-Datei hochladen und einsetzen").click()
    file = page.get_by_label("3D-Datei", exact=True)
    file.set_input_files({"name": "plan.dwg", "mimeType": "application/octet-stream", "buffer": b"AC1032" + bytes(64)})
    expect(page.locator("#add-model").get_by_role("status")).to_contain_text("DWG")
    house = {"name": "hochhaus.glb", "mimeType": "model/gltf-binary", "buffer": soup(facade_house())}
    file.set_input_files(house)
    expect(page.get_by_role("radio", name=re.compile("hochhaus"))).to_be_checked()

    assert page.locator("[name='texts.de.summary']").input_value() == WORDS
    expect(page.locator("#add-model").get_by_role("status")).to_contain_text("Hochgeladen und eingesetzt.")
    assert page.said == []
    for width, scheme in ((390, "dark"), (1440, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert axe.violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"sticks out at {width}"

    about = page.get_by_role("group", name="Was zu „hochhaus“ gesagt wird")
    soon(lambda: again(page))
    about.get_by_label(re.compile("^Alternativtext")).first.fill("Ein Haus mit drei Fenstern.")
    about.get_by_role("button", name="Von uns").click()
    expect(about.get_by_label("Urheber:in")).to_have_value("Stadt Gelsenkirchen")
    page.get_by_role("button", name="Zur Freigabe geben").click()
    page.get_by_text("Zur Freigabe gegeben.").wait_for()
    page.get_by_role("button", name="Zurücknehmen").click()
    page.get_by_text("Zurückgenommen.").wait_for()


def again(page):
    """What is typed stands there again; as long as it is being built, nobody knows of what to say what is seen."""
    page.reload()
    assert page.locator("[name^='about.asset.hochhaus.texts.de.alt']").count()

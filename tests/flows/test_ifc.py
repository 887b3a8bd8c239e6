"""A building model's story: from the architect's IFC to the riders' page, at the place that the file says.

Beside it another upload shows what stood there before: any state of a planning may be one.
"""

import re

from playwright.sync_api import expect

from app.utm import Zone
from tests.flows.conftest import APPROVER, PLANNER
from tests.flows.test_publication import wait_for_riders
from tests.meshes.buildings import Building
from tests.meshes.models import soup
from tests.meshes.things import gable_house

TITLE = "Haus des Wissens"
PLACE = (51.4815, 7.2157)  # some metres from where the planning is
WORDS = "Ein Haus, wie es im Modell des Büros steht."


def test_a_building_model_goes_to_the_riders_page_at_its_own_place(desk, page):
    planner = desk(PLANNER, "bochum")
    planned = Building(terrain=True, crs="EPSG:25832", conversion=(*Zone(32).numbers(PLACE), 60.0))
    library = upload(planner, "Neubau", "ifc", planned.written())
    upload(planner, "Altbau", "glb", soup(gable_house()))

    planner.goto("/studio/")
    planner.get_by_role("heading", name="Bochum Rathaus", exact=True).get_by_role("link").click()
    planner.get_by_role("region", name="Planungen").get_by_role("link", name=TITLE, exact=True).click()
    planner.get_by_role("heading", level=1, name=TITLE).wait_for()
    item, address = planner.url, planner.get_by_role("link", name="Seite der Fahrgäste").get_attribute("href")
    planner.get_by_role("link", name="Bearbeiten").click()
    planner.get_by_role("toolbar").first.wait_for()  # its scripts have started
    planner.get_by_label("Zusammenfassung").first.fill(WORDS)
    show(planner, "damals", "Altbau")
    show(planner, "geplant", "Neubau")
    planner.get_by_role("button", name="Speichern", exact=True).click()
    planner.get_by_text("Gespeichert.").first.wait_for()
    assert planner.said == []

    planner.context.route("**/GLOBAL_WEBMERCATOR/**", lambda route: route.abort())  # no tiles
    planner.goto(library)
    planner.get_by_role("link", name=f"Auf der Karte von „{TITLE}“ prüfen").click()
    planner.get_by_text("Eingetragen ist, was die Datei von „Neubau“ sagt.").wait_for()
    assert float(planner.get_by_label("Breitengrad").input_value()) == round(PLACE[0], 7)
    planner.get_by_role("button", name="Speichern", exact=True).click()
    planner.get_by_text("Der Ort ist gespeichert.").wait_for()
    planner.goto(item)
    planner.get_by_role("link", name=re.compile("earbeiten$")).click()
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()

    approver = desk(APPROVER, "bochum")
    approver.get_by_role("link", name=re.compile("^Freigaben")).click()
    approver.get_by_role("region", name="Wartet auf Entscheidung").get_by_role("link", name=TITLE).click()
    approver.get_by_role("button", name="Freigeben und jetzt veröffentlichen").click()
    approver.get_by_text("Veröffentlicht.").wait_for()

    wait_for_riders(page, address, WORDS)
    for slug in ("neubau", "altbau"):
        found = page.content()
        for ending in ("glb", "usdz"):
            assert re.search(rf"/media/[0-9a-f]{{64}}/{slug}-planned[a-z-]*\.{ending}", found), f"{slug}.{ending}"


def upload(page, name, ending, raw):
    """Upload a model, say whose it is and what is to be seen once it is built, and return its page."""
    page.goto("/studio/bibliothek/3d/neu")
    page.locator("#file").set_input_files(
        {"name": f"{name}.{ending}", "mimeType": "application/octet-stream", "buffer": raw}
    )
    page.get_by_role("button", name="Hochladen", exact=True).click()
    page.get_by_text("Fertig. Planungen können es zeigen.").wait_for()
    page.get_by_label("Urheber:in").fill("Stadt Bochum, im Auftrag")
    page.get_by_label("Lizenz").select_option("CC-BY-4.0")
    page.get_by_label("Herkunft").fill("Modell des Büros")
    words = page.get_by_role("group", name="Was zu sehen ist: Deutsch", exact=True)
    words.get_by_role("textbox").fill("Ein Haus mit rotem Dach.")
    page.get_by_role("button", name="Speichern", exact=True).click()
    page.get_by_text("Gespeichert.").first.wait_for()
    return page.url


def show(page, state, name):
    """Let a state of the planning show a 3D object of its own."""
    row = page.get_by_role("group", name=re.compile("^Zustände ")).filter(
        has=page.locator("select option:checked", has_text=re.compile(f"^{state}$"))
    )
    row.get_by_text(re.compile("^Was ihn zeigt")).click()
    picked = row.get_by_role("group", name="Ein anderes 3D-Objekt")
    picked.get_by_text("3D-Objekt auswählen").click()
    picked.get_by_role("searchbox").fill(name)
    picked.get_by_role("radio", name=re.compile(f"^{name}")).check()
    expect(picked.get_by_role("radio", name=re.compile(f"^{name}"))).to_be_checked()

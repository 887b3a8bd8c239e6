"""The photograph's story: from a phone into a planning that is being written, and onto the riders' page."""

import re

from playwright.sync_api import expect

from tests.browser import soon
from tests.flows.conftest import APPROVER, PLANNER
from tests.flows.test_editor import summary
from tests.flows.test_publication import open_planning, wait_for_riders
from tests.pictures.heic import heic
from tests.pictures.marked import file, swapped_profile

WORDS = "Hier steht schon etwas, bevor die Fotos kommen."
CREDITS = "Foto: Stadt Bochum, im Auftrag"
ALT = "Die Halle am Abend, vom Park aus."


def test_a_photograph_goes_from_the_editor_to_the_riders_page(desk, page):
    planner = desk(PLANNER, "bochum")
    title = open_planning(planner, "Bochumer Verein/Jahrhunderthalle")
    address = planner.get_by_role("link", name="Seite der Fahrgäste").get_attribute("href")
    planner.get_by_role("link", name="Bearbeiten").click()
    planner.get_by_role("toolbar").first.wait_for()  # its scripts have started
    summary(planner).fill(WORDS)

    send(
        planner,
        {"name": "IMG_0815.HEIC", "mimeType": "image/heic", "buffer": heic(6, swapped_profile())},
        {"name": "plan.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"},
        {"name": "IMG_0815.HEIC", "mimeType": "image/heic", "buffer": heic(6, swapped_profile())},
        {"name": "halle.tif", "mimeType": "image/tiff", "buffer": file("TIFF")},
    )
    added = planner.get_by_role("group", name=re.compile("^Bilder "))
    expect(added.get_by_role("radio", name=re.compile("IMG 0815"))).to_be_checked()
    expect(added.get_by_role("radio", name=re.compile("halle"))).to_be_checked()
    arrivals = planner.locator(".arrivals").get_by_role("listitem")
    expect(arrivals.nth(1)).to_contain_text("SVG-Dateien")
    expect(arrivals.nth(2)).to_contain_text("Dieses Bild gibt es schon in der Bibliothek.")
    assert summary(planner).input_value() == WORDS

    for number in (0, 3):
        describe(planner, arrivals.nth(number))
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()
    approver = desk(APPROVER, "bochum")
    approver.get_by_role("link", name=re.compile("^Freigaben")).click()
    approver.get_by_role("region", name="Wartet auf Entscheidung").get_by_role("link", name=title).click()
    approver.get_by_role("button", name="Freigeben und jetzt veröffentlichen").click()
    approver.get_by_text("Veröffentlicht.").wait_for()

    wait_for_riders(page, address, WORDS)
    shown = page.get_by_role("img", name=ALT).first
    shown.scroll_into_view_if_needed()
    expect(page.locator("main")).to_contain_text(CREDITS)
    assert shown.evaluate("async (image) => { await image.decode(); return image.naturalHeight > image.naturalWidth; }")


def send(planner, *files):
    """Upload files in the editor, all by the same author."""
    planner.get_by_text("Neue Bilder hochladen und einsetzen").click()
    planner.get_by_text("Urheber:in, Lizenz und Herkunft, gemeinsam").click()
    box = planner.locator("#add-pictures")
    box.get_by_label("Urheber:in").fill(CREDITS)
    box.get_by_label("Lizenz").select_option("CC-BY-4.0")
    box.get_by_label("Herkunft").fill("eigenes Foto")
    box.get_by_label("Bilddateien").set_input_files(list(files))


def describe(planner, arrival):
    """Say in another window what is to be seen, and wait there until the picture is cut for the pages."""
    with planner.expect_popup() as opened:
        arrival.get_by_role("link", name="Ansehen und beschreiben").click()
    window = opened.value
    window.get_by_role("group", name="Deutsch", exact=True).get_by_label("Alternativtext").fill(ALT)
    window.get_by_role("button", name="Speichern", exact=True).click()
    expect(window.get_by_text("fehlt: ")).to_have_count(0)
    soon(lambda: is_cut(window))
    window.close()


def is_cut(window):
    window.reload()
    assert window.get_by_role("region", name="So zeigen es die Seiten").count()

"""The publication story: a planner edits and hands in, an approver lets it pass, riders see it."""

import re
import time

import pytest

from tests.browser import PATIENCE_MS, plain
from tests.flows.conftest import APPROVER, DESK, KEEPER, PLANNER

SEEN_S = PATIENCE_MS / 1000  # make bench measures the two seconds that it takes on a free one
STATION = "VELTINS-Arena"


def open_planning(page, station=STATION):
    """Walk from the line to the first planning of a station, and return its title."""
    page.get_by_role("heading", name=station, exact=True).get_by_role("link").click()
    link = page.get_by_role("region", name="Planungen").get_by_role("link").first
    title = link.inner_text()
    link.click()
    page.get_by_role("heading", level=1, name=title).wait_for()
    return title


def wait_for_riders(page, address, words):
    """Reload a rider's page until it says ``words``, and return after how many seconds it did."""
    began = time.monotonic()
    while time.monotonic() - began < SEEN_S:
        page.goto(address)
        if words in plain(page.locator("main").inner_text()):
            return time.monotonic() - began
        time.sleep(0.2)
    pytest.fail(f"riders do not see “{words}” after {SEEN_S:.0f} s")


def test_from_a_new_sentence_to_the_riders_page(desk, page):
    planner = desk(PLANNER)
    title = open_planning(planner)
    address = planner.get_by_role("link", name="Seite der Fahrgäste").get_attribute("href")
    planner.get_by_role("link", name="Bearbeiten").click()
    clock = time.strftime("%H:%M:%S")
    words = f"Eine Straße, um {clock} Uhr neu erzählt."
    planner.get_by_label("Zusammenfassung").first.fill(words)

    seen = planner.frame_locator('iframe[name="preview"]')
    seen.get_by_text(words).first.wait_for()
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()
    assert planner.get_by_role("button", name="Freigeben").count() == 0

    approver = desk(APPROVER)
    approver.get_by_role("link", name=re.compile("^Freigaben")).click()
    approver.get_by_role("region", name="Wartet auf Entscheidung").get_by_role("link", name=title).click()
    approver.locator(".diff ins", has_text=clock).first.wait_for()
    approver.frame_locator('iframe[name="preview"]').get_by_text(words).first.wait_for()
    approver.get_by_role("button", name="Freigeben und jetzt veröffentlichen").click()
    approver.get_by_text("Veröffentlicht. Fahrgäste sehen es in wenigen Sekunden.").wait_for()

    wait_for_riders(page, address, words)

    approver.get_by_role("link", name="Wieder veröffentlichen").first.click()
    approver.get_by_label("Warum?").fill("Die neue Fassung war zu kurz.")
    approver.get_by_role("button", name="Wieder veröffentlichen").click()
    approver.get_by_text(re.compile(r"Wieder sichtbar: .*\(Ausgabe 1\)\.")).wait_for()
    approver.get_by_role("link", name="Journal").click()
    approver.get_by_role("row").nth(1).get_by_text("frühere Ausgabe wieder veröffentlicht").wait_for()


def test_what_is_given_back_comes_with_its_reason(desk):
    planner = desk(PLANNER)
    title = open_planning(planner, "Buer Rathaus")
    planner.get_by_role("link", name="Bearbeiten").click()
    planner.get_by_label("Zusammenfassung").first.fill("Hier entsteht etwas.")
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()

    approver = desk(APPROVER)
    approver.get_by_role("region", name="Wartet auf mich").get_by_role("link", name=title).click()
    approver.get_by_role("button", name="Zurückgeben").click()
    approver.get_by_text("Bitte schreiben, was zu ändern ist.").wait_for()
    approver.get_by_label("Was soll anders werden?").fill("Bitte sagen, was entsteht.")
    approver.get_by_role("button", name="Zurückgeben").click()
    approver.get_by_text("Zurückgegeben an Planung Gelsenkirchen.").wait_for()

    planner.goto("/studio/")
    planner.get_by_role("region", name="Wartet auf mich").get_by_text("Bitte sagen, was entsteht.").wait_for()


def test_two_windows_overtake_one_another_and_nothing_is_lost(desk):
    first = desk(PLANNER)
    open_planning(first, "Stephanstraße")
    first.get_by_role("link", name="Bearbeiten").click()
    second = first.context.new_page()
    second.goto(first.url)

    first.get_by_label("Zusammenfassung").first.fill("Die erste war schneller.")
    first.get_by_role("button", name="Speichern", exact=True).click()
    first.get_by_text("Gespeichert.").wait_for()
    second.get_by_label("Zusammenfassung").first.fill("Die zweite war gründlicher.")
    second.get_by_role("button", name="Speichern", exact=True).click()

    second.get_by_role("alert", name="Planung Gelsenkirchen hat inzwischen gespeichert").wait_for()
    choice = second.get_by_role("group", name="Deutsch · Zusammenfassung")
    assert "Die erste war schneller." in choice.inner_text()
    assert "Die zweite war gründlicher." in choice.inner_text()
    assert choice.get_by_role("radio", name="Hier getippt").is_checked()

    second.get_by_role("button", name="So speichern").click()
    second.get_by_text("Zusammengeführt mit dem").wait_for()
    assert second.get_by_label("Zusammenfassung").first.input_value() == "Die zweite war gründlicher."


def test_too_long_a_title_is_said_beside_the_field_and_nothing_typed_is_lost(desk):
    planner = desk(PLANNER)
    open_planning(planner, "Wissenschaftspark")
    planner.get_by_role("link", name="Bearbeiten").click()
    planner.locator("label.tabs__tab", has_text="Türkisch").click()
    title = planner.get_by_label("Titel").nth(2)
    title.fill("ğ" * 61)
    planner.get_by_text("61 von 60 Zeichen").wait_for()

    planner.get_by_role("button", name="Speichern", exact=True).click()

    planner.get_by_role("alert").get_by_role("link", name="Türkisch · Titel").wait_for()
    assert title.input_value() == "ğ" * 61
    assert title.get_attribute("aria-invalid") == "true"
    assert "61 Zeichen" in planner.locator("#texts-tr-title-error").inner_text()


def test_everything_works_without_javascript(desk):
    planner = desk(PLANNER, java_script_enabled=False)
    open_planning(planner, "Heinrich-König-Platz")
    planner.get_by_role("link", name="Bearbeiten").click()
    planner.get_by_label("Zusammenfassung").first.fill("Ohne Skript geht es auch.")

    planner.get_by_role("button", name="Aktualisieren").click()
    planner.frame_locator('iframe[name="preview"]').get_by_text("Ohne Skript geht es auch.").first.wait_for()
    planner.get_by_role("button", name="Speichern", exact=True).click()

    planner.get_by_text("Gespeichert.").wait_for()


def test_a_keeper_notes_that_a_sign_is_up(desk):
    keeper = desk(KEEPER)
    keeper.get_by_role("link", name="Schilder", exact=True).click()
    keeper.get_by_role("row", name=re.compile("Buer Rathaus")).get_by_role("link").first.click()
    keeper.get_by_role("button", name="Ist gedruckt").click()
    keeper.get_by_text("Notiert: gedruckt.").wait_for()
    keeper.get_by_role("button", name="Hängt und ist in Ordnung").click()
    keeper.get_by_text("Notiert: hängt.").wait_for()


def test_the_other_city_reads_and_cannot_change(desk):
    other = desk(PLANNER, "bochum")
    open_planning(other, "Heinrich-König-Platz")

    assert other.get_by_role("link", name="Bearbeiten").count() == 0
    other.goto(f"{other.url}bearbeiten")
    other.get_by_text("Das darf nur die Planung von Stadt Gelsenkirchen.").wait_for()


def test_a_sentence_is_changed_by_keyboard_alone(browser, server):
    context = browser.new_context(base_url=server.url, **DESK)
    page = context.new_page()
    page.goto("/studio/")
    for label, typed in (
        ("E-Mail-Adresse", "planung@gelsenkirchen.example"),
        ("Passwort", "demo-planung-gelsenkirchen"),
    ):
        tab_to(page, label)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")

    for link, heading in {"Heinrich-König-Platz": "Linie 302", "Bearbeiten": "Heinrich-König-Platz"}.items():
        page.get_by_role("heading", level=1, name=heading).wait_for()
        tab_to(page, link)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Speichern", exact=True).wait_for()
    tab_to(page, "Zusammenfassung")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Nur mit Tasten geschrieben.")
    tab_to(page, "Speichern")
    page.keyboard.press("Enter")

    page.get_by_text("Gespeichert.").wait_for()
    assert page.get_by_label("Zusammenfassung").first.input_value() == "Nur mit Tasten geschrieben."
    context.close()


def tab_to(page, name):
    """Press Tab until the link, button or field called ``name`` has the focus."""
    for _ in range(200):  # an editor with all that may be written beside its fields has many
        page.keyboard.press("Tab")
        said = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
        if said == name:
            return
    pytest.fail(f"no way to {name} by keyboard")

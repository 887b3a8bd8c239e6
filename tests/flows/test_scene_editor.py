"""The scene editor in a real browser: set down, drag, number, undo; no mouse; no connection; two windows."""

import re

from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.flows.conftest import PLANNER

KEPT = "Gesichert."
TOOLBAR_PX = 56  # as in view.js
OFFLINE = re.compile("^Keine Verbindung")


def begin(page: Page, title: str) -> str:
    """Begin an empty scene, and return the address of its editor."""
    page.get_by_role("link", name="Bibliothek").click()
    page.get_by_role("link", name="Szene bauen").click()
    page.get_by_label("Titel").fill(title)
    page.get_by_role("button", name=re.compile("^Leerer Platz")).click()
    expect(state(page)).to_have_text(KEPT)
    return page.url


def state(page: Page):
    return page.locator('[data-part="state"]')


def said(page: Page):
    return page.locator('[data-part="said"]')


def number(page: Page, label: str):
    return page.get_by_role("group", name="Lage").get_by_label(label, exact=True)


def set_down(page: Page, search: str) -> None:
    """Set something down, and go on to the plan."""
    page.get_by_label("Teil suchen").fill(search)
    page.get_by_label("Teil suchen").press("Enter")
    page.get_by_label("Teil suchen").press("Escape")


def plan(page: Page):
    return page.get_by_role("application", name="Plan, Norden ist oben")


def drag(page: Page, from_x: float, from_y: float, by_x: float, by_y: float) -> None:
    page.mouse.move(from_x, from_y)
    page.mouse.down()
    page.mouse.move(from_x + by_x / 2, from_y + by_y / 2, steps=3)
    page.mouse.move(from_x + by_x, from_y + by_y, steps=3)
    page.mouse.up()


def middle(page: Page) -> tuple[float, float]:
    """Where the middle of what the toolbar leaves of the plan lies on the page: things are set down there."""
    box = plan(page).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + (box["height"] + TOOLBAR_PX) / 2


def text(page: Page) -> str:
    """What the text of the scene says, as the server has it."""
    page.reload()
    expect(state(page)).to_have_text(KEPT)  # its scripts have started
    return page.locator("#scene-text").input_value()


def test_a_tree_is_set_down_dragged_sized_and_taken_back(desk):
    page = desk(PLANNER)
    begin(page, "Ein Baum wird gezogen")
    expect(page.get_by_role("tab", name="Prüfung")).to_be_visible()
    before = page.locator("#scene-text").input_value()

    set_down(page, "Baum")
    expect(said(page)).to_contain_text("Baum hingestellt")
    east = number(page, "Nach Osten").input_value()
    expect(state(page)).to_have_text(KEPT)
    drag(page, *middle(page), 120, 0)
    expect(said(page)).to_contain_text("Verschoben.")
    expect(number(page, "Nach Osten")).not_to_have_value(east)
    page.get_by_role("group", name="Einstellungen").get_by_label("Höhe", exact=True).fill("11,5")
    page.keyboard.press("Enter")
    expect(state(page)).to_have_text(KEPT)
    assert "height_m = 11.5" in text(page)

    for _ in range(3):
        page.get_by_role("button", name="Rückgängig", exact=True).click()
        expect(state(page)).to_have_text(KEPT)
    assert text(page) == before
    assert page.said == []


def test_everything_goes_without_a_mouse(desk):
    page = desk(PLANNER)
    begin(page, "Nur mit Tasten")
    set_down(page, "tree")
    expect(plan(page)).to_be_focused()
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "ArrowUp", "]", "Shift+]"):
        page.keyboard.press(key)
    expect(number(page, "Drehung")).to_have_value("50")
    page.keyboard.press("Control+d")
    expect(said(page)).to_contain_text("Verdoppelt.")
    page.keyboard.press("Enter")
    expect(number(page, "Nach Osten")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("7,25")
    page.keyboard.press("Enter")
    expect(state(page)).to_have_text(KEPT)

    plan(page).focus()
    page.keyboard.press("Escape")
    expect(said(page)).to_contain_text("Nichts ausgewählt.")
    page.keyboard.press("Tab")
    expect(plan(page)).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(plan(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(said(page)).to_have_text(re.compile(r"^Baum, .* östlich"))
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    expect(plan(page)).not_to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Teil suchen")).to_be_focused()

    assert "at = [7.25, " in text(page)
    assert page.said == []


def test_what_is_built_is_seen_in_3d_and_taken_hold_of_there(desk):
    page = desk(PLANNER)
    begin(page, "In 3D gesehen")
    room, picture = page.locator('[data-part="view3d-room"]'), page.get_by_role("application", name="3D-Ansicht")
    expect(room).to_have_attribute("data-shown", re.compile("."))
    empty = room.get_attribute("data-shown")
    set_down(page, "Baum")
    drag(page, *middle(page), 120, 0)
    expect(state(page)).to_have_text(KEPT)
    expect(room).not_to_have_attribute("data-shown", empty)

    stand(page, "Von oben")
    plan(page).press("Escape")
    expect(said(page)).to_contain_text("Nichts ausgewählt.")
    picture.click()
    expect(said(page)).to_contain_text("Baum")
    expect(room.locator(".view3d__lines")).to_have_attribute("d", re.compile("^M"))

    stand(page, "Zu Fuß")
    picture.press("w")
    expect(said(page)).to_contain_text("Blick nach")
    expect(page.locator(".scene-plan__walker")).to_be_attached()
    page.get_by_label("Kamera von hier übernehmen").select_option("für das Bild")
    expect(said(page)).to_contain_text("Kamera des Bildes: von hier übernommen.")
    expect(state(page)).to_have_text(KEPT)
    assert re.search(r"\[cameras\.poster\]\neye = \[[^]]*, 1\.6, ", text(page))

    page.get_by_role("button", name="Bild im Entwurf").click()
    expect(page.get_by_role("img", name="Kamera des Bildes, Entwurf")).to_be_visible()
    assert violations(page) == []


def stand(page: Page, where: str) -> None:
    """Look from somewhere in 3D; whoever stands there already gets back to where that begins."""
    page.get_by_label("Von wo").select_option("Frei")
    page.get_by_label("Von wo").select_option(where)


def test_nothing_is_lost_without_a_connection_nor_with_the_window(desk):
    page = desk(PLANNER)
    address = begin(page, "Im Tunnel gebaut")
    page.context.set_offline(True)
    set_down(page, "Bank")
    expect(state(page)).to_have_text(OFFLINE)
    context = page.context
    page.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(address)
    expect(state(again)).to_have_text(KEPT)
    again.get_by_role("tab", name="Liste").click()
    expect(again.get_by_role("treeitem", name="Bank")).to_be_visible()
    assert 'part = "bench"' in text(again)


def test_two_windows_show_the_same(desk):
    page = desk(PLANNER)
    address = begin(page, "In zwei Fenstern")
    other = page.context.new_page()
    other.goto(address)
    expect(state(other)).to_have_text(KEPT)
    other.get_by_role("tab", name="Liste").click()

    set_down(page, "Bank")

    expect(other.get_by_role("treeitem", name="Bank")).to_be_visible()
    other.get_by_role("button", name="Rückgängig", exact=True).click()
    page.get_by_role("tab", name="Liste").click()
    expect(page.get_by_role("treeitem", name="Bank")).to_be_hidden()


def test_what_is_typed_stays_typed_whatever_the_server_answers_meanwhile(desk):
    page = desk(PLANNER)
    address = begin(page, "Jemand tippt")
    set_down(page, "Bank")
    page.get_by_role("button", name="Straßenquerschnitt").click()
    page.get_by_text("Neuer Querschnitt").click()
    page.get_by_role("button", name="Wohnstraße").click()
    expect(state(page)).to_have_text(KEPT)
    other = page.context.new_page()
    other.goto(address)
    expect(state(other)).to_have_text(KEPT)
    page.get_by_role("tab", name="Liste").click()
    page.get_by_role("treeitem", name="Bank").click()
    page.get_by_role("tab", name="Zahlen").click()
    section = page.get_by_role("region", name="Straßenquerschnitt")
    fields = [
        section.get_by_label("Name"),
        section.get_by_label("Gemessene Breite (m)"),
        section.get_by_label("Breite von Streifen 1, Gehweg, in Metern"),
        page.get_by_role("textbox", name="Gruppe"),
        number(page, "Nach Osten"),
    ]
    things = page.locator("[data-part=text]")

    for field in fields:
        before = things.input_value()
        typed = f"{field.input_value()}1"
        field.fill(typed)
        set_down(other, "Baum")
        expect(things).not_to_have_value(before)  # what the other window did has come
        assert field.input_value() == typed
        field.fill(typed[:-1])


def test_nobody_is_kept_out_by_how_it_looks(desk):
    page = desk(PLANNER, viewport={"width": 1024, "height": 768}, color_scheme="dark", has_touch=True)
    begin(page, "Für alle")
    set_down(page, "Baum")

    for tab in ("Zahlen", "Liste", "Prüfung"):
        page.get_by_role("tab", name=tab).click()
        assert violations(page) == []
    page.get_by_role("button", name="Zustände ändern").click()
    assert violations(page) == []

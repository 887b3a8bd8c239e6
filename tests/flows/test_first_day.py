"""The first day in the studio, on a phone and at a desk: signing in, finding one's way, choosing several things."""

import io
import re

from PIL import Image
from playwright.sync_api import expect

from tests.axe import violations
from tests.browser import soon
from tests.flows.conftest import PLANNER
from tests.flows.test_ladder import PHONE

COVERED = """stage => {
    const [own, mask] = [stage, stage.querySelector(".crop__mask")].map((each) => each.getBoundingClientRect());
    return ["x", "y", "width", "height"].every((name) => own[name] === mask[name]);
}"""


def test_a_password_can_be_read_while_it_is_typed(page, server):
    page.goto(f"{server.url}/studio/anmelden")
    password = page.get_by_label("Passwort")
    password.fill("noch ein Versuch")

    page.get_by_role("button", name=re.compile("^Zeigen")).click()
    expect(password).to_have_attribute("type", "text")
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("^Verbergen")).click()

    expect(password).to_have_attribute("type", "password")


def test_the_menu_of_a_phone_lies_behind_one_button(desk):
    page = desk(PLANNER, **PHONE)
    menu = page.get_by_role("navigation", name="Hauptmenü")
    expect(menu).to_be_hidden()
    assert page.locator(".top").bounding_box()["height"] < 80

    page.get_by_role("button", name="Menü", exact=True).click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menü", exact=True).click()
    menu.get_by_role("link", name="Journal").click()

    page.get_by_role("heading", level=1, name="Journal").wait_for()
    assert page.said == []
    page.get_by_role("button", name="Menü", exact=True).click()
    assert violations(page) == []


def test_the_first_steps_go_away_for_good(desk):
    page = desk(PLANNER, "bochum")
    page.get_by_role("heading", name="Erste Schritte").wait_for()

    page.get_by_role("button", name="Nicht mehr zeigen").click()
    page.get_by_text("Die ersten Schritte sind weg.").wait_for()
    page.reload()

    expect(page.get_by_role("heading", name="Erste Schritte")).to_have_count(0)
    assert page.said == []


def test_all_of_a_page_are_chosen_at_once(desk):
    page = desk(PLANNER)
    page.get_by_role("link", name="Mehrere auf einmal").click()
    rows = page.locator('input[name="item"]')
    everything = page.get_by_label("Alle auf dieser Seite")

    everything.check()
    assert all(each.is_checked() for each in rows.all())
    rows.first.uncheck()
    assert everything.evaluate("box => box.indeterminate")
    page.get_by_label("Was soll geschehen?").select_option("archive")
    page.get_by_role("button", name="Ansehen, was geschehen würde").click()

    page.get_by_role("heading", name=re.compile("^Das geht nicht: ")).wait_for()
    assert page.said == []
    page.go_back()
    assert violations(page) == []


def is_seen(canvas, colour):
    """Raise AssertionError unless that stands at the upper left of a canvas."""
    red, _green, blue, _alpha = canvas.evaluate("it => [...it.getContext('2d').getImageData(2, 2, 1, 1).data]")
    assert red != blue
    assert colour == ("red" if red > blue else "blue")


def test_a_crop_shows_at_once_what_pages_will_show(desk):
    page = desk(PLANNER)
    raw = io.BytesIO()
    halves = Image.new("RGB", (800, 500), "#ff0000")
    halves.paste("#0000ff", (400, 0, 800, 500))
    halves.save(raw, "PNG")
    page.goto("/studio/bibliothek/bilder/neu")
    page.locator("input[type=file]").set_input_files(
        {"name": "haelften.png", "mimeType": "image/png", "buffer": raw.getvalue()}
    )
    page.get_by_role("button", name="Hochladen").first.click()
    page.get_by_role("heading", level=1, name="haelften").wait_for()
    large = page.locator('canvas[data-part="large"]')
    expect(large).to_be_visible()
    soon(lambda: is_seen(large, "red"))  # once the picture is there

    page.get_by_label("links", exact=True).fill("60")

    soon(lambda: is_seen(large, "blue"))
    assert page.locator(".crop__stage").evaluate(COVERED)
    assert page.said == []
    assert violations(page) == []


def test_the_upkeep_of_the_line_leads_to_what_is_lacking(desk):
    page = desk(PLANNER)
    page.get_by_role("link", name="Pflegestand").click()
    page.get_by_role("heading", level=1, name="Pflegestand der Linie").wait_for()
    station = page.locator(".line__stop", has_text="Heinrich-König-Platz")
    in_table = page.get_by_role("row", name=re.compile("^Heinrich-König-Platz"))

    station.locator("summary").click()
    estimated = station.locator("dt", has_text="Ort geschätzt").locator("xpath=..").get_by_role("link")
    assert in_table.get_by_role("cell", name=str(estimated.count()), exact=True).count() > 0
    assert page.said == []  # before the map, whose tiles are not there without a network
    estimated.first.click()

    page.get_by_role("button", name="Speichern").wait_for()
    page.go_back()
    assert violations(page) == []

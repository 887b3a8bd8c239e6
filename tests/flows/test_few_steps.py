"""A new station with a planning, a source, a picture, 3D and a place, both public: in few actions, each counted."""

import io
import re

from PIL import Image
from playwright.sync_api import expect

from tests.axe import violations
from tests.flows.conftest import APPROVER, PLANNER

MOST = 18  # presses, and fields that are typed into
PLANNING = "Ein Park in wenigen Schritten"


class Counted:
    """What somebody does, one after another; typing into a field counts as one."""

    def __init__(self):
        self.actions = []

    def press(self, what):
        self.actions.append(what)
        what.click()

    def type(self, field, words):
        self.actions.append(field)
        field.fill(words)

    def choose(self, field, raw):
        self.actions.append(field)
        field.set_input_files({"name": "wiese.png", "mimeType": "image/png", "buffer": raw})


def green():
    raw = io.BytesIO()
    Image.new("RGB", (800, 500), "#2a7").save(raw, "PNG")
    return raw.getvalue()


def begin(does, page):
    does.press(page.get_by_role("link", name="Neue Station"))
    does.press(page.get_by_role("radio").first)
    does.type(page.get_by_label("Zusammenfassung"), "Hier entsteht etwas.")
    does.type(page.get_by_label("Wie die Planung heißt"), PLANNING)
    does.type(page.get_by_label("Worum es geht, kurz"), "Eine Wiese statt Asphalt.")
    does.press(page.get_by_role("button", name="Anlegen"))
    page.get_by_role("toolbar").first.wait_for()


def show(does, page):
    """Give the planning a picture, 3D and a place."""
    does.choose(page.get_by_label("Bilddateien"), green())
    about = page.get_by_role("group", name="Was zu „wiese“ gesagt wird")
    expect(about.get_by_label("Alternativtext").first).to_be_visible()
    does.type(about.get_by_label("Alternativtext").first, "Eine Wiese.")
    does.press(about.get_by_role("button", name="Von uns"))
    expect(about.get_by_label("Urheber:in")).to_have_value("Stadt Gelsenkirchen")
    does.press(page.get_by_role("button", name=re.compile("^Platz mit Bäumen")))
    page.get_by_text(f"Was zu „{PLANNING}“ gesagt wird").wait_for()
    assert violations(page) == []
    does.press(page.get_by_role("region", name="Karte zum Verschieben"))


def test_a_new_station_with_all_that_belongs_to_it_becomes_public_in_few_actions(desk):
    does, page = Counted(), desk(PLANNER)
    begin(does, page)
    does.type(page.get_by_label("Text", exact=True).first, "Hier wächst bald Gras.")
    does.type(page.get_by_label("Adresse im Netz").first, "https://www.gelsenkirchen.de/wiese")
    show(does, page)
    does.press(page.get_by_role("button", name="Zur Freigabe geben"))
    page.get_by_text("Alles zusammen zur Freigabe gegeben.").wait_for()

    approver = desk(APPROVER)
    waiting = approver.get_by_role("listitem").filter(has_text="Paket zur Freigabe von Planung Gelsenkirchen")
    does.press(waiting.get_by_role("link").first)
    does.press(approver.get_by_role("button", name="Alles freigeben und jetzt veröffentlichen"))
    approver.get_by_text("Alles veröffentlicht.").wait_for()

    assert len(does.actions) <= MOST
    assert approver.said == []

"""Reviewing where one writes: what others want changed stands in the editor beside its field."""

import re

from playwright.sync_api import expect

from tests.axe import violations
from tests.flows.conftest import APPROVER, PLANNER
from tests.flows.test_publication import open_planning

STATION = "Heinrich-König-Platz"


def test_a_remark_is_said_answered_and_settled_beside_its_field(desk):
    partner = desk(PLANNER, "bochum")
    title = open_planning(partner, STATION)
    where = partner.url
    partner.get_by_role("region", name="Fassungen").get_by_role("link", name=re.compile("^Fassung")).first.click()
    whole = partner.get_by_role("region", name="Anmerkungen zum Ganzen")
    whole.get_by_text("Zum Ganzen etwas anmerken").click()
    whole.get_by_label("Anmerkung").fill("Gilt das noch?")
    whole.get_by_role("button", name="Anmerken").click()
    partner.get_by_text("Angemerkt.").wait_for()

    planner = desk(PLANNER)
    planner.goto(f"{where}bearbeiten")
    planner.get_by_text("1 Anmerkung ist offen:").get_by_role("link", name="zum Ganzen").wait_for()
    planner.get_by_label("Zusammenfassung").first.fill("Hier ist alles neu gedacht.")
    sources = planner.locator("#remarks-sources")
    sources.get_by_text("Anmerken").first.click()
    sources.get_by_label("Anmerkung").fill("Die zweite Quelle suche ich noch.")
    sources.get_by_role("button", name="Anmerken").click()
    sources.get_by_text("Die zweite Quelle suche ich noch.").wait_for()
    expect(planner.get_by_label("Zusammenfassung").first).to_have_value("Hier ist alles neu gedacht.")

    asked = planner.locator("#remarks-all").get_by_role("article").filter(has_text="Gilt das noch?")
    asked.get_by_text("Antworten oder erledigen").click()
    asked.get_by_role("button", name="Antworten", exact=True).click()
    asked.get_by_text("Bitte eine Antwort schreiben.").wait_for()
    asked.get_by_label("Antwort").fill("Ja, im Mai geprüft.")
    asked.get_by_role("button", name="Antworten", exact=True).click()
    asked.get_by_text("beantwortet").wait_for()
    expect(asked).to_be_focused()  # the button that had the focus is gone
    planner.get_by_role("button", name="Speichern", exact=True).click()
    planner.get_by_text("Gespeichert.").wait_for()

    reader = desk(APPROVER)
    reader.goto(where)
    reader.get_by_role("link", name="Ansehen, was sich ändert").click()
    reader.get_by_text("Die zweite Quelle suche ich noch.").wait_for()
    reader.get_by_role("region", name="Vor der Veröffentlichung").get_by_text("vollständig").wait_for()
    reader.get_by_role("heading", level=1, name=title).wait_for()
    assert partner.said == planner.said == reader.said == []
    assert violations(planner) == violations(reader) == []


def test_a_note_goes_along_and_a_reason_comes_back_to_its_field(desk):
    planner = desk(PLANNER, "bochum")
    title = open_planning(planner, "O-Werk")
    where = planner.url
    planner.get_by_role("link", name="Bearbeiten").click()
    planner.get_by_label("Zusammenfassung").first.fill("Aus der Halle wird ein Markt.")
    planner.get_by_text("Etwas dazu sagen").click()
    planner.get_by_label("Was ist neu?").fill("Der Beschluss vom Mai.")
    planner.get_by_label("Wer soll entscheiden?").select_option("Freigabe Bochum")
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()

    approver = desk(APPROVER, "bochum")
    approver.goto("/studio/freigaben/")
    approver.get_by_text("gebeten: Freigabe Bochum · „Der Beschluss vom Mai.“").wait_for()
    approver.get_by_role("link", name=title).click()
    approver.get_by_text("Was neu ist: „Der Beschluss vom Mai.“").wait_for()
    approver.get_by_text("Welche Angaben betrifft es?").click()
    approver.get_by_role("checkbox", name="Deutsch · Zusammenfassung").check()
    assert approver.said == []
    assert violations(approver) == []
    approver.get_by_text("Dazu etwas anmerken").first.click()
    remark = approver.get_by_label("Anmerkung").first
    remark.fill("Das stand nie im Beschluss.")
    approver.get_by_role("button", name="Zurückgeben").click()
    approver.get_by_text("Das hier ist noch nicht abgeschickt.").first.wait_for()
    expect(remark).to_be_focused()
    remark.fill("")
    approver.get_by_role("button", name="Zurückgeben").click()
    approver.get_by_text("Bitte schreiben, was zu ändern ist.").wait_for()
    expect(approver.get_by_role("checkbox", name="Deutsch · Zusammenfassung")).to_be_checked()
    approver.get_by_label("Was soll anders werden?").fill("Ein Markt war nie geplant.")
    approver.get_by_role("button", name="Zurückgeben").click()
    approver.get_by_text("Zurückgegeben an").wait_for()

    planner.goto(f"{where}bearbeiten")
    planner.get_by_text("Zurückgegeben:").wait_for()
    beside = planner.locator("#remarks-texts-de-summary")
    beside.get_by_text("Ein Markt war nie geplant.").wait_for()
    beside.get_by_text("Antworten oder erledigen").click()
    beside.get_by_role("button", name="Ist erledigt").click()
    beside.get_by_text("erledigt", exact=True).wait_for()
    assert planner.said == []


def test_a_moment_is_moved_from_the_month_without_being_cancelled(desk):
    planner = desk(PLANNER, "bochum")
    title = open_planning(planner, "Westpark")
    planner.get_by_role("link", name="Bearbeiten").click()
    planner.get_by_label("Zusammenfassung").first.fill("Ein Park auf dem alten Werk.")
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()

    approver = desk(APPROVER, "bochum")
    approver.goto("/studio/freigaben/")
    approver.get_by_role("link", name=title).click()
    approver.get_by_role("button", name=re.compile("^Freigeben und am .* veröffentlichen")).click()
    approver.get_by_text("Freigegeben. Wird am").wait_for()
    approver.goto("/studio/freigaben/")
    approver.get_by_role("link", name="Termine").click()
    listed = approver.get_by_role("region", name="Alle Termine").get_by_role("listitem").filter(has_text=title)
    listed.get_by_text("Verschieben").first.click()
    listed.get_by_label("Neuer Zeitpunkt").fill("2099-12-24T10:30")
    listed.get_by_role("button", name="verschieben").click()

    listed.get_by_text("wird veröffentlicht: 24. Dez. 2099, 10:30").wait_for()
    approver.goto("/studio/termine/?monat=2099-12")
    approver.get_by_role("table").get_by_role("link", name=f"10:30 {title}").wait_for()
    assert approver.said == []
    assert violations(approver) == []

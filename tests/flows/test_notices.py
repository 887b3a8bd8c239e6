"""The bell: who is named in a remark hears of it, gets there, and has read it."""

from playwright.sync_api import expect

from tests.axe import violations
from tests.flows.conftest import APPROVER, PLANNER
from tests.flows.test_publication import open_planning


def test_who_is_named_with_an_at_hears_of_it_and_gets_there(desk):
    planner = desk(PLANNER)
    title = open_planning(planner, "Wissenschaftspark")
    planner.get_by_role("link", name="Bearbeiten").click()
    planner.get_by_label("Zusammenfassung").first.fill("Am Wissenschaftspark entsteht ein Weg.")
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()
    planner.goto("/studio/hinweise/")
    if planner.get_by_role("button", name="Alle gelesen").is_visible():  # what other stories had to tell
        planner.get_by_role("button", name="Alle gelesen").click()
        planner.get_by_text("Alle Hinweise sind gelesen.").wait_for()

    approver = desk(APPROVER)
    approver.get_by_role("banner").get_by_role("link", name="Hinweis").click()
    approver.get_by_role("link", name=f"Planung Gelsenkirchen hat „{title}“ zur Freigabe gegeben.").first.click()
    whole = approver.get_by_role("region", name="Anmerkungen zum Ganzen")
    whole.get_by_text("Zum Ganzen etwas anmerken").click()
    said = whole.get_by_label("Anmerkung")
    said.press_sequentially("Stimmt das, @plan")
    names = whole.get_by_role("listbox", name="Namen")
    expect(names.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    assert approver.said == []  # before axe, whose own styles are refused
    assert violations(approver) == []
    for each in names.get_by_role("option").all_text_contents():  # other stories add people
        if "Planung Gelsenkirchen" in each:
            break
        said.press("ArrowDown")
    said.press("Enter")
    expect(said).to_have_value("Stimmt das, @Planung Gelsenkirchen ")
    expect(names).to_be_hidden()
    said.press_sequentially("?")
    whole.get_by_role("button", name="Anmerken").click()
    approver.get_by_text("Angemerkt.").wait_for()

    planner.goto("/studio/")
    waits = planner.get_by_role("region", name="Wartet auf mich").get_by_role("listitem").filter(has_text=title)
    waits.get_by_text("1 offene Anmerkung").wait_for()
    bell = planner.get_by_role("banner").get_by_role("link", name="1 neuer Hinweis")
    bell.focus()
    planner.keyboard.press("Enter")
    planner.get_by_role("heading", level=1, name="Hinweise").wait_for()
    assert planner.said == []
    assert violations(planner) == []
    planner.get_by_role("link", name=f"Freigabe Gelsenkirchen hat Sie bei „{title}“ genannt.").click()
    planner.get_by_role("article").filter(has_text="Stimmt das, @Planung Gelsenkirchen ?").wait_for()
    planner.get_by_role("banner").get_by_role("link", name="Hinweise", exact=True).wait_for()

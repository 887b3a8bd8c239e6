"""A street is divided into strips without a mouse, and the text of the scene says it line by line."""

from playwright.sync_api import expect

from tests.axe import violations
from tests.flows.conftest import PLANNER
from tests.flows.test_scene_editor import KEPT, begin, said, state, text


def test_a_street_is_divided_by_keyboard_alone(desk):
    page = desk(PLANNER)
    begin(page, "Eine Straße wird geteilt")
    pane = page.get_by_role("region", name="Straßenquerschnitt")

    page.get_by_role("button", name="Straßenquerschnitt").press("Enter")
    expect(pane.get_by_role("heading", name="Straßenquerschnitt")).to_be_focused()
    pane.get_by_text("Neuer Querschnitt").press("Enter")
    pane.get_by_role("button", name="Wohnstraße").press("Enter")
    expect(said(page)).to_contain_text("Ein neuer Querschnitt liegt in der Mitte des Plans, längs")
    width = pane.get_by_label("Breite von Streifen 1, Gehweg, in Metern")
    expect(width).to_be_focused()

    pane.get_by_label("Gemessene Breite (m)").fill("12,2")
    pane.get_by_label("Gemessene Breite (m)").press("Enter")
    expect(pane.get_by_role("status")).to_have_text("Zusammen 12,5 m. Das sind 0,3 m zu viel.")
    width.fill("2,2")
    width.press("Enter")
    expect(pane.get_by_role("status")).to_have_text("Zusammen 12,2 m, so breit wie gemessen.")
    expect(pane.get_by_role("list", name="Hinweise zum Querschnitt")).to_contain_text(
        "Gehweg: 2,2 m breit, empfohlen sind mindestens 2,5 m."
    )
    width.press("Alt+ArrowDown")
    expect(said(page)).to_have_text("Jetzt Streifen 2 von 4.")
    expect(pane.get_by_label("Breite von Streifen 2, Gehweg, in Metern")).to_be_focused()
    pane.get_by_role("button", name="Seiten tauschen").press("Enter")
    expect(said(page)).to_have_text("Die Seiten sind getauscht.")

    expect(state(page)).to_have_text(KEPT)
    assert (
        'strips = [\n    ["footway", 2.5],\n    ["carriageway", 5.5],\n    ["footway", 2.2],\n    ["parking", 2],\n]\n'
    ) in text(page)
    assert not page.said
    page.get_by_role("button", name="Straßenquerschnitt").press("Enter")
    expect(pane.get_by_label("Gemessene Breite (m)")).to_have_value("12,2")
    assert violations(page) == []

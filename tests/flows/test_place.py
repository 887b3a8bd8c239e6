"""The place story: a planner moves and turns a planning on the map, by pointer and by keys, without any tile."""

import pytest

from tests.axe import violations
from tests.flows.conftest import PLANNER


@pytest.fixture
def place(desk):
    page = desk(PLANNER)
    page.context.route("**/GLOBAL_WEBMERCATOR/**", lambda route: route.abort())  # no tiles
    page.goto("/studio/suche?q=strom+liefert")
    page.get_by_role("link", name="Schatten, der Strom liefert").click()
    page.get_by_role("link", name="Ort auf der Karte").click()
    page.get_by_role("button", name="Planung", exact=True).wait_for()
    return page


def number(page, label):
    return float(page.get_by_label(label).input_value().replace(",", "."))


def test_dragging_and_turning_fill_the_form_and_are_saved(place):
    lat, lon = number(place, "Breitengrad"), number(place, "Längengrad")
    point, knob = (place.get_by_role("button", name=name, exact=True) for name in ("Planung", "Drehung"))
    before = place.locator("[data-part=sight]").inner_text()

    drag(place, point, 60, 0)
    drag(place, knob, 70, 70)

    assert number(place, "Längengrad") > lon
    assert number(place, "Breitengrad") == pytest.approx(lat, abs=2e-6)
    assert 80 < number(place, "Drehung in Grad") < 100
    assert place.locator("[data-part=sight]").inner_text() != before
    assert_it_looks_so_from_the_sign(place)
    place.get_by_role("button", name="Speichern").click()
    place.get_by_text("Der Ort ist gespeichert.").wait_for()
    assert 80 < number(place, "Drehung in Grad") < 100
    place.get_by_text("Die Karte ließ sich nicht laden.").wait_for()


def test_arrow_keys_move_by_metres_and_degrees(place):
    lat, turn = number(place, "Breitengrad"), number(place, "Drehung in Grad")
    place.get_by_role("button", name="Planung", exact=True).focus()

    place.keyboard.press("Shift+ArrowUp")
    place.get_by_role("button", name="Drehung", exact=True).focus()
    place.keyboard.press("ArrowRight")

    assert number(place, "Breitengrad") - lat == pytest.approx(10 / 111_260, abs=2e-6)
    assert number(place, "Drehung in Grad") == pytest.approx((turn + 1) % 360)


def test_the_editor_has_the_map_and_one_tap_puts_the_planning_there(desk):
    page = desk(PLANNER)
    page.context.route("**/GLOBAL_WEBMERCATOR/**", lambda route: route.abort())  # no tiles
    page.goto("/studio/suche?q=strom+liefert")
    page.get_by_role("link", name="Schatten, der Strom liefert").click()
    page.get_by_role("link", name="Bearbeiten").click()
    page.get_by_text("Auf der Karte verschieben").click()
    point = page.get_by_role("button", name="Planung", exact=True)
    point.wait_for()
    page.get_by_text("In Zahlen:").click()
    lat, lon = number(page, "Breitengrad"), number(page, "Längengrad")
    assert violations(page) == []

    point.focus()
    page.keyboard.press("ArrowUp")
    assert number(page, "Breitengrad") > lat
    box = page.get_by_role("region", name="Karte zum Verschieben").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 80, box["y"] + box["height"] / 2)
    assert number(page, "Längengrad") > lon
    page.get_by_role("button", name="Speichern", exact=True).click()
    page.get_by_text("Gespeichert.").first.wait_for()

    page.get_by_text("In Zahlen:").click()
    assert number(page, "Längengrad") > lon
    assert number(page, "Genauigkeit in Metern") == 5


def assert_it_looks_so_from_the_sign(place):
    """What is not saved yet is seen in another tab, where the words say."""
    words = place.locator("[data-part=sight]").inner_text()
    with place.context.expect_page() as opened:
        place.get_by_role("button", name="So sieht es vom Schild aus").click()
    view = opened.value.frame_locator("iframe")
    view.locator('[data-state="panorama"]').wait_for()
    label = view.locator('[data-part="label"][data-bearing-deg]', has_text="Schatten, der Strom liefert")
    label.wait_for()
    assert f"{float(label.get_attribute('data-bearing-deg')):.0f}°" in words
    opened.value.close()


def drag(page, handle, right, down):
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2)
    page.mouse.move(x + right, y + down)
    page.mouse.up()

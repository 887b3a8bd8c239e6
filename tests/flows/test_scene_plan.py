"""What lies under the plan of a scene: map, orthophoto, and what else is known of the place."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browser import soon
from tests.flows.conftest import PLANNER
from tests.flows.test_scene_editor import KEPT, state, text
from tests.flows.test_scene_review import OPERATOR
from tests.meshes.test_underlay import square
from tests.meshes.test_upload_dxf import drawing, written

TURN_DEG = "30"
PHOTO = re.compile(r"^https://www\.wms\.nrw\.de/")
OTHERS = re.compile(r"^https://sgx\.")


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (512, 512), "#5a7a46").save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture
def editor(desk):
    """The editor of a planning's scene, which is turned, and what was asked of the service of orthophotos."""
    page, asked = desk(PLANNER), []

    def answer(route):
        asked.append(parse_qs(urlsplit(route.request.url).query))
        route.fulfill(body=picture(), content_type="image/jpeg")

    page.context.route(OTHERS, lambda route: route.fulfill(body=picture(), content_type="image/jpeg"))
    page.context.route(PHOTO, answer)
    page.goto("/studio/suche?q=strom+liefert")
    page.get_by_role("link", name="Schatten, der Strom liefert").click()
    planning = page.url
    page.get_by_role("link", name="Ort auf der Karte").click()
    page.get_by_label("Drehung in Grad").fill(TURN_DEG)
    with page.expect_navigation():  # the page it leads to looks as this one does
        page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_label("Drehung in Grad")).to_have_value(re.compile(TURN_DEG))
    page.goto(planning)
    page.get_by_role("link", name="In 3D bauen").click()
    expect(state(page)).to_have_text(KEPT)
    return page, asked


def base(page: Page):
    return page.get_by_label("Untergrund")


def test_the_orthophoto_lies_under_the_plan_turned_as_the_scene_is(editor):
    page, asked = editor
    assert not asked, "nobody has asked for it"

    base(page).select_option("Luftbild")

    expect(page.get_by_text("Geobasis NRW, dl-de/zero-2-0")).to_be_visible()
    expect(page.get_by_text("GeoBasis-DE / BKG")).to_be_hidden()
    soon(lambda: covered(page))
    [layers] = {tuple(each["layers"]) for each in asked}
    assert layers == ("nw_dop_rgb",)
    assert {tuple(each["srs"]) for each in asked} == {("EPSG:3857",)}
    page.reload()
    expect(base(page)).to_have_value("photo")
    base(page).select_option("Raster")
    expect(page.get_by_text("Geobasis NRW, dl-de/zero-2-0")).to_be_hidden()
    assert page.said == []
    assert violations(page) == []


def covered(page: Page) -> None:
    """Every corner of the plan has a loaded picture below it."""
    assert page.evaluate("""() => {
      const plan = document.querySelector('[data-part="plan-map"]').parentElement;
      const { left, top, right, bottom } = plan.getBoundingClientRect();
      const corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
      const loaded = [...plan.querySelectorAll("img.leaflet-tile-loaded")].map((each) => each.getBoundingClientRect());
      const lies = ([x, y], box) => x >= box.left - 2 && x <= box.right + 2 && y >= box.top - 2 && y <= box.bottom + 2;
      return corners.every((corner) => loaded.some((box) => lies(corner, box)));
    }""")


def test_a_drawing_is_laid_below_the_plan_and_seen_by_others(editor, desk, tmp_path):
    page, _asked = editor
    file, scene = tmp_path / "Lageplan.dxf", page.locator("#scene-text").input_value()
    made = square(drawing(), 0, 0, 40)
    made.modelspace().add_circle((20, 20), 5, dxfattribs={"layer": "Bäume"})
    file.write_bytes(written(made))
    lines, panel = page.locator(".scene-plan__underlay path"), page.get_by_role("region", name="Plan unterlegen")

    page.get_by_role("button", name="Plan unterlegen …").press("Enter")
    expect(panel.get_by_role("heading", name="Plan unterlegen")).to_be_focused()
    panel.get_by_label("DXF-Datei, höchstens 20 MB").set_input_files(file)
    expect(panel.get_by_text("40 × 40 m")).to_be_visible()
    expect(lines).to_have_count(2)
    assert page.said == []
    assert violations(page) == []
    before = lines.first.bounding_box()
    panel.get_by_label("Nach Osten (m)").fill("12,5")
    panel.get_by_label("Nach Osten (m)").press("Enter")
    soon(lambda: moved(lines.first, before))
    panel.get_by_text("Ebenen").click()
    with page.expect_response(re.compile("unterlage/lage$")):
        panel.get_by_label("Bäume").uncheck()
    expect(lines.nth(1)).to_be_hidden()

    other = desk(*OPERATOR)
    other.goto(page.url)
    expect(other.locator(".scene-plan__underlay path")).to_have_count(2)
    other.get_by_role("button", name="Plan unterlegen …").click()
    expect(other.get_by_label("Nach Osten (m)")).to_have_value("12,5")
    assert text(page) == scene, "nothing of it becomes part of the scene"
    page.get_by_role("button", name="Plan unterlegen …").click()
    panel.get_by_role("button", name="Plan entfernen").click()
    expect(lines).to_have_count(0)
    (tmp_path / "Kein Plan.dxf").write_bytes(b"nothing of a drawing")
    panel.get_by_label("DXF-Datei, höchstens 20 MB").set_input_files(tmp_path / "Kein Plan.dxf")
    expect(panel.get_by_role("status")).to_contain_text("Diese Zeichnung lässt sich nicht unterlegen.")


def moved(line, before) -> None:
    assert line.bounding_box()["x"] > before["x"] + 20


def test_a_photo_that_does_not_come_is_said(editor):
    page, _asked = editor
    page.context.unroute(PHOTO)
    page.context.route(PHOTO, lambda route: route.abort())

    base(page).select_option("Luftbild")

    expect(page.get_by_text("Der Untergrund ließ sich nicht laden.")).to_be_visible()
    base(page).select_option("Nichts")
    expect(page.get_by_text("Der Untergrund ließ sich nicht laden.")).to_be_hidden()

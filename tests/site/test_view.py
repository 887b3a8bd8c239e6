"""The 3D view in a real browser: it opens within its content security policy, keeps its camera and can be left."""

import io
import math
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from app.exchange.stored import Camera
from app.meshes import building
from app.site import pages
from tests.browser import launched
from tests.meshes.conftest import FONTS, PAGE_PX
from tests.site import samples
from tests.site.served import served

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "meshes" / "example.toml"
CAMERA = Camera(eye=(20.0, 10.0, 30.0), look=(0.0, 2.0, 0.0), fov_deg=33.0)
POSTERS = {"today": (0, 90, 160), "planned": (160, 0, 90)}  # one colour each: so that it can be told apart
PATIENCE_MS = 60_000  # without a GPU, on a busy machine
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def files():
    """Path -> what a server answers there: one planning page, and the two states of its asset."""
    built = building.build(EXAMPLE, name="example", fonts=FONTS, page_px=PAGE_PX)
    pictures = {f"/media/{state}.webp": poster(colour) for state, colour in POSTERS.items()}
    states = {
        state: samples.make_files(state, posters={"600.webp": f"/media/{state}.webp"}) for state in built.variants
    }
    planning = samples.make_planning(asset=samples.make_asset(variants=states, camera=CAMERA))
    station = samples.make_station(plannings=(planning,))
    page = pages.planning_page(samples.make_line(), station, planning, "de", samples.SETTINGS)
    return {"/": page.encode(), **pictures} | {
        states[state].view: found.view for state, found in built.variants.items()
    }


def poster(colour):
    kept = io.BytesIO()
    Image.new("RGB", (1200, 750), colour).save(kept, "WEBP", lossless=True)
    return kept.getvalue()


@pytest.fixture(scope="module")
def address(files):
    with served(files) as found:
        yield found


@pytest.fixture
def page(browser):
    """A page that remembers what it complained about and what it asked for."""
    opened = make_page(browser)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def view(browser, address):
    """A page with an open view, for all tests that leave it open: without a GPU opening takes seconds.

    ``while_loading`` is the colour in its middle while the model was on its way.
    """
    opened = make_page(browser)
    held = []
    opened.route("**/*.glb", lambda route: held.append(route))
    opened.goto(address)
    opened.locator('figure[data-when="planned"] img').evaluate("each => each.decode()")
    with opened.expect_request("**/*.glb"):
        opened.locator('[data-part="open"]:visible').first.click()
    opened.while_loading = colour_in_the_middle(opened, POSTERS["planned"])
    for route in held:
        route.continue_()
    opened.unroute("**/*.glb")
    opened.wait_for_selector(".viewer.is-ready")
    yield opened
    opened.close()


def make_page(browser):
    page = browser.new_page(viewport={"width": 360, "height": 480})
    page.set_default_timeout(PATIENCE_MS)
    page.complaints, page.asked = [], []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    return page


def colour_in_the_middle(page, wanted):
    """Return the colour in the middle of the view: the wanted one as soon as it is there, another one after a while."""
    for _ in range(20):
        room = page.locator('[data-part="room"]').bounding_box()
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        found = picture.getpixel((round(room["x"] + room["width"] / 2), round(room["y"] + room["height"] / 2)))
        if found == wanted:
            break
        page.wait_for_timeout(250)  # it is still scrolled there, or decoded
    return found


def camera(page):
    """Return how the camera stands: degrees around and down, and metres away."""
    return [float(each) for each in page.locator(".viewer__canvas").get_attribute("data-orbit").split()]


def rested_camera(page):
    """Return the camera once it has stopped moving."""
    last, now = None, camera(page)
    while now != last:
        page.wait_for_timeout(1000)
        last, now = now, camera(page)
    return now


def test_nothing_of_the_view_is_loaded_before_it_is_opened(page, address):
    page.goto(address, wait_until="networkidle")

    assert not any("/viewer/" in asked or asked.endswith(".glb") for asked in page.asked)


def test_the_view_opens_within_its_policy_and_asks_nobody_else(view, address):
    assert view.complaints == []
    assert all(asked.startswith((address, "blob:", "data:")) for asked in view.asked)


def test_the_poster_stays_until_the_model_is_there(view):
    assert view.while_loading == POSTERS["planned"]


def test_a_first_picture_comes_small_and_the_sharp_one_after_it(page, address):
    page.add_init_script("""
        const draw = WebGL2RenderingContext.prototype.drawElements;
        const widths = [];
        WebGL2RenderingContext.prototype.drawElements = function (...given) {
            const isSeen = this.getParameter(this.FRAMEBUFFER_BINDING) === null;
            if (isSeen && widths.at(-1) !== this.canvas.width) widths.push(this.canvas.width);
            document.documentElement.dataset.widths = widths.slice(0, 2).join(" ");
            return draw.apply(this, given);
        };
    """)
    page.goto(f"{address}#ansicht")
    expect(page.locator("html")).to_have_attribute("data-widths", re.compile(r"^\d+ \d+$"))

    first, second = map(int, page.locator("html").get_attribute("data-widths").split())
    assert first == pytest.approx(second / 3, abs=1)


def test_it_begins_where_the_poster_was_taken_from(view):
    theta_deg, _, radius = camera(view)

    assert math.radians(theta_deg) == pytest.approx(math.atan2(20, 30), abs=1e-3)
    assert radius == pytest.approx(math.dist(CAMERA.eye, CAMERA.look), rel=1e-3)


def test_a_point_says_its_words_by_keyboard(view):
    mark = view.locator(".viewer__room .mark:visible").first
    expect(mark).to_be_visible()  # it is put in its place with the first picture

    mark.focus()
    view.keyboard.press("Enter")

    expect(view.locator('[data-part="words"]')).to_have_text("Sonnensegel Jedes Segel liefert Strom für zwei Bänke.")


def test_the_length_shows_when_asked_for(view):
    length = view.locator(".viewer__room .viewer__length")
    expect(length).to_be_hidden()

    view.get_by_role("button", name="Maß").click()

    expect(length).to_have_text("12 m")
    assert view.locator(".viewer__room .viewer__line line").get_attribute("x1")


def test_a_picture_of_what_is_shown_is_kept_on_the_device(view, tmp_path):
    asked = len(view.asked)

    with view.expect_download() as download:
        view.get_by_role("button", name="Bild sichern").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    assert path.name == "schatten-der-strom-liefert-geplant.jpg"
    expect(view.locator('[data-part="words"]')).to_contain_text("liegt jetzt auf deinem Gerät")
    assert all(each.startswith(("blob:", "data:")) for each in view.asked[asked:])
    with Image.open(path) as picture:
        width_px, height_px = picture.size
        shown, strip = (np.asarray(picture.crop(box)) for box in _parts(width_px, height_px))
    room = view.locator('[data-part="room"]').bounding_box()
    assert width_px == pytest.approx(room["width"] * 1.5, abs=1)
    assert height_px == pytest.approx(width_px * (room["height"] / room["width"] + 0.11), abs=3)
    assert len(np.unique(shown.reshape(-1, 3), axis=0)) > 1000
    assert strip.mean() > 200  # words on white
    assert strip.min() < 60


def _parts(width_px, height_px):
    """Return the boxes of the picture and of the strip of words below it."""
    middle_px = height_px - round(width_px * 0.11)
    return (0, 0, width_px, middle_px), (0, middle_px + 1, width_px, height_px)


def test_what_is_printed_is_the_picture_in_place_of_the_posters(view):
    view.evaluate("() => { window.print = () => { document.body.dataset.printed = ''; }; }")

    view.get_by_role("button", name="Drucken").click()
    expect(view.locator("body[data-printed]")).to_have_count(1)
    view.emulate_media(media="print")

    expect(view.locator(".viewer__print")).to_be_visible()
    expect(view.locator(".viewer__bar")).to_be_hidden()
    assert view.locator("figure:visible").count() == 0
    view.emulate_media(media="screen")
    view.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(view.locator(".viewer__print")).to_have_count(0)
    expect(view.locator(".viewer__bar")).to_be_visible()


def test_the_view_says_how_large_it_is_in_truth(view):
    expect(view.locator(".viewer__scale")).to_have_text("Hier verkleinert. In echter Größe: 12 m.")


def test_points_are_reached_and_said_as_in_the_words_of_the_page(view):
    marks = view.locator(".viewer__room .mark:visible")
    said = [" ".join(text.split()) for text in marks.locator(".unseen").all_text_contents()]
    written = [" ".join(text.split()) for text in view.locator(".points li").all_text_contents()]

    assert said
    assert all(each in written for each in said)
    assert all(mark.evaluate("each => each.tabIndex") == 0 for mark in marks.all())


FADES = """() => {
    const last = document.querySelector('.viewer__room').appendChild(document.createElement('canvas'));
    last.className = 'viewer__last';
    const found = getComputedStyle(last).transitionDuration;
    last.remove();
    return found;
}"""


def test_the_sun_of_a_day_and_an_hour_tells_how_much_lies_in_shade(view):
    view.get_by_text("Sonne und Schatten").click()
    shade = view.locator('[data-part="shade"]')

    view.get_by_role("button", name="21. Juni, 15 Uhr").click()
    expect(shade).to_have_text(re.compile(r"So viel der Fläche liegt im Schatten: heute \d+\s%, geplant \d+\s%\."))
    in_june = shade.text_content()
    view.get_by_label("21. Dezember").check()
    expect(view.locator('[data-part="time"]')).to_have_text("15:00")
    expect(shade).not_to_have_text(in_june)
    in_december = shade.text_content()
    view.get_by_label("Uhrzeit").fill("1200")
    expect(shade).to_have_text("Dann steht die Sonne nicht am Himmel.")
    view.get_by_role("button", name="Sonne wie auf dem Bild").click()
    expect(shade).to_be_empty()

    june, december = (list(map(int, re.findall(r"(\d+)\s%", said))) for said in (in_june, in_december))
    assert all(low < high <= 100 for low, high in zip(june, december, strict=True))  # a low sun casts long shadows


def test_states_fade_into_one_another_but_for_those_who_want_no_motion(view):
    def fades_s():
        return view.evaluate(FADES)

    assert fades_s() == "0.5s"
    view.emulate_media(reduced_motion="reduce")
    assert fades_s() == "0s"
    view.emulate_media(reduced_motion="no-preference")


def test_the_other_state_is_seen_from_the_same_place_and_escape_leads_back(view):
    view.get_by_role("button", name="Nach rechts drehen").click()
    before = rested_camera(view)

    view.locator(".states label").first.click()
    view.wait_for_selector('.viewer__room[data-shown="today"]')
    after = rested_camera(view)
    view.get_by_role("button", name="Zurücksetzen").focus()
    view.keyboard.press("Escape")

    assert after == pytest.approx(before, rel=1e-2)
    assert view.locator(".viewer").count() == 0
    assert view.evaluate("document.activeElement.dataset.part") == "open"
    assert view.complaints == []


def test_an_address_with_the_anchor_opens_the_view_and_tells_in_words_what_does_not_come(page, address):
    page.route("**/*.glb", lambda route: route.abort())

    page.goto(f"{address}#ansicht")

    page.wait_for_selector(".viewer.is-failed")
    expect(page.locator('[data-part="wait"]')).to_contain_text("lässt sich hier nicht öffnen")


def test_a_browser_that_draws_no_3d_keeps_the_poster_and_says_so(browser, address):
    with launched(browser.browser_type, "--disable-3d-apis") as flat:
        page = make_page(flat)
        page.goto(address)
        page.locator('figure[data-when="planned"] img').evaluate("each => each.decode()")
        page.locator('[data-part="open"]:visible').first.click()

        expect(page.get_by_text("Die 3D-Ansicht lässt sich hier nicht öffnen.")).to_be_visible()
        assert colour_in_the_middle(page, POSTERS["planned"]) == POSTERS["planned"]
        assert not any("/viewer/" in asked or asked.endswith(".glb") for asked in page.asked)


def test_where_ar_does_not_open_a_sentence_and_the_view_stand_in_its_place(page, address):
    page.route("**/*.glb", lambda route: route.abort())  # what it shows other tests look at
    page.goto(address)

    page.locator('a[rel="ar"]').first.evaluate("each => each.click()")  # this browser does not know such a link

    expect(page.locator("#kein-ar")).to_be_visible()
    expect(page.locator(".viewer")).to_be_visible()

"""What people do most, also in other engines than Chromium: in WebKit, which is Safari's, and in Firefox."""

import os

import pytest

from tests.engines.display import virtual_display
from tests.engines.firefox import Firefox
from tests.engines.found import FIREFOX, WEBKIT
from tests.engines.screen import Screen, button
from tests.engines.webkit import WebKit
from tests.flows.conftest import PLANNER

DRIVERS = {WEBKIT: WebKit, FIREFOX: Firefox}
PHONE = (390, 844)
DESK = (1280, 900)
LINE = "/de/302/"
STATION = f"{LINE}heinrich-koenig-platz/"
PLANNING = f"{STATION}solarsegel/"
DRAWN = 500  # colours: a picture in 3D has thousands, an empty box and its frame a few dozen
STEP_DEG = 5.0  # by one press of a key
EDITED = "Westpark"  # of Bochum, that no other flow edits


@pytest.fixture(scope="module", params=DRIVERS, ids=lambda engine: engine.name)
def screen(request, tmp_path_factory):
    """A screen of either engine in turn; where one is missing that is said, and in CI it is a failure."""
    engine = request.param
    if not engine.is_here():
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(f"{engine.name} is missing: `make engines` installs it")
    server = request.getfixturevalue("server")
    with virtual_display() as display:
        driver = DRIVERS[engine](tmp_path_factory.mktemp(engine.name), display)
        yield Screen(driver, server.url)
        driver.close()


@pytest.fixture(autouse=True)
def looked_at(screen, request, record_property):
    """Tell tests/conftest.py which engine it was."""
    record_property("engine", request.node.callspec.params["screen"].name)


@pytest.fixture(autouse=True)
def no_faults(screen, looked_at):
    before = len(screen.faults())
    yield
    assert screen.faults()[before:] == []


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESK, marks=pytest.mark.large)], ids=["phone", "desk"])
@pytest.mark.parametrize("path", [LINE, STATION, PLANNING], ids=["line", "station", "planning"])
def test_a_riders_page_fits_the_screen(screen, path, size):
    screen.resize(*size)
    screen.goto(path)

    screen.see("h1")
    assert screen.width() == size[0]


def test_the_languages_lead_to_the_same_page(screen):
    screen.resize(*PHONE)
    screen.goto(PLANNING)
    german = screen.text("h1")

    screen.follow('header a[hreflang="tr"]')

    assert screen.of("html", "(page) => page.lang") == "tr"
    assert screen.text("h1") != german


def test_the_3d_view_is_drawn_after_a_tap_and_turns(screen):
    screen.resize(*PHONE)
    screen.goto(PLANNING)

    screen.click('.on-desktop [data-part="open"]')
    screen.see(".viewer.is-ready .viewer__canvas[data-orbit]")
    at_first = angle(screen)
    screen.click('[data-turn="30"]')

    screen.wait_for(f"Math.abs(({ANGLE})() - {at_first}) > 6")
    screen.see_colours(".viewer__canvas", more_than=DRAWN)


KEPT = "document.querySelector('[data-part=state]')?.textContent === 'Gesichert.'"
ANGLE = "() => Number.parseFloat(document.querySelector('.viewer__canvas').dataset.orbit)"  # degrees


def angle(screen):
    return screen.run(ANGLE)


def test_the_panorama_is_drawn_without_a_camera_and_turns_by_keys(screen):
    screen.resize(*PHONE)
    screen.goto(f"{STATION}vor-ort/")

    screen.click('[data-part="without-camera"]')
    screen.see('[data-part="label"][data-loaded]:not([hidden])')
    screen.see_colours('[data-part="scene"]', more_than=DRAWN)
    heading_deg = screen.of('[data-module="onsite"]', "(view) => Number(view.dataset.headingDeg)")
    screen.press("ArrowRight", times=4)

    wanted_deg = (heading_deg + 4 * STEP_DEG) % 360
    screen.wait_for(f"Math.abs(document.querySelector('[data-module=onsite]').dataset.headingDeg - {wanted_deg}) < 0.1")
    screen.see_colours('[data-part="scene"]', more_than=DRAWN)


def test_a_planner_signs_in_and_renames_a_planning(screen, request):
    title = f"Gesehen in {request.node.callspec.id}"
    screen.resize(*DESK)
    sign_in(screen, PLANNER, "bochum")
    screen.follow(f"//h2[normalize-space()='{EDITED}']//a")
    screen.follow("//section[.//h2[contains(., 'Planungen')]]//a")
    screen.follow("//a[normalize-space()='Bearbeiten']")

    screen.fill('[name="texts.de.title"]', title)
    screen.see("//*[@data-part='state'][contains(., 'Zwischengespeichert um')]")
    screen.wait_for(
        f"document.querySelector('iframe[name=preview]').contentDocument.body.innerText.includes('{title}')"
    )
    screen.follow(button("Speichern"))

    screen.see("//*[contains(@class, 'notice')][contains(., 'Gespeichert.')]")
    assert screen.of('[name="texts.de.title"]', "(field) => field.value") == title
    assert screen.width() == DESK[0]


def test_a_planner_builds_a_scene_and_sees_it_in_3d(screen, request):
    screen.resize(*DESK)
    sign_in(screen, PLANNER, "bochum")
    screen.goto("/studio/szenen/neu")
    screen.fill("[name=title]", f"Gebaut in {request.node.callspec.id}")
    screen.follow("//button[starts-with(normalize-space(), 'Leerer Platz')]")
    screen.wait_for(KEPT)

    screen.fill("#palette-search", "Baum")
    screen.press("Enter")
    screen.see("//*[@data-part='said'][contains(., 'Baum hingestellt')]")
    screen.wait_for(KEPT)
    screen.see('[data-part="view3d-room"][data-shown]')
    at_first = screen.of('[data-part="view3d-room"]', "(room) => room.dataset.shown")
    screen.press("Escape")
    screen.press("ArrowRight", times=3)
    screen.wait_for(KEPT)

    screen.wait_for(f"document.querySelector('[data-part=view3d-room]').dataset.shown !== {at_first!r}")
    screen.see_colours('[data-part="view3d-room"] canvas', more_than=DRAWN)
    assert screen.width() == DESK[0]


def sign_in(screen, task, city):
    """Sign in, unless that engine still is."""
    screen.goto("/studio/")
    if screen.run("() => Boolean(document.querySelector('[name=email]'))"):
        screen.fill("[name=email]", f"{task}@{city}.example")
        screen.fill("[name=password]", f"demo-{task}-{city}")
        screen.follow(button("Anmelden"))
    screen.see("//h1[normalize-space()='Linie 302']")

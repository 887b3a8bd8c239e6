"""The on-site view on a phone that tracks itself: WebXR by an emulator, whose camera sees a rendered sign.

What it cannot show: the prompts, how ARCore tracks, how the browser lays the camera's picture behind the page.
"""

import io
import json
import math
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser import launched, soon
from tests.flows import onsite_site
from tests.flows.onsite_site import label, told, wait_for
from tests.site import samples

IWER = (onsite_site.ROOT / "tests/vendor/iwer/iwer.min.js").read_text()
PHONE = (onsite_site.ROOT / "tests/flows/phone_ar.js").read_text()
SIZE = {"width": 400, "height": 800}
LOOK = {"width": 640, "height": 1280, "fovDeg": 62}
HEADING_DEG = 18.0
EYE = (-0.34, -0.94, 1.55)  # in the world, as the film looks at the sign
YAW_DEG = 77.0  # the phone's north lies so far counter-clockwise from true north
PLACE = (2.0, 1.4, -3.0)  # where it says it is
STEP_M = 1.5
PLANNING_DEG = 36.87
POINT = (30.0, 40.0, 3.0)  # of the planning
CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
Place = tuple[float, float, float]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("webxr")
    onsite_site.write(folder, {"": onsite_site.page(onsite_site.station())})
    with onsite_site.served(folder) as url:
        yield url


@pytest.fixture(scope="module")
def picture(tmp_path_factory) -> str:
    code = samples.make_sign().code
    rows = onsite_site.bitmap(f"{samples.SETTINGS.public_url}/S/{code}".upper())
    return onsite_site.picture(onsite_site.film(tmp_path_factory.mktemp("film"), rows, **LOOK))


@contextmanager
def phone(browser: Browser, site: str, picture: str, arguments: tuple[str, ...] = (), **more) -> Iterator[Page]:
    """A phone with WebXR that looks at the sign, its page open."""
    with launched(browser.browser_type, *arguments) as own:
        page = own.new_context(locale="de-DE", viewport=SIZE).new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        given = {"picture": picture, "fovDeg": LOOK["fovDeg"], **more}
        page.add_init_script(f"globalThis.PHONE_AR = {json.dumps(given)};")
        page.add_init_script(IWER)
        page.add_init_script(PHONE)
        page.goto(site)
        yield page


def hold(page: Page, *, heading_deg: float, pitch_deg: float, roll_deg: float, place: Place) -> None:
    """Hold the phone towards a bearing of the world."""
    way = {"headingDeg": heading_deg + YAW_DEG, "pitchDeg": pitch_deg, "rollDeg": roll_deg}
    page.evaluate("([way, place]) => phoneAr.hold(way, place)", [way, place])


def lock(page: Page) -> None:
    page.get_by_role("button", name="Kamera starten").click()
    wait_for(page, "searching")
    hold(page, heading_deg=HEADING_DEG, pitch_deg=-3, roll_deg=2, place=PLACE)
    wait_for(page, "locked")


def on_screen(eye: Place, heading_deg: float) -> tuple[float, float]:
    """Return where the planning's point must be drawn by a level phone at a place in the world."""
    focal = SIZE["height"] / 2 / math.tan(math.radians(LOOK["fovDeg"] / 2))
    east, north, up = (of - own for of, own in zip(POINT, eye, strict=True))
    heading = math.radians(heading_deg)
    ahead = east * math.sin(heading) + north * math.cos(heading)
    right = east * math.cos(heading) - north * math.sin(heading)
    return SIZE["width"] / 2 + focal * right / ahead, SIZE["height"] / 2 - focal * up / ahead


def stands(page: Page, wanted: tuple[float, float]) -> None:
    seen = label(page)
    assert (float(seen["screenX"]), float(seen["screenY"])) == pytest.approx(wanted, abs=6)  # half a degree
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    assert picture.getpixel((round(float(seen["screenX"])), round(float(seen["screenY"])) + 10)) == (255, 0, 0)


@pytest.mark.parametrize("is_top_down", [False, True])
def test_who_walks_on_sees_the_planning_where_it_stands(browser, site, picture, is_top_down):
    with phone(browser, site, picture, isTopDown=is_top_down) as page:
        lock(page)

        state = told(page)
        assert state["way"] == "webxr"
        assert float(state["headingDeg"]) == pytest.approx(HEADING_DEG, abs=float(state["errorDeg"]))
        assert float(state["errorDeg"]) < 0.5
        assert float(state["distanceM"]) == pytest.approx(1.0, abs=0.01)

        hold(page, heading_deg=PLANNING_DEG, pitch_deg=0, roll_deg=0, place=PLACE)
        page.wait_for_selector("[data-part=label][data-loaded]", state="attached")
        soon(lambda: stands(page, on_screen(EYE, PLANNING_DEG)))

        x, y, z = PLACE
        hold(page, heading_deg=PLANNING_DEG, pitch_deg=0, roll_deg=0, place=(x, y, z - STEP_M))  # to the phone's north
        yaw = math.radians(YAW_DEG)
        walked = (EYE[0] - STEP_M * math.sin(yaw), EYE[1] + STEP_M * math.cos(yaw), EYE[2])
        soon(lambda: stands(page, on_screen(walked, PLANNING_DEG)))
        assert not page.faults


def test_a_photograph_shows_the_camera_and_the_planning(browser, site, picture):
    with phone(browser, site, picture) as page:
        lock(page)
        hold(page, heading_deg=PLANNING_DEG, pitch_deg=0, roll_deg=0, place=PLACE)
        page.wait_for_selector("[data-part=label][data-loaded]", state="attached")
        soon(lambda: stands(page, on_screen(EYE, PLANNING_DEG)))
        at = label(page)

        with page.expect_download() as kept:
            page.get_by_role("button", name="Foto").click()

        photo = Image.open(kept.value.path()).convert("RGB")
        scale = photo.width / SIZE["width"]
        red, green, blue = photo.getpixel(
            (round(float(at["screenX"]) * scale), round((float(at["screenY"]) + 10) * scale))
        )
        assert red > 200 > 60 > max(green, blue)
        assert photo.getpixel((20, 20)) != (0, 0, 0)  # the wall

        page.get_by_role("button", name="Beenden").click()
        page.wait_for_function("!phoneAr.device.activeSession")
        expect(page.get_by_role("button", name="Kamera starten")).to_be_focused()


def test_a_phone_that_counts_from_elsewhere_looks_for_the_sign_again(browser, site, picture):
    with phone(browser, site, picture) as page:
        lock(page)
        page.evaluate("phoneAr.lose()")

        wait_for(page, "searching")
        wait_for(page, "locked")
        page.evaluate("phoneAr.device.activeSession.end()")
        wait_for(page, "intro")
        assert not page.faults


@pytest.mark.parametrize("more", [{"isRefused": True}, {"isBlind": True}])
def test_without_the_cameras_pictures_it_goes_on_with_camera_and_motion(browser, site, picture, more):
    with phone(browser, site, picture, CAMERA, **more) as page:
        devtools = page.context.new_cdp_session(page)
        devtools.send("DeviceOrientation.setDeviceOrientationOverride", {"alpha": 0, "beta": 90, "gamma": 0})
        page.get_by_role("button", name="Kamera starten").click()

        page.wait_for_selector('[data-way="camera"][data-state="searching"]')
        assert not page.faults

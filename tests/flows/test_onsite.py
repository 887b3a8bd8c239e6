"""The on-site view in a real browser: a rendered sign before its camera, motion set from outside, truth known."""

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

import pytest
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from app.exchange.records import Survey
from tests import axe
from tests.browser import launched, soon
from tests.flows import onsite_site
from tests.flows.onsite_site import label, told, wait_for
from tests.site import samples

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}  # one pixel each: no GPU here
CAMERA = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
REFUSED = ["--deny-permission-prompts"]
HEADING_DEG = 18.0
PITCH_DEG = -3.0
PLANNING_DEG = 36.87  # 30 m east, 40 m north
MIDDLE_PX = 195
UPRIGHT = {"alpha": 0, "beta": 90, "gamma": 0}
ON_ITS_SIDE = {"alpha": 90, "beta": 0, "gamma": -89.9}  # the same way, turned left by a quarter
ELSEWHERE = "HTTPS://LINIE302.EXAMPLE/S/ABCDEF"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("onsite")
    measured, estimated = (onsite_site.station(status=status) for status in (Survey.MEASURED, Survey.ESTIMATED))
    slug = measured.plannings[0].record.slug
    pages = {
        "": onsite_site.page(measured),
        "estimated": onsite_site.page(estimated),
        "preview": onsite_site.page(measured, preview=slug),
        "houses": onsite_site.page(onsite_site.surrounded(measured)),
        "houses-estimated": onsite_site.page(onsite_site.surrounded(estimated)),
    }
    onsite_site.write(folder, pages)
    with onsite_site.served(folder) as url:
        yield url


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> onsite_site.Film:
    return onsite_site.film(tmp_path_factory.mktemp("film"), rows_of(samples.make_sign().code))


def rows_of(code: str) -> list[str]:
    return onsite_site.bitmap(f"{samples.SETTINGS.public_url}/S/{code}".upper())


@pytest.fixture(scope="module")
def started(browser: Browser) -> Iterator[Callable[..., Browser]]:
    """Return how to get a browser with more arguments; the same ones share a browser, which is slow to start."""
    with ExitStack() as running:
        yield cache(lambda *arguments: running.enter_context(launched(browser.browser_type, *arguments)))


@contextmanager
def phone(
    started: Callable[..., Browser], arguments: list[str], sensors: dict[str, float] | None, **options
) -> Iterator[Page]:
    """A phone as if it had never been here; ``page.devtools`` turns it."""
    context = started(*arguments).new_context(locale="de-DE", **{**PHONE, **options})
    try:
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        if sensors:
            page.devtools = context.new_cdp_session(page)
            turn(page.devtools, sensors, 0)
        yield page
    finally:
        context.close()


def turn(devtools: CDPSession, sensors: dict[str, float], right_deg: float) -> None:
    turned = {**sensors, "alpha": (sensors["alpha"] - right_deg) % 360}
    devtools.send("DeviceOrientation.setDeviceOrientationOverride", turned)


def with_film(film: onsite_site.Film) -> list[str]:
    return [*CAMERA, f"--use-file-for-fake-video-capture={film.path}"]


def more(page: Page) -> Locator:
    """Return what opens and closes all that is seldom wanted."""
    return page.get_by_text("Mehr", exact=True)


def wait_for_heading(page: Page, low: float, high: float) -> None:
    page.wait_for_function(
        """([low, high]) => {
            const { headingDeg } = document.querySelector("[data-module=onsite]").dataset;
            return low < headingDeg && headingDeg < high;
        }""",
        arg=[low, high],
    )


def colour_at(page: Page, x: float, y: float) -> tuple[int, ...]:
    picture = Image.open(io.BytesIO(page.screenshot()))
    return picture.convert("RGB").getpixel((round(x), round(y)))


def pinch(page: Page, factor: float) -> None:
    """Two fingers on the picture, moved apart by a factor."""
    page.evaluate(
        """(factor) => {
            const view = document.querySelector("[data-part=view]");
            const touch = (name, pointerId, clientX) => view.dispatchEvent(
                new PointerEvent(name, { pointerId, clientX, clientY: 400, pointerType: "touch", bubbles: true }));
            touch("pointerdown", 11, 150);
            touch("pointerdown", 12, 250);
            touch("pointermove", 12, 150 + 100 * factor);
            touch("pointerup", 11, 150);
            touch("pointerup", 12, 150 + 100 * factor);
        }""",
        factor,
    )


def wait_for_label(page: Page, x: float, *, within: float) -> None:
    page.wait_for_function(
        "([x, px]) => Math.abs(document.querySelector('[data-part=label]').dataset.screenX - x) < px",
        arg=[x, within],
    )


def stands_in_the_middle(page: Page, colour: tuple[int, int, int], *, middle_px: float = MIDDLE_PX) -> None:
    seen = label(page)
    assert float(seen["bearingDeg"]) == pytest.approx(PLANNING_DEG, abs=0.1)
    assert float(seen["screenX"]) == pytest.approx(middle_px, abs=12)  # 1.5° are 18 px
    assert colour_at(page, float(seen["screenX"]), float(seen["screenY"]) + 10) == colour


def looks_along(page: Page, heading_deg: float) -> None:
    """Assert the heading within what the phone itself says that it may err; both are there once a picture is drawn."""
    state = told(page)
    assert state["headingDeg"], state
    assert float(state["headingDeg"]) == pytest.approx(heading_deg, abs=float(state["errorDeg"]))


def at_rest(page: Page) -> float:
    """Return where the label stands once it has not moved for a number of pictures, in pixels."""
    page.evaluate("globalThis.rest = {}")
    page.wait_for_function(
        """() => {
            const { screenX } = document.querySelector("[data-part=label]").dataset;
            const { at, pictures } = globalThis.rest;
            globalThis.rest = { at: screenX, pictures: at === screenX ? pictures + 1 : 0 };
            return globalThis.rest.pictures > 15;
        }""",
        polling="raf",
    )
    return float(label(page)["screenX"])


def test_from_the_sign_to_the_planning_in_its_place(started, site, film):
    with phone(started, with_film(film), film.sensors) as page:
        page.goto(site)
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "locked")

        soon(lambda: looks_along(page, HEADING_DEG))
        state = told(page)
        assert state["way"] == "camera"
        assert float(state["errorDeg"]) < 1
        assert float(state["pitchDeg"]) == pytest.approx(PITCH_DEG, abs=0.1)
        assert float(state["distanceM"]) == pytest.approx(1.0, abs=0.02)
        expect(page.get_by_role("status").filter(has_text="nach rechts")).to_be_visible()

        turn(page.devtools, film.sensors, PLANNING_DEG - HEADING_DEG)
        page.wait_for_selector("[data-part=label][data-loaded]", state="attached")
        expect(page.get_by_role("status").filter(has_text="Vor dir")).to_be_visible()

        soon(lambda: stands_in_the_middle(page, (255, 0, 0)))  # what is drawn follows softly
        page.get_by_role("radio", name="heute").check()
        soon(lambda: stands_in_the_middle(page, (0, 0, 255)))
        assert not page.faults


def test_a_model_that_does_not_load_is_told(started, site):
    with phone(started, CAMERA, UPRIGHT) as page:
        page.route("**/*.glb", lambda route: route.abort())
        page.goto(site)
        page.get_by_role("button", name="Ohne Kamera ansehen").first.click()

        missing = page.get_by_role("status").filter(has_text="Das Modell lädt hier nicht: ")

        expect(missing).to_be_visible()
        expect(missing).to_contain_text("beende die Ansicht und öffne sie noch einmal")
        page.get_by_role("button", name="Beenden").click()


HOLD_ANSWERS = """
    globalThis.held = null;  // answers of the search that have to wait, if it is a list
    globalThis.Worker = class extends Worker {
        addEventListener(name, listener) {
            const told = (event) => (globalThis.held ? held.push(() => listener(event)) : listener(event));
            super.addEventListener(name, told);
        }
    };
"""


def hidden_in_the_middle(page: Page) -> bool:
    seen = label(page)
    colour = colour_at(page, float(seen["screenX"]), float(seen["screenY"]) + 10)
    assert float(seen["screenX"]) == pytest.approx(MIDDLE_PX, abs=12)
    return colour not in {(255, 0, 0), (0, 0, 255)}


def is_hidden(page: Page, wanted: bool) -> None:
    assert hidden_in_the_middle(page) is wanted


@pytest.mark.parametrize(("page_of", "hides"), [("houses", True), ("houses-estimated", False)])
def test_a_house_hides_what_is_planned_behind_it_unless_the_place_of_the_sign_is_a_guess(
    started, site, film, page_of, hides
):
    with phone(started, with_film(film), film.sensors) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script(HOLD_ANSWERS)
        page.goto(f"{site}/{page_of}/")
        page.wait_for_load_state("networkidle")
        assert not [url for url in asked if "surroundings" in url]
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "locked")
        page.evaluate("globalThis.held = []")  # the film shows the sign still, wherever the phone is turned
        page.wait_for_function("() => held.length === 1")
        turn(page.devtools, film.sensors, PLANNING_DEG - HEADING_DEG)
        page.wait_for_selector("[data-part=label][data-loaded]", state="attached")
        more(page).click()

        hide = page.get_by_role("checkbox", name="Häuser verdecken die Planung")
        expect(hide).to_be_checked(checked=hides)
        soon(lambda: is_hidden(page, hides))
        page.get_by_role("button", name="Hinweise zeigen").click()
        expect(page.get_by_text("Bekannte Häuser verdecken die Planung")).to_be_visible(visible=hides)
        more(page).click()
        hide.set_checked(not hides)
        soon(lambda: is_hidden(page, not hides))

        page.get_by_role("checkbox", name="Kanten und Abstand zeigen").check()
        expect(page.get_by_text("Haus geradeaus: etwa 2")).to_be_visible()  # its middle is 25 m away
        assert axe.violations(page) == []
        assert not page.faults

        page.get_by_role("button", name="Beenden").click()
        assert told(page)["state"] == "intro"
        page.get_by_role("button", name="Ohne Kamera ansehen").first.click()
        more(page).click()
        expect(page.get_by_text("Häuser", exact=True)).to_be_visible()
        expect(page.get_by_text("Kanten und Abstand zeigen")).to_be_hidden()


def test_it_loads_on_a_tap_has_no_barriers_moves_nothing_by_itself_and_leaves_as_it_came(started, site, film):
    with phone(started, with_film(film), film.sensors, reduced_motion="reduce") as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site)
        page.wait_for_load_state("networkidle")
        assert not [url for url in asked if "three" in url or "zxing" in url]
        assert axe.violations(page) == []
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "locked")
        assert not [url for url in asked if not url.startswith((site, "data:", "blob:"))]
        assert axe.violations(page) == []
        assert page.evaluate("document.getAnimations().length") == 0

        page.get_by_role("button", name="Beenden").click()

        assert told(page)["state"] == "intro"
        assert page.evaluate("document.querySelector('video').srcObject") is None
        expect(page.get_by_role("button", name="Kamera starten")).to_be_focused()


def test_fine_adjustment_by_button_moves_the_planning_that_way_and_only_a_new_look_undoes_it(started, site, film):
    with phone(started, with_film(film), film.sensors) as page:
        page.add_init_script(HOLD_ANSWERS)
        page.goto(site)
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "locked")
        page.evaluate("globalThis.held = []")
        page.wait_for_function("() => held.length === 1")  # a look from before we adjust
        page.evaluate("document.querySelector('video').pause()")
        before = at_rest(page)

        more(page).click()
        for _ in range(4):
            page.get_by_role("button", name="Nach rechts").click()
        wait_for_label(page, before + 22, within=6)  # two degrees
        page.evaluate("() => { held.forEach((listen) => listen()); globalThis.held = null; }")

        aside = at_rest(page) - MIDDLE_PX
        assert aside == pytest.approx(before + 22 - MIDDLE_PX, abs=8)
        pinch(page, 0.8)
        wait_for_label(page, MIDDLE_PX + 0.8 * aside, within=2)
        page.locator("[data-part=view]").press("+")
        wait_for_label(page, MIDDLE_PX + 0.8 * 1.02 * aside, within=2)

        page.evaluate("document.querySelector('video').play()")  # bearing from the sign again; the size stays
        wait_for_label(page, MIDDLE_PX + 0.8 * 1.02 * (before - MIDDLE_PX), within=8)


def test_turned_far_from_the_sign_it_asks_for_another_look(started, site, film):
    with phone(started, with_film(film), film.sensors) as page:
        page.goto(site)
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "locked")
        page.evaluate("document.querySelector('video').pause()")  # the sign is out of sight

        turn(page.devtools, film.sensors, 125)
        expect(page.get_by_role("status").filter(has_text="schau noch einmal auf das Schild")).to_be_visible()
        turn(page.devtools, film.sensors, 0)
        expect(page.get_by_role("button", name="Schild noch einmal ansehen")).to_be_hidden()
        turn(page.devtools, film.sensors, 125)
        page.get_by_role("button", name="Schild noch einmal ansehen").click()
        wait_for(page, "searching")

        page.evaluate("() => { addEventListener('deviceorientation', ({ alpha }) => { globalThis.alpha = alpha; }); }")
        turn(page.devtools, film.sensors, 0)
        page.wait_for_function("alpha => Math.abs(globalThis.alpha - alpha) < 0.1", arg=film.sensors["alpha"])
        page.evaluate("document.querySelector('video').play()")
        wait_for(page, "locked")
        soon(lambda: looks_along(page, HEADING_DEG))


@pytest.mark.parametrize(
    "angle",
    ["{ angle: 90 }", *(pytest.param(each, marks=pytest.mark.large) for each in ("{ angle: 180 }", "{ angle: 270 }"))],
)
def test_a_screen_angle_that_is_told_wrongly_is_set_right_by_the_sign(started, site, film, angle):
    with phone(started, with_film(film), film.sensors) as page:
        page.add_init_script(f"Object.defineProperty(Screen.prototype, 'orientation', {{ get: () => ({angle}) }})")
        page.goto(site)
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "locked")

        soon(lambda: looks_along(page, HEADING_DEG))
        assert float(told(page)["rollDeg"]) == pytest.approx(2, abs=0.5)
        assert float(told(page)["errorDeg"]) < 1
        assert not page.faults


def test_sensors_that_the_picture_contradicts_lock_nothing_and_it_is_said(started, site, film):
    with phone(started, with_film(film), {**film.sensors, "beta": film.sensors["beta"] - 30}) as page:
        page.goto(site)
        page.get_by_role("button", name="Kamera starten").click()

        expect(
            page.get_by_role("status").filter(has_text="Bild und Lagesensoren passen nicht zusammen")
        ).to_be_visible()
        assert told(page)["state"] == "searching"
        turn(page.devtools, film.sensors, 0)
        wait_for(page, "locked")
        soon(lambda: looks_along(page, HEADING_DEG))


def test_a_refused_camera_leads_to_the_view_from_the_sign(started, site, film):
    with phone(started, REFUSED, film.sensors) as page:
        page.goto(site)
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "panorama")

        expect(page.get_by_text("Ohne Kamera: Blick vom Schild aus.")).to_be_visible()
        page.wait_for_selector("[data-part=label][data-loaded]")
        assert float(told(page)["headingDeg"]) == pytest.approx(PLANNING_DEG, abs=0.1)
        soon(lambda: stands_in_the_middle(page, (255, 0, 0)))


@pytest.mark.parametrize("is_refused", [False, True])
def test_without_motion_it_turns_by_drag_and_by_keys(started, site, is_refused):
    with phone(started, CAMERA, UPRIGHT if is_refused else None) as page:
        if is_refused:
            page.add_init_script("DeviceOrientationEvent.requestPermission = async () => 'denied'")
        page.goto(site)
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "panorama")

        expect(page.get_by_text("Ohne Bewegungssensor")).to_be_visible()
        page.keyboard.press("ArrowRight")
        wait_for_heading(page, PLANNING_DEG + 4.8, PLANNING_DEG + 5.2)
        page.mouse.move(200, 560)
        page.mouse.down()
        page.mouse.move(300, 560, steps=5)
        page.mouse.up()
        wait_for_heading(page, 0, PLANNING_DEG)


def test_a_planning_tells_its_words_by_keyboard(started, site):
    with phone(started, CAMERA, UPRIGHT) as page:
        page.goto(site)
        page.get_by_role("button", name="Ohne Kamera ansehen").first.focus()
        page.keyboard.press("Enter")
        wait_for(page, "panorama")
        page.locator("[data-part=label]").focus()
        page.keyboard.press("Enter")

        expect(page.locator("[data-part=card]").get_by_role("link", name="Mehr zu dieser Planung")).to_be_visible()
        assert axe.violations(page) == []
        page.keyboard.press("Escape")
        expect(page.locator("[data-part=card]")).to_be_hidden()
        expect(page.locator("[data-part=label]")).to_be_focused()
        page.keyboard.press("Escape")
        assert told(page)["state"] == "intro"


def test_a_planners_preview_opens_by_itself_and_looks_at_the_planning(started, site):
    with phone(started, CAMERA, UPRIGHT) as page:
        page.goto(f"{site}/preview/")
        wait_for(page, "panorama")

        page.wait_for_selector("[data-part=label][data-loaded]")
        soon(lambda: stands_in_the_middle(page, (255, 0, 0)))
        page.get_by_role("button", name="Beenden").click()
        expect(page.get_by_role("button", name="Ohne Kamera ansehen")).to_be_visible()


@pytest.mark.parametrize(
    ("text", "said", "leads"),
    [
        ("HTTPS://ELSEWHERE.EXAMPLE/S/ABCDEF", "Dieser Code gehört nicht zu einem Schild der Linie.", None),
        (ELSEWHERE, "Das ist das Schild einer anderen Station.", "/s/ABCDEF"),
    ],
)
def test_another_code_is_named_as_such(started, site, tmp_path, text, said, leads):
    other = onsite_site.film(tmp_path, onsite_site.bitmap(text))
    with phone(started, with_film(other), other.sensors) as page:
        page.goto(site)
        page.get_by_role("button", name="Kamera starten").click()

        expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
        link = page.locator("[data-part=elsewhere]")
        if leads:
            expect(link).to_have_attribute("href", leads)
        else:
            expect(link).to_be_hidden()
        assert told(page)["state"] == "searching"


def test_a_sign_that_nobody_has_measured_says_so_also_when_the_camera_is_taken_away(started, site, film):
    with phone(started, with_film(film), film.sensors) as page:
        page.goto(f"{site}/estimated/")
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "locked")
        expect(page.get_by_text("sind geschätzt")).to_be_visible()

        page.evaluate("document.querySelector('video').srcObject.getTracks()[0].dispatchEvent(new Event('ended'))")

        wait_for(page, "panorama")
        expect(page.get_by_text("Ohne Kamera: Blick vom Schild aus.")).to_be_visible()
        expect(page.get_by_text("sind geschätzt")).to_be_visible()
        page.get_by_role("button", name="Mit Kamera").click()
        wait_for(page, "locked")


def test_in_the_background_it_leaves_the_camera_and_starts_again(started, site, film):
    with phone(started, with_film(film), film.sensors) as page:
        page.goto(site)
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "searching")

        page.evaluate(
            """() => {
                const hide = (isHidden) => {
                    Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
                    document.dispatchEvent(new Event("visibilitychange"));
                };
                globalThis.track = document.querySelector("video").srcObject.getTracks()[0];
                hide(true);
                hide(false);
            }"""
        )
        wait_for(page, "intro")
        assert page.evaluate("track.readyState") == "ended"
        page.get_by_role("button", name="Kamera starten").click()
        wait_for(page, "locked")
        assert not page.faults


def test_a_phone_turned_on_its_side_shows_the_planning_in_the_middle(started, site):
    with phone(started, CAMERA, UPRIGHT) as page:
        page.goto(site)
        page.get_by_role("button", name="Ohne Kamera ansehen").first.click()
        wait_for(page, "panorama")
        page.wait_for_selector("[data-part=label][data-loaded]")

        page.set_viewport_size({"width": 844, "height": 390})
        assert page.evaluate("screen.orientation.angle") == 90
        page.devtools.send("DeviceOrientation.setDeviceOrientationOverride", ON_ITS_SIDE)

        soon(lambda: stands_in_the_middle(page, (255, 0, 0), middle_px=422))
        assert float(told(page)["rollDeg"]) == pytest.approx(0, abs=0.1)


def test_on_a_slow_network_names_come_before_meshes(started, site):
    with phone(started, CAMERA, UPRIGHT) as page:
        held = []
        page.route(re.compile(r"\.glb$"), lambda route: held.append(route))
        page.goto(site)
        page.get_by_role("button", name="Ohne Kamera ansehen").first.click()
        wait_for(page, "panorama")

        expect(page.locator("[data-part=label]")).to_be_visible()
        assert "loaded" not in label(page)
        [first] = held  # one after the other, what is shown before the other
        assert first.request.url.endswith("/planned.glb")
        first.continue_()
        page.wait_for_selector("[data-part=label][data-loaded]")


def test_a_mesh_that_fails_leaves_its_label_and_its_words(started, site):
    with phone(started, CAMERA, UPRIGHT) as page:
        page.route(re.compile(r"\.glb$"), lambda route: route.abort())
        page.goto(site)
        page.get_by_role("button", name="Ohne Kamera ansehen").first.click()
        wait_for(page, "panorama")
        page.wait_for_selector("[data-part=label][data-failed]")

        page.locator("[data-part=label]").click()
        expect(page.locator("[data-part=card]").get_by_text("Segel über dem Platz")).to_be_visible()


OPEN_AND_LEAVE = """async (times) => {
    const part = (name) => document.querySelector(`[data-part="${name}"]`);
    const until = async (holds) => { while (!holds()) await new Promise(requestAnimationFrame); };
    for (let at = 0; at < times; at += 1) {
        part("label").removeAttribute("data-loaded");
        part("without-camera").click();
        await until(() => part("label").hasAttribute("data-loaded"));
        part("close").click();
        await until(() => contexts.at(-1).isContextLost());
    }
    return contexts.filter((context) => context.isContextLost()).length;
}"""
KEEP_CONTEXTS = """
    globalThis.contexts = [];
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        const context = get.call(this, kind, ...more);
        if (kind.startsWith("webgl") && !contexts.includes(context)) contexts.push(context);
        return context;
    };
"""


def test_opened_twenty_times_it_gives_all_its_graphics_back(started, site):
    with phone(started, CAMERA, UPRIGHT, viewport={"width": 320, "height": 240}) as page:
        lost = []
        page.on("console", lambda message: lost.append(message.text) if "Too many active" in message.text else None)
        page.add_init_script(KEEP_CONTEXTS)
        page.goto(site)

        assert page.evaluate(OPEN_AND_LEAVE, 20) == 20
        assert not lost
        assert not page.faults


def test_what_is_loaded_on_tap_fits_its_budget():
    static = onsite_site.ROOT / "app/site/static"
    loaded = [*(static / "ar").glob("*.js"), *(static / "vendor/three-0.183.2").rglob("*.js")]
    loaded += (static / "vendor/zxing-wasm-3.1.4").rglob("*.js")

    assert sum(len(onsite_site.compressed(path)) for path in loaded) <= 350_000


def test_the_page_carries_each_code_as_it_is_printed():
    page = onsite_site.page(onsite_site.station())
    island = json.loads(re.search(r'data-part="station">(.*?)</script>', page, re.DOTALL).group(1))

    [sign] = island["signs"]
    assert sign["address"] == f"HTTPS://LINIE302.EXAMPLE/S/{sign['code']}"
    assert sign["rows"] == onsite_site.bitmap(sign["address"])

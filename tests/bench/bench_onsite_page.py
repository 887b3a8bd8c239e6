"""The on-site view as a whole, in Chromium: a rendered sign as its camera, motion set from outside, attributes read.

Every scene starts a browser of its own, because Chromium takes its camera's film at the start.
``ONSITE_PAGES=40 make bench`` plays them all; the default is a handful.
"""

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from tests.bench.onsite.report import quantile
from tests.bench.rows import Row
from tests.browser import ARGUMENTS, executable
from tests.flows import onsite_site
from tests.site import samples

PAGES = 4
LOCK_MS = 60_000
CAMERA = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
UPRIGHT = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def measure() -> list[Row]:
    """Play scenes drawn from the goals' range, the code at least 120 px wide."""
    count = int(os.environ.get("ONSITE_PAGES", PAGES))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        onsite_site.write(folder, {"": onsite_site.page(onsite_site.station())})
        with onsite_site.served(folder) as url:
            found = [_seen(playwright, url, folder, look) for look in _looks(count)]
    locked = [each for each in found if each]
    errors = [error for error, _ in locked]
    covered = sum(error <= claimed for error, claimed in locked)
    return [
        Row(
            what=f"on site in Chromium, {count} scenes: heading error, median and worst",
            ours=f"{quantile(errors, 0.5):.2f}°, {max(errors, default=float('nan')):.2f}°",
            goal="≤ 0.3°, ≤ 1°",
            met=bool(errors) and quantile(errors, 0.5) <= 0.3 and max(errors) <= 1,
        ),
        Row(
            what="on site in Chromium: locked; own error covers the true one",
            ours=f"{len(locked)} of {count}; {covered} of {len(locked)}",
            goal="all; ≥ 90 %",
            met=len(locked) == count and covered >= 0.9 * count,
        ),
    ]


def _looks(count: int) -> Iterator[dict[str, Any]]:
    """Draw where the phone is and how it is held; the same in every run."""
    source = random.Random(302)
    for _ in range(count):
        aside, away = source.uniform(-0.6, 0.6), source.uniform(0.6, 0.95)
        yield {
            "fovDeg": source.uniform(58, 76),
            "headingDeg": source.uniform(-6, 6) - 57.3 * aside / away * 0.85,
            "pitchDeg": source.uniform(-8, 4),
            "rollDeg": source.uniform(-6, 6),
            "yawDeg": source.uniform(0, 360),
            "offsetM": [aside, source.uniform(-0.1, 0.05), away],
        }


def _seen(playwright: Playwright, url: str, folder: Path, look: dict[str, Any]) -> tuple[float, float] | None:
    """Return how far the page's heading is off and how far it says it may be, degrees; None without a lock."""
    sign = samples.make_sign().code
    film = onsite_site.film(folder, onsite_site.bitmap(f"{samples.SETTINGS.public_url}/S/{sign}".upper()), **look)
    arguments = [*ARGUMENTS, *CAMERA, f"--use-file-for-fake-video-capture={film.path}"]
    browser = playwright.chromium.launch(executable_path=executable(), args=arguments)
    page = browser.new_context(**UPRIGHT).new_page()
    page.context.new_cdp_session(page).send("DeviceOrientation.setDeviceOrientationOverride", film.sensors)
    page.goto(url)
    page.locator("[data-part=with-camera]").click()
    try:
        page.wait_for_selector('[data-state="locked"]', timeout=LOCK_MS)
        page.wait_for_timeout(200)
        told = page.evaluate("() => ({...document.querySelector('[data-module=onsite]').dataset})")
    except TooLate:
        return None
    finally:
        browser.close()
    gap = (float(told["headingDeg"]) - look["headingDeg"] + 180) % 360 - 180
    return abs(gap), float(told["errorDeg"])

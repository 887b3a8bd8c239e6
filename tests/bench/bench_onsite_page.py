"""The on-site view as a whole, in Chromium: a rendered sign as its camera, motion set from outside, attributes read.

Every scene starts a browser of its own, because Chromium takes its camera's film at the start.  The same film then goes
through the same modules in Node (``onsite/answer.js``), and both have to agree.
``ONSITE_PAGES=40 make bench`` plays them all; the default is a handful.
"""

import json
import os
import random
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from tests.bench.onsite.report import quantile
from tests.bench.rows import Row
from tests.browser import ARGUMENTS, executable
from tests.flows import onsite_site
from tests.node import executable as node
from tests.site import samples

ANSWER = onsite_site.ROOT / "tests/bench/onsite/answer.js"
PAGES = 4
LOCK_MS = 60_000
CAMERA = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
UPRIGHT = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@dataclass(frozen=True)
class Seen:
    """One look: the truth, and what the page and Node say of it: headingDeg and errorDeg, None without a lock."""

    look: dict[str, Any]
    page: dict[str, float] | None
    node: dict[str, float] | None


def measure() -> list[Row]:
    """Play scenes drawn from the goals' range, the code at least 120 px wide."""
    count = int(os.environ.get("ONSITE_PAGES", PAGES))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        onsite_site.write(folder, {"": onsite_site.page(onsite_site.station())})
        with onsite_site.served(folder) as url:
            found = [_seen(playwright, url, folder, look) for look in _looks(count)]
    locked = [each for each in found if each.page]
    errors = [_off(each.page["headingDeg"], each.look["headingDeg"]) for each in locked]
    covered = sum(error <= each.page["errorDeg"] for error, each in zip(errors, locked, strict=True))
    gaps = [_off(each.page["headingDeg"], each.node["headingDeg"]) for each in locked if each.node]
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
        Row(
            what=f"on site in Chromium against Node, {len(gaps)} scenes in both: headings apart, median and worst",
            ours=f"{quantile(gaps, 0.5):.2f}°, {max(gaps, default=float('nan')):.2f}°",
            goal="≤ 0.1°, ≤ 0.3°",
            met=len(gaps) == count and quantile(gaps, 0.5) <= 0.1 and max(gaps) <= 0.3,
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


def _seen(playwright: Playwright, url: str, folder: Path, look: dict[str, Any]) -> Seen:
    """Show a look to the page and to Node."""
    sign = samples.make_sign().code
    address = f"{samples.SETTINGS.public_url}/S/{sign}".upper()
    film = onsite_site.film(folder, onsite_site.bitmap(address), **look)
    return Seen(look, _page(playwright, url, film), _node(folder, sign, address, film))


def _page(playwright: Playwright, url: str, film: onsite_site.Film) -> dict[str, float] | None:
    """Return the heading that the page tells and how far it says that it may err, degrees; None without a lock."""
    arguments = [*ARGUMENTS, *CAMERA, f"--use-file-for-fake-video-capture={film.path}"]
    browser = playwright.chromium.launch(executable_path=executable(), args=arguments)
    page = browser.new_context(**UPRIGHT).new_page()
    page.context.new_cdp_session(page).send("DeviceOrientation.setDeviceOrientationOverride", film.sensors)
    page.goto(url)
    page.locator("[data-part=with-camera]").click()
    try:
        page.wait_for_selector('[data-state="locked"][data-heading-deg]', timeout=LOCK_MS)
        page.wait_for_timeout(200)
        told = onsite_site.told(page)
    except TooLate:
        return None
    finally:
        browser.close()
    return {name: float(told[name]) for name in ("headingDeg", "errorDeg")}


def _node(folder: Path, code: str, address: str, film: onsite_site.Film) -> dict[str, float] | None:
    """Return the same as the modules find it in Node."""
    station = onsite_site.station().signs[0]
    printed = {"facingDeg": station.facing_deg, "codeMm": station.code_mm, "rows": onsite_site.bitmap(address)}
    codes = folder / "printed.json"
    codes.write_text(json.dumps([{"code": code, "address": address, **printed}]))
    sensors = [str(film.sensors[name]) for name in ("alpha", "beta", "gamma")]
    command = [node(), str(ANSWER), str(codes), str(film.path), *sensors]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] | None = json.loads(told)
    return found


def _off(one: float, other: float) -> float:
    """Return how far two headings are apart, degrees."""
    return abs((one - other + 180) % 360 - 180)

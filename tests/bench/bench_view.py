"""The 3D view of a planning's page on a slow phone: from the tap to the first frame.

Chromium stands in for the phone: its processor slowed down four times, its network held to 150 ms and 1.6 Mbit/s.
Here it draws without a graphics processor, so drawing takes longer than on any phone; loading does not.  Therefore the
moment at which the model is there to be drawn is told too, and how long its bytes alone are on their way.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.rows import Row
from tests.browser import launched
from tests.product import started

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
SLOWER = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PLANNINGS = {  # light, middling, heavy: where, and seconds to the first frame
    "pergolabaenke": ("heinrich-koenig-platz/pergolabaenke", 2.0),
    "bochumer-strasse": ("stephanstrasse/bochumer-strasse", 2.5),
    "mark-51-7": ("mark-51-7/mark-51-7", 3.0),
}
OPEN = """() => new Promise((resolve) => {
    const section = document.querySelector('[data-module="view"]');
    const button = [...section.querySelectorAll('[data-part="open"]')].find((each) => each.offsetParent);
    const begun = performance.now();
    const since = () => (performance.now() - begun) / 1000;
    const observer = new MutationObserver(() => {
        if (!section.querySelector('.viewer.is-ready')) return;
        observer.disconnect();
        const ready = since();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve([ready, since()])));
    });
    observer.observe(section, { subtree: true, childList: true, attributes: true });
    button.click();
})"""
LOADED = """() => performance.getEntriesByType('resource')
    .filter((each) => /\\/viewer\\/|\\.glb/.test(each.name))
    .map((each) => [each.name.endsWith('.glb') ? 'GLB' : 'viewer', each.encodedBodySize])
    .reduce((sums, [what, size]) => ({ ...sums, [what]: (sums[what] ?? 0) + size }), {})"""


def measure() -> list[Row]:
    rows = []
    with (
        tempfile.TemporaryDirectory() as folder,
        started(Path(folder)) as server,
        sync_playwright() as playwright,
        launched(playwright.chromium) as browser,
    ):
        for name, (path, goal_s) in PLANNINGS.items():
            ready_s, frame_s, sizes = _first_frame(browser, f"{server.url}/de/302/{path}/")
            bytes_s = SLOW_4G["latency"] / 1000 + sum(sizes.values()) / SLOW_4G["downloadThroughput"]
            told = ", ".join(f"{what} {size / 1000:.0f} kB" for what, size in sizes.items())
            rows.append(
                Row(
                    what=f"3D view of {name} on a slow phone, first frame ({told})",
                    ours=f"{ready_s:.1f} s until it can be drawn, {frame_s:.1f} s with drawing without GPU",
                    other=f"its bytes alone {bytes_s:.1f} s",
                    ratio=ready_s / bytes_s,
                    goal=f"≤ {goal_s} s",
                    met=frame_s <= goal_s,
                )
            )
    return rows


def _first_frame(browser: Browser, url: str) -> tuple[float, float, dict[str, int]]:
    """Return the seconds from the tap until the model is there and until it is drawn, and what was loaded in bytes."""
    page = browser.new_context(**PHONE).new_page()
    page.goto(url, wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    ready_s, frame_s = page.evaluate(OPEN)
    sizes = page.evaluate(LOADED)
    page.context.close()
    return ready_s, frame_s, sizes

"""The 3D view of a planning's page on a slow phone: from the tap to the first frame.

Chromium stands in for the phone: its processor slowed down four times, its network held to 150 ms and 1.6 Mbit/s.
Here it draws without a graphics processor, so drawing takes longer than on any phone; loading does not.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.rows import Row
from tests.browser import ARGUMENTS, executable
from tests.product import started

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
SLOWER = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
GOAL_S = 2.0
PLANNINGS = {  # light, middling, heavy
    "pergolabaenke": "heinrich-koenig-platz/pergolabaenke",
    "bochumer-strasse": "stephanstrasse/bochumer-strasse",
    "mark-51-7": "mark-51-7/mark-51-7",
}
OPEN = """() => new Promise((resolve) => {
    const section = document.querySelector('[data-module="view"]');
    const button = [...section.querySelectorAll('[data-part="open"]')].find((each) => each.offsetParent);
    const begun = performance.now();
    const observer = new MutationObserver(() => {
        if (!section.querySelector('.viewer.is-ready')) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve((performance.now() - begun) / 1000)));
    });
    observer.observe(section, { subtree: true, childList: true, attributes: true });
    button.click();
})"""
LOADED = """() => performance.getEntriesByType('resource')
    .filter((each) => /model-viewer|\\.glb/.test(each.name))
    .map((each) => [each.name.endsWith('.glb') ? 'GLB' : 'viewer', each.encodedBodySize])"""


def measure() -> list[Row]:
    rows = []
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for name, path in PLANNINGS.items():
            url = f"{server.url}/de/302/{path}/"
            slow_s, sizes = _first_frame_s(browser, url, slow=True)
            free_s, _ = _first_frame_s(browser, url, slow=False)
            rows.append(
                Row(
                    what=f"3D view of {name}, first frame on a slow phone without GPU: {sizes}",
                    ours=f"{slow_s:.1f} s",
                    other=f"nothing held back: {free_s:.1f} s",
                    ratio=slow_s / free_s,
                    goal=f"≤ {GOAL_S:.0f} s",
                    met=slow_s <= GOAL_S,
                )
            )
        browser.close()
    return rows


def _first_frame_s(browser: Browser, url: str, *, slow: bool) -> tuple[float, str]:
    """Return the seconds from the tap to the first frame, and what was loaded for it."""
    page = browser.new_context(**PHONE).new_page()
    page.goto(url, wait_until="networkidle")
    if slow:
        session = page.context.new_cdp_session(page)
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    took_s = page.evaluate(OPEN)
    sizes = ", ".join(f"{name} {size / 1000:.0f} kB" for name, size in page.evaluate(LOADED))
    page.context.close()
    return took_s, sizes

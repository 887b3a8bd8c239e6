"""The scene editor in a browser: from letting go of a part to the new picture in 3D, and each step of a drag.

Beside the new picture stands a plain fetch of the same bytes, once they are made.  Chromium draws here without a
graphics processor.  Steps are taken in the largest scene, with more than 500 parts, on a processor that is slowed down
four times.
"""

import re
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from tests.bench.rows import Row
from tests.browser import launched
from tests.product import started

TIMES = 5
PATIENCE_MS = 60_000  # until the editor stands, before anything is measured
SLOWER = 4
FOLLOWS_S, STEP_MS = 1.0, 50
DESK: dict[str, Any] = {"locale": "de-DE", "viewport": {"width": 1440, "height": 900}}
PLANNER = ("planung@gelsenkirchen.example", "demo-planung-gelsenkirchen")
MIDDLE, LARGEST = "Grüne Bänke und kühler Nebel", "Vom Stahlwerk zum Park"
LET_GO = """() => {
    const room = document.querySelector('[data-part="view3d-room"]');
    window.followed = new Promise((resolve, reject) => document.addEventListener('pointerup', () => {
        const begun = performance.now();
        setTimeout(reject, 60_000, new Error('no new picture'));
        const observer = new MutationObserver(() => {
            observer.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
        });
        observer.observe(room, { attributeFilter: ['data-shown'] });
    }, { capture: true, once: true }));
}"""
FETCHED = """async () => {
    const views = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.glb'));
    const begun = performance.now();
    const bytes = await (await fetch(views.at(-1).name, { cache: 'reload' })).arrayBuffer();
    return [performance.now() - begun, bytes.byteLength];
}"""
STEPS = """() => {
    window.steps = [];
    document.addEventListener('pointermove', ({ timeStamp }) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.steps.push(performance.now() - timeStamp);
        requestAnimationFrame(() => channel.port2.postMessage(null)); // comes after that frame is drawn
    }, { capture: true });
}"""


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as folder,
        started(Path(folder)) as server,
        sync_playwright() as playwright,
        launched(playwright.chromium) as browser,
    ):
        page = browser.new_context(base_url=server.url, **DESK).new_page()
        _sign_in(page)
        return [*_follows(page, MIDDLE), _steps(page, LARGEST)]


def _sign_in(page: Page) -> None:
    page.goto("/studio/")
    page.get_by_label("E-Mail-Adresse").fill(PLANNER[0])
    page.get_by_label("Passwort").fill(PLANNER[1])
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("heading", level=1, name="Linie 302").wait_for()


def _follows(page: Page, title: str) -> list[Row]:
    """Measure the picture after letting go, in a scene that has been shown before."""
    _hold(page, title)
    waits, fetches, size = [], [], 0
    for _ in range(TIMES + 1):
        page.evaluate(LET_GO)
        _drag(page, 40, 3)
        waits.append(page.evaluate("() => window.followed"))
        took, size = page.evaluate(FETCHED)
        fetches.append(took)
    ours_s, other_s = median(waits[1:]) / 1000, median(fetches[1:]) / 1000
    return [
        Row(
            what=f"from letting go to the new picture in 3D, {title} ({size / 1000:.0f} kB)",
            ours=f"{ours_s:.2f} s",
            other=f"a plain fetch of it {other_s:.2f} s",
            ratio=ours_s / other_s,
            goal=f"≤ {FOLLOWS_S} s",
            met=ours_s <= FOLLOWS_S,
        )
    ]


def _steps(page: Page, title: str) -> Row:
    """Measure the steps of a drag on a slow processor, each until it is drawn."""
    _hold(page, title)
    page.evaluate(STEPS)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    _drag(page, 12, 60)
    steps = sorted(page.evaluate("() => window.steps"))
    slow_ms = steps[int(len(steps) * 0.95)]
    return Row(
        what=f"a step of a drag at more than 500 parts, {SLOWER}× slower processor, {title}",
        ours=f"{median(steps):.0f} ms, 95 % within {slow_ms:.0f} ms",
        goal=f"≤ {STEP_MS} ms",
        met=slow_ms <= STEP_MS,
    )


def _hold(page: Page, title: str) -> None:
    """Open a scene and set a bench down on its plan, which is selected then."""
    page.goto("/studio/bibliothek")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name=re.compile("^Szene (ansehen|bearbeiten)$")).click()
    room = page.locator('[data-part="view3d-room"]')
    expect(room).to_have_attribute("data-shown", re.compile("."), timeout=PATIENCE_MS)
    before = room.get_attribute("data-shown")
    page.get_by_label("Teil suchen").fill("Bank")
    page.get_by_label("Teil suchen").press("Enter")
    expect(room).not_to_have_attribute("data-shown", before or "", timeout=PATIENCE_MS)


def _middle(page: Page) -> tuple[float, float]:
    """Where on the page the middle of the part lies that is selected on the plan."""
    box = page.locator(".scene-plan__outlines").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _drag(page: Page, by_px: int, steps: int) -> None:
    """Drag what is selected to the right."""
    x, y = _middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by_px, y, steps=steps)
    page.mouse.up()

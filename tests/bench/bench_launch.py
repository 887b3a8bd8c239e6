"""Bytes until AR can be launched on a phone: our page beside the usual model-viewer embed of the same model.

The embed is a page with ``<model-viewer src ios-src poster ar>`` and its script; its AR button works once script and
model are there.  Both are served by the product and counted by the browser, compressed as they come.
"""

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench.rows import Row
from tests.browser import ARGUMENTS, executable
from tests.product import Server, started

PAGES = ("heinrich-koenig-platz/solarsegel/", "o-werk/o-werk/")
GOAL_BYTES = 60_000
EMBEDDED = Path(__file__).parent.parent / "vendor" / "model-viewer" / "model-viewer.min.js"
EMBED = """<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Embed</title><script type="module" src="/embed/model-viewer.js"></script>
<model-viewer src="{glb}" ios-src="{usdz}" poster="{poster}" ar ar-modes="webxr scene-viewer quick-look" camera-controls
 style="width:100%;height:60vh"></model-viewer></html>"""


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as folder,
        started(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        rows = [_compare(browser, server, page) for page in PAGES]
        browser.close()
    return rows


def _compare(browser: Browser, server: Server, path: str) -> Row:
    page, counted = _phone(browser, server)
    page.goto(f"/de/302/{path}")
    page.wait_for_load_state("networkidle")
    glb = page.locator("figure[data-glb]").last.get_attribute("data-glb")
    usdz = page.locator("a[rel=ar]").first.get_attribute("href").split("#")[0]
    poster = page.locator("img:not([loading=lazy])").first.evaluate("each => each.currentSrc")
    eager = {page.url, poster}
    ours = sum(size for url, size in counted.items() if url in eager)
    assert ours > 1000
    page.context.close()

    page, counted = _phone(browser, server)
    html = EMBED.format(glb=glb, usdz=usdz, poster=poster)
    page.route("**/embed/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.route("**/embed/model-viewer.js", lambda route: route.fulfill(path=EMBEDDED, content_type="text/javascript"))
    page.goto("/embed/")
    page.wait_for_function("document.querySelector('model-viewer').loaded", timeout=60_000)
    usual = sum(counted.values())
    page.context.close()
    return Row(
        what=f"bytes until AR can be tapped, {path}",
        ours=f"{ours / 1000:.0f} kB",
        other=f"model-viewer embed {usual / 1000:.0f} kB",
        ratio=ours / usual,
        goal="≤ 60 kB",
        met=ours <= GOAL_BYTES,
    )


def _phone(browser: Browser, server: Server) -> tuple[Any, dict[str, int]]:
    """Return a page on a phone, and what came for each address, in bytes on the wire."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    urls: dict[str, str] = {}
    counted: dict[str, int] = {}
    protocol.on(
        "Network.responseReceived", lambda event: urls.__setitem__(event["requestId"], event["response"]["url"])
    )

    def finished(event: dict[str, Any]) -> None:
        url = urls.get(event["requestId"], "")
        if url.startswith("http"):
            counted[url] = counted.get(url, 0) + int(event["encodedDataLength"])

    protocol.on("Network.loadingFinished", finished)
    return page, counted

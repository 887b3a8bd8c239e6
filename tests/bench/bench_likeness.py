"""The 3D view beside its own poster: the last variant of every scene, seen by the poster's camera, grey.

The poster is path-traced, the view is drawn in a moment; what both share is the scene and the light.  Structural
similarity is the mean of Wang and others, Image quality assessment (IEEE Trans. Image Processing 13, 2004), with their
Gaussian window; clipped is what is whiter than any surface in the sun should be; contrast the spread of greys.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from app.exchange.stored import Camera
from app.meshes import glb
from app.meshes.compose import compose
from app.meshes.posters import stale
from app.meshes.scene import read
from app.site import pages
from app.site.stage import VIEW
from tests.bench.rows import Row
from tests.browser import launched
from tests.site import samples
from tests.site.served import served

ASSETS = Path(__file__).parent.parent.parent / "assets" / "meshes"
SIZE_PX = (600, 375)
CLIPPED = 250
ALIKE = 3  # pictures in a row
WINDOW, SIGMA = 11, 1.5
GOAL_MEAN, GOAL_LEAST, GOAL_CLIPPED = 0.85, 0.7, 0.01
MEASURED = """([width, height]) => {
    const room = document.querySelector('[data-part="room"]');
    document.body.replaceChildren(room.closest('section'));
    const [wide, tall] = [`${width}px`, `${height}px`];
    Object.assign(room.style, { position: 'fixed', inset: '0 auto auto 0', width: wide, height: tall, zIndex: 9 });
    room.querySelectorAll('.mark').forEach((mark) => mark.remove());
}"""

Grey = NDArray[np.float64]


def measure() -> list[Row]:
    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        return list(_rows(browser, sorted(ASSETS.iterdir())))


def _rows(browser: Browser, folders: list[Path]) -> Iterator[Row]:
    found = []
    for folder in folders:
        if older := stale(folder):
            yield Row(what=f"3D view of {folder.name}", ours=f"posters of {', '.join(older)} are older than the scene")
            continue
        view, poster = (_grey(content) for content in _pair(browser, folder))
        alike, clipped = similarity(view, poster), float((view >= CLIPPED).mean())
        found.append((alike, clipped))
        yield Row(
            what=f"3D view of {folder.name} beside its poster",
            ours=f"similarity {alike:.3f}, clipped {clipped:.1%}, contrast {view.std():.0f}",
            other=f"clipped {(poster >= CLIPPED).mean():.1%}, contrast {poster.std():.0f}",
            goal=f"≥ {GOAL_LEAST}, ≤ {GOAL_CLIPPED:.0%}",
            met=alike >= GOAL_LEAST and clipped <= GOAL_CLIPPED,
        )
    if not found:
        return
    mean, clipped = np.mean(found, axis=0).tolist()
    yield Row(
        what="3D views beside their posters, mean",
        ours=f"similarity {mean:.3f}, clipped {clipped:.1%}",
        goal=f"≥ {GOAL_MEAN}, ≤ {GOAL_CLIPPED:.0%}",
        met=mean >= GOAL_MEAN and clipped <= GOAL_CLIPPED,
    )


def _pair(browser: Browser, folder: Path) -> tuple[bytes, bytes]:
    """Return what the view of a scene's last variant looks like, and its poster, as files of pictures."""
    scene = read((folder / "scene.toml").read_text("utf-8"))
    variant = scene.variants[-1]
    taken = scene.cameras["poster"]
    camera = Camera(eye=taken.eye, look=taken.look, fov_deg=taken.fov_deg)
    files = samples.make_files(variant, posters={})
    planning = samples.make_planning(asset=samples.make_asset(variants={variant: files}, camera=camera))
    station = samples.make_station(plannings=(planning,))
    page = pages.planning_page(samples.make_line(), station, planning, "de", samples.SETTINGS)
    with served(
        {"/": page.encode(), files.view: glb.write(compose(folder.name, scene, variant), is_compact=True)}
    ) as address:
        view = seen(browser, address)
    return view, (folder / f"poster-{variant}-{SIZE_PX[0]}.webp").read_bytes()


def seen(browser: Browser, address: str) -> bytes:
    """Return a picture of the 3D view of a page once the light in it has settled, as PNG."""
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.goto(f"{address}#{VIEW}")
    page.wait_for_selector(".viewer.is-ready")
    page.evaluate(MEASURED, SIZE_PX)
    picture = _settled(page)
    page.close()
    return picture


def _settled(page: Page) -> bytes:
    """Return a picture of the view once three in a row are the same: a slow machine takes longer for that."""
    clip: FloatRect = {"x": 0, "y": 0, "width": SIZE_PX[0], "height": SIZE_PX[1]}
    last: list[bytes] = []
    while len(last) < ALIKE or len(set(last)) > 1:
        page.wait_for_timeout(500)
        last = [*last[1 - ALIKE :], page.screenshot(clip=clip)]
    return last[-1]


def _grey(content: bytes) -> Grey:
    with Image.open(io.BytesIO(content)) as picture:
        return np.asarray(picture.convert("L"), dtype=np.float64)


def similarity(one: Grey, other: Grey) -> float:
    """Return the mean structural similarity of two pictures of grey levels from 0 to 255."""
    mean_one, mean_other = _blurred(one), _blurred(other)
    spread_one = _blurred(one * one) - mean_one**2
    spread_other = _blurred(other * other) - mean_other**2
    shared = _blurred(one * other) - mean_one * mean_other
    light, contrast = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    alike = (2 * mean_one * mean_other + light) * (2 * shared + contrast)
    return float((alike / ((mean_one**2 + mean_other**2 + light) * (spread_one + spread_other + contrast))).mean())


def _blurred(grey: Grey) -> Grey:
    """Return a picture seen through the window, without the margin where the window is not full."""
    away = np.arange(WINDOW) - WINDOW // 2
    weights = np.exp(-(away**2) / (2 * SIGMA**2))
    rows = np.lib.stride_tricks.sliding_window_view(grey, WINDOW, axis=1) @ (weights / weights.sum())
    return np.asarray(np.lib.stride_tricks.sliding_window_view(rows, WINDOW, axis=0) @ (weights / weights.sum()))

"""The browser for tests: the machine's Chromium, else the one that Playwright fetched; ``make engines`` brings it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserType

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


def executable() -> str | None:
    """Return the path of the machine's Chromium, or None for the one that Playwright fetched."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def launched(kind: BrowserType, *more: str) -> Iterator[Browser]:
    """Start a browser with more arguments; it is gone when the block ends, however it ends."""
    browser = kind.launch(executable_path=executable(), args=[*ARGUMENTS, *more])
    try:
        yield browser
    finally:
        browser.close()

"""The browsers for tests: the machine's Chromium, else the one that Playwright fetched; and its headless shell.

The shell is the same engine without the windows of a browser: a visit costs it half.  It has no camera and nothing
that asks for one.  ``make engines`` brings both.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserType

SHELL = "chromium-headless-shell"
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
BY_PROCESSOR = "--disable-gpu-compositing"  # pages are not drawn by an imitated graphics card; WebGL is


def executable() -> str | None:
    """Return the path of the machine's Chromium, or None for the one that Playwright fetched."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def launched(kind: BrowserType, *more: str) -> Iterator[Browser]:
    """Start a whole browser with more arguments; it is gone when the block ends, however it ends."""
    where = {"executable_path": path} if (path := executable()) else {"channel": "chromium"}
    browser = kind.launch(**where, args=[*ARGUMENTS, BY_PROCESSOR, *more])
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def shell(kind: BrowserType) -> Iterator[Browser]:
    """Start the headless shell, which shows pages; a whole browser where this machine has only that."""
    browser = kind.launch(executable_path=shutil.which(SHELL) or executable(), args=[*ARGUMENTS, BY_PROCESSOR])
    try:
        yield browser
    finally:
        browser.close()

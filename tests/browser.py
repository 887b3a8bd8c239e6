"""The browsers for tests: the machine's Chromium, else the one that Playwright fetched; and its headless shell.

The shell is the same engine without the windows of a browser: a visit costs it half.  It has no camera and nothing
that asks for one.  ``make engines`` brings both.
"""

import shutil
import time
from collections.abc import Callable, Iterator
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
PATIENCE_MS = 180_000  # for anything that a test waits for: no test depends on the machine being quick
UNSEEN = str.maketrans({"\u00ad": "", "\u200b": "", "\u2060": "", "\u00a0": " "})
BY_PROCESSOR = "--disable-gpu-compositing"  # pages are not drawn by an imitated graphics card; WebGL is


def executable() -> str | None:
    """Return the path of the machine's Chromium, or None for the one that Playwright fetched."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def plain(words: str) -> str:
    """Return what a page says as somebody would type it, without the marks by which it is set."""
    return words.translate(UNSEEN)


def soon(check: Callable[[], None], *, jobs: int = 1) -> None:
    """Wait until ``check`` holds; a busy machine draws late.  Fails as it does once PATIENCE_MS have passed.

    Where it holds only after several jobs, such as builds one behind the other, each of ``jobs`` has as long.
    """
    until = time.monotonic() + jobs * PATIENCE_MS / 1000
    while True:
        try:
            return check()
        except AssertionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@contextmanager
def launched(kind: BrowserType, *more: str) -> Iterator[Browser]:
    """Start a whole browser with more arguments; it is gone when the block ends, however it ends."""
    where = {"executable_path": path} if (path := executable()) else {"channel": "chromium"}
    with _patient(kind.launch(**where, args=[*ARGUMENTS, BY_PROCESSOR, *more])) as browser:
        yield browser


@contextmanager
def shell(kind: BrowserType) -> Iterator[Browser]:
    """Start the headless shell, which shows pages; a whole browser where this machine has only that."""
    where = shutil.which(SHELL) or executable()
    with _patient(kind.launch(executable_path=where, args=[*ARGUMENTS, BY_PROCESSOR])) as browser:
        yield browser


@contextmanager
def _patient(browser: Browser) -> Iterator[Browser]:
    """Close the browser in the end; until then every page of it waits PATIENCE_MS for what should come."""
    browser.on("context", lambda context: context.set_default_timeout(PATIENCE_MS))
    try:
        yield browser
    finally:
        browser.close()

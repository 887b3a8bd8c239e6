"""The browser for tests: the machine's Chromium, else Debian's, else Playwright's own.

``python -m tests.browser`` makes sure that there is one; ``executable()`` tells where.
"""

import os
import shutil
import subprocess
import sys
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


def install() -> None:
    """Get a Chromium if there is none: by apt-get as root, else by Playwright."""
    if executable():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Debian's Chromium …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-q", *command], check=True, env=environment, stdout=subprocess.DEVNULL)
    else:
        print("Fetching Playwright's Chromium …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    install()

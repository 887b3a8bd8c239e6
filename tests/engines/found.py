"""The engines that pages are looked at in: where each of them is on this machine, and what brings it here."""

import os
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from tests.browser import executable

MINI_BROWSERS = ("lib/*/webkit2gtk-4.1", "lib/webkit2gtk-4.1", "libexec/webkit2gtk-4.1")  # Debian, others


@dataclass(frozen=True)
class Engine:
    """A browser engine: its name, whether it can be started here, and the packages of Debian that bring it."""

    name: str
    is_here: Callable[[], bool]
    packages: tuple[str, ...]


def firefox() -> str | None:
    """Return the path of Firefox, or None."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def webkit_driver() -> str | None:
    """Return the path of WebKit's WebDriver, or None."""
    return shutil.which("WebKitWebDriver")


def mini_browser() -> str | None:
    """Return the path of the browser that comes with WebKitGTK, or None; it is not on the search path."""
    found = (path for folder in MINI_BROWSERS for path in Path("/usr").glob(f"{folder}/MiniBrowser"))
    return next((str(path) for path in found), None)


def xvfb() -> str | None:
    """Return the path of the screen that nobody sees, or None."""
    return shutil.which("Xvfb")


def chromium() -> str | None:
    """Return the path of a Chromium, also of the one that Playwright fetched, or None."""
    fetched = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")).expanduser()
    return executable() or next((str(path) for path in fetched.glob("chromium*-*/*/*") if path.name in CHROMIUMS), None)


CHROMIUMS = ("chrome", "headless_shell", "chrome-headless-shell", "Chromium.app")
DISPLAY = ("xvfb", "libegl1", "libgl1-mesa-dri", "fonts-dejavu-core")  # with 3D drawn by the processor, and letters
CHROMIUM = Engine("Chromium", lambda: bool(chromium()), ("chromium", "fonts-dejavu-core"))
WEBKIT = Engine("WebKit", lambda: all((webkit_driver(), mini_browser(), xvfb())), ("webkit2gtk-driver", *DISPLAY))
FIREFOX = Engine("Firefox", lambda: all((firefox(), xvfb())), ("firefox-esr", *DISPLAY))
ENGINES = (CHROMIUM, WEBKIT, FIREFOX)


def summary(looked_at: Collection[str]) -> str:
    """Return a line that says in how many of the engines pages were looked at, and how to get the others."""
    missing = [engine.name for engine in ENGINES if not engine.is_here()]
    seen = [engine.name for engine in ENGINES if engine.name in looked_at]
    line = f"engines: {', '.join(seen) or 'none'} ({len(seen)} of {len(ENGINES)})"
    return f"{line}; missing: {', '.join(missing)}, `make engines` installs them" if missing else line

"""``python -m tests.engines`` makes sure of all browser engines, ``python -m tests.engines Chromium`` of one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from tests.browser import SHELL
from tests.engines.found import CHROMIUM, ENGINES, Engine

APT_GET = ("apt-get", "-q", "-o", "Acquire::Retries=3")


def install(wanted: Sequence[Engine]) -> bool:
    """Bring what is missing: by apt-get as root, else only Chromium, by Playwright.  Return whether all are here."""
    missing = [engine for engine in wanted if not engine.is_here()]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        _install_packages(missing)
    elif CHROMIUM in missing:
        print("Fetching Playwright's Chromium …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    if CHROMIUM in wanted and not shutil.which(SHELL):
        _try_the_shell()
    return _tell(wanted)


def _try_the_shell() -> None:
    """Bring the shell where it can be had; a whole Chromium does without it, in twice the time."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", SHELL]):
            subprocess.run([*APT_GET, *command], env=environment, capture_output=True)


def _install_packages(missing: Sequence[Engine]) -> None:
    print(f"Installing {' and '.join(engine.name for engine in missing)} from Debian …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *_packages(missing)]):
        subprocess.run([*APT_GET, *command], check=True, env=environment, stdout=subprocess.DEVNULL)


def _packages(engines: Sequence[Engine]) -> list[str]:
    return list(dict.fromkeys(package for engine in engines for package in engine.packages))


def _tell(wanted: Sequence[Engine]) -> bool:
    missing = [engine for engine in wanted if not engine.is_here()]
    names = " and ".join(engine.name for engine in missing)
    if missing:
        print(
            f"{names} missing.  apt-get installs them, on Debian and as root: run `make engines` as root, or install"
            f" {' '.join(_packages(missing))}.",
            file=sys.stderr,
        )
    else:
        print(f"Engines: {', '.join(engine.name for engine in wanted)}.")
    return not missing


if __name__ == "__main__":
    sys.exit(not install([engine for engine in ENGINES if engine.name in sys.argv[1:]] or ENGINES))

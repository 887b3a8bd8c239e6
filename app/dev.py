"""``make dev``: the product, started anew as soon as its code, templates, words, styles or scripts change.

Libraries are imported once, here.  Each start is a fork of this process that imports nothing but ``app`` itself, for
web and worker alike, so that a change is seen within seconds.  Pages for riders follow by themselves: what they
are made with is part of what makes them stale.  What does not start says why, and the next change tries again.
"""

import contextlib
import importlib
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

APP = Path(__file__).parent
FORK = multiprocessing.get_context("fork")
ENDING = (signal.SIGINT, signal.SIGTERM)
LIBRARIES = (
    "import app.main, app.prepare, app.server, sys;"
    "print(*(name for name in sys.modules if name.partition('.')[0] != 'app'))"
)
LOOK_S = 0.1
END_S = 10
Seen = Mapping[Path, int]  # file -> time of its last change, in nanoseconds


def main() -> int:
    """Run until SIGINT or SIGTERM."""
    ending = _on_signals()
    _import_libraries()
    while not ending:
        seen = look()
        child = _start()
        changed = _wait_for_change(seen, child, ending)
        _end(child)
        if changed:
            _say(f"{', '.join(changed)}: geändert. Es startet neu.")
    return 0


def look() -> Seen:
    """Return every file of ours that matters, with when it changed; caches and half-written files do not matter."""
    found = {}
    for folder, folders, names in os.walk(APP):
        folders[:] = [name for name in folders if name != "__pycache__" and not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and not name.endswith(("~", ".part")):
                with contextlib.suppress(FileNotFoundError):  # gone since the listing
                    path = Path(folder, name)
                    found[path] = path.stat().st_mtime_ns
    return found


def _wait_for_change(seen: Seen, child: ForkProcess, ending: list[int]) -> list[str]:
    """Return what changed since ``seen``, by name; nothing if somebody asks us to end."""
    has_ended = False
    while not ending:
        if not has_ended and not child.is_alive():
            has_ended = True
            _say("Es läuft nicht mehr; die nächste Änderung startet es neu.")
        if (now := look()) != seen:
            return sorted({path.relative_to(APP.parent).as_posix() for path, _ in now.items() ^ seen.items()})
        time.sleep(LOOK_S)
    return []


def _start() -> ForkProcess:
    """Start ``linie302 run`` in a session of its own, so that Ctrl+C reaches it through us alone."""

    def begin() -> None:
        os.setsid()
        for number in ENDING:
            signal.signal(number, signal.SIG_DFL)
        sys.argv = ["linie302", "run"]
        runpy.run_module("app.cli", run_name="__main__", alter_sys=True)

    child = FORK.Process(target=begin)
    child.start()
    return child


def _end(child: ForkProcess) -> None:
    child.terminate()
    child.join(END_S)
    if child.is_alive():
        child.kill()
        child.join()


def _import_libraries() -> None:
    """Import what the product stands on.  Should the product not even import, its first start will say so."""
    asked = subprocess.run([sys.executable, "-c", LIBRARIES], capture_output=True, text=True, check=False)  # noqa: S603
    for name in asked.stdout.split():
        with contextlib.suppress(ImportError):  # a few names in sys.modules are no modules of their own
            importlib.import_module(name)


def _on_signals() -> list[int]:
    ending: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        ending.append(number)

    for number in ENDING:
        signal.signal(number, note)
    return ending


def _say(sentence: str) -> None:
    sys.stdout.write(f"\n— {sentence}\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

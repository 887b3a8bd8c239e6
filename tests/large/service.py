"""A process of the large set-up: started, watched and started again when it ends, as systemd would; killed at will.

Each has a process group of its own, which is ended as a whole, by its id, however a test ends.
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE_S = 180
AGAIN_S = 1.0  # as RestartSec of the units
LOOK_S = 0.1
END_S = 10


class Service:
    """A process that is wanted: ``ready`` tells whether it does what it is for."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        folder: Path,
        ready: Callable[[], bool],
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
        ending: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name, self.command, self.folder, self.ready = name, list(command), folder, ready
        self.user, self.ending = user, ending
        self.environment = {**os.environ, **(environment or {})}
        self.log = folder / f"{name}.log"
        self.starts = 0
        self.peak_bytes = 0  # of its largest process
        self._process: subprocess.Popen[bytes] | None = None
        self._is_wanted = threading.Event()
        self._has_ended = threading.Event()
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)

    def start(self) -> None:
        """Start it, without waiting for it to be ready."""
        self._is_wanted.set()
        if not self._watch.is_alive():
            self._watch.start()

    def wait(self) -> None:
        """Wait until it is ready.  Raises RuntimeError with what it said if it is not in good time."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            if self._process is not None and self._process.poll() is None and self.ready():
                return
            time.sleep(LOOK_S)
        raise RuntimeError(f"{self.name} is not ready:\n{self.said()[-3000:]}")

    def kill(self) -> None:
        """Kill every process of it at once; it is started again."""
        assert self._process is not None
        self._note_peak()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Kill it, and let it be away for the length of the block."""
        self._is_wanted.clear()
        self.kill()
        try:
            yield
        finally:
            self._is_wanted.set()
        self.wait()

    def let_go(self) -> None:
        """Want it no more, and ask it to end."""
        self._has_ended.set()
        self._is_wanted.set()  # so that the watch sees it
        if self._watch.is_alive():
            self._watch.join()
        if self._process is not None:
            self._note_peak()
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, self.ending)

    def end(self) -> None:
        """End what was let go, by force if it takes long."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(END_S)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def said(self) -> str:
        """Return what it has logged."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _keep_alive(self) -> None:
        while not self._has_ended.is_set():
            self._is_wanted.wait()
            if self._has_ended.is_set():
                return
            if self._process is None or self._process.poll() is not None:
                if self._process is not None:
                    self._has_ended.wait(AGAIN_S)
                if self._is_wanted.is_set() and not self._has_ended.is_set():
                    self._begin()
            self._has_ended.wait(LOOK_S)

    def _begin(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                user=self.user,
            )
        self.starts += 1

    def _note_peak(self) -> None:
        assert self._process is not None
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError, IndexError, ValueError):
                if int(stat.read_text().rpartition(")")[2].split()[2]) == self._process.pid:
                    lines = (stat.parent / "status").read_text().splitlines()
                    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
                    self.peak_bytes = max(self.peak_bytes, kilobytes * 1024)

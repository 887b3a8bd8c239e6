"""The running product, started by the command that ``make run`` starts, for flows and benches."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).parent / "linie302"
START_S = 1800  # a first start builds every 3D file, on a busy machine with others at work
END_S = 20
# no test asks other hosts; what a test's own address would print may not hang
ALONE = {"CHECK_SOURCES": "off", "SIGN_URL": "https://302.example"}


@dataclass(frozen=True)
class Server:
    """A product that runs: its address without a slash at the end, where its data lies, and its settings."""

    url: str
    instance: Path
    log: Path
    settings: Mapping[str, str]


@contextmanager
def started(
    folder: Path,
    settings: Mapping[str, str] | None = None,
    *,
    port: int | None = None,
    content: Path = ROOT,
    program: Path = PROGRAM,
    sign_of_life: str = "/readyz",
    within_s: float = START_S,
) -> Iterator[Server]:
    """Start ``linie302 run`` with an instance below ``folder``, on ``port`` or any; end it by its process id.

    It loads what lies in ``content``, and counts as running when ``sign_of_life`` answers 200.
    Raises RuntimeError with the product's own words if it ends or stays silent.
    """
    port = port or free_port()
    instance = folder / "instance"
    given = {"INSTANCE": str(instance), "PORT": str(port), "HOST": "127.0.0.1", **ALONE, **(settings or {})}
    running = Server(f"http://127.0.0.1:{port}", instance, folder / "log.txt", given)
    environment = {name: value for name, value in os.environ.items() if name != "PUBLIC_URL"}
    command = [str(program), "run"]
    with running.log.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=content, env={**environment, **given}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait(process, running, sign_of_life, within_s)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Return whether nobody listens on ``port``."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _wait(process: subprocess.Popen[bytes], running: Server, path: str, within_s: float) -> None:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"linie302 run ended:\n{running.log.read_text()}")
        try:
            with urllib.request.urlopen(f"{running.url}{path}", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"linie302 run did not answer in {within_s:.0f} s:\n{running.log.read_text()}")

"""``linie302 run``: one command from nothing to a line that runs.

It makes the instance ready, starts web and worker as processes of their own, says where everything is, and ends both
when it is told to, or when one of them ends.  They are forks of this process and share what it has imported: the web.
What builds is imported by the fork that needs it, and by no other.  Killed, it leaves nothing behind that runs: its
children are told to end by the system (on Linux), and hold the lock of the instance until they have.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import ssl
import sys
import time
import tomllib
import urllib.request
from collections.abc import Callable, Sequence
from multiprocessing.context import ForkProcess
from types import FrameType

from app.config import EVERYWHERE, Config
from app.content_root import ACCOUNTS, content_root
from app.instance_lock import held
from app.port import check_port
from app.server import Server
from app.signage import address

FORK = multiprocessing.get_context("fork")
ENDING = (signal.SIGINT, signal.SIGTERM)
END_S = 2.5
READY_S = 120
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def run(config: Config, command: Callable[[list[str]], int]) -> int:
    """Do it all and return the exit status; ``command`` does what a command line says.

    Raises Invalid if another ``run`` is at work on this instance, or if the port is taken.
    """
    with held(config.instance, config.public_url):
        check_port(config)
        return _run(config, command)


def _run(config: Config, command: Callable[[list[str]], int]) -> int:
    ending = _on_signals()
    gc.freeze()  # what forks share stays shared: the collector leaves it alone
    first = _start(lambda: command(["prepare"]))
    _watch([first], ending)
    if ending or first.exitcode:
        _end([first])
        return 0 if ending else 1
    children = [_start(lambda: Server(config).run()), _start(lambda: command(["worker"]))]
    try:
        if _is_ready(config, children, ending):
            sys.stdout.write(_greeting(config))
            sys.stdout.flush()
        _watch(children, ending)
    finally:
        _end(children)
    return 0 if ending else 1


def _start(work: Callable[[], int | None]) -> ForkProcess:
    """Start a child that has our imports already, in a session of its own, so that Ctrl+C reaches it through us alone.

    We ourselves open neither database nor stores, which would not survive being forked.
    """
    parent = os.getpid()

    def begin() -> None:
        os.setsid()
        for number in ENDING:
            signal.signal(number, signal.SIG_DFL)
        _end_with(parent)
        sys.exit(work())

    child = FORK.Process(target=begin)
    child.start()
    return child


def _end_with(parent: int) -> None:
    """Let the system send this process SIGTERM when ``parent`` is gone, even killed; on Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # gone before we asked
            sys.exit(1)


def _on_signals() -> list[int]:
    """Return a list that is filled as soon as somebody asks us to end."""
    ending: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        ending.append(number)

    for number in ENDING:
        signal.signal(number, note)
    return ending


def _watch(children: Sequence[ForkProcess], ending: list[int]) -> None:
    """Return when somebody asks us to end, or when one of ``children`` has ended."""
    while not ending and all(child.is_alive() for child in children):
        time.sleep(0.05)


def _is_ready(config: Config, children: Sequence[ForkProcess], ending: list[int]) -> bool:
    """Wait until the web answers; False if it does not in good time, or if there is no use in waiting."""
    host = "127.0.0.1" if config.host in EVERYWHERE else config.host
    address = f"{'https' if config.has_tls else 'http'}://{host}:{config.port}/healthz"
    trusting = ssl._create_unverified_context()  # noqa: S323 -- our own certificate, on this machine
    until = time.monotonic() + READY_S
    while time.monotonic() < until and not ending and all(child.is_alive() for child in children):
        try:
            with urllib.request.urlopen(address, timeout=2, context=trusting):  # noqa: S310 -- our own address
                return True
        except OSError:
            time.sleep(0.05)
    return False


def _end(children: Sequence[ForkProcess]) -> None:
    for child in children:
        child.terminate()
    until = time.monotonic() + END_S
    for child in children:
        child.join(max(0, until - time.monotonic()))
        if child.is_alive():
            child.kill()
            child.join()


def _signs(config: Config) -> list[str]:
    """Return what is to be said of the address on signs: that it is another one, and that none may hang with it."""
    lines = [f"  Schilder    {config.sign_url}/s/"] if config.sign_url != config.public_url else []
    unfit = address.unfit(config.sign_url)
    if unfit is not None:
        lines += ["", f"  {unfit[0] % unfit[1]} Abhilfe: SIGN_URL oder PUBLIC_URL setzen."]
    return lines


def _greeting(config: Config) -> str:
    lines = [
        "",
        f"  Fahrgäste   {config.public_url}/",
        f"  Studio      {config.public_url}/studio/",
        f"  Daten       {config.public_url}/data/",
        f"  Ablage      {config.instance}",
        *_signs(config),
    ]
    root = content_root()
    if root is not None and (path := root / ACCOUNTS).exists():
        lines += ["", "  Demo-Zugänge (öffentlich bekannt, nur zum Ausprobieren):"]
        entries = tomllib.loads(path.read_text())["accounts"]
        lines += [f"    {entry['email']:<34} {entry['password']}" for entry in entries]
    return "\n".join([*lines, "", "  Beenden mit Strg+C.", "", ""])

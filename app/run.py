"""``linie302 run``: one command from nothing to a line that runs.

It makes the instance ready, starts web and worker as processes of their own, says where everything is, and ends both
when it is told to, or when one of them ends.
"""

import multiprocessing
import os
import signal
import ssl
import sys
import time
import tomllib
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import closing
from multiprocessing.context import ForkProcess as Process
from pathlib import Path
from types import FrameType

from sqlalchemy import func, select

from app import jobs, migrations, server
from app.actions.line.load import load
from app.actions.people import accounts
from app.config import EVERYWHERE, Config
from app.errors import Refusal
from app.models import Line
from app.progress import Progress, explain

FORK = multiprocessing.get_context("fork")
ENDING = (signal.SIGINT, signal.SIGTERM)
ROOT = Path(__file__).parent.parent
ACCOUNTS = "seeds/accounts.toml"
END_S = 10
READY_S = 60


def run(config: Config) -> int:
    """Do it all and return the exit status.  Raises Invalid if the port is taken."""
    server.check_port(config)
    ending = _on_signals()
    first = _start(lambda: prepare(config))
    _watch([first], ending)
    if ending or first.exitcode:
        _end([first])
        return 0 if ending else 1
    children = [_start(lambda: server.Server(config).run()), _start(lambda: jobs.work(config))]
    try:
        if _is_ready(config, children, ending):
            sys.stdout.write(_greeting(config))
            sys.stdout.flush()
        _watch(children, ending)
    finally:
        _end(children)
    return 0 if ending else 1


def prepare(config: Config) -> None:
    """Migrate, and if the database is empty load, build and render the content of this folder; show the progress.

    Raises Invalid with every fault if the content is faulty; then nothing is loaded.
    """
    progress = Progress()
    with closing(jobs.tools(config)) as tools:
        progress.say("Datenbank einrichten")
        migrations.upgrade(tools.engine)
        if _is_empty(tools):
            root = content_root()
            progress.say(f"Inhalte laden aus {root}")
            _fill(tools, root)
            jobs.everything(tools, progress.step)
        else:
            progress.say("Die Daten vom letzten Mal sind noch da")
    progress.end()


def _fill(tools: jobs.Tools, root: Path) -> None:
    with tools.writing.begin() as session:
        load(session, tools.media, root, is_public=True)
        if (root / ACCOUNTS).exists():
            accounts.seed(session, root / ACCOUNTS)


def content_root() -> Path:
    """Return the folder with ``stations/``: the working directory, else that of the code."""
    here = Path.cwd()
    return here if (here / "stations/line.toml").exists() else ROOT


def _is_empty(tools: jobs.Tools) -> bool:
    with tools.reading() as session:
        return not session.scalar(select(func.count()).select_from(Line))


def _start(work: Callable[[], None]) -> Process:
    """Start a child that has our imports already, in a session of its own, so that Ctrl+C reaches it through us alone.

    We ourselves open neither database nor stores, which would not survive being forked.
    """

    def begin() -> None:
        os.setsid()
        for number in ENDING:
            signal.signal(number, signal.SIG_DFL)
        try:
            work()
        except Refusal as refusal:
            explain(refusal)
            sys.exit(1)

    child = FORK.Process(target=begin)
    child.start()
    return child


def _on_signals() -> list[int]:
    """Return a list that is filled as soon as somebody asks us to end."""
    ending: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        ending.append(number)

    for number in ENDING:
        signal.signal(number, note)
    return ending


def _watch(children: Sequence[Process], ending: list[int]) -> None:
    """Return when somebody asks us to end, or when one of ``children`` has ended."""
    while not ending and all(child.is_alive() for child in children):
        time.sleep(0.05)


def _is_ready(config: Config, children: Sequence[Process], ending: list[int]) -> bool:
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


def _end(children: Sequence[Process]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        child.join(END_S)
        if child.is_alive():
            child.kill()
            child.join()


def _greeting(config: Config) -> str:
    lines = [
        "",
        f"  Fahrgäste   {config.public_url}/",
        f"  Studio      {config.public_url}/studio/",
        f"  Daten       {config.public_url}/data/",
        f"  Ablage      {config.instance}",
    ]
    path = content_root() / ACCOUNTS
    if path.exists():
        lines += ["", "  Demo-Zugänge (öffentlich bekannt, nur zum Ausprobieren):"]
        entries = tomllib.loads(path.read_text())["accounts"]
        lines += [f"    {entry['email']:<34} {entry['password']}" for entry in entries]
    return "\n".join([*lines, "", "  Beenden mit Strg+C.", "", ""])

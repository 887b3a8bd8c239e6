"""``linie302 run``: one command from nothing to a line that runs.

It makes the instance ready, starts web and worker as processes of their own, says where everything is, and ends both
when it is told to, or when one of them ends.
"""

import signal
import ssl
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from sqlalchemy import Engine, func, select

from app import database, jobs, migrations, server
from app.actions import accounts
from app.actions.load import load
from app.config import EVERYWHERE, Config
from app.models import Line
from app.progress import Progress

ROOT = Path(__file__).parent.parent
ACCOUNTS = "seeds/accounts.toml"
END_S = 10
READY_S = 60


def run(config: Config, *, environment: Mapping[str, str]) -> int:
    """Do it all and return the exit status.  Raises Invalid if the port is taken or the content is faulty."""
    server.check_port(config)
    progress = Progress()
    is_new = prepare(config, progress)
    children = [_start(name, environment) for name in ("serve", "worker")]
    ending = _on_signals()
    try:
        _wait_until_ready(config, children, ending)
        if not ending and all(child.poll() is None for child in children):
            sys.stdout.write(_greeting(config, is_new=is_new))
            sys.stdout.flush()
        while not ending and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        _end(children)
    return 0 if ending else 1


def prepare(config: Config, progress: Progress) -> bool:
    """Migrate; load, build and render the content of this folder if the database is empty, and return whether it was.

    Raises Invalid with every fault if the content is faulty; then nothing is loaded.
    """
    engine = database.make_engine(config.database_url)
    progress.say("Datenbank einrichten")
    migrations.upgrade(engine)
    tools = jobs.tools(config)
    is_new = _is_empty(engine)
    if is_new:
        root = content_root()
        progress.say(f"Inhalte laden aus {root}")
        with tools.writing.begin() as session:
            load(session, tools.media, root, is_public=True)
            if (root / ACCOUNTS).exists():
                accounts.seed(session, root / ACCOUNTS)
        jobs.assets(tools, progress.step)
        jobs.pages(tools, progress.step)
        jobs.data(tools, progress.step)
    progress.end()
    engine.dispose()
    return is_new


def content_root() -> Path:
    """Return the folder with ``stations/``: the working directory, else that of the code."""
    here = Path.cwd()
    return here if (here / "stations/line.toml").exists() else ROOT


def _is_empty(engine: Engine) -> bool:
    with database.reading(engine)() as session:
        return not session.scalar(select(func.count()).select_from(Line))


def _start(name: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own, so that Ctrl+C reaches it through us alone."""
    command = [sys.executable, "-m", "app.cli", name]
    return subprocess.Popen(  # noqa: S603 -- our own two commands
        command, env=dict(environment), start_new_session=True
    )


def _on_signals() -> list[int]:
    """Return a list that is filled as soon as somebody asks us to end."""
    ending: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        ending.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    return ending


def _wait_until_ready(config: Config, children: list[subprocess.Popen[bytes]], ending: list[int]) -> None:
    host = "127.0.0.1" if config.host in EVERYWHERE else config.host
    address = f"{'https' if config.has_tls else 'http'}://{host}:{config.port}/healthz"
    trusting = ssl._create_unverified_context()  # noqa: S323 -- our own certificate, on this machine
    until = time.monotonic() + READY_S
    while time.monotonic() < until and not ending and all(child.poll() is None for child in children):
        try:
            with urllib.request.urlopen(address, timeout=2, context=trusting):  # noqa: S310 -- our own address
                return
        except OSError:
            time.sleep(0.1)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(END_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _greeting(config: Config, *, is_new: bool) -> str:
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
    if not is_new:
        lines += ["", "  Die Daten vom letzten Mal sind noch da."]
    return "\n".join([*lines, "", "  Beenden mit Strg+C.", "", ""])

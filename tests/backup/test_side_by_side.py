"""Two versions of the program on one database: the older one runs while the newer one migrates, and nothing is lost.

The newer version is this program with one step more, so that the promise is asked for each version that comes next.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
from sqlalchemy import func, select

from app import database, schema
from app.models import Planning, Remark, Revision, Scan, State
from tests.backup.conftest import ENGINES
from tests.factories import code, write
from tests.large.hosts import ENV_OF_SHELL, run
from tests.large.service import PATIENCE_S, Service
from tests.large.setup import PASSWORD
from tests.large.studio import Desk
from tests.product import PROGRAM, ROOT, free_port

STATIONS = 2
STEP_S = 2.0  # which the newer version needs for its step
STEP = f'''"""Take a while."""

import time

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{schema.head()}"


def upgrade():
    op.add_column("remark", sa.Column("later", sa.Text(), nullable=True))
    time.sleep({STEP_S})
    op.execute("UPDATE remark SET later = text")
'''
GERMAN, ENGLISH = "Das Studio wird gerade aktualisiert", "The studio is being upgraded"
LOCKED = "Das Studio kann gerade nichts lesen oder speichern"


@dataclass(frozen=True, kw_only=True)
class Version:
    """How a version of the program is called, and with which settings."""

    command: tuple[str, ...]
    settings: dict[str, str]
    folder: Path

    def service(self, name: str, ready) -> Service:
        return Service(
            f"{self.folder.name}-{name}",
            [*self.command, name],
            folder=self.folder,
            ready=ready,
            environment=self.settings,
        )


def newer(folder: Path, settings: dict[str, str]) -> Version:
    """Lay down the program with one step more below ``folder``."""
    shutil.copytree(ROOT / "app/migrations", folder / "app/migrations")
    for path in (ROOT / "app").iterdir():
        if path.name != "migrations":
            (folder / "app" / path.name).symlink_to(path)
    (folder / "app/migrations/versions/9999_take_a_while.py").write_text(STEP)
    return Version(
        command=(sys.executable, "-m", "app.cli"), settings={**settings, "PYTHONPATH": str(folder)}, folder=folder
    )


def prepared(folder: Path, address: str) -> dict[str, str]:
    """Bring a small line into a database and return the settings."""
    port = str(free_port())
    settings = {
        "INSTANCE": str(folder / "instance"),
        "DATABASE_URL": address,
        "HOST": "127.0.0.1",
        "PORT": port,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": "that of the tests",
    }
    write(folder / "in", STATIONS, in_3d=False)
    who = f'email = "planner@302.example"\nname = "P"\nrole = "planner"\npartner = "nord"\npassword = "{PASSWORD}"\n'
    (folder / "in/seeds").mkdir(exist_ok=True)
    (folder / "in/seeds/accounts.toml").write_text(f"[[accounts]]\n{who}")
    run("prepare", settings=settings, folder=folder / "in")
    return settings


class People:
    """Somebody who scans and somebody who writes, again and again until they are told to end."""

    def __init__(self, url: str, desk: Desk, revision_id: int) -> None:
        self.url, self.desk, self.path = url, desk, f"/studio/fassungen/{revision_id}/anmerkungen"
        self.answers: list[tuple[int, str]] = []
        self.kept: list[str] = []
        self.scans: Counter[int] = Counter()
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._again, args=(each,)) for each in (self._scan, self._write)]

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _again(self, do) -> None:
        number = 0
        while not self._ended.wait(0.05):
            do(number := number + 1)

    def _scan(self, number: int) -> None:
        phone = {"User-Agent": f"Mozilla/5.0 (Phone {number})", "Accept-Language": "de"}
        address = f"{self.url}/s/{code(1 + number % STATIONS)}"
        self.scans[requests.get(address, headers=phone, allow_redirects=False, timeout=10).status_code] += 1

    def _write(self, number: int) -> None:
        text = f"Anmerkung {number}, die niemand verlieren will."
        answer = self.desk.post(self.path, {"field": "texts.de.title", "text": text})
        self.answers.append((answer.status_code, answer.text))
        if answer.status_code == 303:
            self.kept.append(text)


def wait_until(is_so, what: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, what
        time.sleep(0.2)


def answers(url: str, path: str, **headers: str) -> requests.Response:
    return requests.get(url + path, headers=headers, allow_redirects=False, timeout=20)


@pytest.mark.large
@pytest.mark.parametrize("kind", ENGINES)
def test_the_older_one_serves_riders_keeps_what_is_typed_and_writes_nothing_more(kind, new_database, tmp_path):
    address = new_database(kind, tmp_path)
    settings = prepared(tmp_path, address)
    old = Version(command=(str(PROGRAM),), settings=settings, folder=tmp_path / "in")
    new = newer(tmp_path / "new", settings)
    url = settings["PUBLIC_URL"]
    engine = database.make_engine(address)
    with ExitStack() as ends:
        ends.callback(engine.dispose)

        def start(version: Version, name: str) -> Service:
            service = version.service(name, lambda: name == "worker" or is_open(url))
            ends.callback(end, service)
            service.start()
            service.wait()
            return service

        web, worker = start(old, "serve"), start(old, "worker")
        desk = Desk(SimpleNamespace(url=url, authority=""), "planner")
        people = People(url, desk, handed_in(engine, desk))
        people.begin()
        ends.callback(people.end)
        wait_until(lambda: len(people.kept) > 3, "nobody can write")
        wait_until(lambda: answers(url, "/readyz").text == "ok\n", "no worker works")

        migrated = subprocess.run(
            [*new.command, "migrate"],
            cwd=new.folder,
            env={**{name: os.environ[name] for name in ENV_OF_SHELL if name in os.environ}, **new.settings},
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
        assert migrated.returncode == 0, migrated.stderr
        wait_until(lambda: people.answers[-1][0] == 503 and GERMAN in people.answers[-1][1], "the older one writes")
        people.end()

        assert {status for status, _ in people.answers} == {303, 503}
        assert all(GERMAN in text or LOCKED in text for status, text in people.answers if status == 503)
        assert "Anmerkung" in people.answers[-1][1], "what was typed is there"
        assert ENGLISH in desk.browser.get(f"{url}/studio/", headers={"Accept-Language": "en"}, timeout=20).text
        assert people.scans.keys() == {302}
        assert answers(url, "/healthz").status_code == 200
        assert "database: Das Studio wird gerade aktualisiert" in answers(url, "/readyz").text
        wait_until(lambda: "a task rests" in worker.said(), "the older worker goes on")
        assert "Traceback" not in worker.said() + web.said()
        for service in (web, worker):
            end(service)

        start(new, "serve")
        start(new, "worker")
        again = desk.post(people.path, {"field": "texts.de.title", "text": "Noch einmal gesendet."})
        assert again.status_code == 303
        with database.reading(engine)() as session:
            assert sorted(session.scalars(select(Remark.text))) == sorted([*people.kept, "Noch einmal gesendet."])
        wait_until(lambda: counted(engine) == people.scans[302], "scans are lost")
        wait_until(lambda: answers(url, "/readyz").text == "ok\n", "the newer worker does not work")


def is_open(url: str) -> bool:
    try:
        return answers(url, "/healthz").status_code == 200
    except requests.ConnectionError:
        return False


def end(service: Service) -> None:
    service.let_go()
    service.end()


def handed_in(engine, desk: Desk) -> int:
    """Hand in another summary of a planning and return the number of the revision."""
    with database.reading(engine)() as session:
        planning_id = session.scalars(select(Planning.id)).first()
    desk.hand_in(planning_id, "Neu erzählt.")
    with database.reading(engine)() as session:
        return session.scalars(select(Revision.id).where(Revision.state == State.SUBMITTED)).one()


def counted(engine) -> int:
    with database.reading(engine)() as session:
        return session.scalar(select(func.sum(Scan.count))) or 0

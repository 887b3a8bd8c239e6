"""The command line, as an operator types it: what it says, what it leaves behind, and how it ends."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.browser import plain
from tests.factories import write
from tests.product import free_port

ROOT = Path(__file__).parent.parent
START_S = 120


@pytest.fixture
def folder(tmp_path):
    """A small exchange folder without 3D, to work in."""
    return write(tmp_path / "content", stations=2, in_3d=False)


@pytest.fixture
def linie302(tmp_path, folder):
    """Run a command in the folder and return what came of it."""

    def call(*arguments, **settings):
        environment = {**os.environ, "INSTANCE": str(tmp_path / "instance"), "PORT": str(free_port()), **settings}
        environment.pop("PUBLIC_URL", None)
        command = [sys.executable, "-m", "app.cli", *arguments]
        given = {"cwd": folder, "env": {**environment, "PYTHONPATH": str(ROOT)}, "text": True}
        return subprocess.run(command, capture_output=True, input="a good long password\n", timeout=START_S, **given)

    return call


def test_a_folder_goes_in_is_published_and_comes_out(linie302, folder, tmp_path):
    loaded = linie302("load", ".", "--publish")
    assert loaded.stdout.startswith("Gelesen: 2 Stationen, 2 Planungen, 2 Schilder"), loaded.stderr

    published = linie302("publish")
    assert "Alles Veröffentlichte" in published.stdout, published.stderr
    assert (tmp_path / "instance/site/de/302/station-2/segel/index.html").exists()

    dumped = linie302("dump", str(tmp_path / "out"))
    assert dumped.returncode == 0, dumped.stderr
    assert (tmp_path / "out/stations/line.toml").read_bytes() == (folder / "stations/line.toml").read_bytes()


def test_signs_are_ordered_printed_and_written_and_stay_printed(linie302, folder, tmp_path):
    linie302("load", ".", "--publish")
    out = tmp_path / "schilder.zip"

    printed = linie302("signs", str(out), PUBLIC_URL="https://302.example")

    assert re.search(r"Auftrag \d{4}-001: 2 Dateien in .*: a3\.pdf, auftrag\.pdf\.", printed.stdout), printed.stderr
    with zipfile.ZipFile(out) as packed:
        assert [name.partition("-001-")[2] for name in packed.namelist()] == ["a3.pdf", "auftrag.pdf"]
    again = linie302("signs", str(out), "222223")
    assert again.returncode == 1
    assert "Diese Schilder gibt es nicht: 222223." in again.stderr
    with zipfile.ZipFile(out) as packed:
        assert [name.partition("-001-")[2] for name in packed.namelist()] == ["a3.pdf", "auftrag.pdf"]


def test_a_faulty_folder_is_refused_with_a_list(linie302, folder):
    (folder / "stations/line.toml").write_text("slug = ")
    (folder / "stations/station-1/text.de.md").unlink()

    for command in ("check", "load"):
        result = linie302(command, ".")
        assert result.returncode == 1
        assert "stations/line.toml: Das ist kein gültiges TOML" in result.stderr
        assert "stations/station-1/text.de.md: Der Text auf Deutsch fehlt." in result.stderr
        assert "Traceback" not in result.stderr


def test_a_whole_folder_is_said_to_be_so(linie302):
    assert linie302("check", ".").stdout == "Ohne Fehler: 2 Stationen, 2 Planungen.\n"


def test_an_account_is_made_and_a_wrong_one_refused(linie302):
    linie302("load", ".")

    assert "ist angelegt" in linie302("account", "ada@example.org", "--role", "planner", "--partner", "nord").stdout
    refused = linie302("account", "bob@example.org", "--role", "planner", "--partner", "west")
    assert (refused.returncode, refused.stderr) == (1, "Den Partner „west“ gibt es nicht. Vorhanden: nord, sued.\n")


def test_a_taken_port_is_said_with_a_way_out(linie302):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = linie302("run", PORT=str(port))

    assert result.returncode == 1
    assert f"127.0.0.1:{port}" in result.stderr and f"PORT={port + 1} make run" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_empty_instance_is_said(linie302):
    result = linie302("run", INSTANCE="")

    assert (result.returncode, result.stderr.startswith("INSTANCE ist leer")) == (1, True)


class Running:
    """``linie302 run`` as a child."""

    def __init__(self, folder, instance, port=None):
        self.port = port or free_port()
        self.log = folder / "log.txt"
        environment = {**os.environ, "INSTANCE": str(instance), "PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "app.cli", "run"]
            self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)

    def said(self):
        return self.log.read_text()

    def wait_for(self, text):
        until = time.monotonic() + START_S
        while text not in self.said() and self.process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        assert text in self.said(), self.said()

    def wait_until_well(self):
        """Wait until the worker, too, has given a sign of life."""
        until, ill = time.monotonic() + START_S, "no answer"
        while ill and self.process.poll() is None and time.monotonic() < until:
            try:
                ill = "" if self.get("/readyz") == "ok\n" else "another answer"
            except urllib.error.HTTPError as error:
                ill = error.read().decode()
                time.sleep(0.05)
        assert not ill, ill

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as response:
            return response.read().decode()

    def end(self, number):
        self.process.send_signal(number)
        return self.process.wait(30)


def children(pid):
    """Return the processes that have ``pid`` as their ancestor, by id."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # has ended meanwhile
        parents[int(path.parent.name)] = int(fields[1])
    found = {each for each, parent in parents.items() if parent == pid}
    return found.union(*(children(each) for each in found))


def alive(pids):
    """Return those of some processes that go on; they have a while to come to their end on a busy machine."""
    until = time.monotonic() + 30
    while (found := {pid for pid in pids if _goes_on(pid)}) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def _goes_on(pid):
    """Tell whether a process is there, and not only its end, for which nobody has asked yet."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes by /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.large)])
def test_run_starts_everything_keeps_the_data_and_ends_cleanly(folder, tmp_path, number):
    shutil.copy(ROOT / "tests/accounts.toml", folder / "seeds/accounts.toml")
    first = Running(folder, tmp_path / "instance")
    first.wait_for("Beenden mit Strg+C.")
    said = first.said()
    started = children(first.process.pid)

    assert "Station station-1" in plain(first.get("/de/302/station-1/"))
    first.wait_until_well()
    assert f"http://127.0.0.1:{first.port}/studio/" in said and str(tmp_path / "instance") in said
    assert re.search(r"planner@example.org\s+demo-password-nord", said)
    assert len(started) >= 3, "web, its workers, and the worker"
    assert first.end(number) == 0
    assert not alive(started)

    second = Running(folder, tmp_path / "instance")
    second.wait_for("Beenden mit Strg+C.")
    assert "Die Daten vom letzten Mal sind noch da" in second.said()
    assert "Station station-1" in plain(second.get("/de/302/station-1/"))
    started = children(second.process.pid)
    assert second.end(number) == 0
    assert not alive(started)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes by /proc")
def test_of_one_instance_there_is_one_run_and_killed_it_leaves_nothing_behind(linie302, folder, tmp_path):
    first = Running(folder, tmp_path / "instance")
    first.wait_for("Beenden mit Strg+C.")
    started = children(first.process.pid)
    page = tmp_path / "instance/site/de/302/station-1/index.html"
    before = page.read_bytes()

    refused = linie302("run", INSTANCE=str(tmp_path / "instance"), PORT=str(free_port()))
    assert refused.returncode == 1
    assert f"(Prozess {first.process.pid}, http://127.0.0.1:{first.port})" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert page.read_bytes() == before

    first.end(signal.SIGKILL)
    second = Running(folder, tmp_path / "instance", port=first.port)
    second.wait_for("Beenden mit Strg+C.")
    assert not alive(started)
    assert "Station station-1" in plain(second.get("/de/302/station-1/"))
    assert second.end(signal.SIGTERM) == 0


def test_a_faulty_folder_stops_the_first_start(folder, tmp_path):
    (folder / "stations/station-1/station.toml").write_text("slug = ")

    running = Running(folder, tmp_path / "instance")

    assert running.process.wait(START_S) == 1
    assert "stations/station-1/station.toml" in running.said() and "Traceback" not in running.said()

"""``make dev``: what is changed is soon on the page, and what does not start is started again by the next change."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.factories import write
from tests.product import free_port
from tests.test_cli import alive, children

ROOT = Path(__file__).parent.parent
WITHIN_S = 240  # it takes about a second, but the machine may be busy with other things


class Developing:
    """``make dev`` over a copy of the code, with a small line."""

    def __init__(self, copy: Path) -> None:
        self.copy, self.log = copy, copy / "log.txt"
        self.url = f"http://127.0.0.1:{free_port()}"
        environment = {**os.environ, "INSTANCE": str(copy / "instance"), "PORT": self.url.rpartition(":")[2]}
        environment.pop("PUBLIC_URL", None)
        environment["FONTS"] = str(ROOT / "assets/fonts")
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "app.dev"]
            self.process = subprocess.Popen(command, cwd=copy, env=environment, stdout=log, stderr=log)

    def change(self, name: str, old: str, new: str) -> None:
        path = self.copy / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    def shows(self, path: str, text: str) -> bool:
        """Wait until a page holds ``text``."""
        return self.comes(lambda: text in self.get(path))

    def says(self, text: str) -> bool:
        return self.comes(lambda: text in self.log.read_text())

    def comes(self, has_come) -> bool:
        until = time.monotonic() + WITHIN_S
        while self.process.poll() is None and time.monotonic() < until:
            if has_come():
                return True
            time.sleep(0.2)
        return False

    def get(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""


@pytest.fixture
def developing(tmp_path):
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns(".*"))
    write(tmp_path, stations=1, in_3d=False)
    running = Developing(tmp_path)
    yield running
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(WITHIN_S)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes by /proc")
def test_a_change_of_a_template_of_a_style_and_of_code_is_soon_to_be_seen(developing):
    page = "/de/302/station-1/"
    assert developing.shows(page, "Station station-1"), developing.log.read_text()

    developing.change("app/site/templates/station.html", "<h1", '<p id="new">Ganz neu</p><h1')
    assert developing.shows(page, "Ganz neu"), developing.log.read_text()
    assert "app/site/templates/station.html: geändert." in developing.log.read_text()

    developing.change("app/web/static/css/tokens.css", ":root", ":root { --new: 1px }\n:root")
    assert developing.shows("/studio/static/css/tokens.css", "--new"), developing.log.read_text()

    developing.change("app/main.py", "STATIC = ", "STATICS = ")
    assert developing.says("NameError") and developing.says("Es läuft nicht mehr")
    assert developing.get(page) == ""

    developing.change("app/main.py", "STATICS = ", "STATIC = ")
    assert developing.shows(page, "Ganz neu"), developing.log.read_text()

    started = children(developing.process.pid)
    developing.process.send_signal(signal.SIGTERM)
    assert developing.process.wait(WITHIN_S) == 0
    assert len(started) >= 3 and not alive(started)

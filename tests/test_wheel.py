"""The wheel: everything that the product needs and nothing else, and it runs where there is no checkout."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.browser import plain
from tests.factories import write
from tests.product import started

ROOT = Path(__file__).parent.parent
UV = Path(sys.executable).parent / "uv"
ASSETS = ROOT / "assets"
BROUGHT_ALONG = ("fonts/atkinson-hyperlegible-next/*", "templates/*/*")
BUILT_FROM = ("app", "assets/fonts", "assets/templates")
LEFT_BY_RUNS = shutil.ignore_patterns("__pycache__", ".*")
WITHIN_S = 120


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built as ``make wheel`` does, by way of the sdist, but from a copy and offline."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in BUILT_FROM:
        shutil.copytree(ROOT / name, copy / name, ignore=LEFT_BY_RUNS)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    with_ours = ["--offline", "--no-build-isolation", "--python", sys.executable]
    subprocess.run([UV, "build", "--quiet", *with_ours, copy], check=True, timeout=WITHIN_S)
    return next((copy / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The program, installed where nothing of the checkout is to be seen but the libraries it stands on."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    subprocess.run([UV, "pip", "install", "-q", "--offline", "--no-deps", "--python", python, wheel], check=True)
    libraries = Path(pytest.__file__).parent.parent
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "libraries.pth").write_text(f"{libraries}\n")  # such a line's own .pth files are not read
    return folder / "bin" / "linie302"


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_the_wheel_holds_the_whole_product_and_nothing_else(wheel):
    ours = {path.relative_to(ROOT).as_posix() for path in files(ROOT / "app")}
    along = {path.relative_to(ASSETS).as_posix() for each in BROUGHT_ALONG for path in ASSETS.glob(each)}

    with zipfile.ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}

    data = {name for name in names if ".data/data/share/linie302/" in name}
    assert names - data == ours
    assert {name.partition(".data/data/share/linie302/")[2] for name in data} == along


def files(folder: Path) -> list[Path]:
    inside = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in inside if not {"__pycache__", ".build"} & set(path.relative_to(ROOT).parts)]


def test_it_runs_in_an_empty_folder_says_how_to_load_and_shows_what_is_loaded(installed, empty, tmp_path):
    content = write(tmp_path / "content", stations=2, in_3d=False)
    with started(tmp_path, content=empty, program=installed, sign_of_life="/healthz") as running:
        assert get(f"{running.url}/healthz") == (200, "ok\n")
        assert get(f"{running.url}/")[0] == 503
        said = wait_for(running.log, "Beenden mit Strg+C.")
        assert f"Noch ist keine Linie geladen: In {empty} liegt kein Ordner stations/." in said
        assert "linie302 load ORDNER --publish" in said and "linie302 account ADRESSE" in said

        assert "Gelesen: 2 Stationen" in call(installed, empty, running, "load", content, "--publish")
        assert "Station station-1" in plain(page_of(f"{running.url}/de/302/station-1/"))
        assert "a3.pdf" in call(installed, empty, running, "signs", tmp_path / "signs.zip"), "the typeface came along"

    assert list(empty.iterdir()) == []


def call(program: Path, folder: Path, running, *arguments) -> str:
    environment = {
        **os.environ,
        "INSTANCE": str(running.instance),
        "PUBLIC_URL": running.url,
        "SIGN_URL": "https://302.example",
    }
    command = [program, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=WITHIN_S)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=WITHIN_S) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def page_of(url: str) -> str:
    """Return a page as soon as the worker has written it."""
    until = time.monotonic() + WITHIN_S
    while (found := get(url))[0] != 200 and time.monotonic() < until:
        time.sleep(0.1)
    return found[1]


def wait_for(log: Path, text: str) -> str:
    until = time.monotonic() + WITHIN_S
    while text not in log.read_text() and time.monotonic() < until:
        time.sleep(0.1)
    return log.read_text()

"""The commands for whoever writes a scene, as processes of their own."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent / "example.toml"
COMMAND = [sys.executable, "-m", "app.meshes.scene"]


@pytest.fixture
def scene(tmp_path):
    path = tmp_path / "beispiel" / "scene.toml"
    path.parent.mkdir()
    path.write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    return path


@contextmanager
def watched(scene: Path) -> Iterator[str]:
    """The address at which a scene is shown."""
    command = [*COMMAND, str(scene), "--watch", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONUNBUFFERED": "1"}) as process:
        try:
            yield re.match(r"http://127\.0\.0\.1:\d+/", process.stdout.readline()).group()
        finally:
            process.terminate()


def told(address: str) -> dict:
    with urllib.request.urlopen(f"{address}changed") as answer:
        return json.load(answer)


def test_a_scene_is_weighed_and_one_with_faults_is_refused_with_their_lines(scene, tmp_path):
    glb = tmp_path / "out.glb"

    good = subprocess.run([*COMMAND, str(scene), "--glb", str(glb)], capture_output=True, text=True)
    scene.write_text(scene.read_text("utf-8") + '\n[[castles]]\npart = "house"\n', "utf-8")
    bad = subprocess.run([*COMMAND, str(scene)], capture_output=True, text=True)

    assert good.returncode == 0
    assert re.match(r"planned: \d+ Dreiecke, \d+ Zeichenaufrufe, \d\.\d\d MB, ", good.stdout)
    assert glb.read_bytes()[:4] == b"glTF"
    assert bad.returncode == 1
    line = len(EXAMPLE.read_text("utf-8").splitlines()) + 2
    assert bad.stderr.startswith(f"Zeile {line}, castles: Das Feld „castles“ gibt es hier nicht.")


def test_a_scene_that_is_not_there_is_named(tmp_path):
    missing = tmp_path / "scene.toml"

    found = subprocess.run([*COMMAND, str(missing)], capture_output=True, text=True)

    assert found.returncode == 2
    assert f"{missing} gibt es nicht." in found.stderr


def test_a_watched_scene_is_shown_again_after_each_change_and_keeps_its_picture_while_it_has_faults(scene):
    with watched(scene) as address:
        first = told(address)
        with urllib.request.urlopen(f"{address}planned.glb") as answer:
            shown = answer.read()
        with urllib.request.urlopen(f"{address}static/viewer/viewer.js") as answer:
            script = answer.read()
        scene.write_text(EXAMPLE.read_text("utf-8") + '\n[[castles]]\npart = "house"\n', "utf-8")
        faulty = told(address)
        with pytest.raises(urllib.error.HTTPError, match="409"):
            urllib.request.urlopen(f"{address}planned.glb")
        scene.write_text(EXAMPLE.read_text("utf-8"), "utf-8")
        mended = told(address)

    assert shown[:4] == b"glTF"
    assert script.startswith(b"// Viewer:")
    assert set(first["camera"]) == {"eye", "look", "fov_deg"}
    assert first["faults"] == mended["faults"] == []
    assert mended["at"] > first["at"] > 0
    assert faulty["at"] == 0
    assert re.match(r"Zeile \d+, ", faulty["faults"][0])

"""Licences, as REUSE.toml tells them of every file: whole, and the same as other places say."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REUSE = Path(sys.executable).parent / "reuse"


@pytest.fixture(scope="module")
def report():
    asked = subprocess.run([REUSE, "--root", ROOT, "lint", "--json"], capture_output=True, text=True, check=False)
    return json.loads(asked.stdout)


@pytest.fixture(scope="module")
def licences(report):
    """File -> the licences it is under."""
    return {
        entry["path"]: {each["value"] for each in entry["spdx_expressions"]}
        for entry in report["files"]
        if entry["spdx_expressions"]
    }


def test_every_file_has_a_holder_and_a_licence_whose_text_is_here(report):
    assert report["summary"]["compliant"], report["non_compliant"]


def test_what_is_vendored_is_under_the_licence_that_its_list_names(licences):
    packages = tomllib.loads((ROOT / "app/site/static/vendor/vendor.toml").read_text())["packages"]
    for package in packages:
        for file in package["files"]:
            if file["into"] in licences:  # texts of licences are under none
                said = {part for each in licences[file["into"]] for part in each.split(" AND ")}
                named = "OFL-1.1" if file["into"].endswith(".woff2") else package["licence"]  # a font in a package
                assert named in said, file["into"]


def test_every_vendored_file_has_an_entry_of_its_own(licences):
    ours = {path for path, said in licences.items() if "/vendor/" in path and said == {"EUPL-1.2"}}

    assert {path for path in ours if "/kern-" not in path} == {"app/site/static/vendor/vendor.toml"}


def test_every_scene_is_under_the_licence_that_it_names_itself(licences):
    for path in sorted((ROOT / "assets").glob("meshes/*/asset.toml")):
        named = tomllib.loads(path.read_text())["licence"]
        for file in path.parent.iterdir():
            assert licences[file.relative_to(ROOT).as_posix()] == {named}, file


def test_the_text_of_the_code_s_licence_is_one():
    ours, reuse_s = ((ROOT / name).read_text().split() for name in ("LICENSE", "LICENSES/EUPL-1.2.txt"))

    assert ours == reuse_s

"""An engine that is missing is told, in the summary of every run, and fails where CI runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.found import summary

ROOT = Path(__file__).parent.parent.parent
TEST = "tests/flows/test_engines.py::test_the_languages_lead_to_the_same_page"


def run_without_engines(folder, command, **settings):
    """Run a command of Python as on a machine where no program is found."""
    environment = {**os.environ, "PATH": str(folder), "PLAYWRIGHT_BROWSERS_PATH": str(folder), **settings}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("where", "outcome", "code"), [("true", "2 errors", 1), ("", "2 skipped", 0)])
def test_a_missing_engine_is_no_silent_pass_and_in_ci_a_failure(tmp_path, where, outcome, code):
    command = ["-m", "pytest", "-n", "0", "-rs", TEST, "-o", "addopts=--import-mode=importlib -p no:cacheprovider"]
    ran = run_without_engines(tmp_path, command, CI=where)

    assert outcome in ran.stdout
    assert "Firefox is missing: `make engines` installs it" in ran.stdout
    assert "engines: none (0 of 3); missing: Chromium, WebKit, Firefox, `make engines` installs them" in ran.stdout
    assert ran.returncode == code


def test_who_cannot_install_is_told_what_to_do(tmp_path):
    ran = run_without_engines(tmp_path, ["-m", "tests.engines", "WebKit", "Firefox"])

    assert ran.returncode == 1
    assert "WebKit and Firefox missing.  apt-get installs them" in ran.stderr
    assert "webkit2gtk-driver" in ran.stderr
    assert "firefox-esr" in ran.stderr


def test_the_summary_counts_what_was_looked_at():
    assert summary({"Chromium", "Firefox"}).startswith("engines: Chromium, Firefox (2 of 3)")

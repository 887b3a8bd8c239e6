"""Publishing is killed a hundred times at random moments: pages stay old or new and whole, and everything converges."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_a_hundred_kills_leave_nothing_half_done(database_url, tmp_path):
    """Fifty on each database."""
    command = [sys.executable, "-m", "tests.killed", "moments", str(tmp_path / "instance"), "50"]
    environment = {**os.environ, "DATABASE_URL": database_url}

    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
    print(run.stdout)

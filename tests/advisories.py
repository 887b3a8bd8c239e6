"""``make check``: are vulnerabilities known of what is locked?  Asks where a list can be reached, and says where not.

Python's packages are asked for at OSV by uv, those that read JavaScript at their registry by npm.  Whoever has no
network, or a registry without such a list, is not held up: only what is found is a failure.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
UV = (str(ROOT / ".venv/bin/uv"), "audit", "--frozen", "--preview-features", "audit-command")
NPM = (sys.executable, "-m", "tests.node", "npm", "audit", "--json", "--package-lock-only")
PATIENCE_S = 60
FOUND = 1  # how uv ends then; 2 is any other trouble


def python(*more: str) -> str | None:
    """Return what is known of Python's packages, nothing if there is nothing, None if nobody could be asked."""
    ended = _ran((*UV, *more))
    if ended is None or ended.returncode not in (0, FOUND):
        return None
    return ended.stdout.strip() if ended.returncode else ""


def javascript(*more: str) -> str | None:
    """Return the same of what npm has locked."""
    ended = _ran((*NPM, *more))
    try:
        said = json.loads(ended.stdout if ended else "")
        bad = said["vulnerabilities"]
    except (ValueError, LookupError, TypeError):
        return None
    return "\n".join(f"{name} {each['range']}: {each['severity']}" for name, each in sorted(bad.items()))


def told(found: dict[str, str | None]) -> tuple[str, int]:
    """Return what to print of what was found by the name of the list, and the exit status."""
    lines = {None: "keine Liste zu erreichen, nichts geprüft", "": "nichts bekannt"}
    text = "\n".join(f"Schwachstellen, {name}: {lines.get(known, known)}" for name, known in found.items())
    return text, int(any(found.values()))


def _ran(command: Sequence[str]) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    except subprocess.TimeoutExpired:
        return None


def main() -> int:
    text, status = told({"Python": python(), "JavaScript": javascript()})
    print(text)
    return status


if __name__ == "__main__":
    sys.exit(main())

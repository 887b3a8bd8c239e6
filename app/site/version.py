"""Version of this workshop, a part of each cache key: a hash of its code, templates, words and styles.

A page rendered by another version is stale.  Vendored files carry their version in their name and are left out.
"""

import hashlib
from pathlib import Path

HERE = Path(__file__).parent
STATIC = HERE / "static"
LEFT_OUT = {"vendor", "__pycache__"}


def _digest(root: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.is_file() and not LEFT_OUT & {*name.parts}:
            total.update(f"{name.as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()


VERSION = _digest(HERE)
STATIC_VERSION = _digest(STATIC)[:10]

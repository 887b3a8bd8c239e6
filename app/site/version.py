"""The version of static files: a hash of scripts and styles, and how such a hash is made of any folder.

Vendored files carry their version in their name and are left out.
"""

import hashlib
from pathlib import Path

STATIC = Path(__file__).parent / "static"
LEFT_OUT = {"vendor", "__pycache__"}


def digest_of(root: Path) -> str:
    """Return a hash of a file, or of all files below a folder with their names."""
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
        name = path.relative_to(root)
        if path.is_file() and not LEFT_OUT & {*name.parts}:
            total.update(f"{name.as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()


STATIC_VERSION = digest_of(STATIC)[:10]

"""The version of this workshop: it changes when the code does, so that old builds are made anew."""

import hashlib
from pathlib import Path


def scene_hash(source: bytes) -> str:
    """Return a hash of everything that the build of a scene depends on."""
    return hashlib.sha256(VERSION.encode() + b"\0" + source).hexdigest()


def _version() -> str:
    folder = Path(__file__).parent
    code = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        code.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return code.hexdigest()[:16]


VERSION = _version()

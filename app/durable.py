"""Durable: files in a folder are replaced whole and have reached the disk by then; what killed writers left is removed.

A file is written beside its place, under a name that says which process writes it.  Its bytes are on the disk before it
is renamed, and the rename before we return: who reads, also after a loss of power, finds the old file or the new one.
"""

import errno
import hashlib
import itertools
import os
import re
import socket
import time
from collections.abc import Iterable
from pathlib import Path

COUNT = itertools.count()
BESIDE = re.compile(r".+#(\d{10})(\d{10})\d+")  # host, process, count; obstore lists no name that ends like this
OLD_S = 86400  # what processes of another host began is given up from here on


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Replace the file at ``path``, or make it, with the folders above it.

    Raises OSError; what was there before is then there still, or the new file, whole.
    """
    _make(path.parent)
    beside = path.with_name(f"{path.name}#{_host():010}{os.getpid():010}{next(COUNT)}")
    try:
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(number, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(number)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def tidy(root: Path) -> list[Path]:
    """Remove what was begun below ``root`` by writers that were killed, and return what that was."""
    names = (Path(folder, name) for folder, _, names in os.walk(root) for name in names if "#" in name)
    found = [path for path in names if (beside := BESIDE.fullmatch(path.name)) and _is_given_up(path, beside)]
    for path in found:
        path.unlink(missing_ok=True)
    return found


def _is_given_up(path: Path, beside: re.Match[str]) -> bool:
    host, process = (int(part) for part in beside.groups())
    if host == _host():
        return not _is_alive(process)
    try:
        return time.time() - path.stat().st_mtime > OLD_S
    except FileNotFoundError:
        return False  # is in its place by now


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is somebody else's
        return True
    return True


def _host() -> int:
    """Return a number of this host, of at most ten digits."""
    return int.from_bytes(hashlib.blake2b(socket.gethostname().encode(), digest_size=4).digest())


def _make(folder: Path) -> None:
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that knows no such thing
            raise
    finally:
        os.close(number)

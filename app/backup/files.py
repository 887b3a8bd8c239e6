"""Files of a backup: which ones rows name, and how they are copied from store to store and hashed on the way."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.storage import AT_ONCE, SHRINKING, Store

MEDIA = re.compile(rb'(?:private/)?[0-9a-f]{64}/[^"\\\s?#<>()]+')  # content-addressed keys, wherever a row has them
PACKED = ("", ".br", ".gz")


@dataclass(frozen=True)
class Copied:
    """What was copied: its path in the backup, its hash and its size; ``digest`` is empty if it was not there."""

    path: str
    digest: str
    bytes: int = 0


def named(line: bytes) -> Iterator[str]:
    """Yield the keys of the media store that a row names."""
    return (found.decode() for found in MEDIA.findall(line))


def forms(key: str) -> list[str]:
    """Return ``key`` and where its packed forms lie, if there can be any."""
    return [key + suffix for suffix in PACKED] if Path(key).suffix in SHRINKING else [key]


def copy(source: Store, target: Store, keys: Mapping[str, str]) -> list[Copied]:
    """Copy the files of ``keys``, key in ``source`` -> key in ``target``, several at once."""
    with TemporaryDirectory(prefix="linie302-") as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        work = [(key, to, Path(folder) / str(number)) for number, (key, to) in enumerate(sorted(keys.items()))]
        return list(pool.map(lambda each: _copied(source, target, *each), work))


def _copied(source: Store, target: Store, key: str, to: str, scratch: Path) -> Copied:
    try:
        source.fetch(key, scratch)
        digest, size = hashed(scratch)
        target.put_file(to, scratch)
    except FileNotFoundError:
        return Copied(to, "")
    finally:
        scratch.unlink(missing_ok=True)
    return Copied(to, digest, size)


def hashed(path: Path) -> tuple[str, int]:
    """Return hash and size of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def wrong(source: Store, digests: Mapping[str, str]) -> Iterator[str]:
    """Yield the files that are not there or have another hash than they should."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(lambda path: _digest(source, path), digests)
        yield from (path for (path, digest), is_now in zip(digests.items(), found, strict=True) if digest != is_now)


def _digest(source: Store, key: str) -> str:
    sha = hashlib.sha256()
    try:
        for piece in source.pieces(key):
            sha.update(piece)
    except FileNotFoundError:
        return ""
    return sha.hexdigest()


def lines(path: Path) -> Iterable[bytes]:
    """Yield the lines of a file."""
    with path.open("rb") as file:
        yield from file

"""Two stores of files, media and site, each a folder or an S3 bucket.

Media are content-addressed: ``<sha256>/<name>``, written once and never changed.  A put is atomic and durable: whoever
reads gets the old bytes or the new ones, whole, also after a loss of power.  What lies below ``private/`` is for the
studio: no address of riders reaches it.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import brotli
import obstore
from obstore.exceptions import BaseError, GenericError, PermissionDeniedError, UnauthenticatedError
from obstore.store import LocalStore, ObjectStore, from_url

from app import durable

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import ClientConfig, RetryConfig

SCHEMES = {"s3", "s3a"}
AT_ONCE = 8  # files on their way; most of the time of a put is waiting
PIECE_BYTES = 1024 * 1024
PLAIN: "ClientConfig" = {"allow_http": True}  # whether a bucket is asked without TLS, its address says
HASTE: "ClientConfig" = {**PLAIN, "connect_timeout": timedelta(seconds=1), "timeout": timedelta(seconds=10)}
RETRY: "RetryConfig" = {"max_retries": 1, "retry_timeout": timedelta(seconds=2)}
FAILURES = (OSError, BaseError)  # what reading or writing raises where a store is away, full or refuses
AWAY = (GenericError, UnauthenticatedError, PermissionDeniedError)  # what a store raises that cannot be reached or used
SHRINKING = {".glb"}  # media that take much less room on the way when packed; USDZ stays plain for Quick Look
MEDIA_BROTLI_QUALITY = 7


class Look(NamedTuple):
    """What is seen of a file without reading it."""

    size: int  # bytes
    changed_at: datetime


class Store:
    """Files by key; keys are relative paths with forward slashes.  ``root`` is where they lie if that is a folder."""

    def __init__(self, objects: ObjectStore, root: Path | None = None) -> None:
        self.objects = objects
        self.root = root

    def put(self, key: str, raw: bytes) -> None:
        """Write a file, atomically and durably."""
        if self.root is None:
            obstore.put(self.objects, key, raw, use_multipart=False)
        else:
            durable.write(self._path(key), [raw])

    def put_all(self, files: Mapping[str, bytes]) -> None:
        """Write files, each as ``put`` does, several at once."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(self.put, files, files.values()):
                pass  # but raise what a put raised

    def get(self, key: str) -> bytes | None:
        """Return a file, or None if there is none."""
        try:
            return bytes(obstore.get(self.objects, key).bytes())
        except FileNotFoundError:
            return None

    def exists(self, key: str) -> bool:
        return self.size(key) is not None

    def size(self, key: str) -> int | None:
        """Return the size of a file in bytes, or None if there is none."""
        try:
            return obstore.head(self.objects, key)["size"]
        except FileNotFoundError:
            return None

    def listed(self, prefix: str = "") -> Iterator[str]:
        """Yield the keys below ``prefix``, a folder."""
        for chunk in obstore.list(self.objects, prefix or None):
            for entry in chunk:
                yield entry["path"]

    def looks(self) -> dict[str, Look]:
        """Return how every file looks from outside, by its key, without reading any."""
        entries = (entry for chunk in obstore.list(self.objects) for entry in chunk)
        return {entry["path"]: Look(entry["size"], self._changed_at(entry)) for entry in entries}

    def _changed_at(self, entry: "ObjectMeta") -> datetime:
        """Return when a file was last written; in a folder also when another file took its place."""
        if self.root is None:
            return entry["last_modified"]
        try:
            return datetime.fromtimestamp((self.root / entry["path"]).stat().st_ctime, UTC)
        except FileNotFoundError:  # gone since it was listed
            return entry["last_modified"]

    def tidy(self) -> int:
        """Remove what killed writers left half done and return how many files that were; a bucket shows none."""
        return 0 if self.root is None else len(durable.tidy(self.root))

    def delete(self, keys: Iterable[str]) -> None:
        """Remove files; one that is not there is no fault."""
        for key in keys:
            try:
                obstore.delete(self.objects, key)
            except FileNotFoundError:
                continue

    def put_media(self, name: str, raw: bytes) -> str:
        """Keep ``raw`` under its hash, packed forms beside it, and return its key, ``<sha256>/<name>``."""
        return self._put_once(f"{hashlib.sha256(raw).hexdigest()}/{name}", raw)

    def put_media_all(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """Keep files, each as ``put_media`` does, several at once, and return name -> key."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return dict(zip(files, pool.map(self.put_media, files, files.values()), strict=True))

    def put_private(self, name: str, raw: bytes) -> str:
        """Keep ``raw`` where only the studio shows it and return its key, ``private/<sha256>/<name>``."""
        return self._put_once(f"private/{hashlib.sha256(raw).hexdigest()}/{name}", raw)

    def _put_once(self, key: str, raw: bytes) -> str:
        if self.size(key) != len(raw):  # a file that was cut short is written anew
            if PurePosixPath(key).suffix in SHRINKING:
                smaller = packed(raw, MEDIA_BROTLI_QUALITY)
                self.put_all({key + suffix: form for suffix, form in smaller.items()})
            self.put(key, raw)
        return key

    def put_media_file(self, name: str, path: Path) -> str:
        """Keep the file at ``path`` as ``put_media`` does, without reading it into memory."""
        with path.open("rb") as file:
            key = f"{hashlib.file_digest(file, 'sha256').hexdigest()}/{name}"
        if self.size(key) != path.stat().st_size:
            self.put_file(key, path)
        return key

    def put_file(self, key: str, path: Path) -> None:
        """Write the file at ``path`` as ``put`` does, without reading it into memory."""
        if self.root is None:
            obstore.put(self.objects, key, path)
            return
        with path.open("rb") as file:
            durable.write(self._path(key), iter(lambda: file.read(PIECE_BYTES), b""))

    def _path(self, key: str) -> Path:
        """Return where a file lies in the folder.  Raises ValueError for a key that would lead out of it."""
        assert self.root is not None
        if not key or any(part in ("", ".", "..") for part in key.split("/")):
            raise ValueError(f"no key: {key!r}")
        return self.root / key

    def pieces(self, key: str) -> Iterator[bytes]:
        """Yield a file piece by piece.  Raises FileNotFoundError if there is none."""
        for piece in obstore.get(self.objects, key).stream():
            yield bytes(piece)

    def fetch(self, key: str, path: Path) -> None:
        """Write a file to ``path`` piece by piece.  Raises FileNotFoundError if there is none."""
        with path.open("wb") as file:
            for piece in self.pieces(key):
                file.write(piece)


def packed(raw: bytes, quality: int) -> dict[str, bytes]:
    """Return suffix -> the same content, packed for browsers that take it so."""
    return {".br": brotli.compress(raw, quality=quality), ".gz": gzip.compress(raw, 9, mtime=0)}


def open_store(address: str, *, is_hasty: bool = False) -> Store:
    """Return the store at ``address``: ``s3://bucket/prefix``, or else a folder, which is made if need be.

    A hasty one gives up on a bucket that does not answer within seconds, because somebody waits for a page.
    """
    if urlsplit(address).scheme in SCHEMES:
        if is_hasty:
            return Store(from_url(address, client_options=HASTE, retry_config=RETRY))
        return Store(from_url(address, client_options=PLAIN))
    root = Path(address)
    root.mkdir(parents=True, exist_ok=True)
    return Store(LocalStore(root), root)

"""Two stores of files, media and site, each a folder or an S3 bucket.

Media are content-addressed: ``<sha256>/<name>``, written once and never changed.  A put is atomic: whoever reads gets
the old bytes or the new ones, whole.  What lies below ``private/`` is for the studio: no address of riders reaches it.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import brotli
import obstore
from obstore.store import LocalStore, ObjectStore, from_url

SCHEMES = {"s3", "s3a"}
SHRINKING = {".glb"}  # media that take much less room on the way when packed; USDZ stays plain for Quick Look
MEDIA_BROTLI_QUALITY = 7


class Store:
    """Files by key; keys are relative paths with forward slashes."""

    def __init__(self, objects: ObjectStore) -> None:
        self.objects = objects

    def put(self, key: str, raw: bytes) -> None:
        """Write a file, atomically."""
        obstore.put(self.objects, key, raw, use_multipart=False)

    def get(self, key: str) -> bytes | None:
        """Return a file, or None if there is none."""
        try:
            return bytes(obstore.get(self.objects, key).bytes())
        except FileNotFoundError:
            return None

    def exists(self, key: str) -> bool:
        try:
            obstore.head(self.objects, key)
        except FileNotFoundError:
            return False
        return True

    def listed(self, prefix: str = "") -> Iterator[str]:
        """Yield the keys below ``prefix``, a folder."""
        for chunk in obstore.list(self.objects, prefix or None):
            for entry in chunk:
                yield entry["path"]

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

    def put_private(self, name: str, raw: bytes) -> str:
        """Keep ``raw`` where only the studio shows it and return its key, ``private/<sha256>/<name>``."""
        return self._put_once(f"private/{hashlib.sha256(raw).hexdigest()}/{name}", raw)

    def _put_once(self, key: str, raw: bytes) -> str:
        if not self.exists(key):
            if PurePosixPath(key).suffix in SHRINKING:
                for suffix, smaller in packed(raw, MEDIA_BROTLI_QUALITY).items():
                    self.put(key + suffix, smaller)
            self.put(key, raw)
        return key

    def put_media_file(self, name: str, path: Path) -> str:
        """Keep the file at ``path`` as ``put_media`` does, without reading it into memory."""
        with path.open("rb") as file:
            key = f"{hashlib.file_digest(file, 'sha256').hexdigest()}/{name}"
        if not self.exists(key):
            obstore.put(self.objects, key, path)
        return key

    def fetch(self, key: str, path: Path) -> None:
        """Write a file to ``path`` piece by piece.  Raises FileNotFoundError if there is none."""
        with path.open("wb") as file:
            for piece in obstore.get(self.objects, key).stream():
                file.write(piece)


def packed(raw: bytes, quality: int) -> dict[str, bytes]:
    """Return suffix -> the same content, packed for browsers that take it so."""
    return {".br": brotli.compress(raw, quality=quality), ".gz": gzip.compress(raw, 9, mtime=0)}


def open_store(address: str) -> Store:
    """Return the store at ``address``: ``s3://bucket/prefix``, or else a folder, which is made if need be."""
    if urlsplit(address).scheme in SCHEMES:
        return Store(from_url(address))
    Path(address).mkdir(parents=True, exist_ok=True)
    return Store(LocalStore(address))

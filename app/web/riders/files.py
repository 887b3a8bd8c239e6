"""Static files for riders, served as WSGI before Flask sees the request: pages, media, styles and scripts.

    /media/<sha256>/<name>   immutable, from the media store
    /static/…                what belongs to the pages' code
    everything else          a page: from the site store, or on to the next application

No session, no cookie, no database.  A page that was published is seen after at most ``FRESH_S``, in every process.
While a store cannot be read, what is in memory is served on.
"""

import gzip
import hashlib
import mimetypes
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import structlog

from app.site.paths import MAP
from app.storage import FAILURES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger()
FRESH_S = 0.5
AWAY = b"""\
Gerade nicht zu erreichen. Bitte gleich noch einmal versuchen.
Out of reach just now. Please try again in a moment.
"""  # in the place of what is no page; of a page, whoever answers onward says it in its language
UNREAD = "linie302.unread"  # in the environment of whatever goes onward because a store could not be read
AWAY_S = 5  # until a store that was away is asked again for what is in memory
CACHED_BYTES = 64 * 1024 * 1024
LARGEST_CACHED_BYTES = 2 * 1024 * 1024
YEAR = "public, max-age=31536000, immutable"
PAGE = "public, max-age=0, must-revalidate"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".geopose": "application/geopose+json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".wasm": "application/wasm",
    ".glb": "model/gltf-binary",
    ".usdz": "model/vnd.usdz+zip",
    ".zip": "application/zip",
}
SHRINK = {".js", ".css", ".svg", ".wasm", ".json", ".txt"}
PACK = {"br": partial(brotli.compress, quality=9), "gz": partial(gzip.compress, compresslevel=9, mtime=0)}
ENCODINGS = ((".br", "br"), (".gz", "gzip"))
NAME = r"[A-Za-z0-9_][A-Za-z0-9._-]{0,239}"  # with an ending for a packed form no longer than disks take
KEY = re.compile(rf"(?=.{{1,900}}\Z){NAME}(/{NAME})*")  # nor than buckets do
HASHED = re.compile(r"[0-9a-f]{64}/")
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
SAFE = [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")]
ASKING = (
    "Permissions-Policy",
    "camera=(self), gyroscope=(self), accelerometer=(self), xr-spatial-tracking=(self), "
    "geolocation=(), microphone=(), payment=(), usb=()",
)
WHERE = ("Permissions-Policy", "camera=(), geolocation=(self), microphone=(), payment=(), usb=()")
HEADERS = [*SAFE, ASKING]
ALONE = (
    "Content-Security-Policy",
    "frame-ancestors 'none'",
)  # beside what a page says of itself, which cannot say this
EMBEDDED = re.compile(
    r"([^/]+/){4}einbetten/index\.html"
)  # language, line, station, planning: may stand in other pages
MAPS = re.compile(
    rf"([^/]+/){{2}}{MAP}/index\.html"
)  # language, line: may ask a phone where it is, and for nothing else

Read = Callable[[str], bytes | None]


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A place files come from.  ``read`` maps a key to bytes, or None.

    What stands under an address of an immutable shelf never changes: browsers keep it for a year.
    """

    read: Read
    immutable: bool


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file in memory, or the knowledge that there is none (``body`` None)."""

    body: bytes | None
    tag: str
    until: float  # time.monotonic() seconds


class Files:
    """Serve shelves by prefix; ask ``onward`` for what no shelf has, and at once for what begins as no file does."""

    def __init__(
        self,
        onward: "WSGIApplication",
        *,
        site: Shelf,
        shelves: dict[str, Shelf],
        no_files: frozenset[str] = frozenset(),
    ) -> None:
        self.onward = onward
        self.no_files = no_files  # first parts of paths
        self.site = site
        self.shelves = shelves  # first part of the path -> shelf
        self.kept: OrderedDict[tuple[int, str], Kept] = OrderedDict()
        self.kept_bytes = 0

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.onward(environ, start)
        path = environ.get("PATH_INFO", "").removeprefix("/")
        first, _, rest = path.partition("/")
        shelf = self.shelves.get(first)
        key = rest if shelf else f"{path}index.html" if path.endswith("/") else path
        shelf = shelf or self.site
        if first in self.no_files or not KEY.fullmatch(key):
            return self.onward(environ, start)
        try:
            found = self._negotiated(shelf, key, environ.get("HTTP_ACCEPT_ENCODING", ""))
        except FAILURES as error:
            log.error("a store could not be read", key=key, error=type(error).__name__)
            return self.onward({**environ, UNREAD: True}, start) if key.endswith(".html") else _away(start)
        if found is None:
            return self.onward(environ, start)
        kept, encoding = found
        return _answer(kept, _type(key), encoding, _rules(key, shelf), environ, start)

    def _negotiated(self, shelf: Shelf, key: str, accepted: str) -> tuple[Kept, str] | None:
        for suffix, encoding in ENCODINGS:
            if encoding in accepted:
                kept = self._file(shelf, key + suffix)
                if kept.body is not None:
                    return kept, encoding
        kept = self._file(shelf, key)
        return None if kept.body is None else (kept, "")

    def _file(self, shelf: Shelf, key: str) -> Kept:
        now = time.monotonic()
        name = (id(shelf), key)
        kept = self.kept.get(name)
        if kept is not None and now < kept.until:
            return kept
        try:
            body = shelf.read(key)
        except FAILURES:
            if kept is None:
                raise
            self._keep(name, replace(kept, until=now + AWAY_S))
            return kept
        until = now + FRESH_S if body is None or not shelf.immutable else float("inf")
        if kept is not None and kept.body == body:
            tag = kept.tag
        else:
            tag = "" if body is None else f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        fresh = Kept(body=body, tag=tag, until=until)
        self._keep(name, fresh)
        return fresh

    def _keep(self, name: tuple[int, str], fresh: Kept) -> None:
        """Remember ``fresh``; what was kept longest makes room.  Threads may race: the worst is a second read."""
        old = self.kept.pop(name, None)
        self.kept_bytes -= len(old.body or b"") if old else 0
        if len(fresh.body or b"") > LARGEST_CACHED_BYTES:
            return
        self.kept[name] = fresh
        self.kept_bytes += len(fresh.body or b"") + 200
        while self.kept_bytes > CACHED_BYTES and self.kept:
            _, oldest = self.kept.popitem(last=False)
            self.kept_bytes -= len(oldest.body or b"") + 200


def folder(root: Path) -> Read:
    """Return how to read files below ``root``; keys that are no plain names are the caller's to refuse."""

    def read(key: str) -> bytes | None:
        try:
            return (root / key).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    return read


def public(read: Read) -> Read:
    """Return how to read what a media store has for everybody: ``<sha256>/<name>``, and nothing else of it."""

    def get(key: str) -> bytes | None:
        return read(key) if HASHED.match(key) else None

    return get


def packed(read: Read) -> Read:
    """Return how to read files that stay the same while we run, with ``.br`` and ``.gz`` of those that shrink."""

    @cache
    def get(key: str) -> bytes | None:
        plain, _, form = key.rpartition(".")
        if form not in PACK or Path(plain).suffix not in SHRINK:
            return read(key)
        body = read(plain)
        return None if body is None else PACK[form](body)

    return get


def _type(key: str) -> str:
    suffix = Path(key).suffix
    return TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")


def _rules(key: str, shelf: Shelf) -> list[tuple[str, str]]:
    """Return how long an answer may be kept, where it may stand, and what it may ask a phone for."""
    rules = [*SAFE, WHERE if MAPS.fullmatch(key) else ASKING, ("Cache-Control", YEAR if shelf.immutable else PAGE)]
    return rules if EMBEDDED.fullmatch(key) else [*rules, ALONE]


def _answer(
    kept: Kept,
    kind: str,
    encoding: str,
    rules: list[tuple[str, str]],
    environ: "WSGIEnvironment",
    start: "StartResponse",
) -> Iterable[bytes]:
    body = kept.body or b""
    headers = [("ETag", kept.tag), ("Vary", "Accept-Encoding"), *rules]
    if kept.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start("304 Not Modified", headers)
        return ()
    headers += [("Content-Type", kind), ("Accept-Ranges", "bytes")]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    status = "200 OK"
    wanted = RANGE.fullmatch(environ.get("HTTP_RANGE", ""))
    if wanted and any(wanted.groups()):
        first, last = _span(wanted, len(body))
        if first > last:
            start("416 Range Not Satisfiable", [*headers, ("Content-Range", f"bytes */{len(body)}")])
            return ()
        status = "206 Partial Content"
        headers.append(("Content-Range", f"bytes {first}-{last}/{len(body)}"))
        body = body[first : last + 1]
    start(status, [*headers, ("Content-Length", str(len(body)))])
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


def _away(start: "StartResponse") -> Iterable[bytes]:
    kind = [("Content-Type", TYPES[".txt"]), ("Content-Length", str(len(AWAY))), ("Cache-Control", "no-store")]
    start("503 Service Unavailable", [*kind, ("Retry-After", str(AWAY_S)), ALONE, *HEADERS])
    return (AWAY,)


def _span(wanted: re.Match[str], length: int) -> tuple[int, int]:
    """Return the first and the last byte that a ``Range`` asks for; first > last if there are none."""
    first, last = wanted.groups()
    if not first:
        return max(0, length - int(last)), length - 1
    return int(first), min(int(last), length - 1) if last else length - 1

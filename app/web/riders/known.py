"""What publishing left for scans: two files of the site store, and of each the last one that was whole.

    codes.json   {"codes": {"7K3QAB": {"to": "302/westpark/", "gone": false}}, "redirects": {"302/old/": "302/new/"}}
    line.json    the Line of app/site/values.py, plainly written

A file that is damaged, gone or not to be had is looked for in its packed twins; failing these, what was read before
stays.  So a code leads on until the store has healed, and no longer than there is something better.  What was read is
kept on this machine as well, for a web that starts while the store cannot be read.
"""

import gzip
import json
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import brotli
import structlog

from app.exchange import reading
from app.site.values import Line
from app.storage import FAILURES, Store
from app.web.riders.files import Read

log = structlog.get_logger()
T = TypeVar("T")
FRESH_S = 1.0
UNPACKED: Mapping[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}
DAMAGED = (ValueError, EOFError, OSError, zlib.error, brotli.error)  # what unpacking and parsing raise


@dataclass(frozen=True, kw_only=True)
class Codes:
    """Where codes and addresses lead."""

    signs: Mapping[str, Mapping[str, str]]
    redirects: Mapping[str, str]


class LastGood(Generic[T]):
    """A file that is parsed, as it last was whole; ``is_whole`` tells whether that is how it lies in the store."""

    def __init__(self, read: Read, key: str, parse: Callable[[bytes], T], *, kept: Store) -> None:
        """``parse`` raises ValueError for what is damaged; ``kept`` is for copies on this machine."""
        self.read = read
        self.kept = kept
        self.key = key
        self.parse = parse
        self.raw = b""
        self.value: T | None = None
        self.is_whole = False

    def look(self) -> None:
        """Take what lies in the store, if it is whole."""
        self.is_whole = False
        for suffix, raw in self._copies():
            if raw != self.raw or self.value is None:
                try:
                    self.value = self.parse(raw)
                except ValueError:
                    continue
                self.raw = raw
                self._keep()
            self.is_whole = not suffix
            return
        if self.value is None:
            self._recall()

    def _keep(self) -> None:
        try:
            self.kept.put(self.key, self.raw)
        except FAILURES as error:
            log.error("a copy could not be kept", key=self.key, error=type(error).__name__)

    def _recall(self) -> None:
        try:
            raw = self.kept.get(self.key)
            self.value = None if raw is None else self.parse(raw)
        except (ValueError, *FAILURES) as error:
            log.error("a copy could not be read", key=self.key, error=type(error).__name__)

    def _copies(self) -> Iterator[tuple[str, bytes]]:
        for suffix, unpack in UNPACKED.items():
            try:
                found = self.read(self.key + suffix)
                raw = None if found is None else unpack(found)
            except (*DAMAGED, *FAILURES):
                continue
            if raw is not None:
                yield suffix, raw


class Known:
    """What publishing left for scans, looked at again when that is older than ``FRESH_S``."""

    def __init__(self, read: Read, *, kept: Store) -> None:
        self.until = 0.0  # time.monotonic() seconds
        self.looking = threading.Lock()
        self._codes = LastGood(read, "codes.json", site_codes, kept=kept)
        self._line = LastGood(read, "line.json", site_line, kept=kept)

    def look(self) -> "Known":
        """Return itself, fresh.  A file that is half a second behind the other does no harm: both are whole.

        One thread looks; others go on with what is known, however long the store takes.
        """
        if time.monotonic() >= self.until and self.looking.acquire(blocking=not self.until):
            try:
                self._codes.look()
                self._line.look()
                self.until = time.monotonic() + FRESH_S
            finally:
                self.looking.release()
        return self

    @property
    def codes(self) -> Codes:
        """Return where codes lead.  Raises LookupError before the first publication."""
        return _published(self._codes.value)

    @property
    def line(self) -> Line:
        """Return the published line.  Raises LookupError before the first publication."""
        return _published(self._line.value)

    @property
    def damaged(self) -> tuple[str, ...]:
        """Name the files that do not lie in the store as they should."""
        return tuple(each.key for each in (self._codes, self._line) if not each.is_whole)


def site_codes(raw: bytes) -> Codes:
    """Return ``codes.json`` as a value.  Raises ValueError if it is damaged."""
    given = json.loads(raw)
    codes, redirects = (given.get(name) if isinstance(given, dict) else None for name in ("codes", "redirects"))
    if not isinstance(codes, dict) or not isinstance(redirects, dict):
        raise ValueError("codes.json: codes or redirects are missing")
    if not all(isinstance(each, dict) and {"to", "gone"} <= each.keys() for each in codes.values()):
        raise ValueError("codes.json: a code leads nowhere")
    return Codes(signs=codes, redirects=redirects)


def site_line(raw: bytes) -> Line:
    """Return ``line.json`` as a value.  Raises ValueError with its faults, which then are ours."""
    faults, given = reading.Faults("line.json"), json.loads(raw)
    line = reading.read(Line, given, faults) if isinstance(given, dict) else None
    if line is None:
        raise ValueError("; ".join(str(fault) for fault in faults.found))
    return line


def _published(value: T | None) -> T:
    if value is None:
        raise LookupError("nothing was published yet")
    return value

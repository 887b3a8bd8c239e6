"""Deduplication of scans: what is no scan of its own, though the address was asked for.

A phone that loads the same code again within a minute counts once, and programs that look at addresses for others do
not count.  Best effort, in each process for itself: of who asked, only a keyed hash (HMAC) stays in memory; after an
hour at the latest it is thrown away together with its key.  Nothing of it is ever written.
"""

import hmac
import secrets
import threading
from collections import OrderedDict

from werkzeug.wrappers import Request

from app.web.riders.programs import is_program

REPEAT_S = 60
KEY_S = 3600
KEPT_MAX = 50_000  # hashes: about 8 MB
PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
AHEAD = ("prefetch", "prerender", "preview")  # fetched by a browser before anybody asks, or for its start page


class Repeats:
    """Remembers for a minute, beyond recognition, who scanned what."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key = b""
        self._seen: OrderedDict[bytes, float] = OrderedDict()  # hash -> when it may count again, oldest first

    def is_new(self, code: str, who: str, *, at_s: float) -> bool:
        """Tell whether ``who`` has not asked for ``code`` for a minute.  ``at_s`` is any clock that only grows."""
        with self._lock:
            self._key = self._key or self._new_key()
            while self._seen and (len(self._seen) >= KEPT_MAX or next(iter(self._seen.values())) <= at_s):
                self._seen.popitem(last=False)
            name = hmac.digest(self._key, f"{code}\n{who}".encode(), "sha256")
            is_new = name not in self._seen
            self._seen.setdefault(name, at_s + REPEAT_S)
        return is_new

    def _new_key(self) -> bytes:
        timer = threading.Timer(KEY_S, self._forget)
        timer.daemon = True
        timer.start()
        return secrets.token_bytes(32)

    def _forget(self) -> None:
        with self._lock:
            self._key = b""
            self._seen.clear()


class Budget:
    """Lets something happen so many times a minute, so that nobody fills the disk with codes that do not exist."""

    def __init__(self, a_minute: int) -> None:
        self._a_minute = a_minute
        self._left = a_minute
        self._until = 0.0

    def spend(self, at_s: float) -> bool:
        """Take one and tell whether there was one left.  Threads may race: the worst is one more."""
        if at_s >= self._until:
            self._left, self._until = self._a_minute, at_s + REPEAT_S
        self._left -= 1
        return self._left >= 0


def counts(request: Request) -> bool:
    """Tell whether somebody stands behind a request: it is a whole one, wanted now, and from no known program."""
    purposes = " ".join(request.headers.get(name, "") for name in PURPOSES).lower()
    is_ahead = any(word in purposes for word in AHEAD)
    return request.method != "HEAD" and not is_ahead and not is_program(request.headers.get("User-Agent", ""))


def who(request: Request) -> str:
    """Return what tells one phone from another for a minute; behind a proxy the address it was asked from as well."""
    names = ("X-Forwarded-For", "User-Agent", "Accept-Language")
    return "\n".join([request.remote_addr or "", *(request.headers.get(name, "") for name in names)])

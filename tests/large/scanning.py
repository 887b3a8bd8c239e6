"""Phones that scan signs, so many a second, whatever happens behind; and what each of them got."""

import http.client
import itertools
import queue
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PHONES = 24
EVERY_PAGE = 5  # so many scans come with the page that they lead to
PATIENCE_S = 10
AGENT = "Mozilla/5.0 (Phone {number}) large"


@dataclass
class Seen:
    """What phones got so far."""

    answered: Counter[str] = field(default_factory=Counter)  # code -> scans that were led on
    failed: list[str] = field(default_factory=list)
    took_s: list[float] = field(default_factory=list)
    pages: int = 0

    def took_at(self, share: float) -> float:
        """Return the seconds within which that share of the scans was answered."""
        return sorted(self.took_s)[int(len(self.took_s) * share) - 1]


@contextmanager
def scanning(url: str, authority: Path, codes: Sequence[str], *, per_s: int) -> Iterator[Seen]:
    """Scan ``codes`` one after the other, ``per_s`` a second, until the block ends."""
    seen, ended = Seen(), threading.Event()
    waiting: queue.SimpleQueue[int | None] = queue.SimpleQueue()
    where, trusted = urlsplit(url), ssl.create_default_context(cafile=str(authority))
    phones = [
        threading.Thread(target=_phone, args=(waiting, seen, codes, where.netloc, trusted)) for _ in range(PHONES)
    ]
    beat = threading.Thread(target=_beat, args=(waiting, ended, per_s))
    for thread in (*phones, beat):
        thread.start()
    try:
        yield seen
    finally:
        ended.set()
        beat.join()
        for _ in phones:
            waiting.put(None)
        for thread in phones:
            thread.join()


def _beat(waiting: "queue.SimpleQueue[int | None]", ended: threading.Event, per_s: int) -> None:
    """Ask for scans at an even pace, however long they take."""
    began = time.monotonic()
    for number in itertools.count():
        if ended.wait(max(0.0, began + number / per_s - time.monotonic())):
            return
        waiting.put(number)


def _phone(
    waiting: "queue.SimpleQueue[int | None]", seen: Seen, codes: Sequence[str], netloc: str, trusted: ssl.SSLContext
) -> None:
    connection = http.client.HTTPSConnection(netloc, timeout=PATIENCE_S, context=trusted)
    while (number := waiting.get()) is not None:
        code = codes[number % len(codes)]
        began = time.monotonic()
        try:
            to = _scan(connection, code, number)
            seen.took_s.append(time.monotonic() - began)
            seen.answered[code] += 1
            if number % EVERY_PAGE == 0:
                _page(connection, to)
                seen.pages += 1
        except (OSError, http.client.HTTPException, AssertionError) as error:
            seen.failed.append(f"{code} after {time.monotonic() - began:.1f} s: {error!r}")
            connection.close()
    connection.close()


def _scan(connection: http.client.HTTPSConnection, code: str, number: int) -> str:
    """Scan a code as a phone that nobody has seen yet, and return where it leads."""
    connection.request(
        "GET", f"/s/{code}", headers={"User-Agent": AGENT.format(number=number), "Accept-Language": "de"}
    )
    answer = connection.getresponse()
    answer.read()
    to = answer.getheader("Location", "")
    assert answer.status == 302 and to.startswith("/de/302/station-"), f"{answer.status} {to}"
    return to


def _page(connection: http.client.HTTPSConnection, path: str) -> None:
    connection.request("GET", path, headers={"Accept-Encoding": "br"})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200 and body, f"{answer.status} {path}"

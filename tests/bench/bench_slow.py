"""Slow people: 200 connections that send a byte now and then and 20 uploads that never end, while others go on.

Half of the slow connections ask for a rider's address and half for the studio's.  Beside them 1,000 scans and 1,000
page views are made over connections of their own, as phones make them; before that the same without anybody slow.  What
counts are failures, and the 95th percentile against that of the quiet time.
"""

import http.client
import json
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from tests.bench.rows import Row
from tests.product import started

CONNECTIONS, UPLOADS = 200, 20
ASKED = 1_000
AT_A_TIME = 4
SLOWLY_S = 1.0
PAGE = "/de/302/heinrich-koenig-platz/"
PATIENCE_S = 5
MOST = 2.0  # times the quiet time
SLOW_HEADS = (b"GET /s/ HTTP/1.1\r\n", b"GET /studio/ HTTP/1.1\r\n")
SLOW_UPLOAD = b"POST /studio/bibliothek/3d/neu HTTP/1.1\r\nHost: slow\r\nContent-Length: 1000000\r\n\r\n"


@dataclass(frozen=True)
class Seen:
    """How long each answer took, in seconds, and how many did not come or were no good."""

    took_s: list[float]
    failed: int

    @property
    def p95_ms(self) -> float:
        return quantiles(self.took_s, n=20)[-1] * 1000


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as server:
        address = server.url.removeprefix("http://")
        code = next(iter(json.loads((server.instance / "site/codes.json").read_text())["codes"]))
        quiet = {path: ask(address, path) for path in (f"/s/{code}", PAGE)}
        with slow_people(address):
            busy = {path: ask(address, path) for path in quiet}
    return [row(what, quiet[path], busy[path]) for what, path in zip(("scans", "page views"), quiet, strict=True)]


def row(what: str, quiet: Seen, busy: Seen) -> Row:
    ratio = busy.p95_ms / quiet.p95_ms
    return Row(
        what=f"{ASKED} {what} beside {CONNECTIONS} slow connections and {UPLOADS} slow uploads: p95",
        ours=f"{busy.p95_ms:.1f} ms, {busy.failed} failed",
        other=f"quiet {quiet.p95_ms:.1f} ms, {quiet.failed} failed",
        ratio=ratio,
        goal=f"≤ {MOST}, 0 failed",
        met=ratio <= MOST and not busy.failed,
    )


def ask(address: str, path: str) -> Seen:
    """Ask ``ASKED`` times, each time over a connection of its own, ``AT_A_TIME``."""
    took: list[float] = []
    failures: list[str] = []

    def one_after_the_other() -> None:
        for _ in range(ASKED // AT_A_TIME):
            began = time.perf_counter()
            connection = http.client.HTTPConnection(address, timeout=PATIENCE_S)
            try:
                connection.request("GET", path, headers={"Accept-Encoding": "br"})
                response = connection.getresponse()
                response.read()
                if response.status >= 400:
                    failures.append(str(response.status))
            except OSError as error:
                failures.append(str(error))
            finally:
                connection.close()
            took.append(time.perf_counter() - began)

    together([one_after_the_other] * AT_A_TIME)
    return Seen(took, len(failures))


def together(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@contextmanager
def slow_people(address: str) -> Iterator[None]:
    """Keep ``CONNECTIONS`` and ``UPLOADS`` open, which send a byte a second each and begin anew when let go."""
    host, _, port = address.partition(":")
    over = threading.Event()

    def connect(first: bytes) -> socket.socket:
        connection = socket.create_connection((host, int(port)), timeout=PATIENCE_S)
        connection.sendall(first)
        return connection

    firsts = [*SLOW_HEADS * (CONNECTIONS // 2), *[SLOW_UPLOAD] * UPLOADS]
    with ExitStack() as stack:
        connections = [connect(first) for first in firsts]

        def dribble() -> None:
            while not over.wait(SLOWLY_S):
                for place, connection in enumerate(connections):
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        connection.close()
                        connections[place] = connect(firsts[place])

        stack.callback(lambda: [each.close() for each in connections])
        thread = threading.Thread(target=dribble)
        thread.start()
        stack.callback(thread.join)
        stack.callback(over.set)
        yield

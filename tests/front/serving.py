"""A front of one process, in a thread of its own, with an application that tells what it was given."""

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from gunicorn.config import Config

from app.front.connection import Patience
from app.front.front import Front
from app.front.incoming import Limits, Spooled
from app.front.threads import Lane, lane_of

LOOK_S = 0.05
TRIES = 3000  # a hundredth of a second each, at least
PATIENT = Patience()
LONGEST_BODY = 300_000
LANES = (("/studio", 2), ("", 1))


@dataclass
class Telling:
    """An application: ``/hold`` waits until it is let go, ``?n`` answers with n bytes, ``/fail…`` fails."""

    going: threading.Event = field(default_factory=threading.Event)
    held: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __call__(self, environ, start):
        path = environ["PATH_INFO"]
        given = environ["wsgi.input"].read()
        if path.endswith("/hold"):
            self.held.release()
            self.going.wait()
        if path == "/fail":
            raise ValueError("as it was told to")
        names = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_LENGTH", "wsgi.url_scheme", "REMOTE_ADDR")
        told = {name: environ.get(name) for name in names} | {"body": given.decode("latin-1")}
        body = b"x" * int(environ["QUERY_STRING"] or 0) or json.dumps(told).encode()
        if path == "/parts":
            start("200 OK", [("Content-Type", "text/plain")])
            long = int(environ["QUERY_STRING"] or 0)
            return (part for part in (b"x" * long, b"one ", b"two ", b"three" * (10_000 if long else 1)))
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return self._broken(body) if path == "/fail-late" else [body]

    def _broken(self, body):
        yield body[: len(body) // 2]
        raise ValueError("as it was told to")


@dataclass
class Running:
    """A front that runs; ``end`` is what SIGTERM does."""

    front: Front
    app: Telling
    port: int
    end: Callable[[float], None]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def stages(self) -> list[str]:
        """Where each connection is."""
        return [each.stage.name for each in list(self.front.connections)]

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for what the front does by itself."""
        for _ in range(TRIES):
            if until():
                return
            threading.Event().wait(0.01)
        raise AssertionError("it never came")

    def ask(self, *pieces: bytes) -> bytes:
        """Send ``pieces`` and return all that comes until the connection is closed."""
        with self.connect() as connection:
            for piece in pieces:
                connection.sendall(piece)
            return everything(connection)


def everything(connection: socket.socket) -> bytes:
    """Return what comes until the other side has nothing more to say."""
    found = b""
    while piece := connection.recv(65536):
        found += piece
    return found


@contextmanager
def running(patience: Patience = PATIENT, *, most: int = 100, spooled: int = 10**9, tls=None) -> Iterator[Running]:
    app = Telling()
    listener = socket.create_server(("127.0.0.1", 0))
    loop = asyncio.new_event_loop()
    lanes = tuple(Lane(prefix=prefix, threads=count, longest_body=LONGEST_BODY) for prefix, count in LANES)
    limits = Limits(
        settings=Config(), longest_body=lambda path: lane_of(lanes, path).longest_body, spool=Spooled(spooled)
    )
    front = Front(
        loop=loop,
        application=app,
        limits=limits,
        lanes=lanes,
        most=most,
        listeners=[listener],
        tls=tls,
        patience=patience,
    )
    port = listener.getsockname()[1]

    def look() -> None:
        front.look()
        loop.call_later(LOOK_S, look)

    def end(within_s: float) -> None:
        if not front.is_ending:
            asyncio.run_coroutine_threadsafe(front.end(within_s), loop).result(60)

    loop.call_soon(front.open)
    loop.call_soon(look)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield Running(front=front, app=app, port=port, end=end)
    finally:
        app.going.set()
        end(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

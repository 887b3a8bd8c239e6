"""The front of one process: everybody who is connected, the lanes, and the application behind them."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.front.connection import Connection, Patience, Stage
from app.front.incoming import Limits
from app.front.threads import Lane, lane_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

CLOSED_S = 0.05
GOODBYE_S = 1  # of TLS


@dataclass(kw_only=True)
class Front:
    """Takes connections of ``listeners`` in, from ``open`` to ``end``; ``tls`` is None where nothing is encrypted."""

    loop: asyncio.AbstractEventLoop
    application: "WSGIApplication"
    limits: Limits
    lanes: Sequence[Lane]
    most: int  # connections
    listeners: Sequence[socket.socket]
    tls: ssl.SSLContext | None = None
    patience: Patience = field(default_factory=Patience)
    connections: set[Connection] = field(default_factory=set)
    is_ending: bool = False
    _greetings: "set[asyncio.Task[None]]" = field(default_factory=set)

    def open(self) -> None:
        """Begin."""
        for lane in self.lanes:
            lane.start()
        for listener in self.listeners:
            listener.setblocking(False)
            self.loop.add_reader(listener, self._accept, listener)

    def look(self) -> None:
        """End what takes too long; to be called about once a second."""
        now = self.loop.time()
        for each in list(self.connections):
            each.look(now)

    async def end(self, within_s: float) -> None:
        """Take nothing new, and let what is under way end, as long as that takes no longer than ``within_s``."""
        self.is_ending = True
        for listener in self.listeners:
            self.loop.remove_reader(listener)
            listener.close()
        for each in list(self.connections):
            each.leave()
        until = self.loop.time() + within_s
        while self.connections and self.loop.time() < until:
            await asyncio.sleep(CLOSED_S)

    def lane(self, path: str) -> Lane:
        return lane_of(self.lanes, path)

    def call(self, what: Callable[..., None], *values: object) -> None:
        """Let the loop do something; called by threads, also by those that outlive the loop."""
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(what, *values)

    def _accept(self, listener: socket.socket) -> None:
        """Take one connection; another process may be quicker, and shall have the next one."""
        try:
            accepted, _ = listener.accept()
        except OSError:  # nobody is there any more
            return
        self._make_room()
        task = self.loop.create_task(self._greet(accepted))
        self._greetings.add(task)
        task.add_done_callback(self._greetings.discard)

    def _make_room(self) -> None:
        """Let whoever has kept us waiting for longest go, if there are too many."""
        shaking_hands = len(self._greetings) if self.tls else 0
        if len(self.connections) + shaking_hands >= self.most:
            waiting = [each for each in self.connections if each.stage in (Stage.IDLE, Stage.COMING)]
            if waiting:
                min(waiting, key=lambda each: each.since).transport.abort()

    async def _greet(self, accepted: socket.socket) -> None:
        limits = {"ssl_handshake_timeout": self.patience.head_s, "ssl_shutdown_timeout": GOODBYE_S} if self.tls else {}
        with suppress(OSError, ssl.SSLError):  # who does not shake hands is gone again
            await self.loop.connect_accepted_socket(lambda: Connection(self), accepted, ssl=self.tls, **limits)

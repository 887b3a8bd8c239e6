"""A connection: whole requests, one after the other, each answered before the next is looked at.

Everything here runs in the loop's thread, except ``_work``, which a thread of a lane does.  What has come too early
waits in the buffer, and beyond ``AHEAD`` bytes in the network.
"""

import asyncio
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from app.front import refused
from app.front.incoming import CONTINUE, Incoming
from app.front.outgoing import PIECE, Outgoing
from app.front.refused import Refused
from app.front.respond import Broken, respond

if TYPE_CHECKING:
    from app.front.front import Front

AHEAD = 64 * 1024  # bytes


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long things may take, in seconds."""

    head_s: float = 10  # from the beginning of a connection, or of a later request
    keep_alive_s: float = 15  # between two requests
    body_s: float = 60  # and longer, as long as it comes quicker than ``slowest``
    slowest: float = 500  # bytes a second
    stall_s: float = 60  # while an answer is sent and nobody takes a byte
    linger_s: float = 10  # what comes after a refusal is thrown away for so long, so that the refusal is seen


class Stage(enum.Enum):
    """Where a connection is."""

    IDLE = enum.auto()  # nothing of a request is there
    COMING = enum.auto()  # a part of one
    ANSWERING = enum.auto()  # all of it, and the answer is made or sent
    LEAVING = enum.auto()  # the last answer was given; what still comes is thrown away


class Connection(asyncio.Protocol):
    """One connection, from its first byte to its last."""

    def __init__(self, front: "Front") -> None:
        self.front = front
        self.stage = Stage.IDLE
        self.is_first = True
        self.transport: asyncio.Transport
        self._received = bytearray()
        self._incoming: Incoming | None = None
        self._outgoing: Outgoing | None = None
        self._keeps: bool | None = None  # whether the connection stays after this answer; None while it is made
        self._is_full = self._has_ended = False
        self._unsent = 0  # when last looked at
        self.since = front.loop.time()  # of the stage

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.transport.set_write_buffer_limits(high=PIECE)
        self.front.connections.add(self)

    def connection_lost(self, _error: Exception | None) -> None:
        self.front.connections.discard(self)
        if self._outgoing is not None:
            self._outgoing.close()
        if self._incoming is not None and self.stage is not Stage.ANSWERING:  # a thread may still read it
            self._incoming.close()

    def data_received(self, data: bytes) -> None:
        if self.stage is Stage.LEAVING:
            return
        self._received += data
        if self.stage is not Stage.ANSWERING:
            self._read()
        elif len(self._received) > AHEAD:
            self.transport.pause_reading()

    def eof_received(self) -> bool:
        """Let whoever sends nothing more still get the answer."""
        self._has_ended = True
        waits = self.stage is Stage.ANSWERING and self.transport.can_write_eof()  # which TLS cannot
        if not waits:
            self.transport.close()
        return waits

    def pause_writing(self) -> None:
        self._is_full = True

    def resume_writing(self) -> None:
        self._is_full = False
        self._send()

    def look(self, now: float) -> None:
        """End what takes too long."""
        patience = self.front.patience
        unsent = self.transport.get_write_buffer_size() + (self._outgoing.waiting if self._outgoing else 0)
        moves, self._unsent = unsent != self._unsent, unsent
        if unsent and moves:
            self.since = now
        elif unsent:
            if now > self.since + patience.stall_s:
                self.transport.abort()
        elif self.stage is Stage.COMING:
            if now > self.since + self._patience():
                self._refuse(Refused(408))
        elif self.stage is Stage.IDLE:
            if now > self.since + (patience.head_s if self.is_first else patience.keep_alive_s):
                self.transport.close()
        elif self.stage is Stage.LEAVING and now > self.since + patience.linger_s:
            self.transport.abort()

    def leave(self) -> None:
        """Close as soon as nothing is under way."""
        if self.stage is Stage.IDLE:
            self.transport.close()

    def _patience(self) -> float:
        incoming, patience = self._incoming, self.front.patience
        if incoming is None or incoming.request is None:
            return patience.head_s
        return patience.body_s + incoming.length / patience.slowest

    def _begin(self, stage: Stage, since: float | None = None) -> None:
        self.stage, self.since = stage, self.front.loop.time() if since is None else since

    def _read(self) -> None:
        if not self._received:
            return
        if self._incoming is None:
            self._incoming = Incoming(self.front.limits, self.transport.get_extra_info("peername"))
            self._begin(Stage.COMING, self.since if self.is_first else None)
        incoming, has_head = self._incoming, self._incoming.request is not None
        try:
            is_whole = incoming.feed(self._received)
        except Refused as error:
            self._refuse(error)
            return
        except OSError:  # there is no room for the body
            self._refuse(Refused(503))
            return
        if is_whole:
            self._hand_over(incoming)
        elif incoming.request is not None and not has_head:
            self._begin(Stage.COMING)
            if incoming.wants_continue:
                self.transport.write(CONTINUE)

    def _hand_over(self, incoming: Incoming) -> None:
        """Take a thread, now that the request is whole."""
        self.is_first = False
        self._begin(Stage.ANSWERING)
        outgoing = self._outgoing = Outgoing(self._tell_more)
        self._keeps = None
        self.front.lane(incoming.path).put(lambda: self._work(incoming, outgoing))

    def _work(self, incoming: Incoming, outgoing: Outgoing) -> None:
        keeps = False
        try:
            keeps = respond(self.front, incoming.request, outgoing, self.transport)
        except ConnectionResetError:
            pass  # nobody is there any more
        except Broken:
            outgoing.close()
        incoming.close_body()  # here, because the loop may have ended meanwhile
        self.front.call(self._answered, incoming, keeps)

    def _tell_more(self) -> None:
        self.front.call(self._send)

    def _answered(self, incoming: Incoming, keeps: bool) -> None:
        incoming.close()
        if self.transport.is_closing():
            return
        if self._outgoing is not None and self._outgoing.is_closed:  # it broke in the middle, and that has to be seen
            self.transport.abort()
            return
        self._keeps = keeps
        self._send()

    def _send(self) -> None:
        """Send as much as the network takes; when that was all, go on to what comes next."""
        if self._outgoing is None or self.transport.is_closing():
            return
        while not self._is_full and (piece := self._outgoing.take()):
            self.transport.write(piece)
        if self._keeps is None or self._outgoing.waiting:
            return
        self._outgoing.close()
        self._outgoing = self._incoming = None
        if self._keeps and not self._has_ended and not self.front.is_ending:
            self._begin(Stage.IDLE)
            self.transport.resume_reading()
            self._read()
        else:
            self.transport.close()

    def _refuse(self, error: Refused) -> None:
        self._received.clear()
        if self._incoming is not None:
            self._incoming.close()
        self._begin(Stage.LEAVING)
        self.transport.write(refused.answer(error.status))
        if self.transport.can_write_eof():
            self.transport.write_eof()

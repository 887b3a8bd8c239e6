"""A request on its way in: its head, read by gunicorn's own parser once it is there, and its body, kept until whole.

Gunicorn refuses what lets requests be smuggled: two lengths, a length beside a transfer coding, codings that are not
at the end.  Of transfer codings only ``chunked`` by itself is taken.
"""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from gunicorn.config import Config
from gunicorn.http.body import ChunkedReader
from gunicorn.http.errors import (
    ExpectationFailed,
    LimitRequestHeaders,
    LimitRequestLine,
    NoMoreData,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader

from app.front.chunks import Chunks
from app.front.refused import Refused

LONGEST_HEAD = 32 * 1024  # bytes
IN_MEMORY = 64 * 1024  # bytes of a body; longer ones wait in a file
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
END_OF_HEAD = b"\r\n\r\n"
STATUS: dict[type[Exception], int] = {
    LimitRequestLine: 414,
    LimitRequestHeaders: 431,
    UnsupportedTransferCoding: 501,
    ExpectationFailed: 417,
}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a request may be: gunicorn's settings, and how long a body may be at a path; ``spool`` counts all bodies."""

    settings: Config
    longest_body: Callable[[str], int]  # decoded path -> bytes
    spool: "Spooled"


class Spooled:
    """How many bytes of bodies this process keeps; all of them are counted, wherever they lie."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0

    def add(self, count: int) -> None:
        """Raises Refused 503 if that is too many."""
        if self.bytes + count > self.most:
            raise Refused(503)
        self.bytes += count


class Incoming:
    """One request, as far as it is there."""

    def __init__(self, limits: Limits, peer: object) -> None:
        self.limits = limits
        self.peer = peer
        self.request: Request | None = None  # its head, once that is there
        self.path = ""
        self.body: IO[bytes] | None = None
        self.length = 0  # bytes of the body that are there
        self.wants_continue = False
        self._longest = self._left = 0  # bytes of the body: that it may have, and that are still to come
        self._chunks: Chunks | None = None
        self._searched = 0

    def feed(self, received: bytearray) -> bool:
        """Take what belongs to this request off the front of ``received``; tell whether it is whole.

        Raises Refused if it must not go on, OSError if there is no room for its body.
        """
        if self.request is None and not self._read_head(received):
            return False
        is_whole = self._chunks.feed(received) if self._chunks else self._read_body(received)
        if is_whole:
            self._finish()
        return is_whole

    def close(self) -> None:
        """Let go of the body, and count it no more."""
        self.limits.spool.bytes -= self.length
        self.length = 0
        self.close_body()

    def close_body(self) -> None:
        """Let go of the body; whoever has read it may do so, in any thread."""
        if self.body is not None:
            with suppress(OSError):  # of what it never wrote
                self.body.close()

    def _read_head(self, received: bytearray) -> bool:
        end = received.find(END_OF_HEAD, self._searched, LONGEST_HEAD)
        if end < 0:
            if len(received) >= LONGEST_HEAD:
                raise Refused(431)
            self._searched = max(0, len(received) - len(END_OF_HEAD) + 1)
            return False
        head = bytes(received[: end + len(END_OF_HEAD)])
        del received[: len(head)]
        self.request = self._parsed(head)
        self.path = self.request.path
        self._longest = self.limits.longest_body(self.path)
        self._begin_body(self.request)
        return True

    def _parsed(self, head: bytes) -> Request:
        try:
            return Request(self.limits.settings, IterUnreader([head]), self.peer)
        except (ParseException, NoMoreData) as error:
            raise Refused(STATUS.get(type(error), 400)) from None

    def _begin_body(self, request: Request) -> None:
        coding = [value for name, value in request.headers if name == "TRANSFER-ENCODING"]
        if coding and [each.lower() for each in coding] != ["chunked"]:
            raise Refused(501)
        if isinstance(request.body.reader, ChunkedReader):
            self._chunks = Chunks(self._keep)
        else:
            self._left = request.body.reader.length
            if self._left > self._longest:
                raise Refused(413)
        self.wants_continue = request._expected_100_continue
        request._expected_100_continue = False  # that is our part
        self.body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed by close()

    def _read_body(self, received: bytearray) -> bool:
        piece = bytes(received[: self._left])
        if piece:
            del received[: len(piece)]
            self._left -= len(piece)
            self._keep(piece)
        return not self._left

    def _keep(self, piece: bytes) -> None:
        assert self.body is not None
        if self.length + len(piece) > self._longest:
            raise Refused(413)
        self.limits.spool.add(len(piece))
        self.length += len(piece)
        self.body.write(piece)

    def _finish(self) -> None:
        """Make it a request like any other: with a body that can be read at once, and a length."""
        assert self.request is not None and self.body is not None
        self.body.seek(0)
        self.request.body = self.body
        if self._chunks:
            headers = [each for each in self.request.headers if each[0] != "TRANSFER-ENCODING"]
            self.request.headers = [*headers, ("CONTENT-LENGTH", str(self.length))]

"""Chunked transfer coding (RFC 9112, 7.1), decoded as it comes.

Strict, because whoever reads a length otherwise than the proxy before us lets requests be smuggled: sizes are plain
hexadecimal digits, lines end with CRLF, and what comes after the last chunk is bounded and thrown away.
"""

import re
from collections.abc import Callable

from app.front.refused import Refused

LONGEST_LINE = 256  # bytes, of a size with its extensions
LONGEST_TRAILERS = 8192  # bytes
SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})(?:[ \t]*;[\t\x20-\x7e\x80-\xff]*)?")
TRAILER = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*")
END = b"\r\n"


class Chunks:
    """The body of one request, whose length nobody has told."""

    def __init__(self, keep: Callable[[bytes], None]) -> None:
        """``keep`` is given each piece of the body."""
        self._keep = keep
        self._left = 0  # bytes of this chunk that are still to come
        self._step: Callable[[bytearray], bool] = self._size
        self._trailers = 0
        self.is_whole = False

    def feed(self, received: bytearray) -> bool:
        """Take what belongs to the body off the front of ``received``; tell whether it is whole.

        Raises Refused 400 if it is badly formed, and whatever ``keep`` raises.
        """
        while not self.is_whole and self._step(received):
            pass
        return self.is_whole

    def _size(self, received: bytearray) -> bool:
        line = _line(received, LONGEST_LINE)
        if line is None:
            return False
        found = SIZE.fullmatch(line)
        if found is None:
            raise Refused(400)
        self._left = int(found.group(1), 16)
        self._step = self._content if self._left else self._trailer
        return True

    def _content(self, received: bytearray) -> bool:
        piece = bytes(received[: self._left])
        del received[: len(piece)]
        self._left -= len(piece)
        if piece:
            self._keep(piece)
        if not self._left:
            self._step = self._end
        return not self._left

    def _end(self, received: bytearray) -> bool:
        if len(received) < len(END):
            return False
        if not received.startswith(END):
            raise Refused(400)
        del received[: len(END)]
        self._step = self._size
        return True

    def _trailer(self, received: bytearray) -> bool:
        line = _line(received, LONGEST_TRAILERS)
        if line is None:
            return False
        self._trailers += len(line) + len(END)
        if self._trailers > LONGEST_TRAILERS or (line and not TRAILER.fullmatch(line)):
            raise Refused(400)
        self.is_whole = not line
        return True


def _line(received: bytearray, longest: int) -> bytes | None:
    """Take a line off the front of ``received``, or None as long as it has no end."""
    end = received.find(END, 0, longest + len(END))
    if end < 0:
        if len(received) > longest + 1 or b"\n" in received[: longest + 1]:
            raise Refused(400)
        return None
    line = bytes(received[:end])
    del received[: end + len(END)]
    return line

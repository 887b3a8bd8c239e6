"""An answer on its way out: what a thread has made and the connection has not yet sent.

A reader may be as slow as reception is bad; the thread must not wait for it.  The first megabyte stays in memory, by
reference, and the rest waits in a file.
"""

import tempfile
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import IO

TOGETHER = 64 * 1024  # bytes that a thread gathers before it hands them over
IN_MEMORY = 1024 * 1024  # bytes
PIECE = 64 * 1024  # bytes that are sent at once


class Outgoing:
    """Stands where gunicorn's responses expect a socket."""

    def __init__(self, more: Callable[[], None]) -> None:
        """``more`` is called by the thread that writes, each time there is more to send."""
        self._more = more
        self._lock = threading.Lock()
        self._gathered: list[bytes] = []
        self._gathered_bytes = 0
        self._has_begun = False  # to be handed over
        self._queue: deque[memoryview] = deque()
        self._queued = 0  # bytes in the queue
        self._file: IO[bytes] | None = None
        self._read_at = self._filed = 0  # bytes
        self.is_closed = False

    def sendall(self, data: bytes) -> None:
        """Take ``data`` to be sent.  Raises ConnectionResetError if nobody is there any more, and as ``flush`` does."""
        if self.is_closed:
            raise ConnectionResetError
        self._gathered.append(data)
        self._gathered_bytes += len(data)
        if self._gathered_bytes >= TOGETHER:
            self.flush()
            self._more()

    def flush(self) -> None:
        """Hand over what was gathered.  Raises OSError if there is no room for it."""
        self._has_begun = True
        with self._lock:
            if not self.is_closed:
                is_short = self._gathered_bytes <= TOGETHER
                for data in [b"".join(self._gathered)] if is_short else self._gathered:
                    self._put(data)
        self._gathered, self._gathered_bytes = [], 0

    def take_back(self) -> bool:
        """Forget what was written, if nothing of it was handed over yet; tell whether that is so."""
        if not self._has_begun:
            self._gathered, self._gathered_bytes = [], 0
        return not self._has_begun

    def take(self) -> memoryview | bytes:
        """Return the next piece to send, empty if there is none for now."""
        with self._lock:
            if self._queue:
                first = self._queue.popleft()
                if len(first) > PIECE:
                    self._queue.appendleft(first[PIECE:])
                self._queued -= min(len(first), PIECE)
                return first[:PIECE]
            return self._taken_from_file()

    @property
    def waiting(self) -> int:
        """How many bytes wait to be sent."""
        return self._queued + self._filed - self._read_at

    def close(self) -> None:
        """Throw away what is left, and take nothing more."""
        with self._lock:
            self.is_closed = True
            self._queue.clear()
            self._queued = self._filed = self._read_at = 0
            if self._file is not None:
                with suppress(OSError):  # of what it never wrote
                    self._file.close()
                self._file = None

    def _put(self, data: bytes) -> None:
        if self._file is None and self._queued + len(data) <= IN_MEMORY:
            self._queue.append(memoryview(data))
            self._queued += len(data)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by close()
        self._file.seek(self._filed)
        self._file.write(data)
        self._file.flush()  # what the disk has no room for is said here, and not when it is sent
        self._filed += len(data)

    def _taken_from_file(self) -> bytes:
        if self._file is None or self._read_at == self._filed:
            return b""
        self._file.seek(self._read_at)
        piece = self._file.read(PIECE)
        self._read_at += len(piece)
        return piece

"""Threads that answer requests, in lanes: what is slow at one kind of address takes no thread from another.

They are daemons: when a process has to end, a thread that still works does not keep it.
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

log = logging.getLogger("gunicorn.error")


@dataclass(frozen=True, kw_only=True)
class Lane:
    """Addresses whose path begins with ``prefix``: how many threads answer them, and how long a body may be there."""

    prefix: str
    threads: int
    longest_body: int  # bytes
    _waiting: "queue.SimpleQueue[Callable[[], None]]" = field(default_factory=queue.SimpleQueue)

    def start(self) -> None:
        for _ in range(self.threads):
            threading.Thread(target=self._work, daemon=True).start()

    def put(self, work: Callable[[], None]) -> None:
        """Let the next thread that is free do ``work``; what it raises costs nobody else a thread."""
        self._waiting.put(work)

    def _work(self) -> None:
        while True:
            work = self._waiting.get()
            try:
                work()
            except Exception:
                log.exception("A request was left without an answer")  # and the thread goes on with the next one


def lane_of(lanes: Sequence[Lane], path: str) -> Lane:
    """Return the first of ``lanes`` that takes ``path``; the last one takes all."""
    return next(lane for lane in lanes if path.startswith(lane.prefix))

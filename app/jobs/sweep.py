"""Sweeps: each worker looks at everything by itself, at its start and again and again, whether the bell rings or not.

So work is found while the queue is away, and a worker counts the scans of its own machine, of which no other knows.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from app.bell import END_S, SWEEPS, TASKS, Bell

log = structlog.get_logger()
EVERY_S = 60.0
OFTENER_S = {"scans": 10.0}  # which is a look into a folder


@contextmanager
def sweeping(bell: Bell) -> Iterator[None]:
    """Sweep until the block ends; what is being done then has END_S to come to its end."""
    ended = threading.Event()
    threads = [threading.Thread(target=_sweep, args=(bell, name, ended), daemon=True) for name in (*TASKS, *SWEEPS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        until = time.monotonic() + END_S
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))


def _sweep(bell: Bell, name: str, ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            bell.look(name)
        except Exception:
            log.exception("a sweep failed", task=name)
        ended.wait(OFTENER_S.get(name, EVERY_S))
    bell.close()  # each thread has a connection of its own to a queue in PostgreSQL

"""Single flight: a job that is asked for many times runs one after the other, and no oftener than it must."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Once:
    """Runs a job in one thread at a time.  Rung while it runs, it runs once more, however often it was rung."""

    def __init__(self, job: Callable[[], None]) -> None:
        self.job = job
        self.rung = threading.Event()
        self.lock = threading.Lock()

    def run(self) -> None:
        self.rung.set()
        while self.rung.is_set():
            if not self.lock.acquire(blocking=False):
                return  # whoever runs it looks at the bell again when done
            with _released(self.lock):
                self.rung.clear()
                self.job()


@contextmanager
def _released(lock: threading.Lock) -> Iterator[None]:
    try:
        yield
    finally:
        lock.release()

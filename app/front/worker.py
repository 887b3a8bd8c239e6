"""A kind of worker for gunicorn: one loop (asyncio) for all connections, and threads for whole requests.

Gunicorn starts and watches the processes, as with every kind of worker.
"""

import asyncio
import os
import resource
import signal
from contextlib import suppress

from gunicorn import sock
from gunicorn.workers.base import Worker

from app.front.front import Front
from app.front.incoming import Limits, Spooled
from app.front.threads import lane_of

LOOK_S = 1
END_S = 1.5  # what is under way may take so long when the process is told to end
SPOOLED = 1024 * 1024 * 1024  # bytes of bodies that are kept at a time, in a process
SPARE_FILES = 400  # beside two for each connection
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


class FrontWorker(Worker):  # type: ignore[misc]  # gunicorn is not typed
    """Runs the application that gunicorn loads; the server that loads it names the lanes."""

    def init_signals(self) -> None:
        """Leave the signals that end us to the loop."""
        super().init_signals()
        signal.set_wakeup_fd(-1)

    def run(self) -> None:
        _allow_files(2 * self.cfg.worker_connections + SPARE_FILES)
        with asyncio.Runner() as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        front = self._front(asyncio.get_running_loop())
        ended = asyncio.Event()
        for number in ENDING:
            front.loop.add_signal_handler(number, ended.set)
        front.open()
        while not ended.is_set() and self.ppid == os.getppid():
            self.notify()
            front.look()
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), LOOK_S)
        await front.end(END_S)

    def _front(self, loop: asyncio.AbstractEventLoop) -> Front:
        lanes = self.app.lanes
        return Front(
            loop=loop,
            application=self.wsgi,
            limits=Limits(
                settings=self.cfg, longest_body=lambda path: lane_of(lanes, path).longest_body, spool=Spooled(SPOOLED)
            ),
            lanes=lanes,
            most=self.cfg.worker_connections,
            listeners=self.sockets,
            tls=sock.ssl_context(self.cfg) if self.cfg.is_ssl else None,
        )


def _allow_files(count: int) -> None:
    """Let this process have ``count`` files open, or as many as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))

"""The bell: a queue that tells the worker to look.  Ringing it costs a row or a message, and no import of the jobs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import structlog
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.consumer import Consumer

from app import private_files
from app.config import Config
from app.single_flight import Once

log = structlog.get_logger()
NAME = "linie302"
TASKS = ("pages", "assets", "prints", "imports", "data", "scans", "letters")
SWEEPS = ("beat", "heal", "accounts", "reminders", "sources")  # which no change asks for
POLL_S = 0.3
THREADS = len(TASKS)  # so that no task waits for another one that takes long
END_S = 2


def only_ring(name: str) -> None:
    """Stand where a job would: whoever rings never does one."""
    raise AssertionError(f"only the worker does {name}")


class Bell:
    """The queue and its tasks.  ``ring`` tells the worker to look; it costs a row or a message each."""

    def __init__(self, config: Config, do: Callable[[str], None] = only_ring) -> None:
        """``do`` does the task of a name and is given by the worker; whoever only rings needs none."""
        self.queue = _queue(config)
        self._is_laid = False
        self._closing = threading.Lock()  # the queue's own looks before it waits
        self._once = {name: Once(partial(do, name)) for name in (*TASKS, *SWEEPS)}
        self._tasks = [self.queue.task(name=name)(self._once[name].run) for name in TASKS]

    def ring(self) -> None:
        """Ask for everything to be looked at that a change may concern.

        Where the queue is away nobody hears it, and nothing is lost by that.
        """
        with _unless_away():
            self._lay()
            for task in self._tasks:
                task()

    def look(self, name: str) -> None:
        """Do a task here and now, or let whoever is at it do it once more."""
        self._once[name].run()

    def waiting(self) -> int:
        """Return how many rings nobody has answered yet."""
        self._lay()
        return int(self.queue.pending_count())

    def close(self) -> None:
        """Let go of the queue."""
        with self._closing:
            self.queue.storage.close()

    def consumer(self) -> Consumer:
        """Return what runs the tasks until it is told to end by SIGINT or SIGTERM."""
        with _unless_away():
            self._lay()
        return self.queue.create_consumer(
            workers=THREADS,
            worker_type="thread",
            initial_delay=POLL_S,
            max_delay=POLL_S,
            backoff=1,
            shutdown_timeout=END_S,
            graceful_signal="TERM",
            periodic=False,  # app/jobs/sweep.py looks, also while the queue is away
        )

    def _lay(self) -> None:
        """Make the tables of a queue in PostgreSQL, at the first need: a web also starts while that is away."""
        if isinstance(self.queue, PostgresHuey) and not self._is_laid:
            self.queue.storage.initialize_schema()
        self._is_laid = True


@contextmanager
def _unless_away() -> Iterator[None]:
    """Do without a queue that does not answer: it is a bell, and stops nobody."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 -- each kind of queue has its own
        log.warning("the queue is away", error=type(error).__name__)


def _queue(config: Config) -> Huey:
    url = config.queue_url
    if url.startswith("postgres"):
        dsn = url.replace("+psycopg", "")
        return PostgresHuey(NAME, dsn=dsn, results=False, blocking=False, create_tables=False)  # polled, as all
    if url.startswith("redis"):
        return RedisHuey(NAME, url=url, results=False)
    file = config.instance / "queue.db"
    private_files.close(file)
    return SqliteHuey(NAME, filename=str(file), results=False, fsync=False)

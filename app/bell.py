"""The bell: a queue that tells the worker to look.  Ringing it costs a row or a message, and no import of the jobs."""

from collections.abc import Callable, Sequence

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from app import private_files
from app.config import Config
from app.single_flight import Once

NAME = "linie302"
TASKS = ("pages", "assets", "prints", "data", "scans", "letters")
SWEEPS = ("beat", "heal")  # which no change asks for
POLL_S = 0.3
THREADS = len(TASKS) + len(SWEEPS)  # so that no task waits for another one that takes long
END_S = 2


def only_ring(name: str) -> None:
    """Stand where a job would: whoever rings never does one."""
    raise AssertionError(f"only the worker does {name}")


class Bell:
    """The queue and its tasks.  ``ring`` tells the worker to look; it costs a row or a message each."""

    def __init__(self, config: Config, do: Callable[[str], None] = only_ring) -> None:
        """``do`` does the task of a name and is given by the worker; whoever only rings needs none."""
        self.queue = _queue(config)
        self._do = do
        self._tasks = {name: self._task(name) for name in (*TASKS, *SWEEPS)}

    def ring(self, names: Sequence[str] = TASKS) -> None:
        """Ask for everything to be looked at that a change may concern."""
        for name in names:
            self._tasks[name]()

    def waiting(self) -> int:
        """Return how many rings nobody has answered yet."""
        return int(self.queue.pending_count())

    def close(self) -> None:
        """Let go of the queue."""
        self.queue.storage.close()

    def consumer(self) -> Consumer:
        """Return what runs the tasks until it is told to end by SIGINT or SIGTERM."""
        return self.queue.create_consumer(
            workers=THREADS,
            worker_type="thread",
            initial_delay=POLL_S,
            max_delay=POLL_S,
            backoff=1,
            shutdown_timeout=END_S,
            graceful_signal="TERM",
        )

    def _task(self, name: str) -> Callable[[], object]:
        once = Once(lambda: self._do(name))
        task: Callable[[], object] = self.queue.task(name=name)(once.run)
        self.queue.periodic_task(crontab(minute="*"), name=f"{name} every minute")(once.run)
        return task


def _queue(config: Config) -> Huey:
    url = config.queue_url
    if url.startswith("postgres"):
        return PostgresHuey(NAME, dsn=url.replace("+psycopg", ""), results=False, blocking=False)  # polled, as all
    if url.startswith("redis"):
        return RedisHuey(NAME, url=url, results=False)
    file = config.instance / "queue.db"
    private_files.close(file)
    return SqliteHuey(NAME, filename=str(file), results=False, fsync=False)

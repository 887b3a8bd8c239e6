"""The bell: a queue that tells the worker to look, and the worker that does."""

from collections.abc import Callable

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from app.config import Config
from app.jobs.building import assets, pictures
from app.jobs.flushing import letters, scans
from app.jobs.printing import prints
from app.jobs.publishing import data, pages
from app.jobs.toolbox import Tools, tools
from app.single_flight import Once

NAME = "linie302"
POLL_S = 0.3
THREADS = 4
END_S = 5


def work(config: Config) -> None:
    """Look at everything, then answer the bell, until SIGTERM."""
    bell = Bell(config, lambda: tools(config))
    try:
        bell.ring()
        bell.consumer().run()
    finally:
        bell.close()


class Bell:
    """The queue and its tasks.  ``ring`` tells the worker to look; it costs a row or a message each."""

    def __init__(self, config: Config, make_tools: Callable[[], Tools] | None = None) -> None:
        """``make_tools`` is given by the worker; whoever only rings needs none."""
        self.queue = _queue(config)
        self._make_tools = make_tools
        self._opened: Tools | None = None
        self._tasks = [self._task(name) for name in ("pages", "assets", "prints", "data", "scans", "letters")]

    def ring(self) -> None:
        """Ask for everything to be looked at."""
        for task in self._tasks:
            task()

    def close(self) -> None:
        """Let go of the queue, and of what the jobs work with."""
        self.queue.storage.close()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

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

    def _do(self, name: str) -> None:
        on = self._open()
        if name == "pages":
            pages(on)
        elif name == "data":
            data(on)
        elif name == "scans":
            scans(on)
        elif name == "letters":
            letters(on)
        elif name == "prints":
            self._again(prints(on))
        else:
            self._again(pictures(on) + assets(on))

    def _again(self, done: int) -> None:
        """Look at everything again if something was done that pages show."""
        if done:
            self.ring()

    def _open(self) -> Tools:
        if self._opened is None:
            assert self._make_tools is not None, "only the worker does jobs"
            self._opened = self._make_tools()
        return self._opened


def _queue(config: Config) -> Huey:
    url = config.queue_url
    if url.startswith("postgres"):
        return PostgresHuey(NAME, dsn=url.replace("+psycopg", ""), results=False, blocking=False)  # polled, as all
    if url.startswith("redis"):
        return RedisHuey(NAME, url=url, results=False)
    return SqliteHuey(NAME, filename=str(config.instance / "queue.db"), results=False, fsync=False)

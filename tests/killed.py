"""Renders a line again and again and kills itself at the n-th file; ``test_jobs.py`` runs it as a process of its own.

    python -m tests.killed pages INSTANCE n n n …      files of the site store, while rendering
    python -m tests.killed prints INSTANCE n n n …     files of the media store, while printing

Every attempt is a forked child with a store that dies; after each, every file that a reader could get has to be whole.
Nothing is opened before the forks.  The last line names what is still stale.
"""

import gzip
import os
import signal
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import brotli

from app import jobs
from app.actions.riders import stale_pages
from app.config import from_environment
from app.storage import Store


class Dying(Store):
    """A store that kills its process instead of writing the n-th file."""

    def __init__(self, store: Store, at: int) -> None:
        super().__init__(store.objects, store.root)
        self.left = at

    def put(self, key: str, raw: bytes) -> None:
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        super().put(key, raw)


def attempt(job: str, at: int) -> None:
    tools = jobs.tools(from_environment())
    if job == "pages":
        jobs.pages(replace(tools, site=Dying(tools.site, at)))
    else:
        jobs.prints(replace(tools, media=Dying(tools.media, at)))


def check(site: Path) -> None:
    """Raise unless every page and its packed twins are whole."""
    for path in site.rglob("*"):
        if path.is_file() and "#" not in path.name:  # what the store had not yet renamed
            raw = path.read_bytes()
            name = path.name.removesuffix(".br").removesuffix(".gz")
            raw = brotli.decompress(raw) if path.suffix == ".br" else raw
            raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
            assert not name.endswith(".html") or raw.rstrip().endswith(b"</html>"), path
            assert not name.endswith(".json") or raw.endswith(b"}"), path


def main(job: str, instance: str, points: list[int]) -> None:
    os.environ["INSTANCE"] = instance
    for at in points:
        child = os.fork()
        if child == 0:
            attempt(job, at)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"attempt {at} failed by itself"
        print("killed" if os.WIFSIGNALED(status) else "done", flush=True)
        check(Path(instance) / "site")
    with closing(jobs.tools(from_environment())) as tools, tools.reading() as session:
        survey = stale_pages.look(session, tools.settings)
    print(*(bundle.name for bundle in survey.stale), *survey.gone)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], [int(each) for each in sys.argv[3:]])

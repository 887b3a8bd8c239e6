"""Renders a line again and again and kills itself at the n-th file; ``test_jobs.py`` runs it as a process of its own.

    python -m tests.killed pages INSTANCE n n n …      files of the site store, while rendering
    python -m tests.killed prints INSTANCE n n n …     files of the media store, while printing
    python -m tests.killed moments INSTANCE n          n times anywhere, while publishing a line of its own

Every attempt is a forked child with a store that dies; after each, every file that a reader could get has to be whole.
Nothing is opened before the forks.  The last line names what is still stale.

Moments are of the processor's time, so that a busy machine changes nothing: the system ends the child without a word,
as by SIGKILL, because nobody handles SIGPROF.
"""

import gzip
import os
import random
import re
import signal
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import brotli
from sqlalchemy import select

from app import jobs, migrations
from app.actions.content import edit, publish
from app.actions.line.load import load
from app.actions.people import accounts
from app.actions.riders import render, stale_pages
from app.actions.riders.bundle import Frozen
from app.config import from_environment
from app.models import Planning, State
from app.storage import Store
from tests.factories import write

PAGE = "de/302/station-1/segel/index.html"


def say(tools: jobs.Tools, body: str) -> None:
    """Bring other words of the first planning to the public, in one transaction."""
    with tools.writing.begin() as session:
        planning = session.scalars(select(Planning).order_by(Planning.id)).first()
        record = planning.current.record
        texts = {"de": {**record["texts"]["de"], "body": body}}
        base = planning.current.revision
        system = accounts.system(session)
        revision = edit.add_draft(session, planning, {**record, "texts": texts}, by=system, based_on=base)
        revision.move(State.SUBMITTED)
        revision.move(State.APPROVED)
        publish.publish(session, revision, by=system)


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


def lay_down(instance: Path) -> None:
    """Make an installation with a small line, in a process of its own."""
    if os.fork() == 0:
        with closing(jobs.tools(from_environment())) as tools:
            migrations.upgrade(tools.engine)
            with tools.writing.begin() as session:
                load(session, tools.media, write(instance.with_name("in"), stations=2, in_3d=False), is_public=True)
        os._exit(0)
    assert os.wait()[1] == 0, "it could not be laid down"


def publish_and_look(words: str, seconds: float) -> None:
    """Bring words to the public and do what the worker does, for so many seconds of the processor's time."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    with closing(jobs.tools(from_environment())) as tools:
        tools.site.tidy()
        say(tools, words)
        jobs.pages(tools)
        jobs.data(tools)
        jobs.heal(tools)
    signal.setitimer(signal.ITIMER_PROF, 0)


def at_random_moments(instance: Path, times: int) -> None:
    """Raise unless pages stay whole however often publishing is killed, and one look afterwards completes them."""
    forked("Fassung 0.", 0)
    needed_s, killed = forked("Fassung 0.", 0)
    for number in range(1, times + 1):
        _, was_killed = forked(f"Fassung {number}.", random.uniform(number - 0.99, number) / times * needed_s)
        killed += was_killed
        check(instance / "site")
        assert re.search(
            rf"Fassung ({'|'.join(map(str, range(number + 1)))})\.", (instance / "site" / PAGE).read_text()
        )
    forked("Die letzte Fassung.", 0)
    check(instance / "site")
    check_converged(instance / "site")
    print(f"{times} attempts of {needed_s:.2f} s, {killed} killed")
    assert killed > times / 2


def forked(words: str, seconds: float) -> tuple[float, bool]:
    """Return the processor's time that it took in seconds, and whether it was killed."""
    child = os.fork()
    if child == 0:
        publish_and_look(words, seconds)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    was_killed = os.WIFSIGNALED(status)
    assert was_killed or os.WEXITSTATUS(status) == 0, f"{words} failed by itself"
    return used.ru_utime + used.ru_stime, was_killed


def check_converged(site: Path) -> None:
    """Raise unless the store holds what is public, and nothing else."""
    with closing(jobs.tools(from_environment())) as tools, tools.reading() as session:
        assert stale_pages.look(session, tools.settings).stale == ()
        bundles = stale_pages.every(session, tools.settings).values()
        frozen = Frozen(session=session, media=tools.media)
        drawn = {key: raw for bundle in bundles for key, raw in render.pack(bundle.draw(frozen)).items()}
    assert {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()} == drawn


def main(job: str, instance: str, points: list[int]) -> None:
    os.environ["INSTANCE"] = instance
    render.BROTLI_QUALITY = 0  # which would be most of the work
    if job == "moments":
        lay_down(Path(instance))
        at_random_moments(Path(instance), *points)
        return
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

"""Publishing one change as the line grows: seconds until its own page is there, until all are, and files written.

Beside ``bench_publish.py``, which asks the whole product, this is the worker's part alone, without a browser.  The
stations are made up, with a planning each, in two languages, without 3D.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from app import jobs, migrations
from app.actions.line.load import load
from app.actions.riders import render
from app.config import from_environment
from app.storage import Store
from tests.bench.rows import Row
from tests.factories import write
from tests.killed import PAGE, say

FEW, MANY = 10, 200
TIMES = 5
GOAL = 1.2


class Noting(Store):
    """A store that notes when each file was written."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.objects, store.root)
        self.at_s: dict[str, float] = {}  # time.perf_counter() seconds

    def put(self, key: str, raw: bytes) -> None:
        super().put(key, raw)
        self.at_s[key] = time.perf_counter()


@dataclass(frozen=True, kw_only=True)
class Published:
    """What came of one change."""

    own_s: float
    all_s: float
    files: int


def measure() -> list[Row]:
    few, many = _published(FEW), _published(MANY)
    return [
        _row(f"publish one change: its own page, {MANY} stations", many.own_s, few.own_s),
        _row(f"the same: all pages, {MANY} stations", many.all_s, few.all_s),
        Row(
            what=f"the same: files written, {MANY} stations",
            ours=str(many.files),
            other=f"{FEW} stations {few.files}",
            ratio=many.files / few.files,
            goal=f"≤ {GOAL}",
            met=many.files <= GOAL * few.files,
        ),
    ]


def _row(what: str, many_s: float, few_s: float) -> Row:
    ratio = many_s / few_s
    other = f"{FEW} stations {few_s:.2f} s"
    return Row(what=what, ours=f"{many_s:.2f} s", other=other, ratio=ratio, goal=f"≤ {GOAL}", met=ratio <= GOAL)


def _published(stations: int) -> Published:
    with tempfile.TemporaryDirectory() as folder:
        config = from_environment({"INSTANCE": str(Path(folder) / "instance")})
        with closing(jobs.tools(config)) as tools:
            migrations.upgrade(tools.engine)
            root = write(Path(folder) / "in", stations, in_3d=False)
            with tools.writing.begin() as session:
                load(session, tools.media, root, is_public=True)
            with _packed_quickly():
                jobs.pages(tools)
            found = [_change(tools, f"Zum {count}. Mal neu erzählt.") for count in range(TIMES)]
    return Published(
        own_s=median(each.own_s for each in found),
        all_s=median(each.all_s for each in found),
        files=max(each.files for each in found),
    )


@contextmanager
def _packed_quickly() -> Iterator[None]:
    """Let pages that are there beforehand take more room, so that they are there sooner."""
    before = render.BROTLI_QUALITY
    render.BROTLI_QUALITY = 0
    try:
        yield
    finally:
        render.BROTLI_QUALITY = before


def _change(tools: jobs.Tools, words: str) -> Published:
    say(tools, words)
    store, began_s = Noting(tools.site), time.perf_counter()
    jobs.pages(replace(tools, site=store))
    return Published(own_s=store.at_s[PAGE] - began_s, all_s=time.perf_counter() - began_s, files=len(store.at_s))

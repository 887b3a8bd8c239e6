"""Printing with proof-reading: the whole line, and an order of a thousand signs.

Upright signs have the poster of a planning.  Goals: 46 pages (ten stations as A3, A4 and window signs, sixteen plates
for plannings) in 5 s on two cores; 1,000 signs in 60 s with memory that does not grow with their number.  By default
200 of the thousand are printed and the time is scaled; ``BENCH_FULL=1`` prints all.
"""

import os
import random
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from app.exchange import codes
from app.exchange.records import SignKind
from app.signage import profile
from app.signage.archive import zipped
from app.signage.faults import Refused
from app.signage.order import Item, Order, batches
from app.signage.print import made
from app.signage.request import Output
from app.signage.typeset import Press
from tests.bench.rows import Row
from tests.signage.orders import FONTS, content, every_station, item, order, pictures, read_poster

STANDARD = profile.load(profile.shipped("standard"))
GOAL_S, GOAL_MANY_S = 5, 60
MANY, SAMPLE = 1000, 200
GOAL_GROWTH_MB = 40
MAXRSS_PER_MB = 1024  # Linux counts in kB


def measure() -> list[Row]:
    line = order(
        *(each for kind in (SignKind.A3, SignKind.A4, SignKind.WINDOW) for each in every_station(kind)),
        *_plates(),
    )
    count = MANY if os.environ.get("BENCH_FULL") else SAMPLE
    pages, took_s, cpu_s = len(line.items), *_print(line)
    _print(_many(count))
    before_mb = _peak_mb()
    many_s, many_cpu_s = _print(_many(2 * count))
    growth_mb = _peak_mb() - before_mb
    scaled_s = many_s / (2 * count) * MANY
    return [
        Row(
            what=f"the whole line, {pages} pages printed and read",
            ours=f"{took_s:.1f} s ({cpu_s:.1f} s of one core)",
            goal=f"≤ {GOAL_S} s on 2 cores",
            met=took_s <= GOAL_S,
        ),
        Row(
            what=f"{MANY} A3 signs printed and read, from {2 * count}",
            ours=f"{scaled_s:.0f} s ({many_cpu_s / (2 * count) * MANY:.0f} s of one core)",
            goal=f"≤ {GOAL_MANY_S} s on 2 cores",
            met=scaled_s <= GOAL_MANY_S,
        ),
        Row(
            what=f"memory that {2 * count} signs need more than {count}",
            ours=f"{growth_mb:.0f} MB",
            goal=f"≤ {GOAL_GROWTH_MB} MB",
            met=growth_mb <= GOAL_GROWTH_MB,
        ),
    ]


def _plates() -> list[Item]:
    """Return a pole plate for each planning of the line."""
    pairs = [(station.slug, planning) for station in content().stations.values() for planning in station.plannings]
    return _coded(item(station, SignKind.POLE, planning=planning) for station, planning in pairs)


def _many(count: int) -> Order:
    stations = list(content().stations)
    return order(*_coded(item(stations[index % len(stations)]) for index in range(count)))


def _coded(items: Iterable[Item]) -> list[Item]:
    """Return the items with a code of their own each."""
    source = random.Random(302)
    return [replace(each, sign=replace(each.sign, code=codes.draw(source))) for each in items]


def _print(wanted: Order) -> tuple[float, float]:
    """Print an order into a ZIP; return the seconds on the clock and of one core."""
    press, wanted = Press(FONTS, read_poster), replace(wanted, pictures=pictures())
    with tempfile.TemporaryDirectory() as folder:
        start, start_cpu = time.perf_counter(), time.process_time()
        with (Path(folder) / "run.zip").open("wb") as out:
            out.writelines(zipped(_files(press, wanted)))
        return time.perf_counter() - start, time.process_time() - start_cpu


def _files(press: Press, wanted: Order) -> Iterator[tuple[str, bytes]]:
    for file in made(press, wanted, batches(wanted), output=Output.PRINT, profile=STANDARD):
        assert not isinstance(file, Refused), file
        yield file.batch.name, file.pdf


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MAXRSS_PER_MB

"""``make bench``: every ``bench_*.py`` in this folder has ``measure() -> list[Row]``; the rows become one table."""

import importlib
import sys
from pathlib import Path

from tests.bench.rows import table


def main(names: list[str]) -> None:
    """Run the benches whose names are given, or all."""
    found = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    rows = []
    for name in names or found:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"tests.bench.bench_{name}").measure()
    print(table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])

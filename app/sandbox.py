"""Sandbox: reads what a stranger gave in a process of its own that may run out of time or memory without harm.

``run`` starts this file as a program.  It imports the module that does the work, which is our own code, and only then
takes its own memory and time away but for what the limits allow; what the module prints, JSON a line, comes back as it
is printed.  The process gets nothing of our environment, so no secret either.
"""

import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Line = Mapping[str, Any]
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",  # threads that reserve memory for themselves would count against the limit
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENPYXL_LXML": "False",  # where some tool brought lxml: workbooks are read by the same parser everywhere
    "PXR_WORK_THREAD_LIMIT": "1",
}
OUT_OF_MEMORY = 74


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much the work may use: memory beside that of the program itself, time of the processor, time of the day."""

    memory_bytes: int = 700_000_000
    cpu_s: int = 9
    wall_s: float = 60.0


class DiedError(Exception):
    """The process ended before its work was done; ``why`` is "time", "memory" or "fault"."""

    def __init__(self, why: str, said: str) -> None:
        super().__init__(f"{why}: {said}")
        self.why = why


def command(module: str, limits: Limits) -> list[str]:
    """Return what starts ``module.main`` within its limits; its arguments come after that."""
    return [sys.executable, "-I", "-m", "app.sandbox", module, str(limits.memory_bytes), str(limits.cpu_s)]


def run(module: str, arguments: Sequence[str], *, limits: Limits, told: Callable[[Line], None]) -> None:
    """Let ``module.main(arguments)`` work apart; ``told`` gets each line that it prints.  Raises DiedError."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 -- our own program; no word of it is a stranger's
            [*command(module, limits), *arguments],
            stdout=subprocess.PIPE,
            stderr=said,
            stdin=subprocess.DEVNULL,
            env=ENVIRONMENT,
        )
        late = threading.Timer(limits.wall_s, process.kill)
        late.start()
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith(b"{"):
                    told(json.loads(line))
            status = process.wait()
        finally:
            late.cancel()
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()
        said.seek(0)
        words = said.read()[-2000:].decode("utf-8", "replace")
    if status:
        raise DiedError(why(status), words)


def why(status: int) -> str:
    """Return why a process ended that has this status: "time", "memory" or "fault"."""
    if status == OUT_OF_MEMORY:
        return "memory"
    return "time" if -status in (9, 24) else "fault"  # SIGKILL by our timer, SIGXCPU


def main(arguments: Sequence[str]) -> int:
    """Do the work of the module that the command line names, within its limits."""
    name, memory_bytes, cpu_s, *rest = arguments
    work: Callable[[Sequence[str]], None] = importlib.import_module(name).main
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used_s = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used_s.ru_utime + used_s.ru_stime) + int(cpu_s)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if (own_bytes := _own_bytes()) > 0:
        most = own_bytes + int(memory_bytes)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        work(rest)
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _own_bytes() -> int:
    """Return how much address space this process has by now; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

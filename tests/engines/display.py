"""A display that nobody sees: engines with windows draw on it, in 3D as well, which they refuse to do without one."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.engines import found

SIZE = "1600x1200x24"


@contextmanager
def virtual_display() -> Iterator[str]:
    """Start one and give its name, like ``:7``; it ends with the block."""
    reading, writing = os.pipe()
    command = [found.xvfb(), "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        process.terminate()
        process.wait()

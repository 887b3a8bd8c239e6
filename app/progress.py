"""Progress on the command line: one line a step, drawn over itself in a terminal, with its time at the end."""

import sys
import time


class Progress:
    """Says what is being done.  ``step`` may be called often."""

    def __init__(self) -> None:
        self.what = ""
        self.since_s = time.monotonic()
        self.is_terminal = sys.stdout.isatty()

    def say(self, what: str) -> None:
        """Begin something else."""
        self.end()
        self.what, self.since_s = what, time.monotonic()
        if self.is_terminal:
            self._draw("…")

    def step(self, what: str, done: int, of: int) -> None:
        """Tell how far something is; a new ``what`` begins something else."""
        if what != self.what:
            self.say(what)
        if self.is_terminal:
            self._draw(f"{done} von {of}")

    def end(self) -> None:
        """Finish the line, with the seconds it took."""
        if self.what:
            self._draw(f"{time.monotonic() - self.since_s:.1f} s")
            sys.stdout.write("\n")
            sys.stdout.flush()
        self.what = ""

    def _draw(self, text: str) -> None:
        start = "\r\x1b[K" if self.is_terminal else ""
        sys.stdout.write(f"{start}{self.what}: {text}")
        sys.stdout.flush()

"""What the command line says: progress, one line a step with its time, and refusals with each of their faults.

Its language is German, and so are its numbers.
"""

import sys
import time

from app.errors import Invalid, Refusal


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
            self._draw(f"{decimal(time.monotonic() - self.since_s)} s")
            sys.stdout.write("\n")
            sys.stdout.flush()
        self.what = ""

    def _draw(self, text: str) -> None:
        start = "\r\x1b[K" if self.is_terminal else ""
        sys.stdout.write(f"{start}{self.what}: {text}")
        sys.stdout.flush()


def decimal(value: float) -> str:
    """Return a number with one decimal place, behind a comma."""
    return f"{value:.1f}".replace(".", ",")


def first_line(error: Exception) -> str:
    """Return what a store or the system says of a fault, without what only its makers read."""
    return str(error).partition("\n")[0]


def explain(refusal: Refusal) -> None:
    """Say on standard error why something is not done."""
    sys.stderr.write(f"{refusal}\n")
    for fault in refusal.faults if isinstance(refusal, Invalid) else ():
        sys.stderr.write(f"  {fault}\n")

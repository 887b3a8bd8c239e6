"""Warm sandbox: a sandboxed process that is kept between questions, and the fair queue in front of it.

It is started by the first question, answers one after the other, and ends when nobody asked for a while, when it broke
its limits, or with the process that asks.  Persons take turns, however many questions one of them has; and of several
about the same thing only the newest is answered, since nobody waits for the older ones any more.

A question and an answer are a line of JSON and then blobs, whose lengths that line tells.  In the process, ``main``
hands each question to ``module.answer(says, blobs)``, which returns the same two.
"""

import importlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TypeAlias

from app.sandbox import ENVIRONMENT, DiedError, Limits, command, why

IDLE_S = 600.0
FALLING_S = 10.0
Json: TypeAlias = Mapping[str, object]


class BusyError(Exception):
    """So many wait already that nobody else may."""


class DroppedError(Exception):
    """A newer question about the same thing came."""


@dataclass(frozen=True)
class Frame:
    """A question or an answer: what it says, and the blobs that belong to it."""

    says: Json
    blobs: Sequence[bytes] = ()


def read_frame(source: IO[bytes]) -> Frame | None:
    """Return the next frame, None at the end, also if that comes in the middle of it."""
    line = source.readline()
    if not line.endswith(b"\n"):
        return None
    says = json.loads(line)
    lengths = says.pop("blobs")
    blobs = [source.read(length) for length in lengths]
    return Frame(says, blobs) if [len(each) for each in blobs] == lengths else None


def write_frame(goal: IO[bytes], frame: Frame) -> None:
    """Write a frame, whole."""
    says = {**frame.says, "blobs": [len(each) for each in frame.blobs]}
    goal.write(json.dumps(says).encode() + b"\n" + b"".join(frame.blobs))
    goal.flush()


@dataclass(eq=False)
class _Waiting:
    is_dropped: bool = False


@dataclass
class FairQueue:
    """Lets in one at a time, persons by turns; at most ``most`` wait."""

    most: int
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _waiting: dict[int, dict[str, _Waiting]] = field(default_factory=dict)  # the next person first
    _is_busy: bool = False

    @contextmanager
    def turn(self, person: int, about: str, *, wait_s: float) -> Iterator[None]:
        """Wait for one's turn and have it.  Raises BusyError and DroppedError."""
        with self._changed:
            mine = self._line_up(person, about)
            is_in_time = self._changed.wait_for(lambda: mine.is_dropped or self._is_next(mine), wait_s)
            if mine.is_dropped:
                raise DroppedError
            self._leave(person, about)
            if not is_in_time:
                raise BusyError
            self._is_busy = True
        try:
            yield
        finally:
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()

    def _line_up(self, person: int, about: str) -> _Waiting:
        own = self._waiting.get(person, {})
        older = own.get(about)
        if older is None and sum(map(len, self._waiting.values())) >= self.most:
            raise BusyError
        if older is not None:
            older.is_dropped = True
            self._changed.notify_all()
        mine = own[about] = _Waiting()
        self._waiting[person] = own
        return mine

    def _leave(self, person: int, about: str) -> None:
        """Let a person go, behind all others if they have more to ask."""
        own = self._waiting.pop(person)
        del own[about]
        if own:
            self._waiting[person] = own

    def _is_next(self, mine: _Waiting) -> bool:
        first = next(iter(self._waiting.values()))
        return not self._is_busy and next(iter(first.values())) is mine


class WarmSandbox:
    """A process in which ``module.answer`` answers questions; see above."""

    def __init__(self, module: str, *, limits: Limits, most_waiting: int) -> None:
        """``limits.wall_s`` is what one answer may take; time of the processor is limited by that."""
        self._module, self._limits = module, limits
        self._queue = FairQueue(most_waiting)
        self._process: subprocess.Popen[bytes] | None = None
        self._idle: threading.Timer | None = None
        self._asked_at = 0.0

    def ask(self, question: Frame, *, person: int, about: str) -> Frame:
        """Return the answer.  ``about`` names what a newer question of ``person`` replaces this one at.

        Raises BusyError, DroppedError, and DiedError if it broke the limits or fell.
        """
        with self._queue.turn(person, about, wait_s=self._limits.wall_s):
            return self._answer(question)

    def close(self) -> None:
        """End the process; a question after that starts another one."""
        with self._queue.turn(0, "close", wait_s=self._limits.wall_s):
            self._end()

    def _answer(self, question: Frame) -> Frame:
        process = self._running()
        late = threading.Timer(self._limits.wall_s, process.kill)
        late.start()
        assert process.stdin is not None, "it was started so"
        assert process.stdout is not None, "it was started so"
        try:
            write_frame(process.stdin, question)
            answer = read_frame(process.stdout)
        except (BrokenPipeError, ValueError):
            answer = None
        finally:
            late.cancel()
        if answer is None:
            self._let_end(process)
            raise DiedError(why(process.returncode), "")
        self._rest()
        return answer

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            arguments = [*command(__name__, self._limits), self._module]
            self._process = subprocess.Popen(  # noqa: S603 -- our own program; no word of it is a stranger's
                arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=sys.stderr, env=ENVIRONMENT
            )
        return self._process

    def _rest(self) -> None:
        self._asked_at = time.monotonic()
        if self._idle is None:
            self._idle = threading.Timer(IDLE_S, self._end_if_idle)
            self._idle.daemon = True
            self._idle.start()

    def _end_if_idle(self) -> None:
        self._idle = None
        try:
            with self._queue.turn(0, "idle", wait_s=1):
                if time.monotonic() - self._asked_at >= IDLE_S:
                    self._end()
                else:
                    self._rest()
        except BusyError:
            self._rest()

    def _let_end(self, process: "subprocess.Popen[bytes]") -> None:
        """Give a process that has fallen the time to say why."""
        try:
            process.wait(FALLING_S)
        except subprocess.TimeoutExpired:
            process.kill()
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None, "it was started so"
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # of what nobody reads any more


def main(arguments: Sequence[str]) -> None:
    """Answer what comes in on standard input, by the module that is named; what that prints goes to standard error."""
    answer = importlib.import_module(arguments[0]).answer
    goal = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while (question := read_frame(sys.stdin.buffer)) is not None:
        write_frame(goal, Frame(*answer(question.says, question.blobs)))

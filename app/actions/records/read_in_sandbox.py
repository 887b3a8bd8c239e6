"""Read in the sandbox: what somebody gave becomes a file of ours, or is refused with a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app import sandbox
from app.errors import Invalid
from app.exchange.reading import Fault
from app.models.base import Json


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A program that reads one kind of file, and what is said where it does not.

    ``died`` has a sentence for each way in which the sandbox ends it (``sandbox.DiedError.why``); ``mend`` says what to
    do then.
    """

    module: str
    died: Mapping[str, str]
    mend: str
    not_taken: str


def read_in_sandbox(reader: Reader, given: Path, goal: Path, *, limits: sandbox.Limits) -> Json:
    """Let ``reader`` make ``goal`` of ``given`` and return what it tells.  Raises Invalid with what is wrong."""
    told: list[Json] = []
    try:
        sandbox.run(reader.module, [str(given), str(goal)], limits=limits, told=lambda line: told.append(dict(line)))
    except sandbox.DiedError as died:
        seconds = {"seconds": limits.cpu_s} if died.why == "time" else {}
        fault = Fault("", "file", reader.died[died.why], reader.mend, seconds)
        raise Invalid(reader.not_taken, faults=[fault]) from died
    found = told[-1]
    if "wrong" in found:
        raise Invalid(reader.not_taken, faults=[Fault("", "file", found["wrong"], found["mend"], found["values"])])
    return found

"""What stands between an order and its files: words that do not fit, a code that is not read.

A sentence is German, with ``%(name)s`` places for ``values``, so that the web can translate it before filling them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as entry


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with one sign.  ``field`` is the place in the content, for example ``name``."""

    code: str
    field: str
    sentence: str
    values: Mapping[str, object] = entry(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence


class Refused(Exception):  # noqa: N818 -- a refusal is an answer, not an error of the program
    """Nothing is released; ``faults`` has at least one entry."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

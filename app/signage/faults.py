"""What stands between an order and its files: words that do not fit, a code that is not read.

A sentence is German and speaks of one sign, with ``%(name)s`` places for ``values``, so that the web can translate it
before filling them.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with one sign.

    ``field`` is the place in the content, for example ``station.title``; ``page`` counts from 1, or is 0 for none.
    """

    code: str
    field: str
    sentence: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    page: int = 0

    def __str__(self) -> str:
        where = [f"Seite {self.page}"] * bool(self.page) + [f"Schild {self.code}"] * bool(self.code)
        sentence = self.sentence % self.values if self.values else self.sentence
        return f"{', '.join(where)}: {sentence}" if where else sentence


class Refused(Exception):  # noqa: N818 -- a refusal is an answer, not an error of the program
    """Nothing is released; ``faults`` has at least one entry."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

"""What is wrong with a scene or a mesh, said so that a person can mend it."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    ``wrong`` and ``allowed`` are German sentences with ``%(name)s`` places for ``values``, so that they can be said in
    other languages.  ``line`` counts from 1; 0, with an empty ``field``, where there is no text to point at.
    """

    line: int
    field: str
    wrong: str
    allowed: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        where = f"Zeile {self.line}, {self.field}: " if self.line else ""
        return f"{where}{self.wrong % self.values} {self.allowed % self.values}"


def grouped(number: int) -> str:
    """Return a number in groups of three, with narrow spaces, as every language reads it."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


class MeshError(ValueError):
    """A scene or mesh that cannot be used, with every fault found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)

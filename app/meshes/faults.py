"""What is wrong with a scene or a mesh, said so that a person can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: ``wrong`` and ``allowed`` are German sentences.

    ``line`` counts from 1; 0 where there is no text to point at.
    """

    line: int
    field: str
    wrong: str
    allowed: str

    def __str__(self) -> str:
        where = f"Zeile {self.line}, {self.field}" if self.line else self.field
        return f"{where}: {self.wrong} Erlaubt: {self.allowed}"


class MeshError(ValueError):
    """A scene or mesh that cannot be used, with every fault found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)

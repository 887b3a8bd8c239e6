"""What is found out about a file on its way in: faults that refuse it, notes on what was mended, and what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.meshes.upload.names import seen_name
from app.meshes.upload.questions import Question

MOST_FAULTS = 30  # of a file that is wrong all over, a person wants no longer list


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing: what is wrong and how to mend it, or what was mended (then ``mend`` is empty).

    German sentences with ``%(name)s`` places for ``values``, so that they can be said in other languages.
    """

    part: str  # of the file, in a person's words
    wrong: str
    mend: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.part}: {self.wrong % self.values} {self.mend % self.values}".rstrip()


class RefusedError(ValueError):
    """A file that is not taken in, with every fault found."""

    def __init__(self, faults: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(each) for each in faults))
        self.faults = tuple(faults)


class Findings:
    """The lists that grow while a file is read."""

    def __init__(self) -> None:
        self.faults: list[Finding] = []
        self.notes: list[Finding] = []
        self.question: Question | None = None

    def add(self, part: str, wrong: str, mend: str, **values: object) -> None:
        """Note a fault, each once."""
        fault = Finding(part=part, wrong=wrong, mend=mend, values=_seen(values))
        if fault not in self.faults and len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def note(self, part: str, said: str, **values: object) -> None:
        """Note what was mended or left out, each once."""
        note = Finding(part=part, wrong=said, values=_seen(values))
        if note not in self.notes and len(self.notes) < MOST_FAULTS:
            self.notes.append(note)

    def ask(self, question: Question) -> None:
        """Note what is open; of several the first is asked, since its answer may settle the others."""
        self.question = self.question or question

    def settle(self) -> None:
        """Raise RefusedError if there are faults by now."""
        if self.faults:
            raise RefusedError(self.faults)


def _seen(values: Mapping[str, object]) -> Mapping[str, object]:
    """Return values with the names of a file as people see them."""
    return {name: seen_name(value) if isinstance(value, str) else value for name, value in values.items()}

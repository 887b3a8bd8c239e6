"""The operations of which steps are made: what an editor does to the blocks of a scene's text."""

from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, object]


@dataclass(frozen=True)
class Set:
    """Values of a block or a single table; None takes one away."""

    id: str
    values: Values


@dataclass(frozen=True)
class Insert:
    """A block of a table behind another; None: behind all of its table."""

    id: str
    table: str
    after: str | None
    values: Values


@dataclass(frozen=True)
class Copy:
    """The block ``of`` once more, right below it, with some values of its own."""

    id: str
    of: str
    values: Values


@dataclass(frozen=True)
class Delete:
    """Blocks that go."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """A block behind another; None: above all of its table."""

    id: str
    after: str | None


@dataclass(frozen=True)
class Variants:
    """All states; ``renamed`` old -> new, ``shows`` a new one -> the one of which it shows everything."""

    names: tuple[str, ...]
    renamed: Mapping[str, str]
    shows: Mapping[str, str]


@dataclass(frozen=True)
class Text:
    """The whole text."""

    text: str


Op = Set | Insert | Copy | Delete | Order | Variants | Text


@dataclass(frozen=True)
class Step:
    """What is done and undone as one; ``label`` says what it was."""

    label: str
    ops: tuple[Op, ...]

"""A finding: one thing about a scene that whoever makes it may want to look at again, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.meshes.drafting.things import Thing
from app.meshes.scene.lines import Path

Values = dict[str, float | str]


@dataclass(frozen=True)
class Finding:
    """What one check found in one variant; ``variant`` is empty for what is so in all of them.

    ``sources`` are the places in the text that it is about, like ("parts", 3).  ``words`` is a marked German sentence
    with ``%(name)s`` places for ``values``: numbers are metres or counts, texts are marked words or names of states.
    """

    kind: str
    words: str
    sources: tuple[Path, ...] = ()
    variant: str = ""
    values: Values = field(default_factory=dict)


def of_text(things: Sequence[Thing]) -> tuple[Path, ...]:
    """Return where the text has things, each place once, in its order."""
    return tuple(dict.fromkeys(thing.source for thing in things if thing.source))

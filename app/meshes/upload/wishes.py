"""What a person may say of an uploaded file: its unit, which way is up, and what its parts are to the planning.

It also says whether what lies far from the rest belongs to it.

Of parts that nobody speaks of their names tell, where they are called as such parts are called.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self, get_args

from app.meshes.dressed import CONTEXT, GROUND, PLANNED

Unit = Literal["auto", "m", "cm", "mm", "inch", "foot"]
Up = Literal["auto", "y", "z"]
Far = Literal["auto", "near", "all"]  # without what lies far from the rest, or with it
UNITS: tuple[str, ...] = get_args(Unit)
UPS: tuple[str, ...] = get_args(Up)
FARS: tuple[str, ...] = get_args(Far)
ROLES = (PLANNED, CONTEXT, GROUND)
HIDDEN = "hidden"  # is not shown at all
CHOICES = (*ROLES, HIDDEN)
CALLED = {
    CONTEXT: ("context", "kontext", "umgebung", "bestand", "surroundings", "existing"),
    GROUND: ("ground", "boden", "gelaende", "gelände", "terrain"),
}
GROUPS = {role: role for role in ROLES}  # what parts are called in a file that was taken in
LONGEST_NAME = 60
MOST_NODES_SAID = 40  # more nobody marks by hand
FEWEST, MOST = 1_000, 60_000  # triangles that one may wish for


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """All that a person said of one file.

    ``roles`` maps names of its parts to what they are, or HIDDEN; ``triangles`` is how many it may have at most.
    """

    unit: Unit = "auto"
    up: Up = "auto"
    far: Far = "auto"
    roles: Mapping[str, str] = field(default_factory=dict)
    triangles: int = MOST

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """Return wishes as ``plain`` gave them, or fewer.  Raises ValueError or TypeError for what is no choice."""
        made = cls(**said)
        chosen = made.unit in UNITS and made.up in UPS and made.far in FARS
        if not chosen or not set(made.roles.values()) <= set(CHOICES):
            raise ValueError(f"{made} is no choice")
        if not FEWEST <= made.triangles <= MOST:
            raise ValueError(f"{made} is no choice")
        return made

    def plain(self) -> dict[str, object]:
        """Return the wishes as JSON has them."""
        return asdict(self)


def role_of(names: Sequence[str], chosen: Mapping[str, str], called: Mapping[str, Sequence[str]]) -> str:
    """Return the role of a part; ``names`` are those of its nodes from the root on, and the nearest decides.

    ``chosen`` maps a name to its role; else a name that has a word of ``called`` in it tells.
    """
    for name in reversed(names):
        if name in chosen:
            return chosen[name]
        plain = name.lower()
        for role, words in called.items():
            if any(word in plain for word in words):
                return role
    return PLANNED

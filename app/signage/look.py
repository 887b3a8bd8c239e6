"""The look of a sign: what its partner, or else its line, chose beside what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.exchange.designs import Logo


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is empty is as the line's own record says.  Texts are by language."""

    colour: str = ""  # of the field that the station's name stands on
    second_colour: str = ""  # of the field that says what to do
    fault: Mapping[str, str] = field(default_factory=dict)
    funding: Mapping[str, str] = field(default_factory=dict)
    logos: tuple[Logo, ...] = ()
    funders: tuple[Logo, ...] = ()


PLAIN = Look()

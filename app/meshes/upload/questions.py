"""Questions: what a file leaves open, and the ways to read it that a person chooses from.

One is asked after the other, since each answer changes what the next one shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["far", "unit", "up"]  # as the wishes that answer them are called


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One way to read a file: the wish that says so, and how large it is then along X, Y and Z, in metres."""

    answer: str
    size_m: tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked about a file; ``guess`` is the answer that it is read by meanwhile.

    ``values`` are what the sentence of a question names: of what lies far away ``names``, ``away_m`` and ``size_m``.
    """

    kind: Kind
    guess: str
    choices: tuple[Choice, ...]
    values: Mapping[str, object] = field(default_factory=dict)

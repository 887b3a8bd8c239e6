"""Refusals: what a person asked for and does not get, with a whole sentence that says why and what to do.

Missing     there is no such thing                      404
Ended       it was shown for a time, which is over      404
Forbidden   this person may not                         403
WrongState  the thing is past that, or not there yet    409
Overtaken   somebody else was faster                    409
Invalid     what was given is not right                 422
Outdated    program and database are of two versions    503

The sentence is German, with ``%(name)s`` places for ``values``, so that the web can translate it before filling them.
Whatever is no Refusal is a fault of ours.
"""

from collections.abc import Sequence


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer, not an error of the program
    """Why a person does not get what they asked for."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence


class Missing(Refusal):
    """There is no such thing."""


class Ended(Missing):
    """What a secret address showed is over; or it never showed anything, of which nothing is told."""


class Forbidden(Refusal):
    """This person may not."""


class WrongState(Refusal):
    """The thing is past that, or not there yet."""


class Outdated(Refusal):
    """The database has another state than this program knows, because one of the two is being upgraded."""


class Overtaken(WrongState):
    """Somebody else changed the thing since the person looked at it."""


class Invalid(Refusal):
    """What was given is not right.  ``faults`` names each thing that is wrong; it may be empty."""

    def __init__(self, sentence: str, *, faults: Sequence[object] = (), **values: object) -> None:
        super().__init__(sentence, **values)
        self.faults = tuple(faults)

"""The states of a scene written anew: which of them a block shows afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.meshes.scene.format_1 import row, upgraded


@dataclass(frozen=True)
class States:
    """The states as they were and as they are to be.

    ``renamed``: old name -> new name.  ``shows``: a new state -> the state of which it shows everything, by the name
    it is to have, or had if it goes.
    """

    was: tuple[str, ...]
    names: tuple[str, ...]
    renamed: Mapping[str, str]
    shows: Mapping[str, str]

    @property
    def gone(self) -> list[str]:
        """Return what is spoken of and was never there."""
        unknown = [name for name in self.renamed if name not in self.was]
        return unknown + [name for name in self.shows.values() if name not in (*self.was, *self.names)]

    def when(self, values: Mapping[str, object], *, is_format_1: bool) -> tuple[str, ...] | None:
        """Return the states that show a block; None where it says nothing of them, or nothing that can be read."""
        was = (row(values) if is_format_1 else values).get("when")
        if not isinstance(was, list) or not was or not all(isinstance(each, str) for each in was):
            return None
        kept = {name for each in was if (name := self._after(each))}
        more = {new for new, of in self.shows.items() if of in (kept if of in self.names else was)}
        shown = kept | more
        return (
            *(each for each in self.names if each in shown),
            *(each for each in was if each not in (*self.was, *self.names)),
        )

    def _after(self, name: str) -> str:
        """Return what a state is called afterwards; "" if it goes."""
        stays = name in self.names and name not in self.renamed.values()
        return self.renamed.get(name, name if stays else "")


def names(head: Mapping[str, object]) -> tuple[str, ...]:
    """Return the states that a scene has."""
    found = upgraded(head).get("variants")
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def renamed(were: Sequence[str], are: Sequence[str]) -> Mapping[str, str]:
    """Return old -> new name of the states that stand where another one stood."""
    if len(were) != len(are):
        return {}
    return {was: now for was, now in zip(were, are, strict=True) if was not in are and now not in were}

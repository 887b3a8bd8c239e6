"""A clean document, and what was found in it."""

from dataclasses import dataclass

MOST_BYTES = 25_000_000  # what a phone loads on the way, and what is said of its size, is more than enough


@dataclass(frozen=True, kw_only=True)
class Clean:
    """A PDF without anything that acts or tells of people.

    ``is_tagged``: headings, lists and the order of reading are marked; ``language`` is what it says itself.
    ``removed`` names what was taken out of it: actions, files, people, notes.
    """

    content: bytes
    pages: int
    is_tagged: bool
    has_title: bool
    language: str
    removed: tuple[str, ...] = ()

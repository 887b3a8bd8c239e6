"""Lost letters: words that a program wrecked when it saved a table in letters that do not have them all.

``batı`` becomes ``bat?`` in Windows' letters, ``Straße`` becomes ``StraÃŸe`` where UTF-8 was read as those.
"""

import re
from collections.abc import Iterator

LOST_LETTER = "\ufffd"
STAND_INS = "?_"  # for a letter that is not had
OLD = ("cp1252", "mac_roman", "cp850", "cp1254", "iso8859_15", "ascii")
WORD = re.compile(r"\S+")


def lost_word(before: str, after: str) -> tuple[str, str] | None:
    """Return a word of ``before`` and what became of it in ``after`` on the way through some program, or None."""
    there, was = set(WORD.findall(after)), set(WORD.findall(before))
    for word in was - there:
        if not word.isascii():
            for wrecked in _wrecked(word):
                if wrecked in there - was:
                    return word, wrecked
    return None


def _wrecked(word: str) -> Iterator[str]:
    """Yield what programs make of a word that has letters beyond ASCII."""
    for saved in (*OLD, "utf-8"):
        for opened in (*OLD, "utf-8"):
            found = word.encode(saved, "replace").decode(opened, "replace")
            if found != word:
                yield found
                yield found.replace("?", "_")

"""The style sheet of rider pages: a few small files, squeezed, with the line's colours, inlined into each page."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "css"
EVERYWHERE = ("tokens.css", "rider.css")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_QUOTED = re.compile(r'("[^"]*"|url\([^)]*\))')
_AROUND = re.compile(r"\s*([{};,>])\s*")
_SPACES = re.compile(r"\s+")


@cache
def style(colour: str, text_colour: str, topics: tuple[str, ...] = (), more: tuple[str, ...] = ()) -> str:
    """Return the sheet for a line, squeezed; both colours are ``#rrggbb``; ``more`` are the files of one kind of page.

    With ``topics`` (slugs) it also folds away the stations that are not about the topic somebody chose.
    """
    folded = ".map:has([value={0}]:checked) .dot:not(.about-{0}) :is(.thumb,small){{display:none}}"
    choice = "".join(folded.format(slug) for slug in topics)
    ours = "".join(squeeze((FOLDER / name).read_text()) for name in (*EVERYWHERE, *more))
    return f":root{{--line:{colour};--on-line:{text_colour}}}{ours}{choice}"


def squeeze(css: str) -> str:
    """Return a sheet without comments and without spaces that mean nothing; quoted texts and addresses stay."""
    pieces = _QUOTED.split(_COMMENT.sub("", css))
    for place in range(0, len(pieces), 2):
        tight = _AROUND.sub(r"\1", _SPACES.sub(" ", pieces[place]))
        pieces[place] = re.sub(r"(?<=[\w-]): ", ":", tight).replace(";}", "}")
    return "".join(pieces).strip()


def source_hash(text: str) -> str:
    """Return the source expression by which a content security policy allows an inline text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"

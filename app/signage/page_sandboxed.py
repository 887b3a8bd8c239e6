"""What runs in a process of its own: one page of a finished file as a picture, trimmed as it will be cut."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2


def main(arguments: Sequence[str]) -> None:
    """Draw of the file ``arguments[0]`` into ``arguments[1]`` the page of that number, from 1, so many pixels wide."""
    given, goal, page, width_px = arguments
    document = pypdfium2.PdfDocument(Path(given))
    sheet = document[int(page) - 1]
    sheet.set_cropbox(*sheet.get_trimbox())
    sheet.render(scale=int(width_px) / sheet.get_width()).to_pil().save(goal, "PNG", optimize=True)
    sys.stdout.write("{}\n")

"""Layout of an atlas: where each of many rectangles lies on one page, and by how much the large ones shrink for that.

They lie on shelves, the tallest first; every edge is a multiple of a block of JPEG, so that none bleeds into the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

BLOCK_PX = 8
GUTTER_PX = 4  # around each, in which its picture goes on
LEAST_PAGE_PX = 64
LEAST_SIDE_PX = 4
CLOSER = 0.92  # of the longest side is tried next

Size = tuple[int, int]  # width and height in pixels


@dataclass(frozen=True)
class Layout:
    """A page of ``size_px``; left upper ``corners`` without their gutters, ``sizes`` after shrinking to ``most_px``."""

    size_px: Size
    most_px: int
    corners: tuple[Size, ...]
    sizes: tuple[Size, ...]


def laid_out(wanted: Sequence[Size], page_px: int) -> Layout | None:
    """Return a layout of rectangles on a page of at most ``page_px`` on a side, a power of two; None if none fits."""
    most_px = page_px - 2 * GUTTER_PX
    while most_px >= LEAST_SIDE_PX:
        sizes = tuple(_shrunk(each, most_px) for each in wanted)
        side = LEAST_PAGE_PX
        while side <= page_px:
            if found := _on_shelves(sizes, side):
                corners, bottom = found
                height = max(LEAST_PAGE_PX, 1 << (bottom - 1).bit_length())
                return Layout((side, height), max(map(max, sizes)), corners, sizes)
            side *= 2
        most_px = int(min(most_px, max(map(max, sizes))) * CLOSER)
    return None


def _shrunk(size: Size, most_px: int) -> Size:
    share = min(1.0, most_px / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _on_shelves(sizes: Sequence[Size], side: int) -> tuple[tuple[Size, ...], int] | None:
    """Return the corners and how far down they reach; None if they do not fit on a square of that side."""
    corners: dict[int, Size] = {}
    left = top = bottom = 0
    for i in sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], -sizes[i][0], i)):
        width, height = (-(-(length + 2 * GUTTER_PX) // BLOCK_PX) * BLOCK_PX for length in sizes[i])
        if left + width > side:
            left, top = 0, bottom
        if left + width > side or top + height > side:
            return None
        corners[i] = left + GUTTER_PX, top + GUTTER_PX
        left, bottom = left + width, max(bottom, top + height)
    return tuple(corners[i] for i in range(len(sizes))), bottom

"""Trial mark: PROBE across the head of each page, of an order whose address must not hang in public.

Letters are boxes of five by seven, so that no typeface is needed; the mark is drawn once the pages are proof-read.
"""

import io

import pikepdf
from pikepdf import Page, Pdf, Stream

LETTERS = {
    "P": ("11110", "10001", "10001", "11110", "10000", "10000", "10000"),
    "R": ("11110", "10001", "10001", "11110", "10100", "10010", "10001"),
    "O": ("01110", "10001", "10001", "10001", "10001", "10001", "01110"),
    "B": ("11110", "10001", "10001", "11110", "10001", "10001", "11110"),
    "E": ("11111", "10000", "10000", "11110", "10000", "10000", "11111"),
}
WORD = "PROBE"
COLUMNS, ROWS = 6 * len(WORD) - 1, 7  # with a gap after each letter but the last
MARGIN = 2  # boxes around the word
WIDTH_SHARE = 0.5  # of the page
TOP_SHARE = 0.1  # of the page's height, above the mark


def marked(pdf: bytes) -> bytes:
    """Return a finished file with the mark on each page; the same file gives the same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            _mark(document, page)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _mark(document: Pdf, page: Page) -> None:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    box = (right - left) * WIDTH_SHARE / (COLUMNS + 2 * MARGIN)
    wide, high = box * (COLUMNS + 2 * MARGIN), box * (ROWS + 2 * MARGIN)
    x, y = (left + right - wide) / 2, top - (top - bottom) * TOP_SHARE - high
    paper = f"0 0 0 0 k {x:.3f} {y:.3f} {wide:.3f} {high:.3f} re f"
    ink = " ".join(
        f"{x + (MARGIN + column) * box:.3f} {y + (MARGIN + ROWS - 1 - row) * box:.3f} {box:.3f} {box:.3f} re"
        for column, row in _boxes()
    )
    page.contents_add(Stream(document, b"q"), prepend=True)
    page.contents_add(Stream(document, f"Q /Artifact BMC q {paper} 0 0 0 1 k {ink} f Q EMC".encode()))


def _boxes() -> list[tuple[int, int]]:
    return [
        (place * 6 + column, row)
        for place, letter in enumerate(WORD)
        for row, line in enumerate(LETTERS[letter])
        for column, dark in enumerate(line)
        if dark == "1"
    ]

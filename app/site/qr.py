"""A QR code as the ``d`` of one SVG path: for screens, where it carries a page on to the phone."""

import qrcode
from qrcode.constants import ERROR_CORRECT_L

QUIET_MODULES = 4


def qr_path(address: str) -> tuple[str, int]:
    """Return the path of the dark modules and the side of the picture, in modules, quiet zone included.

    Each run of dark modules is one stroke of width 1 along the middle of its row.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=QUIET_MODULES)
    code.add_data(address)
    rows = code.get_matrix()
    strokes = [f"M{x} {y}.5h{length}" for y, row in enumerate(rows) for x, length in _runs(row)]
    return "".join(strokes), len(rows)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return (start, length) of each run of dark modules."""
    edges = [x for x in range(len(row)) if row[x] != (x > 0 and row[x - 1])]
    return [(start, end - start) for start, end in zip(edges[::2], [*edges, len(row)][1::2], strict=False)]

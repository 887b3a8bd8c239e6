"""QR codes: the modules of a text, and how they are drawn, for all of the house: printed and on screens.

The on-site view measures against the modules of a printed code, so both have to come from one place.
"""

import base64
import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import qrcode
from PIL import Image

QUIET_MODULES = 4  # ISO/IEC 18004
LEVELS = {"L": qrcode.ERROR_CORRECT_L, "H": qrcode.ERROR_CORRECT_H}

Level = Literal["L", "H"]  # of error correction: for screens, and for signs, which get stickers and scratches
Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=256)  # a sign needs its code to be drawn and to be read; its mask takes a while to choose
def matrix(text: str, *, level: Level = "H") -> Matrix:
    """Return the modules of the code of ``text`` row by row, True is dark, without the quiet zone."""
    code = qrcode.QRCode(error_correction=LEVELS[level], border=0)
    code.add_data(text)
    code.make()
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def runs(modules: Matrix) -> Iterator[tuple[int, int, int]]:
    """Yield (row, start, length) of each run of dark modules, in modules, without the quiet zone."""
    for row, line in enumerate(modules):
        edges = [place for place, dark in enumerate(line) if dark != (place > 0 and line[place - 1])]
        for start, end in zip(edges[::2], [*edges[1::2], len(line)], strict=False):
            yield row, start, end - start


def bits(modules: Matrix) -> list[str]:
    """Return a code row by row as text, "1" is dark."""
    return ["".join("1" if dark else "0" for dark in line) for line in modules]


def side(modules: Matrix) -> int:
    """Return how wide a code is with its quiet zone, in modules."""
    return len(modules) + 2 * QUIET_MODULES


def path(modules: Matrix) -> str:
    """Return the dark modules as the data of one SVG path, a box for each run, the quiet zone before it counted in."""
    return "".join(
        f"M{start + QUIET_MODULES} {row + QUIET_MODULES}h{length}v1h-{length}z" for row, start, length in runs(modules)
    )


def svg(text: str, *, code_mm: float) -> str:
    """Return the code as SVG; ``code_mm`` is its width without the quiet zone, in millimetres."""
    modules = matrix(text)
    whole = side(modules)
    width_mm = code_mm * whole / len(modules)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm:.4f}mm" height="{width_mm:.4f}mm"'
        f' viewBox="0 0 {whole} {whole}"><path fill="#fff" d="M0 0h{whole}v{whole}H0z"/>'
        f'<path fill="#000" d="{path(modules)}"/></svg>\n'
    )


def data_uri(text: str) -> str:
    """Return the code for a screen as the address of a PNG, a pixel for each module: in a page 400 bytes, not 800."""
    return f"data:image/png;base64,{base64.b64encode(png(text, module_px=1, level='L')).decode()}"


def png(text: str, *, module_px: int, level: Level = "H") -> bytes:
    """Return the code as a black and white PNG with its quiet zone; each module is ``module_px`` pixels wide."""
    modules = matrix(text, level=level)
    image = Image.new("1", (side(modules), side(modules)), 1)
    for row, start, length in runs(modules):
        left, top = start + QUIET_MODULES, row + QUIET_MODULES
        image.paste(0, (left, top, left + length, top + 1))
    out = io.BytesIO()
    size_px = side(modules) * module_px
    image.resize((size_px, size_px), Image.Resampling.NEAREST).save(out, "PNG", optimize=True)
    return out.getvalue()

"""The QR code of a sign: error correction H, upper-case address, quiet zone of four modules.

Upper case lets the code use its alphanumeric mode: level H, which survives a sticker over part of it, then needs no
more modules than level Q would in lower case.  The address therefore has to work in upper case: ``/S/<CODE>``.
"""

import io
from functools import lru_cache

import qrcode
from PIL import Image

QUIET_MODULES = 4  # ISO/IEC 18004

Matrix = tuple[tuple[bool, ...], ...]


def address(public_url: str, code: str) -> str:
    """Return the address that a sign with ``code`` carries, in upper case.

    Raises ValueError if ``public_url`` has a path or query, whose letters must not be changed.
    """
    scheme, _, host = public_url.rstrip("/").partition("://")
    if not host or any(letter in host for letter in "/?#"):
        raise ValueError(f"not a plain address: {public_url}")
    return f"{scheme}://{host}/s/{code}".upper()


@lru_cache(maxsize=256)  # a sign needs its code to be drawn and to be read; its mask takes a while to choose
def matrix(text: str) -> Matrix:
    """Return the modules of the code of ``text`` row by row, True is dark, without the quiet zone."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_H, border=0)
    code.add_data(text)
    code.make()
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def svg(text: str, *, code_mm: float) -> str:
    """Return the code as SVG; ``code_mm`` is its width without the quiet zone, in millimetres."""
    modules = matrix(text)
    side = len(modules) + 2 * QUIET_MODULES
    width_mm = code_mm * side / len(modules)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm:.4f}mm" height="{width_mm:.4f}mm"'
        f' viewBox="0 0 {side} {side}"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="#000" d="{path(modules)}"/></svg>\n'
    )


def path(modules: Matrix) -> str:
    """Return the dark modules as the data of one SVG path, a box for each run, the quiet zone before it counted in."""
    return "".join(
        f"M{start + QUIET_MODULES} {row + QUIET_MODULES}h{length}v1h-{length}z"
        for row, line in enumerate(modules)
        for start, length in runs(line)
    )


def png(text: str, *, module_px: int) -> bytes:
    """Return the code as a black and white PNG with its quiet zone; each module is ``module_px`` pixels wide."""
    modules = matrix(text)
    side = len(modules) + 2 * QUIET_MODULES
    image = Image.new("1", (side, side), 1)
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            if dark:
                image.putpixel((column + QUIET_MODULES, row + QUIET_MODULES), 0)
    out = io.BytesIO()
    image.resize((side * module_px, side * module_px), Image.Resampling.NEAREST).save(out, "PNG", optimize=True)
    return out.getvalue()


def runs(line: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return (start, length) of each run of dark modules."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(line):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found

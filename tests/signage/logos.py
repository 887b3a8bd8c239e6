"""Logos for the tests, of plain shapes and of nobody: square, wide and tall ones, and what signs show of them."""

import hashlib
from dataclasses import replace
from functools import cache

from app.exchange.designs import LOGO, Logo
from app.signage.logo import written
from app.signage.logo.reading import drawing
from app.signage.look import Look

RING = '<circle cx="50" cy="50" r="48" fill="#e2001a"/><path d="M50 14l36 62h-72z" fill="#fff"/>'
WAVE = (
    '<rect width="100" height="100" fill="#003366"/><path d="M0 60c25-30 25-30 50 0s25 30 50 0v40H0z" fill="#ffd500"/>'
)
LETTERS = "".join(f'<path d="M{110 + 40 * n} 20h30v60h-30z" fill="#1a1a1a"/>' for n in range(6))
TOWER = (
    '<path d="M10 300v-220l40-80l40 80v220z" fill="#00693e"/><rect x="40" y="120" width="20" height="60" fill="#fff"/>'
)


def svg(inside: str, width: int = 100, height: int = 100, around: str = "") -> bytes:
    """Return an SVG of that size."""
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {around}>{inside}</svg>'
    return text.encode()


FILES = {
    "Stadt Ring": svg(RING),
    "Amt Welle": svg(WAVE + LETTERS, 360),
    "Verein Turm": svg(TOWER, 100, 300),
    "Werk Kante": svg('<path d="M0 0h100v100h-20v-80h-80z" fill="#666"/>'),
    "Bund Band": svg(f'{WAVE}<rect x="120" y="30" width="680" height="40" fill="#003366"/>', 800),
}


@cache
def drawn(name: str) -> bytes:
    """Return the drawing of one of ``FILES`` as it is kept."""
    return written(drawing(FILES[name]))


def logo(name: str) -> Logo:
    """Return a logo as a design names it."""
    return Logo(file=f"private/{hashlib.sha256(drawn(name)).hexdigest()}/{LOGO}", name=name)


def read(key: str) -> bytes | None:
    """Return the drawing that is kept under ``key``."""
    return {logo(name).file: drawn(name) for name in FILES}.get(key)


def with_logos(look: Look, *, logos: int = 0, funders: int = 0) -> Look:
    """Return a look with so many logos."""
    found = [logo(name) for name in FILES]
    return replace(look, logos=tuple(found[:logos]), funders=tuple(found[::-1][:funders]))

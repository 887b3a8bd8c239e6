"""A code alone, as SVG, PDF or PNG: for a poster that somebody else sets, in the size that they need.

fault     what keeps it from being printed so, before anything is set
request   what the template ``code/code.typ`` is given
ppi       of the picture, so that each module is a whole number of pixels

The PDF has black alone (K 100), in paths.
"""

import enum
import math
from collections.abc import Mapping
from dataclasses import dataclass

from app import qr
from app.i18n import N_
from app.signage.code_size import LEAST_MODULE_MM, CodeSize, of_address
from app.signage.faults import Fault
from app.signage.sheet import SCAN_FACTOR
from app.signage.sign_content import Plain, typed_host

TEMPLATE = "code/code.typ"
MOST_MM, LEAST_DPI, MOST_DPI = 3000.0, 72, 2400
MOST_MEGAPIXELS = 60
FRAME_MODULES = 12  # quiet zone, frame and a little more, on both sides
UNFIT_SIZE = N_("Erlaubt ist eine Breite von mehr als 0 bis %(most)s mm.")
UNFIT_DISTANCE = N_("Der Leseabstand muss größer als 0 sein.")
UNFIT_DPI = N_("Erlaubt sind %(low)s bis %(high)s dpi.")
TOO_FINE = N_(
    "Mit %(mm)s mm Breite wäre ein Modul nur %(module)s mm groß; gedruckt braucht es %(least)s mm. "
    "Bitte mindestens %(needed)s mm wählen."
)
TOO_FAR = N_(
    "Mit %(mm)s mm Breite ist der Code aus %(near)s m zu scannen, nicht aus %(far)s m. "
    "Bitte mindestens %(needed)s mm wählen oder näher herangehen lassen."
)
TOO_MANY_PIXELS = N_(
    "Das wären %(mp)s Megapixel, mehr als %(most)s. Bitte weniger dpi wählen, oder PDF oder SVG, die in jeder Größe "
    "scharf sind."
)


class Form(enum.StrEnum):
    SVG = "svg"
    PDF = "pdf"
    PNG = "png"


@dataclass(frozen=True, kw_only=True)
class Alone:
    """What is wanted.  ``code_mm`` is the code's width without its quiet zone, ``distance_m`` from where it is read."""

    form: Form
    code_mm: float
    distance_m: float
    dpi: int = 300
    has_frame: bool = False
    has_words: bool = False


def fault(address: str, wanted: Alone) -> Fault | None:
    """Return what is wrong with a code of this size, as a German sentence at its field; None if it will do."""
    if not 0 < wanted.code_mm <= MOST_MM:
        return Fault("", "code_mm", UNFIT_SIZE, {"most": f"{MOST_MM:g}"})
    if not 0 < wanted.distance_m < math.inf:
        return Fault("", "distance_m", UNFIT_DISTANCE)
    if not LEAST_DPI <= wanted.dpi <= MOST_DPI:
        return Fault("", "dpi", UNFIT_DPI, {"low": LEAST_DPI, "high": MOST_DPI})
    size = of_address(address, wanted.code_mm)
    told = {"mm": _told(wanted.code_mm)}
    if size.module_mm < LEAST_MODULE_MM:
        needed = _up(LEAST_MODULE_MM * size.modules)
        values = {"module": _told(size.module_mm), "least": _told(LEAST_MODULE_MM), "needed": needed}
        return Fault("", "code_mm", TOO_FINE, {**told, **values})
    if size.distance_m < wanted.distance_m:
        needed = _up(wanted.code_mm * wanted.distance_m / size.distance_m)
        values = {"near": _told(size.distance_m), "far": _told(wanted.distance_m), "needed": needed}
        return Fault("", "code_mm", TOO_FAR, {**told, **values})
    megapixels = ((size.modules + FRAME_MODULES) * _module_px(size, wanted.dpi)) ** 2 / 1e6
    if wanted.form is Form.PNG and megapixels > MOST_MEGAPIXELS:
        return Fault("", "dpi", TOO_MANY_PIXELS, {"mp": f"{megapixels:.0f}", "most": MOST_MEGAPIXELS})
    return None


def least_mm(address: str, distance_m: float) -> float:
    """Return how wide a code has to be to be printed cleanly and read from a distance."""
    one = of_address(address, 1.0)
    far = distance_m * 1000 / SCAN_FACTOR * max(1.0, 1 / (one.distance_m * 1000 / SCAN_FACTOR))
    return float(_up(max(LEAST_MODULE_MM * one.modules, far)))


def request(address: str, code: str, wanted: Alone, *, words: Mapping[str, str], lang: str, day: Plain) -> Plain:
    """Return what the template is given; ``words`` are a sign's in ``lang``, ``day`` is year, month and day."""
    modules = qr.matrix(address)
    return {
        "title": f"{words['sign']} {code}",
        "lang": lang,
        "date": day,
        "code_mm": wanted.code_mm,
        "is_cmyk": wanted.form is Form.PDF,
        "has_frame": wanted.has_frame,
        "has_words": wanted.has_words,
        "call": words["scan"],
        "typed": {"host": typed_host(address), "code": code},
        "alt": words["code_alt"] % {"address": address},
        "qr": {"modules": len(modules), "runs": [list(run) for run in qr.runs(modules)]},
    }


def ppi(address: str, wanted: Alone) -> float:
    """Return how many pixels an inch has: at least as many as are wanted, and a whole number to each module."""
    size = of_address(address, wanted.code_mm)
    return _module_px(size, wanted.dpi) / size.module_mm * 25.4


def _module_px(size: CodeSize, dpi: int) -> int:
    return max(1, math.ceil(size.module_mm / 25.4 * dpi - 1e-9))


def _up(mm: float) -> str:
    return str(math.ceil(mm - 1e-9))


def _told(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")

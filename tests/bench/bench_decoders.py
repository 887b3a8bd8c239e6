"""What readers of QR codes make of ours, as a phone meets them: three side by side, and codes as others print them.

Ours have the most correction (level H); link shorteners print level L, whose modules are larger.  Each look is rendered
with a module of so many pixels, turned a little, with a trouble, noise and blur; what counts is how many of a hundred
looks are read.  From how far each format is read follows from the smallest module that nine of ten looks are read at,
for a phone whose picture is 1,920 px long and 67° wide.  zbar needs Debian's ``libzbar0``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import radians, tan
from random import Random

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from app import qr
from app.exchange.records import SignKind
from app.qr import Level
from app.signage.sheet import SHEETS
from tests.bench.rows import Row

try:
    from pyzbar import pyzbar
except ImportError:  # without the library
    pyzbar = None

Look = Image.Image
Read = Callable[[Look], set[str]]
LOOKS = 100
TEXT = "HTTPS://302.EXAMPLE/S/YH56CB"
LEVELS: tuple[Level, ...] = ("H", "L")
MODULE_PX = 3
FINE = 12  # px of a module before the camera makes it smaller
FOCAL_PX = 1920 / 2 / tan(radians(67 / 2))
SMALLEST_PX = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
NOISE = 12  # grey levels
NINE_OF_TEN = 0.9
QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True)
class Trouble:
    """What lies between a code and its reader; ``do`` is given a look with ``FINE`` pixels a module, and chance."""

    name: str
    do: Callable[[Look, Random], Look]


def measure() -> list[Row]:
    readers = known()
    rows = [
        Row(
            what=f"{LOOKS} looks at {MODULE_PX} px a module, {trouble.name}, level {level}: {', '.join(readers)}",
            ours=" / ".join(str(rate(read, level, trouble, MODULE_PX)) for read in readers.values()),
        )
        for trouble in TROUBLES
        for level in LEVELS
    ]
    least = {name: smallest_px(read) for name, read in readers.items()}
    modules = len(qr.matrix(TEXT))
    for kind in SignKind:
        far = [SHEETS[kind].code_mm / 1000 / modules * FOCAL_PX / px if px else 0 for px in least.values()]
        told = " / ".join(f"{metres:.1f} m" if metres else "–" for metres in far)
        wanted_m = SHEETS[kind].scan_distance_m
        rows.append(
            Row(
                what=f"{kind} is read from ({', '.join(readers)})",
                ours=told,
                goal=f"≥ {wanted_m:.1f} m",
                met=min(far) >= wanted_m,
            )
        )
    return rows


def known() -> dict[str, Read]:
    """Return the readers that there are on this machine, by name."""
    readers: dict[str, Read] = {"zxing-cpp": by_zxing, "OpenCV": by_opencv}
    if pyzbar:
        readers["zbar"] = lambda look: {found.data.decode() for found in pyzbar.decode(look)}
    return readers


def by_zxing(look: Look) -> set[str]:
    return {barcode.text for barcode in zxingcpp.read_barcodes(look, formats=QR_ONLY)}


def by_opencv(look: Look) -> set[str]:
    return {cv2.QRCodeDetector().detectAndDecode(np.asarray(look))[0]}


def smallest_px(read: Read) -> float:
    """Return the smallest module, in px, at which nine of ten clean looks are read; 0 if there is none."""
    return next((px for px in SMALLEST_PX if rate(read, "H", TROUBLES[0], px) >= NINE_OF_TEN * LOOKS), 0.0)


def rate(read: Read, level: Level, trouble: Trouble, module_px: float) -> int:
    """Return how many looks are read; the same looks for every reader."""
    chance = Random(302)
    return sum(TEXT in read(seen(level, trouble, module_px, chance)) for _ in range(LOOKS))


def seen(level: Level, trouble: Trouble, module_px: float, chance: Random) -> Look:
    code = trouble.do(drawn(level), chance)
    code = code.rotate(chance.uniform(-12, 12), Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    scale = module_px * chance.uniform(0.95, 1.05) / FINE
    small = code.resize((round(code.width * scale), round(code.height * scale)), Image.Resampling.BOX)
    noise = np.random.default_rng(chance.randrange(2**32)).normal(0, NOISE, (small.height, small.width))
    grey: NDArray[np.float64] = np.asarray(small, np.float64) * 0.8 + 20 + noise
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def drawn(level: Level) -> Look:
    modules = np.pad(np.array(qr.matrix(TEXT, level=level)), qr.QUIET_MODULES)
    return Image.fromarray(np.where(modules, 0, 255).astype(np.uint8)).resize(
        (len(modules) * FINE,) * 2, Image.Resampling.NEAREST
    )


def blurred(look: Look, _chance: Random) -> Look:
    return look.filter(ImageFilter.GaussianBlur(0.45 * FINE))


def aside(look: Look, chance: Random) -> Look:
    """See a code from 50° aside, to the left or to the right."""
    across = tan(radians(50)) * chance.choice((-1, 1)) / (3 * look.width)  # from three widths away
    narrow = 1 / np.cos(radians(50))
    middle = look.width / 2
    shift = middle - middle * narrow
    coefficients = (narrow, 0, shift, across * middle, 1, -across * middle * middle, across, 0, 1 - across * middle)
    data = tuple(each / coefficients[8] for each in coefficients[:8])
    return look.transform(look.size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BILINEAR, fillcolor=255)


def dirty(look: Look, chance: Random) -> Look:
    """Strew specks over six parts of a hundred, dark and light."""
    pen, specks = ImageDraw.Draw(look), round(0.06 * look.width * look.height / (3.1416 * (0.8 * FINE) ** 2))
    for _ in range(specks):
        x, y, radius = chance.uniform(0, look.width), chance.uniform(0, look.height), 0.8 * FINE
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=chance.choice((0, 255)))
    return look


def stuck(look: Look, chance: Random) -> Look:
    """Put a sticker on a tenth of the code, not on its corners."""
    quiet = qr.QUIET_MODULES * FINE
    side = (look.width - 2 * quiet) * 0.1**0.5
    x, y = (chance.uniform(quiet + 9 * FINE, look.width - quiet - side) for _ in range(2))
    ImageDraw.Draw(look).rectangle((x, y, x + side, y + side), fill=160)
    return look


TROUBLES = (
    Trouble("clean", lambda look, _chance: look),
    Trouble("blurred by 0.45 modules", blurred),
    Trouble("from 50° aside", aside),
    Trouble("dirt on 6 %", dirty),
    Trouble("a sticker on 10 %", stuck),
)

"""The ICC file of a printing condition: whether it is one, and the one of the condition it is said to be of.

An output intent of PDF/X-4 wants an output profile (class ``prtr``) of a CMYK device, ICC version 2 or 4.  A print
shop takes the name of the condition for what the colours mean, so the profile has to bear it, or the name under which
the ECI gives it out; and where the colours of the condition's solid inks are known, it has to have them.
"""

import io
import struct
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

from app.i18n import N_

HEADER_BYTES = 128
MAX_BYTES = 8 * 1024 * 1024
VERSIONS = {2, 4}
NO_ICC = N_("Das ist keine ICC-Datei.")
CUT_OFF = N_("Die ICC-Datei ist unvollständig.")
TOO_LARGE = N_("Die ICC-Datei ist größer als 8 MB.")
NO_OUTPUT = N_("Das ist kein Ausgabeprofil, sondern eines für andere Geräte.")
NO_CMYK = N_("Das ist kein CMYK-Profil.")
BROKEN = N_("Das Profil lässt sich nicht anwenden.")
FOREIGN = N_("Das ICC-Profil „%(profile)s“ gehört nicht zur Druckbedingung %(condition)s.")
MATCHING = N_("Bitte das Profil dieser Druckbedingung wählen oder die Druckbedingung nennen, zu der es gehört.")
ECI_NAMES = {  # of conditions whose profile does not bear their name
    "FOGRA28": "ISO Web Coated",
    "FOGRA30": "ISO Uncoated Yellowish",
    "FOGRA39": "ISO Coated v2",
    "FOGRA40": "SC Paper",
    "FOGRA47": "PSO Uncoated ISO12647",
    "FOGRA51": "PSO Coated v3",
    "FOGRA52": "PSO Uncoated v3",
}
Inks = tuple[int, int, int, int]  # percent of cyan, magenta, yellow, black
SOLIDS: dict[str, dict[Inks, tuple[int, int, int]]] = {  # L*, a*, b* of paper, inks and two of them, from Fogra's data
    "FOGRA39": {
        (0, 0, 0, 0): (95, 0, -2),
        (100, 0, 0, 0): (55, -37, -50),
        (0, 100, 0, 0): (48, 74, -3),
        (0, 0, 100, 0): (89, -5, 93),
        (0, 0, 0, 100): (16, 0, 0),
        (0, 100, 100, 0): (47, 68, 48),
        (100, 0, 100, 0): (50, -65, 27),
        (100, 100, 0, 0): (24, 22, -46),
    }
}
MOST_OFF = 5.0  # ΔE (1976) of a solid: what ISO 12647-2 allows a print run


def fault_of(raw: bytes) -> str:
    """Return a German sentence about what is wrong with a profile; empty if it may be used."""
    if len(raw) > MAX_BYTES:
        return TOO_LARGE
    if len(raw) < HEADER_BYTES or raw[36:40] != b"acsp" or raw[8] not in VERSIONS:
        return NO_ICC
    if struct.unpack(">I", raw[:4])[0] != len(raw):
        return CUT_OFF
    if raw[12:16] != b"prtr":
        return NO_OUTPUT
    if raw[16:20] != b"CMYK":
        return NO_CMYK
    return "" if _works(raw) else BROKEN


def is_of(raw: bytes, condition: str) -> bool:
    """Tell whether a profile that may be used is of a condition, by its name and as far as known by its colours."""
    said = _letters(name_of(raw))
    is_named = any(_letters(name) in said for name in (condition, ECI_NAMES.get(condition, condition)))
    return is_named and _off(raw, condition) <= MOST_OFF


def name_of(raw: bytes) -> str:
    """Return what a profile that may be used calls itself."""
    return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(raw))).strip()


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@lru_cache(maxsize=8)
def _off(raw: bytes, condition: str) -> float:
    """Return how far the worst of a condition's known solids is off, in ΔE (1976); 0 if none is known."""
    known = SOLIDS.get(condition)
    if known is None:
        return 0.0
    inks = np.rint(np.array([*known]) * 2.55).astype(np.uint8)
    patches = Image.frombytes("CMYK", (len(known), 1), inks.tobytes())
    seen = ImageCms.profileToProfile(
        patches,
        ImageCms.ImageCmsProfile(io.BytesIO(raw)),
        ImageCms.createProfile("LAB"),
        renderingIntent=ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
        outputMode="LAB",
    )
    assert seen is not None
    lab = np.asarray(seen).reshape(-1, 3)
    found = np.column_stack([lab[:, 0] / 2.55, lab[:, 1:].astype(np.int8)])
    return float(np.linalg.norm(found - np.array([*known.values()]), axis=1).max())


def _works(raw: bytes) -> bool:
    """Tell whether a colour engine can turn the profile's inks into a screen's colours."""
    try:
        ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(raw)), ImageCms.createProfile("sRGB"), "CMYK", "RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return False
    return True

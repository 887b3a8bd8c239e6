"""The ICC file of a printing condition: whether it is one, before a print shop gets files that name it.

An output intent of PDF/X-4 wants an output profile (class ``prtr``) of a CMYK device, ICC version 2 or 4.
"""

import io
import struct

from PIL import ImageCms

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


def _works(raw: bytes) -> bool:
    """Tell whether a colour engine can turn the profile's inks into a screen's colours."""
    try:
        ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(raw)), ImageCms.createProfile("sRGB"), "CMYK", "RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return False
    return True

"""Colours: whatever a picture's own profile says, it comes in sRGB."""

import io

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")
LAB = ImageCms.createProfile("LAB")  # D50, as TIFF 6.0 has it
ALPHA = "A"


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture of 8 bits a channel as RGB or RGBA in sRGB; without a fit profile it is taken for sRGB."""
    if not picture.mode.endswith(ALPHA):
        return _converted(picture, profile)
    *colours, alpha = picture.split()
    opaque = colours[0] if len(colours) == 1 else Image.merge("RGB", colours)
    made = _converted(opaque, profile)
    made.putalpha(alpha)
    return made


def _converted(picture: Image.Image, profile: bytes | None) -> Image.Image:
    try:
        source = LAB if picture.mode == "LAB" else ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        made = ImageCms.profileToProfile(picture, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture.convert("RGB")
    return made or picture.convert("RGB")

"""Inks: turn the pictures of a finished file into cyan, magenta, yellow and black, for a print shop.

Where the printing condition has a profile, it says which inks make a colour; else this does, for c, m, y = 1 - red,
green, blue and g the least of them: K = 0.8 g^1.5, and of c, m and y each 0.7 K less.  That keeps light colours clean,
and no colour gets more than 220 percent of ink.  With a profile, what would get more than ``MOST_INK`` gets less of
c, m and y.
"""

import io
from functools import lru_cache

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageFilter

Shares = NDArray[np.float32]
QUALITY = 90
MOST_INK = 3.0  # of four inks; 300 percent
TABLE = 65  # shades of red, of green and of blue, the most that Pillow takes
INVERTED = [1, 0] * 4  # how Adobe, and so everybody, keeps inks in a JPEG


def in_inks(pdf: pikepdf.Pdf, icc: bytes) -> None:
    """Turn every picture of a file into inks, in place; ``icc`` is the printing condition's profile or empty."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image" and "/SMask" not in each:
            assert each.Filter == pikepdf.Name.DCTDecode, "the typesetter keeps a JPEG as it is"
            each.write(_inked(each.read_raw_bytes(), icc), filter=pikepdf.Name.DCTDecode)
            each.ColorSpace, each.BitsPerComponent = pikepdf.Name.DeviceCMYK, 8
            each.Decode = pikepdf.Array(INVERTED)


@lru_cache(maxsize=32)  # one planning stands on several kinds of signs, and on many pages
def _inked(jpeg: bytes, icc: bytes) -> bytes:
    with Image.open(io.BytesIO(jpeg)) as picture:
        inks = picture.convert("RGB").filter(_table(icc))
    out = io.BytesIO()
    inks.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


@lru_cache(maxsize=8)
def _table(icc: bytes) -> ImageFilter.Color3DLUT:
    """Return the inks of ``TABLE`` shades of red, green and blue, between which those of all others are interpolated.

    It is off by two levels of 255 at most, and no interpolated colour has more ink than those it lies between.
    """
    level = np.rint(np.linspace(0, 255, TABLE)).astype(np.uint8)
    blue, green, red = np.meshgrid(level, level, level, indexing="ij")  # red changes fastest
    shades = np.stack([red, green, blue], axis=-1).reshape(-1, TABLE, 3)
    inks = inks_of(Image.fromarray(shades, "RGB"), icc)
    return ImageFilter.Color3DLUT(TABLE, inks.reshape(-1, 4), channels=4, target_mode="CMYK")


def inks_of(picture: Image.Image, icc: bytes) -> Shares:
    """Return the inks, (h, w, 4) from 0 to 1, of a picture."""
    if icc:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        turned = ImageCms.profileToProfile(picture, ImageCms.createProfile("sRGB"), profile, outputMode="CMYK")
        assert turned is not None
        parts = _shares(turned)
    else:
        parts = separated(_shares(picture))
    return limited(parts)


def _shares(picture: Image.Image) -> Shares:
    return (np.asarray(picture) / 255).astype(np.float32)


def separated(picture: Shares) -> Shares:
    """Return the inks, (h, w, 4) from 0 to 1, of a picture, (h, w, 3) from 0 to 1."""
    colours = 1 - picture
    black = 0.8 * colours.min(axis=2, keepdims=True) ** 1.5
    return np.concatenate([np.clip(colours - 0.7 * black, 0, 1), black], axis=2).astype(np.float32)


def limited(inks: Shares) -> Shares:
    """Return inks of which no place gets more than ``MOST_INK``; black stays, the colours give way together."""
    coloured, black = inks[..., :3].sum(axis=2, keepdims=True), inks[..., 3:]
    share = np.minimum(1, (MOST_INK - black) / np.maximum(coloured, 1e-6))
    return np.concatenate([inks[..., :3] * share, black], axis=2)

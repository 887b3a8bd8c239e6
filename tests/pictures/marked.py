"""Pictures for tests: blue, 400 x 320, with a red mark in one corner that shows how it came out.

``swapped_profile`` tells that red means blue and blue means red: whoever minds it sees the mark blue.
"""

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from tests.pictures.heic import heic

Colour = tuple[int, ...]
BLUE, RED = (40, 90, 220), (220, 60, 30)
SIZE, MARK = (400, 320), (80, 64)
CORNERS = {1: "top left", 2: "top right", 3: "bottom right", 4: "bottom left"}  # of the mark, by EXIF orientation
CORNERS |= {5: "top left", 6: "top right", 7: "bottom right", 8: "bottom left"}


def marked(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """Return the picture; its mark stands in the first fifth of either side."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 5, size[1] // 5))
    return picture if mode == "RGB" else picture.convert(mode)


def swapped_profile() -> bytes:
    """Return the profile of sRGB with its red and its blue exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"....", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"....", b"bXYZ", 1)


def in_lab(picture: Image.Image) -> Image.Image:
    """Return the picture in CIE L*a*b*."""
    source, goal = (ImageCms.createProfile(each) for each in ("sRGB", "LAB"))
    made = ImageCms.profileToProfile(picture, source, goal, outputMode="LAB")
    assert made is not None
    return made


def file(
    form: str, *, orientation: int = 1, profile: bytes | None = None, picture: Image.Image | None = None, **more: Any
) -> bytes:
    """Return the picture as a file of a format that Pillow names, or as HEIF; ``more`` is for Pillow."""
    if form == "HEIF":
        return heic(orientation, profile)
    exif = Image.Exif()
    exif[0x0112] = orientation
    more |= {"icc_profile": profile} if profile else {}
    if form == "MPO":
        more |= {"save_all": True, "append_images": [Image.new("RGB", SIZE)]}
    stream = io.BytesIO()
    (picture or marked()).save(stream, form, exif=exif, **more)
    return stream.getvalue()


@dataclass(frozen=True)
class Seen:
    """What is seen of a picture: its size in pixels, the corner unlike the middle, and the colours of either."""

    size: tuple[int, int]
    corner: str
    mark: Colour
    rest: Colour


def seen(raw: bytes) -> Seen:
    """Return what is seen of a file."""
    with Image.open(io.BytesIO(raw)) as picture:
        (width, height), middle = picture.size, picture.getpixel((picture.width // 2, picture.height // 2))
        places = (
            {"left": width // 12, "right": width - width // 12},
            {"top": height // 12, "bottom": height - height // 12},
        )
        corners = {
            f"{down} {across}": picture.getpixel((x, y))
            for across, x in places[0].items()
            for down, y in places[1].items()
        }
    corner = max(corners, key=lambda each: float(np.abs(np.subtract(corners[each], middle)).sum()))
    return Seen(picture.size, corner, corners[corner], middle)


def near(colour: Colour, wanted: Colour) -> bool:
    """Tell whether two colours are the same but for what packing does to them."""
    return bool(np.abs(np.subtract(colour[:3], wanted)).max() <= 10)


def deep_png(samples: NDArray[np.uint16], transparency: bytes = b"") -> bytes:
    """Return (rows, columns, channels) as a PNG of 16 bits a channel; Pillow writes only grey ones."""
    rows, columns, channels = samples.shape
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    packed = b"".join(b"\0" + row.tobytes() for row in samples.astype(">u2"))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 16, kind, 0, 0, 0))]
    chunks += [(b"tRNS", transparency)] if transparency else []
    chunks += [(b"IDAT", zlib.compress(packed, 1)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def plain_tiff(
    samples: NDArray[Any], *, photometric: int, tile_px: int = 0, more: dict[int, int] | None = None
) -> bytes:
    """Return (rows, columns, channels) as a TIFF 6.0 of the kinds that Pillow does not write, little-endian."""
    rows, columns, channels = samples.shape
    kind = {"u": 1, "i": 2, "f": 3}[samples.dtype.kind]
    parts = [samples]
    if tile_px:
        filled = np.pad(samples, ((0, -rows % tile_px), (0, -columns % tile_px), (0, 0)))
        down, across = (range(0, length, tile_px) for length in filled.shape[:2])
        parts = [filled[y : y + tile_px, x : x + tile_px] for y in down for x in across]
    pixels = [np.ascontiguousarray(part).tobytes() for part in parts]
    tags: dict[int, list[int]] = {256: [columns], 257: [rows], 258: [samples.dtype.itemsize * 8] * channels, 259: [1]}
    tags |= {262: [photometric], 277: [channels], 339: [kind] * channels}
    tags |= {number: [value] for number, value in (more or {}).items()}
    tags |= {322: [tile_px], 323: [tile_px]} if tile_px else {278: [rows]}
    where, sizes = (324, 325) if tile_px else (273, 279)
    tags[sizes] = [len(each) for each in pixels]
    tags[where] = [0] * len(pixels)
    return _written(tags, where, pixels)


def _written(tags: dict[int, list[int]], where: int, pixels: list[bytes]) -> bytes:
    """Return header, directory, the values that do not fit into it, and pixels; every number takes four bytes."""
    after = 8 + 2 + 12 * len(tags) + 4
    long = {number: values for number, values in tags.items() if len(values) > 1}
    ends = after + sum(4 * len(values) for values in long.values())
    tags[where] = [ends + sum(map(len, pixels[:n])) for n in range(len(pixels))]
    directory, rest = struct.pack("<H", len(tags)), b""
    for number, values in sorted(tags.items()):
        packed = struct.pack(f"<{len(values)}I", *values)
        directory += struct.pack("<HHI", number, 4, len(values))
        directory += packed if len(values) == 1 else struct.pack("<I", after + len(rest))
        rest += packed if len(values) > 1 else b""
    return struct.pack("<2sHI", b"II", 42, 8) + directory + bytes(4) + rest + b"".join(pixels)

"""A small CMYK output profile, made here: two points per ink and 8 bits, just enough for a colour engine."""

import itertools
import struct

WHITE = (0.9642, 1.0, 0.8249)  # D50


def cmyk_profile(condition: str = "FOGRA51") -> bytes:
    """Return the bytes of an ICC profile, version 2, class ``prtr``, from CMYK to Lab and back."""
    tags = {
        b"desc": _desc(f"{condition}, a printing condition for tests"),
        b"cprt": b"text\0\0\0\0No rights reserved\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(_s15(part) for part in WHITE),
        b"A2B0": _lut8(4, 3, [_lab(*inks) for inks in itertools.product((0, 1), repeat=4)]),
        b"B2A0": _lut8(3, 4, [_inks(*lab) for lab in itertools.product((0, 1), repeat=3)]),
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += struct.pack(">6H", 2026, 11, 25, 0, 0, 0) + b"acsp" + bytes(28)
    return (head + b"".join(_s15(part) for part in WHITE)).ljust(128, b"\0")


def _s15(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def _desc(text: str) -> bytes:
    words = text.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + bytes(4 + 4 + 2 + 1 + 67)


def _lut8(inputs: int, outputs: int, grid: list[tuple[int, ...]]) -> bytes:
    """Return a table with two points per input and straight curves."""
    straight = bytes(range(256))
    head = b"mft1\0\0\0\0" + bytes([inputs, outputs, 2, 0])
    head += b"".join(_s15(part) for part in (1, 0, 0, 0, 1, 0, 0, 0, 1))
    return head + straight * inputs + b"".join(bytes(point) for point in grid) + straight * outputs


def _lab(cyan: int, magenta: int, yellow: int, black: int) -> tuple[int, int, int]:
    """Return a rough colour of full inks, in Lab as 8 bits: it only has to be darker with more ink."""
    lightness = max(0, 255 - 60 * (cyan + magenta + yellow) - 220 * black)
    return lightness, max(0, min(255, 128 - 40 * cyan + 70 * magenta)), max(0, min(255, 128 - 50 * cyan + 90 * yellow))


def _inks(lightness: int, _a: int, _b: int) -> tuple[int, int, int, int]:
    return (0, 0, 0, 0) if lightness else (0, 0, 0, 255)

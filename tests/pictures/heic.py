"""HEIC files for tests: one small picture in HEVC, in boxes that say how the camera was held and what colours mean.

Nothing that is installed writes HEVC, so what is in the boxes was written once; it is the picture of ``marked.py``.
"""

import base64
import struct

CONFIGURATION = base64.b64decode(
    "AQNwAAAAkAAAAAAAP/AA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAP7oCQGEAAQAsQgEBA3AAAAMAkAAAAwAAAwA/oAyIBQWW"
    "6kkprm4CGgwIAAADAMgAAAMACEBiAAEAB0QBwXKwYkA="
)
PIXELS = base64.b64decode(
    "AAABJigBrwnKIf2UQEYhOXVf//pf///0wdyH7J8p0HMPFX1w+5X/67Xrv4Xzf/718deIVveEgNs2bNRlL/BL2qAPOF4dhFy2xCW8euiTGsX+"
    "BCO3P+4kN0fvyWTmxh9BxIw9VGZqOgn2l/8lfKOqbB66BrZ3Nh6mJphpJCEVkgAAAwAAAwAAAwAAAwAqoJxA5Pof//C1EB/L+T3/ynvWFXYV"
    "Dn/u5szzy0tFk6AzZ5Ny3x9gN5Oh6Oy+yNHYgB0gYka1Z6P9LrDe5lFEEtoGHzxRhwr7S5XA1cOw+UfJFoJv41OFEvUB1AAMkAGIAFuAKYAR"
    "8LAAA7gAcIAZAA/wDlAAAA9InYAYwA3gDOAAAAMAAAMAAEnAjYBLgAAAAwAAAwAAAwAAAwAj4A=="
)
TURNS = {  # EXIF orientation -> mirrored about which axis first, then turned left by how many quarters
    1: (None, 0),
    2: (1, 0),
    3: (None, 2),
    4: (0, 0),
    5: (1, 1),
    6: (None, 3),
    7: (1, 3),
    8: (None, 1),
}


def heic(orientation: int = 1, profile: bytes | None = None) -> bytes:
    """Return the picture in boxes of ISO/IEC 23008-12, its orientation told as properties, as phones do."""
    axis, quarters = TURNS[orientation]
    properties = [
        _box(b"hvcC", CONFIGURATION),
        _full(b"ispe", struct.pack(">II", 400, 320)),
        *([_box(b"colr", b"prof" + profile)] if profile else []),
        *([_box(b"imir", bytes([axis]))] if axis is not None else []),
        *([_box(b"irot", bytes([quarters]))] if quarters else []),
    ]
    brands = _box(b"ftyp", b"heic", struct.pack(">I", 0), b"mif1heic")
    size = len(brands) + len(_meta(properties, 0)) + 8
    return brands + _meta(properties, size) + _box(b"mdat", PIXELS)


def _meta(properties: list[bytes], pixels_at: int) -> bytes:
    item = _full(b"infe", struct.pack(">HH", 1, 0) + b"hvc1\0", version=2)
    places = [0x80 * (number == 1) + number for number in range(1, len(properties) + 1)]
    return _full(
        b"meta",
        _full(b"hdlr", bytes(4) + b"pict" + bytes(13)),
        _full(b"pitm", struct.pack(">H", 1)),
        _full(b"iloc", struct.pack(">BBHHHHII", 0x44, 0, 1, 1, 0, 1, pixels_at, len(PIXELS))),
        _full(b"iinf", struct.pack(">H", 1), item),
        _box(
            b"iprp",
            _box(b"ipco", *properties),
            _full(b"ipma", struct.pack(">IHB", 1, 1, len(places)) + bytes(places)),
        ),
    )


def _box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def _full(name: bytes, *parts: bytes, version: int = 0) -> bytes:
    return _box(name, struct.pack(">I", version << 24), *parts)

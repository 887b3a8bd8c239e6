"""Terrain as GeoTIFF, made up: in strips as Pillow writes it, or in tiles as surveying offices do."""

import io
import struct
import zlib

import numpy as np
from PIL import Image, TiffImagePlugin

SCALE, TIE, MATRIX, KEYS, NOTHING = 33550, 33922, 34264, 34735, 42113
DOUBLE, SHORT, ASCII = 12, 3, 2
TILE_PX = 64


def keys(epsg=25832, *, raster=1, geographic=False):
    """Return the key directory; without ``epsg`` it names no coordinate system."""
    rows = [(1024, 0, 1, 2 if geographic else 1), (1025, 0, 1, raster)]
    rows += [(2048 if geographic else 3072, 0, 1, epsg)] if epsg else []
    return (1, 1, 0, len(rows), *(number for row in rows for number in row))


def in_strips(heights, *, corner, step=(1.0, 1.0), directory=None, nothing="-9999", matrix=(), compression=None):
    """Return a file of (rows, columns) heights whose north-western corner is at ``corner``."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    found = {NOTHING: (ASCII, nothing)} if nothing else {}
    if matrix:
        found[MATRIX] = (DOUBLE, matrix)
    elif corner:
        found |= {SCALE: (DOUBLE, (*step, 0.0)), TIE: (DOUBLE, (0.0, 0.0, 0.0, *corner, 0.0))}
    found[KEYS] = (SHORT, directory or keys())
    for tag, (kind, value) in found.items():
        tags.tagtype[tag] = kind
        tags[tag] = value
    stream = io.BytesIO()
    Image.fromarray(heights).save(stream, "TIFF", tiffinfo=tags, compression=compression)
    return stream.getvalue()


def in_tiles(heights, *, corner):
    """Return the same of float32 in tiles, each packed by deflate, as big as 64 by 64 pixels."""
    high, wide = heights.shape
    down, across = -(-high // TILE_PX), -(-wide // TILE_PX)
    whole = np.full((down * TILE_PX, across * TILE_PX), -9999, np.float32)
    whole[:high, :wide] = heights
    tiles = [
        zlib.compress(np.ascontiguousarray(whole[y : y + TILE_PX, x : x + TILE_PX]).tobytes())
        for y in range(0, down * TILE_PX, TILE_PX)
        for x in range(0, across * TILE_PX, TILE_PX)
    ]
    body, places = b"", []
    for tile in tiles:
        places.append(8 + len(body))
        body += tile + bytes(len(tile) % 2)
    entries = [
        (256, "H", [wide]),
        (257, "H", [high]),
        (258, "H", [32]),
        (259, "H", [8]),
        (262, "H", [1]),
        (277, "H", [1]),
        (322, "H", [TILE_PX]),
        (323, "H", [TILE_PX]),
        (324, "I", places),
        (325, "I", [len(tile) for tile in tiles]),
        (339, "H", [3]),
        (SCALE, "d", [1.0, 1.0, 0.0]),
        (TIE, "d", [0.0, 0.0, 0.0, *corner, 0.0]),
        (KEYS, "H", keys()),
        (NOTHING, "s", b"-9999\0"),
    ]
    at = 8 + len(body)
    rows, more = b"", b""
    after = at + 2 + 12 * len(entries) + 4
    for tag, kind, values in entries:
        raw = values if kind == "s" else struct.pack(f"<{len(values)}{kind}", *values)
        if len(raw) > 4:
            inline = struct.pack("<I", after + len(more))
            more += raw + bytes(len(raw) % 2)
        else:
            inline = raw.ljust(4, b"\0")
        rows += struct.pack("<HHI", tag, {"s": 2, "H": 3, "I": 4, "d": 12}[kind], len(values)) + inline
    return struct.pack("<2sHI", b"II", 42, at) + body + struct.pack("<H", len(entries)) + rows + bytes(4) + more

"""Photographs inside of a document: a JPEG without what cameras and programs wrote beside its pixels."""

START, SCAN = 0xD8, 0xDA
TELLING = {0xE1, 0xED, 0xFE}  # Exif and XMP, IPTC, comments


def bare(raw: bytes) -> bytes:
    """Return a JPEG without these segments; what is no JPEG as it is."""
    if raw[:2] != bytes((0xFF, START)):
        return raw
    kept, at = [raw[:2]], 2
    while at + 4 <= len(raw) and raw[at] == 0xFF and raw[at + 1] != SCAN:
        length = 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if length < 4:
            return raw
        if raw[at + 1] not in TELLING:
            kept.append(raw[at : at + length])
        at += length
    return b"".join([*kept, raw[at:]])

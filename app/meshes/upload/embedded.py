"""Embedded: what a document brings along in ``data:`` addresses is laid beside its binary chunk, as if it always were.

Afterwards every buffer view lies in one chunk, and every picture in a buffer view.  What lies outside of the file stays
where it is, and is refused later.
"""

import base64
import binascii
from typing import Any
from urllib.parse import unquote_to_bytes

from app.meshes.upload.reading import MalformedError, things, whole

ALIGNED_TO = 4


def embedded(document: dict[str, Any], binary: memoryview) -> tuple[dict[str, Any], memoryview]:
    """Return document and binary chunk with everything of ``data:`` addresses in the chunk.  Raises MalformedError."""
    buffers, images = things(document, "buffers"), things(document, "images")
    if not any(_is_inside(each) for each in (*buffers, *images)):
        return document, binary
    content = bytearray(binary)
    starts = [_laid(content, _decoded(str(each["uri"]))) if _is_inside(each) else 0 for each in buffers]
    views = [_moved(view, starts, buffers) for view in things(document, "bufferViews")]
    pictures = []
    for image in images:
        if _is_inside(image):
            raw = _decoded(str(image["uri"]))
            views.append({"buffer": 0, "byteOffset": _laid(content, raw), "byteLength": len(raw)})
            image = {name: said for name, said in image.items() if name != "uri"} | {"bufferView": len(views) - 1}
        pictures.append(image)
    outside = [each for each in buffers if "uri" in each and not _is_inside(each)]
    whole_one = {"byteLength": len(content)}
    changed = {"buffers": [whole_one, *outside], "bufferViews": views, "images": pictures}
    return document | {name: found for name, found in changed.items() if found}, memoryview(bytes(content))


def _is_inside(given: dict[str, Any]) -> bool:
    address = given.get("uri")
    return isinstance(address, str) and address[:5].lower() == "data:"


def _decoded(address: str) -> bytes:
    """Return what a ``data:`` address holds (RFC 2397)."""
    head, comma, said = address.partition(",")
    if not comma:
        raise MalformedError("data:")
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(said)
    try:
        return base64.b64decode(b"".join(unquote_to_bytes(said).split()), validate=True)
    except (binascii.Error, ValueError):
        raise MalformedError("data:") from None


def _laid(content: bytearray, raw: bytes) -> int:
    """Add bytes at the end, aligned, and return where they begin."""
    content += b"\0" * (-len(content) % ALIGNED_TO)
    start = len(content)
    content += raw
    return start


def _moved(view: dict[str, Any], starts: list[int], buffers: list[dict[str, Any]]) -> dict[str, Any]:
    number = whole(view.get("buffer"))
    if number >= len(buffers) or (number and not _is_inside(buffers[number])):
        return view  # of another file, or of none
    return view | {"buffer": 0, "byteOffset": starts[number] + whole(view.get("byteOffset"))}

"""Embedded: what a document brings along in ``data:`` addresses is laid beside its binary chunk, as if it always were.

Afterwards every buffer view lies in one chunk, and every picture in a buffer view.  What lies outside of the file stays
where it is, and is refused later.
"""

import base64
import binascii
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from app.meshes.upload.reading import MalformedError, inner, things, whole

ALIGNED_TO = 4
PACKED = ("EXT_meshopt_compression", "KHR_meshopt_compression")


def embedded(
    document: dict[str, object], binary: memoryview, beside: Callable[[str], bytes | None] = lambda _address: None
) -> tuple[dict[str, object], memoryview]:
    """Return document and binary chunk with everything of ``data:`` addresses in the chunk.

    ``beside`` returns the content of other addresses, where files lie together.  Raises MalformedError.
    """
    buffers, images = things(document, "buffers"), things(document, "images")
    contents = [_content(each, beside) for each in (*buffers, *images)]
    if all(raw is None for raw in contents):
        return document, binary
    content = bytearray(binary)
    starts = [None if raw is None else _laid(content, raw) for raw in contents[: len(buffers)]]
    views = [_moved(view, starts) for view in things(document, "bufferViews")]
    pictures = []
    for image, raw in zip(images, contents[len(buffers) :], strict=True):
        if raw is not None:
            views.append({"buffer": 0, "byteOffset": _laid(content, raw), "byteLength": len(raw)})
            image = {name: said for name, said in image.items() if name != "uri"} | {"bufferView": len(views) - 1}
        pictures.append(image)
    outside = [each for each, start in zip(buffers, starts, strict=True) if "uri" in each and start is None]
    whole_one = {"byteLength": len(content)}
    changed = {"buffers": [whole_one, *outside], "bufferViews": views, "images": pictures}
    return document | {name: found for name, found in changed.items() if found}, memoryview(bytes(content))


def _content(given: dict[str, object], beside: Callable[[str], bytes | None]) -> bytes | None:
    address = given.get("uri")
    if not isinstance(address, str):
        return None
    return _decoded(address) if address[:5].lower() == "data:" else beside(address)


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


def _moved(view: dict[str, object], starts: list[int | None]) -> dict[str, object]:
    """Return a view of the one chunk, and the packed bytes that an extension says it has as well."""
    extensions = inner(view, "extensions")
    packed = {name: _moved(inner(extensions, name), starts) for name in PACKED if name in extensions}
    if packed:
        view = view | {"extensions": extensions | packed}
    number = whole(view.get("buffer"))
    start = starts[number] if number < len(starts) else None
    if start is None:
        return view  # of another file, of none, or of the chunk
    return view | {"buffer": 0, "byteOffset": start + whole(view.get("byteOffset"))}

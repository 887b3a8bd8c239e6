"""A binary chunk that grows while things are unpacked, with the views into it."""

from app.meshes.upload.reading import MalformedError, things

MOST_BYTES = 600_000_000  # of all that a file is unpacked to
ALIGNED_TO = 4


class Chunk:
    """The binary chunk of a document, and its buffer views, which grow."""

    def __init__(self, document: dict[str, object], binary: memoryview) -> None:
        self.document = document
        self.views: list[dict[str, object]] = list(things(document, "bufferViews"))
        self._content = bytearray(binary)
        self.has_grown = False

    def start_of(self, raw: bytes) -> int:
        """Add bytes, aligned, and return where they begin.  Raises MalformedError for more than anybody may unpack."""
        self._content += b"\0" * (-len(self._content) % ALIGNED_TO)
        if len(self._content) + len(raw) > MOST_BYTES:
            raise MalformedError("zu viel")
        start, self.has_grown = len(self._content), True
        self._content += raw
        return start

    def view_of(self, raw: bytes) -> int:
        """Add bytes and return the number of a new view of them."""
        self.views.append({"buffer": 0, "byteOffset": self.start_of(raw), "byteLength": len(raw)})
        return len(self.views) - 1

    def written(self, *extensions: str, **changed: object) -> tuple[dict[str, object], memoryview]:
        """Return the document with what has ``changed``, which needs those extensions no longer, and the chunk."""
        document = {**self.document, **changed, "bufferViews": self.views}
        for field in ("extensionsUsed", "extensionsRequired"):
            if isinstance(names := document.get(field), list):
                document[field] = [name for name in names if name not in extensions]
        return document, memoryview(bytes(self._content))

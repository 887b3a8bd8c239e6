"""Given: what a reader makes of a file, whatever its format: a glTF 2.0 document and its one binary chunk."""

from dataclasses import dataclass

from app.meshes.upload.wishes import Unit, Up


@dataclass(frozen=True, kw_only=True)
class Given:
    """A document as glTF 2.0 has it, all of whose buffer views lie in ``binary``.

    ``unit`` and ``up`` are what the format says of itself; "auto" where it says nothing that one could rely on.
    ``step`` is how finely the points were stored before the reader moved them, in the file's unit; 0 where it did not.
    """

    document: dict[str, object]
    binary: memoryview
    unit: Unit = "auto"
    up: Up = "auto"
    step: float = 0.0

"""Given: what a reader makes of a file, whatever its format: a glTF 2.0 document and its one binary chunk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.meshes.upload.wishes import Unit, Up

ToldBy = Literal["map", "site", "guess"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where on earth the origin of a document is (WGS 84, degrees), as far as its file says.

    ``rotation_deg`` is the bearing of −Z of the upright document, clockwise from true north.  ``told_by`` a map
    conversion it is exact, by what is said of the site rough, and as a guess to be looked at closely.
    """

    lat: float | None = None
    lon: float | None = None
    rotation_deg: float | None = None
    told_by: ToldBy = "map"


@dataclass(frozen=True, kw_only=True)
class Given:
    """A document as glTF 2.0 has it, all of whose buffer views lie in ``binary``.

    ``unit`` and ``up`` are what the format says of itself; "auto" where it says nothing that one could rely on.
    ``step`` is how finely the points were stored before the reader moved them, in the file's unit; 0 where it did not.
    ``parts`` are all that a person may show or hide, with the role that the format gives them or ``HIDDEN``; where it
    knows of none, the names of nodes tell.
    """

    document: dict[str, object]
    binary: memoryview
    unit: Unit = "auto"
    up: Up = "auto"
    step: float = 0.0
    parts: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None

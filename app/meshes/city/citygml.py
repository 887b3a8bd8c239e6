"""CityGML 1.0, 2.0 and 3.0 (OGC 08-007, 12-019, 20-010): one city object after the other, in one pass over the file.

It is read with expat directly, without a tree: a tile has millions of elements, of which a few dozen names count.
Names are taken without their namespace, in which the three versions differ more than in anything else.
Declarations of types and entities are refused before any of them is expanded, and nothing is ever fetched.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat

from app.i18n import N_
from app.meshes.city.objects import (
    BUILDING,
    LOOKS,
    OTHER,
    TEMPLATES,
    TERRAIN,
    CityError,
    CityObject,
    Kind,
    LeftOut,
    Part,
    Polygon,
)
from app.meshes.city.tile_file import TileFile

CHUNK_BYTES = 1_000_000
LONGEST_NAME = 60
MOST_MEANT = 1_000_000
BEST_LOD = 3  # in the fourth the rooms are in the way

OBJECTS: Mapping[str, Kind] = {
    **dict.fromkeys(("Building", "BuildingPart", "BuildingInstallation", "BuildingUnit", "Storey"), BUILDING),
    **dict.fromkeys(("Bridge", "BridgePart", "BridgeInstallation", "BridgeConstructionElement"), BUILDING),
    **dict.fromkeys(("Tunnel", "TunnelPart", "TunnelInstallation", "OtherConstruction"), BUILDING),
    **dict.fromkeys(("TINRelief", "LandUse", "WaterBody", "PlantCover"), TERRAIN),
    **dict.fromkeys(("Road", "Railway", "Track", "Square", "TransportationComplex"), TERRAIN),
    **dict.fromkeys(("CityFurniture", "SolitaryVegetationObject", "GenericCityObject"), OTHER),
}
PARTS: Mapping[str, Part] = {
    "RoofSurface": "roof",
    "OuterFloorSurface": "roof",
    "WallSurface": "wall",
    "OuterCeilingSurface": "wall",
    "GroundSurface": "ground",
    "Window": "window",
    "WindowSurface": "window",
    "Door": "door",
    "DoorSurface": "door",
}
LEFT_OUT = {  # what is inside, what is only thought of, and what has coordinates of its own
    *("Room", "BuildingRoom", "IntBuildingInstallation", "BuildingFurniture", "HollowSpace"),
    *("InteriorWallSurface", "CeilingSurface", "FloorSurface", "ClosureSurface"),
    *("ImplicitGeometry", "Appearance", "ParameterizedTexture", "GeoreferencedTexture", "X3DMaterial"),
}
TOLD: Mapping[str, LeftOut] = {  # of these people miss something
    **dict.fromkeys(("ParameterizedTexture", "GeoreferencedTexture", "X3DMaterial"), LOOKS),
    "ImplicitGeometry": TEMPLATES,
}
FACES = {"Polygon", "PolygonPatch", "Triangle", "Rectangle"}
HOLDERS = {"MultiSurface", "CompositeSurface", "Surface", "OrientableSurface", "Solid", "Shell", "TriangulatedSurface"}
RINGS = {"LinearRing", "Ring"}
TEXTS = {"posList", "pos", "coordinates"}
LOD = re.compile(r"lod(\d)(?!TerrainIntersection)")

NO_XML = N_("Die Datei ist kein lesbares XML (Zeile %(line)s).")
NO_CITY = N_("Das ist XML, aber kein CityGML: Es beginnt mit „%(name)s“.")
DECLARES = N_("Die Datei bringt eine Dokumenttyp-Erklärung (DOCTYPE) mit. Solche Dateien lesen wir nicht.")
NO_NUMBER = N_("Bei „%(id)s“ steht etwas anderes als Zahlen, wo Koordinaten stehen sollen.")
AGAIN = N_("Bitte die Datei noch einmal als CityGML ausgeben oder herunterladen.")


@dataclass(slots=True)
class _Open:
    """A city object that has begun and not ended: its polygons by level of detail, and those of its parts."""

    id: str
    kind: Kind
    reference: str = ""
    name: str = ""
    found: dict[int, list[tuple[Part, tuple[str, ...], tuple[list[float], ...]]]] = field(default_factory=dict)
    inner: list[Polygon] = field(default_factory=list)
    inner_lod: int = 0


def objects(raw: memoryview | TileFile, left_out: set[LeftOut] | None = None) -> Iterator[CityObject]:
    """Yield the city objects of a file.  Raises CityError if it is none, or ends too early.

    To ``left_out`` is added what the file has and nobody gets.
    """
    reading = _Reading(set() if left_out is None else left_out)
    for start in range(0, len(raw) or 1, CHUNK_BYTES):
        reading.feed(bytes(raw[start : start + CHUNK_BYTES]), is_last=start + CHUNK_BYTES >= len(raw))
        yield from reading.ready
        reading.ready.clear()


class _Reading:
    """What is open where the parser is.

    ``texts`` collects coordinates while a ring is open; ``out`` counts how many elements are open whose content is
    left out; ``lods``, ``parts`` and ``references`` are stacks, of which the last counts.
    """

    def __init__(self, left_out: set[LeftOut]) -> None:
        self.ready: list[CityObject] = []
        self._left_out = left_out
        self._open: list[_Open] = []
        self._lods: list[int] = []
        self._parts: list[Part] = []
        self._references: list[tuple[str, str]] = []
        self._ids: list[str] = []
        self._meant: dict[str, Part] = {}
        self._rings: list[list[float]] | None = None
        self._text: list[str] = []
        self._tells: Literal["", "numbers", "name"] = ""
        self._out = 0
        self._whole = ""
        self._acts = _Acts()
        self._begins: dict[str, Callable[[str, dict[str, str]], None]] = {
            "object": self._begin_object,
            "lod": self._begin_lod,
            "part": self._begin_part,
            "holder": self._begin_holder,
            "face": self._begin_face,
            "ring": self._begin_ring,
            "text": self._begin_text,
            "name": self._begin_name,
            "member": self._begin_member,
            "out": self._begin_out,
        }
        self._ends: dict[str, Callable[[], object]] = {
            "object": self._end_object,
            "lod": self._lods.pop,
            "part": self._parts.pop,
            "holder": self._ids.pop,
            "face": self._end_face,
            "ring": self._end_ring,
            "text": self._heard,
            "name": self._heard,
            "member": _nothing,
            "out": self._end_out,
        }
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 65_536
        parser.StartDoctypeDeclHandler = _declared
        parser.EntityDeclHandler = _declared
        parser.StartElementHandler = self._first
        parser.EndElementHandler = self._end

    def feed(self, chunk: bytes, *, is_last: bool) -> None:
        """Read on.  Raises CityError."""
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            raise CityError(NO_XML, AGAIN, line=error.lineno) from error

    def _first(self, name: str, attributes: dict[str, str]) -> None:
        if (local := _local(name)) != "CityModel" and local not in OBJECTS:
            raise CityError(NO_CITY, AGAIN, name=name[:40])
        self._parser.StartElementHandler = self._start
        self._start(name, attributes)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        act, local = self._acts[name]
        if attributes and "srsName" in attributes:
            self._refer(local, name, attributes["srsName"])
        if act and (not self._out or act == "out"):
            self._begins[act](local, attributes)

    def _end(self, name: str) -> None:
        act, _ = self._acts[name]
        if act and (not self._out or act == "out"):
            self._ends[act]()
        if self._references and self._references[-1][0] == name:
            self._references.pop()

    def _refer(self, local: str, name: str, reference: str) -> None:
        if local == "Envelope":
            self._whole = self._whole or reference
        else:
            self._references.append((name, reference))

    def _begin_object(self, local: str, attributes: dict[str, str]) -> None:
        self._open.append(_Open(_id(attributes), OBJECTS[local]))

    def _begin_lod(self, local: str, _attributes: dict[str, str]) -> None:
        self._lods.append(int(local[3]))

    def _begin_part(self, local: str, _attributes: dict[str, str]) -> None:
        self._parts.append(PARTS[local])

    def _begin_holder(self, _local: str, attributes: dict[str, str]) -> None:
        self._ids.append(_id(attributes))

    def _begin_face(self, _local: str, attributes: dict[str, str]) -> None:
        self._rings = []
        self._ids.append(_id(attributes))

    def _begin_ring(self, _local: str, _attributes: dict[str, str]) -> None:
        if self._rings is not None:
            self._rings.append([])

    def _begin_text(self, _local: str, _attributes: dict[str, str]) -> None:
        if self._rings is not None:
            self._listen("numbers")

    def _begin_name(self, _local: str, _attributes: dict[str, str]) -> None:
        if len(self._open) == 1 and not self._parts and not self._open[0].name:
            self._listen("name")

    def _begin_member(self, _local: str, attributes: dict[str, str]) -> None:
        """Note what a face is that stands elsewhere."""
        target = attributes.get("xlink:href", "")
        if target and self._parts and len(self._meant) < MOST_MEANT:
            self._meant[target.rpartition("#")[2]] = self._parts[-1]

    def _begin_out(self, local: str, _attributes: dict[str, str]) -> None:
        self._out += 1
        if local in TOLD:
            self._left_out.add(TOLD[local])

    def _end_out(self) -> None:
        self._out -= 1

    def _listen(self, tells: Literal["numbers", "name"]) -> None:
        self._tells = tells
        self._text.clear()
        self._parser.CharacterDataHandler = self._text.append

    def _heard(self) -> None:
        if not self._tells:
            return
        self._parser.CharacterDataHandler = None
        text, tells, self._tells = "".join(self._text), self._tells, ""
        if tells == "name":
            self._open[0].name = text.strip()[:LONGEST_NAME]
        elif self._rings:
            self._rings[-1] += self._numbers(text)

    def _numbers(self, text: str) -> list[float]:
        try:
            return [float(each) for each in text.replace(",", " ").split()]
        except ValueError as error:
            of = self._open[0].id if self._open else ""
            raise CityError(NO_NUMBER, AGAIN, id=of[:LONGEST_NAME]) from error

    def _end_ring(self) -> None:
        if self._rings and len(self._rings[-1]) % 3:
            self._rings.pop()  # footprints without heights

    def _end_face(self) -> None:
        rings, self._rings = self._rings, None
        names = tuple(each for each in self._ids if each)
        self._ids.pop()
        lod = self._lods[-1] if self._lods else 1
        if not rings or not self._open or not 1 <= lod <= BEST_LOD:
            return
        part: Part = self._parts[-1] if self._parts else "other"
        self._open[-1].found.setdefault(lod, []).append((part, names, tuple(rings)))
        if self._references:
            self._open[0].reference = self._references[-1][1]

    def _end_object(self) -> None:
        done = self._open.pop()
        best = max(done.found, default=0)
        if best < done.inner_lod:
            best = 0
        own = [Polygon(self._part(part, names), rings) for part, names, rings in done.found.get(best, ())]
        polygons = [*_each_once(own), *done.inner]
        if self._open:
            self._open[-1].inner += polygons
            self._open[-1].inner_lod = max(self._open[-1].inner_lod, best, done.inner_lod)
            return
        self._meant.clear()
        reference = done.reference or self._whole
        self.ready.append(CityObject(done.id, done.name, done.kind, reference, tuple(polygons)))

    def _part(self, part: Part, names: tuple[str, ...]) -> Part:
        if part != "other" or not self._meant:
            return part
        return next((self._meant[name] for name in reversed(names) if name in self._meant), "other")


class _Acts(dict[str, tuple[str, str]]):
    """What is done at an element, by its whole name; found once for each."""

    def __missing__(self, name: str) -> tuple[str, str]:
        local = _local(name)
        kinds = {
            "object": OBJECTS,
            "part": PARTS,
            "out": LEFT_OUT,
            "face": FACES,
            "holder": HOLDERS,
            "ring": RINGS,
            "text": TEXTS,
            "name": {local} if name == "gml:name" else (),
            "member": {"surfaceMember", "baseSurface"},
            "lod": {local} if LOD.match(local) else (),
        }
        self[name] = next((act for act, names in kinds.items() if local in names), ""), local
        return self[name]


def _each_once(polygons: list[Polygon]) -> list[Polygon]:
    """Return faces without those that come again without a meaning, as the solid beside what bounds it has them."""
    known = {_key(each) for each in polygons if each.part != "other"}
    if not known or len(known) == len(polygons):
        return polygons
    return [each for each in polygons if each.part != "other" or _key(each) not in known]


def _key(polygon: Polygon) -> frozenset[tuple[float, ...]]:
    outer = polygon.rings[0]
    return frozenset(tuple(outer[i : i + 3]) for i in range(0, len(outer), 3))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _id(attributes: dict[str, str]) -> str:
    return attributes.get("gml:id", "") or attributes.get("id", "")


def _nothing() -> None:
    """Let an element end whose beginning said everything."""


def _declared(*_declaration: object) -> None:
    raise CityError(DECLARES, AGAIN)

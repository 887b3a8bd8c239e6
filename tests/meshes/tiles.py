"""Tiles of official building models, made up: the format of North Rhine-Westphalia's LoD2, and others like it.

``LoD2_32_<E>_<N>_1_NW.gml`` is CityGML 1.0 in ETRS89/UTM32 with DHHN2016 heights, a square of a kilometre.  No real
tile is in this repository; the houses here stand nowhere.
"""

import itertools
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

ADV = "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH"
OUTER, INNER = "exterior", "interior"
DECIMALS = 3  # of coordinates, a millimetre
SURFACES = {"roof": "RoofSurface", "wall": "WallSurface", "ground": "GroundSurface", "closure": "ClosureSurface"}
SPACES = {
    "1.0": ("http://www.opengis.net/citygml/1.0", "http://www.opengis.net/citygml/building/1.0", "gml"),
    "2.0": ("http://www.opengis.net/citygml/2.0", "http://www.opengis.net/citygml/building/2.0", "gml"),
    "3.0": ("http://www.opengis.net/citygml/3.0", "http://www.opengis.net/citygml/building/3.0", "gml/3.2"),
}
Point = tuple[float, float, float]  # easting, northing, height
Ring = Sequence[Point]


@dataclass(frozen=True)
class Face:
    """A face: what it is, its outer ring seen from outside, and its holes."""

    part: str
    outer: Ring
    holes: Sequence[Ring] = ()


@dataclass(frozen=True)
class House:
    """A building with its faces, or with parts that have them."""

    id: str
    faces: Sequence[Face] = ()
    parts: Sequence["House"] = field(default=())


def box(name: str, east: float, north: float, *, size=(10.0, 8.0, 6.0), ground=50.0, turn_deg=0.0) -> House:
    """Return a house with a flat roof, turned counter-clockwise about its middle."""
    low = _corners(east, north, size[0], size[1], turn_deg)
    return House(name, _prism(low, ground, ground + size[2]))


def gabled(name: str, east: float, north: float, *, size=(10.0, 8.0, 6.0), ridge=3.0, ground=50.0) -> House:
    """Return a house with a gabled roof, its ridge along the first side."""
    (a, b, c, d), eaves = _corners(east, north, size[0], size[1], 0.0), ground + size[2]
    one = ((a[0] + d[0]) / 2, (a[1] + d[1]) / 2, eaves + ridge)
    two = ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2, eaves + ridge)
    at = [(*each, eaves) for each in (a, b, c, d)]
    foot = [(*each, ground) for each in (a, b, c, d)]
    return House(
        name,
        [
            Face("ground", foot[::-1]),
            Face("wall", [foot[0], foot[1], at[1], at[0]]),
            Face("wall", [foot[2], foot[3], at[3], at[2]]),
            Face("wall", [foot[1], foot[2], at[2], two, at[1]]),
            Face("wall", [foot[3], foot[0], at[0], one, at[3]]),
            Face("roof", [at[0], at[1], two, one]),
            Face("roof", [at[2], at[3], one, two]),
        ],
    )


def courtyard(name: str, east: float, north: float, *, size=(30.0, 20.0, 10.0), hole=10.0, ground=50.0) -> House:
    """Return a block about a yard: its roof and its ground have a hole."""
    outer, inner = _corners(east, north, size[0], size[1], 0.0), _corners(east, north, hole, hole, 0.0)
    top = ground + size[2]
    walls = [face for face in _prism(outer, ground, top) if face.part == "wall"]
    walls += [Face("wall", face.outer[::-1]) for face in _prism(inner, ground, top) if face.part == "wall"]
    return House(
        name,
        [
            Face("ground", [(*p, ground) for p in outer[::-1]], [[(*p, ground) for p in inner]]),
            Face("roof", [(*p, top) for p in outer], [[(*p, top) for p in inner[::-1]]]),
            *walls,
        ],
    )


def town(count: int, east: float, north: float, *, ground=50.0) -> Iterator[House]:
    """Yield so many houses in rows within a square kilometre whose south-west corner is given."""
    row = max(1, math.isqrt(count))
    for number in range(count):
        x, y = east + 10 + (number % row) * 980 / row, north + 10 + (number // row) * 980 / row
        yield gabled(f"DENW{number:012}", x, y, size=(9.0, 7.0, 5.0 + number % 7), ground=ground)


def citygml(
    houses: Sequence[House],
    *,
    version="1.0",
    reference=ADV,
    lod=2,
    bounds="linked",
    numbers="posList",
    add=(0.0, 0.0),
    on_polygons=False,
) -> bytes:
    """Return a tile.

    ``bounds``: "linked", the solid links to the faces of what bounds it; "solid", it has them itself and nothing bounds
    it; "twice", both have them; "solid linked", it has them and what bounds it links to them.
    ``add`` is added to eastings and northings.  ``on_polygons``: each polygon names the coordinate system.
    """
    return b"".join(
        each.encode()
        for each in pieces(
            houses,
            version=version,
            reference=reference,
            lod=lod,
            bounds=bounds,
            numbers=numbers,
            add=add,
            on_polygons=on_polygons,
        )
    )


def pieces(houses, *, version, reference, lod, bounds, numbers, add, on_polygons) -> Iterator[str]:
    """Yield a tile piece by piece, for those that are as large as real ones."""
    core, building, gml = SPACES[version]
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<core:CityModel xmlns:core="{core}" xmlns:bldg="{building}" xmlns:gml="http://www.opengis.net/{gml}"'
        ' xmlns:gen="http://www.opengis.net/citygml/generics/1.0" xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        "<gml:name>LoD2_32_0_0_1_NW</gml:name>\n"
    )
    if reference and not on_polygons:
        yield (
            f'<gml:boundedBy><gml:Envelope srsDimension="3" srsName="{reference}"><gml:lowerCorner>0 0 0'
            "</gml:lowerCorner><gml:upperCorner>1 1 1</gml:upperCorner></gml:Envelope></gml:boundedBy>\n"
        )
    write = _Writer(lod, bounds, numbers, add, version, f' srsName="{reference}"' if on_polygons else "")
    for house in houses:
        yield f"<core:cityObjectMember>\n{write.building(house, 'Building')}</core:cityObjectMember>\n"
    yield "</core:CityModel>\n"


def cityjson(
    houses: Sequence[House], *, version="2.0", reference="https://www.opengis.net/def/crs/EPSG/0/25832", lod=2
):
    """Return the same as CityJSON, in whole millimetres with a transform."""
    points: dict[tuple[int, int, int], int] = {}
    east, north, _ = houses[0].faces[0].outer[0] if houses[0].faces else houses[0].parts[0].faces[0].outer[0]
    shift = (math.floor(east), math.floor(north), 0)

    def at(point: Point) -> int:
        key = tuple(round((value - by) * 1000) for value, by in zip(point, shift, strict=True))
        return points.setdefault(key, len(points))

    def geometry(house: House) -> list[dict]:
        if not house.faces:
            return []
        kinds = list(dict.fromkeys(SURFACES[face.part] for face in house.faces))
        shell = [[[at(p) for p in ring] for ring in (face.outer, *face.holes)] for face in house.faces]
        values = [[kinds.index(SURFACES[face.part]) for face in house.faces]]
        meant = {"surfaces": [{"type": each} for each in kinds], "values": values}
        found = {"type": "Solid", "lod": lod if version == "1.0" else f"{lod}.2", "boundaries": [shell]}
        return [found | ({"semantics": meant} if lod > 1 else {})]

    things: dict[str, dict] = {}
    for house in houses:
        inner = [each.id for each in house.parts]
        things[house.id] = {"type": "Building", "geometry": geometry(house)} | ({"children": inner} if inner else {})
        for part in house.parts:
            things[part.id] = {"type": "BuildingPart", "geometry": geometry(part), "parents": [house.id]}
    table = {
        "type": "CityJSON",
        "version": version,
        "metadata": {"referenceSystem": reference} if reference else {},
        "transform": {"scale": [0.001] * 3, "translate": shift},
        "CityObjects": things,
        "vertices": list(points),
    }
    return json.dumps(table).encode()


class _Writer:
    def __init__(self, lod: int, bounds: str, numbers: str, add: tuple[float, float], version: str, names: str) -> None:
        self.lod, self.bounds, self.numbers, self.add, self.names = lod, bounds, numbers, add, names
        self.boundary = "core:boundary" if version == "3.0" else "bldg:boundedBy"
        self.lod_space = "core" if version == "3.0" else "bldg"
        self.ids = itertools.count()

    def building(self, house: House, kind: str) -> str:
        faces = [(f"{house.id}_{next(self.ids)}", face) for face in house.faces]
        body = self._solid(house, faces) + self._bounds(house, faces) if faces else ""
        inner = "".join(
            f"<bldg:consistsOfBuildingPart>{self.building(each, 'BuildingPart')}</bldg:consistsOfBuildingPart>\n"
            for each in house.parts
        )
        said = (
            "<core:creationDate>2024-03-01</core:creationDate><core:externalReference><core:externalObject>"
            f"<core:name>{house.id}</core:name></core:externalObject></core:externalReference>"
            '<gen:stringAttribute name="DatenquelleDachhoehe"><gen:value>1000</gen:value></gen:stringAttribute>'
            "<bldg:function>31001_1010</bldg:function><bldg:roofType>3100</bldg:roofType>"
            '<bldg:measuredHeight uom="urn:adv:uom:m">9.000</bldg:measuredHeight>\n'
        )
        return f'<bldg:{kind} gml:id="{house.id}">{said}{body}{inner}</bldg:{kind}>\n'

    def _solid(self, house: House, faces: Sequence[tuple[str, Face]]) -> str:
        if self.bounds == "linked":
            members = "".join(f'<gml:surfaceMember xlink:href="#{name}"/>' for name, _ in faces)
        else:
            members = "".join(self._member(name, face) for name, face in faces)
        tag = f"{self.lod_space}:lod{self.lod}Solid"
        line = self._ring("LineString", faces[0][1].outer)
        return (
            f"<{tag}><gml:Solid><gml:exterior><gml:CompositeSurface>{members}</gml:CompositeSurface></gml:exterior>"
            f"</gml:Solid></{tag}>\n<bldg:lod{self.lod}TerrainIntersection><gml:MultiCurve><gml:curveMember>{line}"
            f"</gml:curveMember></gml:MultiCurve></bldg:lod{self.lod}TerrainIntersection>\n"
        )

    def _bounds(self, house: House, faces: Sequence[tuple[str, Face]]) -> str:
        if self.bounds == "solid":
            return ""
        tag, found = f"{self.lod_space}:lod{self.lod}MultiSurface", ""
        for name, face in faces:
            is_linked = self.bounds == "solid linked"
            member = f'<gml:surfaceMember xlink:href="#{name}"/>' if is_linked else self._member(name, face)
            kind = SURFACES[face.part]
            found += (
                f'<{self.boundary}><bldg:{kind} gml:id="{name}_b"><{tag}><gml:MultiSurface>{member}</gml:MultiSurface>'
                f"</{tag}></bldg:{kind}></{self.boundary}>\n"
            )
        return found

    def _member(self, name: str, face: Face) -> str:
        rings = f"<gml:{OUTER}>{self._ring('LinearRing', face.outer)}</gml:{OUTER}>"
        rings += "".join(f"<gml:{INNER}>{self._ring('LinearRing', hole)}</gml:{INNER}>" for hole in face.holes)
        return f'<gml:surfaceMember><gml:Polygon gml:id="{name}"{self.names}>{rings}</gml:Polygon></gml:surfaceMember>'

    def _ring(self, tag: str, ring: Ring) -> str:
        closed = [(e + self.add[0], n + self.add[1], h) for e, n, h in (*ring, ring[0])]
        said = [f"{e:.{DECIMALS}f} {n:.{DECIMALS}f} {h:.3f}" for e, n, h in closed]
        if self.numbers == "pos":
            return f"<gml:{tag}>" + "".join(f"<gml:pos>{each}</gml:pos>" for each in said) + f"</gml:{tag}>"
        return f'<gml:{tag}><gml:posList srsDimension="3">{" ".join(said)}</gml:posList></gml:{tag}>'


def _corners(east: float, north: float, wide: float, deep: float, turn_deg: float) -> list[tuple[float, float]]:
    """Return the corners of a rectangle about its middle, counter-clockwise seen from above."""
    cos, sin = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
    sides = [(-wide / 2, -deep / 2), (wide / 2, -deep / 2), (wide / 2, deep / 2), (-wide / 2, deep / 2)]
    return [(east + x * cos - y * sin, north + x * sin + y * cos) for x, y in sides]


def _prism(low: Sequence[tuple[float, float]], ground: float, top: float) -> list[Face]:
    faces = [Face("ground", [(*p, ground) for p in low[::-1]]), Face("roof", [(*p, top) for p in low])]
    for a, b in zip(low, (*low[1:], low[0]), strict=True):
        faces.append(Face("wall", [(*a, ground), (*b, ground), (*b, top), (*a, top)]))
    return faces

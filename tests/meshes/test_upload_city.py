"""Official building models are taken in, whatever their version and however they name where they are."""

import json
import math

import numpy as np
import pytest

from app.gauss_krueger import Strip
from app.geodesy import to_local
from app.meshes.city import citygml
from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of, take_in
from app.utm import Zone
from tests.meshes import tiles

EAST, NORTH = 370_500.0, 5_707_500.0
PLACE = Zone(32).place(EAST + 5, NORTH + 17)  # the middle of all houses
HOUSES = [
    tiles.box("flat", EAST - 40, NORTH),
    tiles.gabled("gabled", EAST, NORTH),
    tiles.courtyard("yard", EAST + 40, NORTH),
    tiles.House("two", (), [tiles.box("two_1", EAST, NORTH + 40), tiles.box("two_2", EAST + 10, NORTH + 40)]),
]
TRIANGLES = 12 + 16 + 32 + 24


def taken(raw):
    return take_in(memoryview(raw), name="tile")


def said(made):
    return " ".join(map(str, made.notes))


def refused(raw):
    with pytest.raises(RefusedError) as error:
        taken(raw)
    return str(error.value)


@pytest.mark.parametrize("version", tiles.SPACES)
@pytest.mark.parametrize("bounds", ["linked", "solid", "twice", "solid linked"])
def test_each_face_comes_once_in_the_colour_of_what_it_is(version, bounds):
    made = taken(tiles.citygml(HOUSES, version=version, bounds=bounds))

    assert made.triangles == TRIANGLES
    assert list(made.nodes) == ["flat", "gabled", "yard", "two"]
    assert len(dressed_of(made.glb, name="tile").finishes) == 3
    assert made.size_m[1] == pytest.approx(10.0, abs=0.01)


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0"])
@pytest.mark.parametrize("lod", [1, 2])
def test_cityjson_gives_the_same(version, lod):
    made = taken(tiles.cityjson(HOUSES, version=version, lod=lod))

    assert made.triangles == TRIANGLES
    assert list(made.nodes) == ["flat", "gabled", "yard", "two"]
    assert len(dressed_of(made.glb, name="tile").finishes) == 3


REFERENCES = {
    "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH": 0,
    "urn:adv:crs:ETRS89_UTM32*DE_DHHN92_NH": 0,
    "urn:ogc:def:crs:EPSG::25832": 0,
    "urn:ogc:def:crs:EPSG:6.9:25832": 0,
    "urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::7837": 0,
    "http://www.opengis.net/def/crs/EPSG/0/25832": 0,
    "http://www.opengis.net/gml/srs/epsg.xml#25832": 0,
    "EPSG:25832": 0,
    "EPSG:5555": 0,
    "EPSG:4647": 32e6,
    "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH ": 32e6,
}


@pytest.mark.parametrize(("reference", "add"), REFERENCES.items())
@pytest.mark.parametrize("numbers", ["posList", "pos"])
def test_the_place_is_told_and_north_is_true(reference, add, numbers):
    made = taken(tiles.citygml(HOUSES, reference=reference, add=(add, 0.0), numbers=numbers))

    assert f"{PLACE[0]:.6f}° Nord, {PLACE[1]:.6f}° Ost".replace(".", ",") in said(made)
    assert (made.place.lat, made.place.lon) == pytest.approx(PLACE, abs=1e-7)
    assert (made.place.rotation_deg, made.place.told_by) == (0.0, "map")
    (left, _, _), (right, _, _) = dressed_of(made.glb, name="tile").bounds()
    east, north, _ = to_local(Zone(32).place(EAST + 55, NORTH), Zone(32).place(EAST - 45, NORTH))
    assert north == pytest.approx(2.55, abs=0.01)  # what is east on the grid is a little north of it
    assert right - left == pytest.approx(east + 8 * math.sin(north / east), abs=0.3)


def degrees(house, *, lon_first=False):
    def turned(point):
        lat, lon = Zone(32).place(point[0], point[1])
        return (lon, lat, point[2]) if lon_first else (lat, lon, point[2])

    faces = [
        tiles.Face(face.part, [*map(turned, face.outer)], [[*map(turned, hole)] for hole in face.holes])
        for face in house.faces
    ]
    return tiles.House(house.id, faces)


@pytest.mark.parametrize("lon_first", [False, True])
@pytest.mark.parametrize(
    "reference", ["EPSG:4326", "urn:ogc:def:crs:EPSG::4979", "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4258"]
)
def test_degrees_are_metres_in_whatever_order_they_come(reference, lon_first, monkeypatch):
    monkeypatch.setattr(tiles, "DECIMALS", 9)

    made = taken(tiles.citygml([degrees(tiles.box("flat", EAST, NORTH), lon_first=lon_first)], reference=reference))

    wide, high, deep = made.size_m
    turn = math.radians(1.461)
    assert wide == pytest.approx(10 * math.cos(turn) + 8 * math.sin(turn), abs=0.02)
    assert deep == pytest.approx(8 * math.cos(turn) + 10 * math.sin(turn), abs=0.02)
    assert high == pytest.approx(6.0)
    assert "7,1341" in said(made)


def test_the_next_zone_lies_in_the_east():
    berlin = (52.5, 13.4)
    east, north = Zone(33).numbers(berlin)

    made = taken(tiles.citygml([tiles.box("flat", east, north)], reference="EPSG:25833"))

    assert "52,5000" in said(made) and "13,4000" in said(made)


def test_each_polygon_may_name_where_it_is():
    assert "51,50" in said(taken(tiles.citygml(HOUSES, on_polygons=True)))


def test_without_a_system_it_is_metres_and_the_place_is_asked_for():
    made = taken(tiles.citygml(HOUSES, reference=""))

    assert (made.triangles, made.place) == (TRIANGLES, None)
    assert "Bitte auf der Karte zeigen" in said(made)


def test_a_yard_stays_open():
    made = taken(tiles.citygml([tiles.courtyard("yard", EAST, NORTH)]))
    dressed = dressed_of(made.glb, name="tile")
    points = np.concatenate([p.positions[p.triangles] for p in dressed.meshes[0].primitives])
    normals = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    areas = np.linalg.norm(normals, axis=1) / 2

    assert areas[normals[:, 1] > 0.9 * areas].sum() == pytest.approx(30 * 20 - 10 * 10, rel=1e-3)
    assert areas.sum() == pytest.approx(2 * 500 + 100 * 10 + 40 * 10, rel=1e-3)


def test_faces_look_outward():
    made = taken(tiles.citygml([tiles.gabled("gabled", EAST, NORTH)]))
    points = np.concatenate(
        [p.positions[p.triangles] for p in dressed_of(made.glb, name="tile").meshes[0].primitives]
    ).astype(float)
    normals = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])

    assert (((points.mean(axis=1) - (0, 4, 0)) * normals).sum(axis=1) > 0).all()


@pytest.mark.parametrize("reference", ["urn:adv:crs:DE_DHDN_3GK2*DE_DHHN92_NH", "EPSG:31466"])
def test_numbers_of_the_old_surveys_stand_where_those_of_today_do(reference):
    def turned(point):
        return (*Strip(2).numbers(Zone(32).place(*point[:2])), point[2])

    old = [
        tiles.House(each.id, [tiles.Face(face.part, [*map(turned, face.outer)]) for face in each.faces])
        for each in HOUSES[:2]
    ]

    made, wanted = taken(tiles.citygml(old, reference=reference)), taken(tiles.citygml(HOUSES[:2]))

    assert (made.place.lat, made.place.lon) == pytest.approx((wanted.place.lat, wanted.place.lon), abs=1e-7)
    assert made.size_m == pytest.approx(wanted.size_m, abs=0.01)


LINES = b"<a/>" * 10
BAD = {
    "a declaration": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><CityModel/>', "DOCTYPE"),
    "cut off": (tiles.citygml(HOUSES)[:5000], "kein lesbares XML"),
    "another XML": (b"<kml>" + LINES + b"CityModel</kml>", "Google Earth"),
    "no building": (tiles.citygml([]), "kein Gebäude"),
    "footprints alone": (tiles.citygml(HOUSES, lod=0), "kein Gebäude"),
    "rooms": (tiles.citygml(HOUSES, lod=4), "kein Gebäude"),
    "an unknown system": (tiles.citygml(HOUSES, reference="EPSG:3857"), "EPSG:3857"),
    "outside of its system": (tiles.citygml(HOUSES, reference="EPSG:4326"), "außerhalb"),
    "words for numbers": (tiles.citygml(HOUSES).replace(b"50.000", b"fifty"), "etwas anderes als Zahlen"),
    "no numbers": (tiles.citygml(HOUSES).replace(b"50.000", b"nan"), "keine endlichen Zahlen"),
    "a whole tile": (tiles.citygml([*tiles.town(2001, EAST, NORTH)]), "mehr als 2.000 Gebäude"),
    "a stray building": (tiles.citygml([*HOUSES, tiles.box("far", 0, 0)]), "verteilt"),
    "JSON cut off": (tiles.cityjson(HOUSES)[:2000], "bricht mittendrin ab"),
    "points that are not there": (
        json.dumps(json.loads(tiles.cityjson(HOUSES)) | {"vertices": []}).encode(),
        "widerspricht sich selbst",
    ),
    "no objects": (b'{"type": "CityJSON", "version": "2.0", "vertices": []}', "widerspricht sich selbst"),
}


@pytest.mark.parametrize(("raw", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_a_sentence(raw, words):
    assert words in refused(raw)


def test_lines_of_a_sequence_are_features():
    table = json.loads(tiles.cityjson(HOUSES))
    things, first = table["CityObjects"], table | {"CityObjects": {}, "vertices": []}
    features = [
        {"type": "CityJSONFeature", "id": name, "CityObjects": {name: things[name]}, "vertices": table["vertices"]}
        for name in ("flat", "gabled", "yard")
    ]
    lines = b"\n".join(json.dumps(each).encode() for each in (first, *features))

    assert list(taken(lines).nodes) == ["flat", "gabled", "yard"]


def test_a_tile_is_read_object_by_object():
    raw = memoryview(tiles.citygml([*tiles.town(400, EAST, NORTH)]))

    found = citygml.objects(raw)

    assert next(found).id == "DENW000000000000"
    assert sum(1 for _ in found) == 399


APPEARANCE = (
    '<core:appearanceMember xmlns:app="x"><app:Appearance><app:surfaceDataMember><app:{kind}><app:target>#flat'
    "</app:target></app:{kind}></app:surfaceDataMember></app:Appearance></core:appearanceMember></core:CityModel>"
)
TREE = (
    '<core:cityObjectMember><veg:SolitaryVegetationObject xmlns:veg="x"><veg:lod2ImplicitRepresentation>'
    "<core:ImplicitGeometry/></veg:lod2ImplicitRepresentation></veg:SolitaryVegetationObject></core:cityObjectMember>"
    "</core:CityModel>"
)


def with_more(raw, **more):
    """Return CityJSON with that beside what it has; ``tree`` is one more object."""
    table = json.loads(raw)
    table["CityObjects"] |= {"tree": more.pop("tree")} if "tree" in more else {}
    return json.dumps(table | more).encode()


GML, JSON = tiles.citygml(HOUSES), tiles.cityjson(HOUSES)
INSTANCE = {"type": "SolitaryVegetationObject", "geometry": [{"type": "GeometryInstance", "boundaries": [0]}]}
LOST = {
    "nothing": (GML, ""),
    "nothing of JSON": (JSON, ""),
    "textures": (
        GML.replace(b"</core:CityModel>", APPEARANCE.format(kind="ParameterizedTexture").encode()),
        "Texturen",
    ),
    "colours": (GML.replace(b"</core:CityModel>", APPEARANCE.format(kind="X3DMaterial").encode()), "Texturen"),
    "a tree": (GML.replace(b"</core:CityModel>", TREE.encode()), "nur als Vorlage"),
    "textures of JSON": (with_more(JSON, appearance={"textures": [{"type": "PNG"}]}), "Texturen"),
    "no textures after all": (with_more(JSON, appearance={"textures": []}), ""),
    "a tree of JSON": (with_more(JSON, tree=INSTANCE), "nur als Vorlage"),
}


@pytest.mark.parametrize(("raw", "words"), LOST.values(), ids=LOST)
def test_what_does_not_come_along_is_said(raw, words):
    made = taken(raw)

    assert made.triangles == TRIANGLES
    assert words in said(made)
    assert ("kommen nicht mit" in said(made), "kommt nicht mit" in said(made)) == (
        words == "Texturen",
        words == "nur als Vorlage",
    )

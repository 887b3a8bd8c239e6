"""Building models are taken in: what a planner wants to see of them, and where they say that they stand."""

import io
import zipfile
from dataclasses import replace

import pytest

from app.gauss_krueger import Strip
from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of, take_in
from app.meshes.upload.wishes import Wishes
from app.utm import Zone
from tests.meshes.buildings import PARTS, Building

EAST_M, NORTH_M = 376_364.6733, 5_704_574.5430
PLACE = (51.4788, 7.2196)  # of these numbers in zone 32, see test_utm
GRID_DEG = -1.3931206  # grid north there, from true north
HOUSE = Building()
SHOWN = 12 * 4  # triangles of wall, window, upper wall and roof


def taken(raw, **wishes):
    return take_in(memoryview(raw), name="haus", wishes=Wishes(**wishes), file_name="haus.ifc")


def refused(raw, **wishes):
    with pytest.raises(RefusedError) as error:
        taken(raw, **wishes)
    return str(error.value)


def zipped(**files):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return raw.getvalue()


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3"])
@pytest.mark.parametrize("unit_m", [0.001, 1.0])
def test_a_house_stands_in_metres_in_its_colours(schema, unit_m):
    made = taken(replace(HOUSE, schema=schema, unit_m=unit_m).written())

    assert made.triangles == SHOWN
    assert made.size_m == pytest.approx((8.0, 6.5, 6.1), abs=1e-3)
    looks = {
        tuple(round(share, 2) for share in (*each.colour, each.opacity))
        for each in dressed_of(made.glb, name="x").finishes
    }
    assert looks == {(0.79, 0.79, 0.75, 1.0), (0.45, 0.05, 0.03, 1.0), (0.21, 0.45, 0.6, 0.4)}


def test_rooms_are_never_shown_and_furniture_and_cellar_only_if_asked_for():
    first = taken(HOUSE.written())
    asked = taken(HOUSE.written(), roles={**first.nodes, "IfcFurnishingElement": "planned", "KG": "planned"})

    kinds = {"IfcWall": "planned", "IfcRoof": "planned", "IfcWindow": "planned", "IfcFurnishingElement": "hidden"}
    assert first.nodes == {**kinds, "KG": "hidden", "EG": "planned", "OG": "planned"}
    assert asked.triangles == SHOWN + 2 * 12
    assert asked.size_m[1] == pytest.approx(9.3, abs=1e-3)


@pytest.mark.parametrize(
    ("hidden", "triangles", "height_m"), [("OG", 24, 3.0), ("IfcRoof", 36, 6.0), ("IfcWall", 24, 5.5), ("EG", 24, 3.5)]
)
def test_a_kind_or_a_storey_is_left_out(hidden, triangles, height_m):
    made = taken(HOUSE.written(), roles={hidden: "hidden"})

    assert (made.triangles, made.nodes[hidden]) == (triangles, "hidden")
    assert made.size_m[1] == pytest.approx(height_m, abs=1e-3)


def test_a_kind_has_the_role_that_somebody_gives_it():
    made = taken(replace(HOUSE, terrain=True).written(), roles={"IfcWall": "context"})

    assert made.nodes["IfcSite"] == "ground"
    assert {mesh.name for mesh in dressed_of(made.glb, name="x").meshes} == {"planned", "context", "ground"}


def test_a_house_stands_on_its_site_and_not_a_metre_above():
    made = taken(replace(HOUSE, terrain=True).written())

    heights = {
        mesh.name: [float(each.positions[:, 1].min()) for each in mesh.primitives]
        for mesh in dressed_of(made.glb, name="x").meshes
    }
    assert min(heights["planned"]) == pytest.approx(0.0, abs=1e-3)
    assert min(heights["ground"]) == pytest.approx(-1.0, abs=1e-3)


def test_what_holds_nothing_but_what_is_hidden_else_is_shown():
    table = {"Tisch": PARTS["Tisch"]}

    made = taken(replace(HOUSE, parts=table).written())

    assert (made.triangles, made.nodes["IfcFurnishingElement"]) == (12, "planned")
    assert "kein einziges Bauteil" in refused(replace(HOUSE, parts=table).written(), roles={"EG": "hidden"})


def test_a_cellar_is_known_by_its_depth_or_by_its_name_and_an_attic_is_no_ground():
    made = taken(replace(HOUSE, names={"KG": "Ebene 1", "EG": "Kellerbar", "OG": "Dachboden"}).written())

    assert [made.nodes[name] for name in ("Ebene 1", "Kellerbar", "Dachboden")] == ["hidden", "hidden", "planned"]


def test_storeys_without_names_or_with_the_same_are_told_apart():
    made = taken(replace(HOUSE, names={"KG": "", "EG": "Ebene", "OG": "Ebene"}).written())

    assert list(made.nodes)[-3:] == ["Geschoss 1", "Ebene", "Ebene (2)"]


def test_no_more_colours_are_left_than_phones_take_and_the_nearest_become_one():
    greys = [(0.5 + number / 100, 0.5, 0.5, 0.0) for number in range(20)]
    parts = {
        f"{number}": ("IfcWall", "EG", (number, 0.0, 0.0, 1.0, 1.0, 1.0), grey) for number, grey in enumerate(greys)
    }

    made = taken(replace(HOUSE, parts={**parts, "Dach": PARTS["Dach"]}).written())

    colours = [each.colour for each in dressed_of(made.glb, name="x").finishes]
    assert len(colours) == 12
    assert sum(green < 0.1 for _red, green, _blue in colours) == 1, "the roof is as red as it was"
    assert "aus 21 wurden 12" in str(made.notes[0])


# where it stands


@pytest.mark.parametrize(
    "said",
    [
        {"crs": "EPSG:25832", "conversion": (EAST_M, NORTH_M, 60.0)},
        {"crs": "epsg:25832", "conversion": (EAST_M, NORTH_M, 60.0, 1.0, 0.0, 0.001)},
        {"crs": "ETRS89 / UTM zone 32N", "conversion": (EAST_M, NORTH_M, 60.0, 1.0, 0.0, 1000.0)},
        {"crs": "EPSG:4647", "conversion": (32e6 + EAST_M, NORTH_M, 60.0)},
        {"crs": "EPSG:5555", "conversion": (EAST_M * 1000, NORTH_M * 1000, 60.0)},
        {"schema": "IFC2X3", "crs": "EPSG:25832", "pset": {"Eastings": EAST_M, "Northings": NORTH_M}},
        {"moved": (EAST_M, NORTH_M, 60.0)},
    ],
    ids=lambda said: f"{said.get('schema', '')} {said.get('crs', 'none')} {said.get('conversion', ())}",
)
def test_a_map_conversion_says_where_the_origin_is_and_how_it_is_turned(said):
    made = taken(replace(HOUSE, **said).written())

    assert (made.place.lat, made.place.lon) == pytest.approx(PLACE, abs=2e-8)
    assert made.place.rotation_deg == pytest.approx(GRID_DEG % 360, abs=1e-4)
    assert made.place.told_by == ("map" if "crs" in said else "guess")
    assert made.size_m == pytest.approx((8.0, 6.5, 6.1), abs=1e-3)


def test_the_x_axis_on_the_map_turns_the_building():
    axis = {"crs": "EPSG:25832", "conversion": (EAST_M, NORTH_M, 60.0, 0.0, 1.0)}  # X to the north, so Y to the west

    made = taken(replace(HOUSE, **axis).written())

    assert made.place.rotation_deg == pytest.approx(270 + GRID_DEG, abs=1e-4)


@pytest.mark.parametrize("crs", ["EPSG:31466", "DHDN / 3-degree Gauss-Kruger zone 2", "DE_DHDN_3GK2"])
def test_the_old_surveys_are_understood_as_well(crs):
    numbers = Strip(2).numbers(PLACE)

    made = taken(replace(HOUSE, crs=crs, conversion=(*numbers, 60.0)).written())

    assert (made.place.lat, made.place.lon) == pytest.approx(PLACE, abs=2e-8)
    assert made.place.rotation_deg == pytest.approx(Strip(2).convergence_deg(PLACE), abs=1e-4)


def test_a_building_far_from_the_origin_is_placed_where_it_is():
    far = (3000.0, 4000.0, 0.0)
    on_map = {"crs": "EPSG:25832", "conversion": (EAST_M, NORTH_M, 60.0, 0.0, 1.0)}

    made = taken(replace(HOUSE, moved=far, **on_map).written())

    there = Zone(32).place(EAST_M - 4000, NORTH_M + 3000)
    assert (made.place.lat, made.place.lon) == pytest.approx(there, abs=2e-8)


def test_latitude_and_longitude_of_the_site_say_it_roughly():
    site = ((51, 28, 43, 680000), (7, 13, 10, 560000))

    made = taken(replace(HOUSE, site=site, north=(-1.0, 1.0)).written())

    assert (made.place.lat, made.place.lon) == pytest.approx(PLACE, abs=1e-7)
    assert (made.place.rotation_deg, made.place.told_by) == (pytest.approx(45.0), "site")


def test_south_and_west_are_negative_in_all_their_parts():
    made = taken(replace(HOUSE, site=((-20, -30, 0, 0), (-44, -15, -36, 0))).written())

    assert (made.place.lat, made.place.lon) == pytest.approx((-20.5, -44.26))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"crs": "EPSG:3857", "conversion": (3_376_364.0, 5_704_574.0, 60.0)}, "EPSG:3857"),
        ({"crs": "", "conversion": (376_364.0, 5_704_574.0, 60.0)}, "„–“"),
        ({"crs": "EPSG:25832", "conversion": (9.0e9, 5_704_574.0, 60.0)}, "passen nicht"),
        ({"crs": "EPSG:25832", "conversion": (0.0, 0.0, 0.0), "site": ((0, 0, 0, 0), (0, 0, 0, 0))}, ""),
        ({}, ""),
        ({"site": ((0, 0, 0, 0), (0, 0, 0, 0)), "north": (0.0, 1.0)}, ""),
        ({"north": (0.0, 0.0)}, ""),
    ],
)
def test_without_a_place_that_is_understood_there_is_none(said, words):
    made = taken(replace(HOUSE, **said).written())

    assert made.place is None
    assert words in " ".join(map(str, made.notes))


def test_true_north_alone_is_a_rotation_without_a_place():
    made = taken(replace(HOUSE, north=(1.0, 0.0)).written())

    assert (made.place.lat, made.place.rotation_deg) == (None, pytest.approx(270.0))


def test_the_origin_stays_whatever_is_shown():
    building = replace(HOUSE, crs="EPSG:25832", conversion=(EAST_M, NORTH_M, 60.0), moved=(2000.0, 0.0, 0.0))

    whole, part = taken(building.written()), taken(building.written(), roles={"IfcWall": "hidden"})

    assert whole.place == part.place


# as a ZIP


def test_a_zip_with_one_building_is_read():
    assert taken(zipped(haus_ifc=HOUSE.written(), liesmich_txt=b"ja")).triangles == SHOWN


# what is damaged

WHOLE = HOUSE.written()
TEXT = WHOLE.decode()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (WHOLE[: len(WHOLE) // 2], "Ihr Ende fehlt"),
        (WHOLE[:60], "lässt sich nicht lesen"),
        (b'<?xml version="1.0"?><ifcXML xmlns="http://www.buildingsmart-tech.org/ifcXML/IFC4">', "ifcXML"),
        (TEXT.replace("'IFC4'", "'IFC4X3_RC2'").encode(), "IFC4X3_RC2"),
        (TEXT.replace("'IFC4'", "'IFC2X2_FINAL'").encode(), "IFC2X2_FINAL"),
        (TEXT.replace("'IFC4'", "'AUTOMOTIVE_DESIGN'").encode(), "STEP-Datei"),
        (b"ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;", "lässt sich nicht lesen"),
        (TEXT[: TEXT.index("DATA;")].encode() + b"DATA;\nENDSEC;\nEND-ISO-10303-21;", "kein einziges Bauteil"),
        (replace(HOUSE, parts={}).written(), "kein einziges Bauteil"),
        (zipped(haus_ifc=WHOLE, garage_ifc=WHOLE), "2 IFC-Dateien"),
        (zipped(haus_ifc=WHOLE + b" " * 10_000_000), "verdächtig dicht"),
        (zipped(haus_ifc=WHOLE)[:-200], "nicht entpacken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_sentence(raw, words):
    assert words in refused(raw)


@pytest.mark.parametrize("schema", ["IFC4X3", "IFC4X3_ADD2", "IFC4X3_TC1"])
def test_all_versions_of_a_schema_that_programs_write_are_read(schema):
    raw = replace(HOUSE, schema="IFC4X3").written().decode()

    assert taken(raw.replace("'IFC4X3_ADD2'", f"'{schema}'").encode()).triangles == SHOWN


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("IFCRECTANGLEPROFILEDEF(.AREA.,$,", "IFCRECTANGLEPROFILEDEF(.AREA.,'"),
        (".AREA.,$", ".AREA.,#1"),
        ("3000.", "1.E308"),
        ("8000.,6000.", "-8000.,0."),
        ("IFCUNITASSIGNMENT((", "IFCUNITASSIGNMENT((#999999,"),
        ("'Wand'", r"'W\X2\00ZZ\X0\nd'"),
        ("'EG'", "'\xc4G'"),
    ],
)
def test_a_slip_in_the_file_ends_in_a_model_or_in_a_sentence(was, now):
    assert was in TEXT
    raw = TEXT.replace(was, now).encode("latin-1")

    try:
        assert taken(raw).triangles > 0
    except RefusedError as error:
        assert error.faults


def test_a_part_that_contains_itself_is_refused():
    wall, window = (TEXT[: TEXT.index(kind)].rpartition("\n#")[2].rstrip("=") for kind in ("IFCWALL(", "IFCWINDOW("))
    circle = f"#9001=IFCRELAGGREGATES('3vB2YO$MX4xv5uCqZZG0Aa',$,$,$,#{wall},(#{window}));\n"
    circle += f"#9002=IFCRELAGGREGATES('3vB2YO$MX4xv5uCqZZG0Ab',$,$,$,#{window},(#{wall}));\nENDSEC;\nEND-ISO"

    assert "enthält sich selbst" in refused(TEXT.replace("ENDSEC;\nEND-ISO", circle).encode())

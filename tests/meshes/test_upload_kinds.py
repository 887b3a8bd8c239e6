"""What planners bring is recognized by how it begins, and by its name where that says too little."""

import io
import zipfile

import pytest

from app.meshes.upload import kinds
from app.meshes.upload.known_kinds import KINDS, SIGNS
from tests.meshes import boxes
from tests.meshes.models import box, image, pack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
STEP = b"ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_SCHEMA((%b));\n"


def zipped(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, b"x" * 50)
    return out.getvalue()


CASES = [
    (pack(*box()), "", "glb"),
    (boxes.obj(), "", "obj"),
    (b"# long\n" * 20 + b"\nmtllib a.mtl\n", "", "obj"),
    (b"call other.obj\n", "a.OBJ", "obj"),
    (boxes.stl(), "", "stl"),
    (boxes.binary_stl(head=b"\0"), "Haus.STL", "stl"),
    (boxes.ply(), "", "ply"),
    (b'\xef\xbb\xbf{"asset": {"version": "2.0"}}', "", "gltf"),
    (b"PXR-USDC" + bytes(90), "", "usdz"),
    (b"#usda 1.0\n", "", "usdz"),
    (zipped("haus.usdc", "0/a.png"), "haus.zip", "usdz"),
    (b"  0\nSECTION\n  2\nHEADER\n", "", "dxf"),
    (b"999\nmade by hand\n0\r\nSECTION\r\n", "", "dxf"),
    (b"AutoCAD Binary DXF\r\n\x1a\0", "", "dxf"),
    (STEP % b"'IFC4'", "", "ifc"),
    (STEP % b"'AP242'", "", "step"),
    (b"ISO-10303-21;\nHEADER;\n", "a.ifc", "ifc"),
    (zipped("haus.ifc"), "", "ifc"),
    (b'<?xml version="1.0"?>\n<core:CityModel xmlns:core="x">', "", "citygml"),
    (b'{"type": "CityJSON"}', "", "cityjson"),
    (zipped("haus.obj"), "", "zip"),
    (b"\xff\xfe\xff\x0eS\0k\0e\0t\0c\0h\0U\0p\0 \0M\0o\0d\0e\0l\0", "", "sketchup"),
    (b"AC1032" + bytes(90), "plan.dxf", "dwg"),
    (OLE, "Rathaus.RVT", "revit"),
    (OLE, "platz.max", "3ds-max"),
    (OLE, "teil.SLDPRT", "machine"),
    (OLE, "plan.dgn", "microstation"),
    (OLE, "brief.doc", "office"),
    (b"3D Geometry File Format        7", "", "rhino"),
    (b"Kaydara FBX Binary  \0", "haus.glb", "fbx"),
    (b"; FBX 7.4.0 project file\n", "", "fbx"),
    (b'<?xml version="1.0"?><COLLADA xmlns="x">', "", "collada"),
    (b"MM\x20\x10\0\0\x02\0\x0a\0\0\0", "", "3ds"),
    (b"QC4DC4D6" + bytes(90), "", "cinema-4d"),
    (b"//Maya ASCII 2025 scene\n", "", "maya"),
    (b"BLENDER-v402", "", "blender"),
    (b"\x28\xb5\x2f\xfd" + bytes(90), "platz.blend", "blender"),
    (bytes(90), "haus.pln", "archicad"),
    (bytes(90), "haus.vwx", "vectorworks"),
    (bytes(90), "haus.ndw", "allplan"),
    (bytes(90), "alles.nwd", "navisworks"),
    (bytes(90), "platz.ls12", "visualization"),
    (b" " * 72 + b"S      1\n", "", "iges"),
    (bytes(90), "teil.x_t", "machine"),
    (zipped("[Content_Types].xml", "3D/3dmodel.model"), "teil.3mf", "3mf"),
    (b"#VRML V2.0 utf8\n", "", "x3d"),
    (zipped("doc.kml", "models/a.dae"), "haus.kmz", "google-earth"),
    (b'<?xml version="1.0"?><kml xmlns="x">', "", "google-earth"),
    (b"LASF" + bytes(300), "", "points"),
    (b"ASTM-E57" + bytes(90), "", "points"),
    (b"370000.1 5700000.2 48.1\n", "dgm1.xyz", "points"),
    (bytes(90), "platz.splat", "splats"),
    (b"\0\0\x27\x0a" + bytes(90), "", "shape"),
    (b"SQLite format 3\0", "", "geopackage"),
    (b'{"type": "FeatureCollection"}', "", "geojson"),
    (zipped("plan.qgs"), "plan.qgz", "qgis"),
    (b"%PDF-1.7\n", "", "pdf"),
    (b"%PDF-1.7\n", "logo.ai", "photoshop"),
    (b"8BPS\0\1", "", "photoshop"),
    (image(), "haus.glb", "picture"),
    (image(form="JPEG"), "", "picture"),
    (b"\0\0\0\x18ftypheic", "", "picture"),
    (b"\0\0\0\x18ftypmp42", "", "film"),
    (zipped("[Content_Types].xml"), "liste.xlsx", "office"),
    (b"Rar!\x1a\x07\1\0", "", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "", "archive"),
    (b"\x1f\x8b\x08", "haus.tar.gz", "archive"),
    (b'<svg xmlns="x">', "", "svg"),
    (b"<!doctype html><script>", "haus.glb", "html"),
    (b'<?xml version="1.0"?><anderes/>', "", "xml"),
    (b"[1, 2]", "", "json"),
]


@pytest.mark.parametrize(("head", "name", "slug"), CASES)
def test_it_is_recognized(head, name, slug):
    known = kinds.recognized(head, name)

    assert known
    assert known.slug == slug


def test_every_kind_is_tried_and_told_and_what_is_not_read_leads_to_help():
    assert {slug for _head, _name, slug in CASES} == {*KINDS} == {sign.slug for sign in SIGNS}
    assert all(kind.endings if kind.reader else kind.wrong and kind.mend and kind.help for kind in KINDS.values())


def test_nothing_is_made_of_what_nobody_knows():
    assert kinds.recognized(b"", "haus.glb") is None
    assert kinds.recognized(bytes(300), "haus.glb") is None
    assert kinds.recognized(b"hello", "haus") is None
